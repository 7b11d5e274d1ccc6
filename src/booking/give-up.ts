import type { DocumentMessage } from "./message.ts";
import { settleError } from "./outcome.ts";
import { ATTEMPT_LIMIT } from "./retry-policy.ts";
import { type BookingDependencies, leaseMs } from "./work.ts";

/** What may have been booked is looked for again by cron, however often that failed. */
const UNKNOWN_AGAIN_MS = 3_600_000;

/**
 * A message that could not be worked off at all ends as an error that a person sees: nothing is ever only in a queue.
 * Answers when to come back (ms since 1970) where somebody else works on it, else null.
 */
export async function giveUp(
  deps: Pick<BookingDependencies, "documents" | "now" | "newToken" | "imuisTimeoutMs" | "settleMs">,
  message: DocumentMessage,
  cause: string,
): Promise<number | null> {
  const key = { kind: message.kind, sourceId: message.sourceId };
  const token = deps.newToken();
  const claim = await deps.documents.claim(message.installationId, key, {
    token,
    now: deps.now(),
    leaseMs: leaseMs(deps),
    message: message.cause,
  });
  if (claim.kind === "held") return claim.until + 1;
  if (claim.kind !== "claimed") return null;
  const error = { code: "GAVE_UP" as const, figures: { attempts: String(ATTEMPT_LIMIT), cause } };
  // What may have been booked stays in `unknown`: giving up must not forget it.
  const settlement = claim.document.intent
    ? {
        status: "unknown" as const,
        nextCheckAt: deps.now() + UNKNOWN_AGAIN_MS,
        history: { event: "settled", code: "GAVE_UP", detail: cause },
      }
    : settleError(error);
  await deps.documents.settle(message.installationId, key, { token, settlement, now: deps.now() });
  return null;
}
