import type { QueueBacklog } from "../booking/health.ts";
import type { Message } from "../booking/message.ts";
import type { MessageSender } from "../booking/ports/queue.ts";

/** Puts messages on the queue. Rejects when the queue does, so that the caller can answer for it. */

/** Queues: at most 100 messages in one `sendBatch`. */
const BATCH_LIMIT = 100;

function delaySeconds(
  options: { delaySeconds?: number; spreadSeconds?: number } | undefined,
): number {
  const spread = options?.spreadSeconds ?? 0;
  return Math.round((options?.delaySeconds ?? 0) + spread * Math.random());
}

export function createMessageSender(queue: Queue<Message>): MessageSender {
  return {
    async send(messages, options) {
      const [only] = messages;
      if (messages.length === 1 && only) {
        await queue.send(only, { contentType: "json", delaySeconds: delaySeconds(options) });
        return;
      }
      for (let start = 0; start < messages.length; start += BATCH_LIMIT) {
        const part = messages.slice(start, start + BATCH_LIMIT);
        await queue.sendBatch(
          part.map((body) => ({
            body,
            contentType: "json" as const,
            delaySeconds: delaySeconds(options),
          })),
        );
      }
    },
  };
}

/** What waits in the queue; null where the platform doesn't tell (locally, or an older runtime). */
export async function readBacklog(queue: Queue<Message>): Promise<QueueBacklog | null> {
  try {
    const { backlogCount, oldestMessageTimestamp } = await queue.metrics();
    return { messages: backlogCount, oldestAt: oldestMessageTimestamp?.getTime() ?? null };
  } catch {
    return null;
  }
}
