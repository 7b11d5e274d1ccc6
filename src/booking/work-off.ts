import { afterBooking, type AfterBookingDependencies, markInShop } from "./after-booking.ts";
import { type BackfillDependencies, runBackfill } from "./backfill.ts";
import { bookDocument, type Outcome } from "./book-document.ts";
import { giveUp } from "./give-up.ts";
import type { InspectDependencies } from "./inspect.ts";
import type { DocumentMessage, Message, Next } from "./message.ts";
import { nightlyRound } from "./nightly.ts";
import { ATTEMPT_LIMIT } from "./retry-policy.ts";
import { type SweepDependencies, sweepShop } from "./sweep.ts";
import type { BookingDependencies } from "./work.ts";

/** What a message asks for, and when it wants to be looked at again. */

export type WorkDependencies = BookingDependencies &
  SweepDependencies &
  AfterBookingDependencies &
  BackfillDependencies &
  InspectDependencies;

export async function workOff(
  deps: WorkDependencies,
  message: Message,
  failures: number,
): Promise<Next> {
  switch (message.type) {
    case "document":
      return workOffDocument(deps, message, failures);
    case "sweep":
      return sweepShop(deps, message);
    case "nightly":
      return nightlyRound(deps, message);
    case "backfill":
      return runBackfill(deps, message);
    case "retention":
    case "move":
      // The consumer has done it without an administration; one that gets here is from before a deployment.
      return null;
  }
}

async function workOffDocument(
  deps: WorkDependencies,
  message: DocumentMessage,
  failures: number,
): Promise<number | null> {
  if (failures >= ATTEMPT_LIMIT)
    return giveUp(deps, message, "the document could not be worked on");
  if (message.cause === "changed") return afterBooking(deps, message);
  if (message.backfillId && !(await runsStill(deps, message))) return null;
  const outcome = await bookDocument(deps, message);
  if (message.backfillId) await countForBackfill(deps, message, outcome);
  if (outcome.status !== "processed") return outcome.nextAt;
  const markAgainAt = outcome.marks ? await markInShop(deps, message) : null;
  if (markAgainAt !== null || outcome.booked) return markAgainAt;
  return afterBooking(deps, message);
}

async function runsStill(deps: WorkDependencies, message: DocumentMessage): Promise<boolean> {
  const backfill = await deps.backfills.find(message.installationId, message.backfillId ?? "");
  return backfill?.state === "running";
}

/** A document that only waits for an answer is counted when it has got one. */
async function countForBackfill(
  deps: WorkDependencies,
  message: DocumentMessage,
  outcome: Outcome,
): Promise<void> {
  if (outcome.nextAt !== null || !message.backfillId) return;
  const counted = outcome.booked
    ? "booked"
    : outcome.status === "error" || outcome.status === "unknown"
      ? "failed"
      : "skipped";
  await deps.backfills.count(message.installationId, message.backfillId, counted);
}
