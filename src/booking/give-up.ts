import type { DocumentMessage } from "./message.ts";
import { settleError } from "./outcome.ts";
import { ATTEMPT_LIMIT } from "./retry-policy.ts";
import { type BookingDependencies, leaseMs } from "./work.ts";

/** A message that could not be worked off at all ends as an error that a person sees: nothing is ever only in a queue. */
export async function giveUp(
  deps: Pick<BookingDependencies, "documents" | "now" | "newToken" | "imuisTimeoutMs" | "settleMs">,
  message: DocumentMessage,
  cause: string,
): Promise<void> {
  const key = { kind: message.kind, sourceId: message.sourceId };
  const token = deps.newToken();
  const claim = await deps.documents.claim(message.installationId, key, {
    token,
    now: deps.now(),
    leaseMs: leaseMs(deps),
    message: message.cause,
  });
  if (claim.kind !== "claimed") return;
  const error = { code: "GAVE_UP" as const, figures: { attempts: String(ATTEMPT_LIMIT), cause } };
  // What may have been booked stays in `unknown`: giving up must not forget it.
  const settlement = claim.document.intent
    ? {
        status: "unknown" as const,
        nextCheckAt: null,
        history: { event: "settled", code: "GAVE_UP", detail: cause },
      }
    : settleError(error);
  await deps.documents.settle(message.installationId, key, { token, settlement, now: deps.now() });
}
