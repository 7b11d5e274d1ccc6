import { giveUp } from "../booking/give-up.ts";
import { parseMessage } from "../booking/message.ts";
import type { QueueDependencies } from "../dependencies/rounds.ts";

/** What the queue could not deliver: a document becomes an error that a person sees, anything else is kept for the operator. */

const RETRY_DELAY_SECONDS = 60;

export async function consumeDeadLetters(
  batch: {
    readonly messages: readonly Pick<globalThis.Message, "id" | "body" | "ack" | "retry">[];
  },
  deps: QueueDependencies,
): Promise<void> {
  for (const raw of batch.messages) {
    try {
      const message = parseMessage(raw.body);
      if (message?.type === "document") {
        const againAt = await giveUp(deps.unconnected, message, "the queue could not deliver it");
        if (againAt !== null) {
          raw.retry({ delaySeconds: RETRY_DELAY_SECONDS });
          continue;
        }
      } else {
        await deps.cron.keepDeadLetter(raw.id, JSON.stringify(raw.body), deps.now());
      }
      raw.ack();
    } catch {
      raw.retry({ delaySeconds: RETRY_DELAY_SECONDS });
    }
  }
}
