import type { Booking } from "../domain/booking.ts";
import { matchesEntry, matchesSalesOrder, type Match } from "../domain/match.ts";
import { ok, type Result } from "../domain/result.ts";
import { settleError, settleUnknown } from "./outcome.ts";
import type { Books, BooksFailure } from "./ports/books.ts";
import type { Settlement } from "./ports/claim.ts";
import type { Intent } from "./ports/document-record.ts";
import { backoffMs } from "./retry-policy.ts";
import { settleProcessed } from "./send-booking.ts";
import type { ConnectedWork } from "./work.ts";

/**
 * The unknown outcome of a create is settled by reading, never by sending again blindly (architecture, "What can happen to
 * a create"). Found: it was booked. Absent at two looks with a settle time between them: it may be sent again. An answer
 * that cannot be read is no answer: look again later.
 */

/** One look could run ahead of a create that is still being executed. */
const ABSENT_LOOKS_BEFORE_SENDING = 2;

export interface Look {
  readonly match: Match | "absent";
  readonly reference: string;
}

const NOTHING: Look = { match: "absent", reference: "" };

function strongest(looks: readonly Look[]): Look {
  return (
    looks.find((look) => look.match === "same") ??
    looks.find((look) => look.match === "other") ??
    NOTHING
  );
}

/** Asks the books for this booking under its own number. */
export async function lookForBooking(
  books: Books,
  booking: Booking,
): Promise<Result<Look, BooksFailure>> {
  if (booking.type === "journalEntry") {
    const found = await books.findJournalEntries(booking.total.documentNumber);
    if (!found.ok) return found;
    return ok(
      strongest(
        found.value.map((entry) => ({
          match: matchesEntry(booking, entry),
          reference: entry.reference,
        })),
      ),
    );
  }
  const found = await books.findSalesOrders(booking.externalOrderId);
  if (!found.ok) return found;
  return ok(
    strongest(
      found.value.map((order) => ({
        match: matchesSalesOrder(booking, order),
        reference: order.reference,
      })),
    ),
  );
}

export type IntentVerdict =
  | { readonly kind: "settle"; readonly settlement: Settlement }
  /** Certainly not booked: decide anew and send. */
  | { readonly kind: "not-booked" };

function numberOf(booking: Booking): string {
  return booking.type === "journalEntry" ? booking.total.documentNumber : booking.reference;
}

function afterLook(work: ConnectedWork, intent: Intent, look: Look): IntentVerdict {
  const looks = work.record.looks + 1;
  if (look.match === "same") {
    const booked = {
      booking: intent.booking,
      reference: look.reference,
      detail: "found in the books",
    };
    return { kind: "settle", settlement: settleProcessed(booked, intent.settledFields) };
  }
  if (look.match === "other") {
    const error = {
      code: "NUMBER_CONFLICT" as const,
      figures: { number: numberOf(intent.booking), reference: look.reference },
    };
    return { kind: "settle", settlement: settleError(error, intent.settledFields) };
  }
  if (looks >= ABSENT_LOOKS_BEFORE_SENDING) return { kind: "not-booked" };
  return {
    kind: "settle",
    settlement: settleUnknown("not found yet", {
      nextCheckAt: work.deps.now() + work.deps.settleMs,
      looks,
    }),
  };
}

function wait(work: ConnectedWork, cause: string, until: number): IntentVerdict {
  const settlement = settleUnknown(cause, { nextCheckAt: until, looks: work.record.looks });
  return { kind: "settle", settlement };
}

/** In other books it can be neither found nor ruled out: a person settles it. */
function wasSentElsewhere({ installation }: ConnectedWork, intent: Intent): boolean {
  return intent.administrationKey !== installation.administrationKey;
}

/** How long until a look that cannot help is tried again: the connection may be changed back. */
const ELSEWHERE_MS = 3_600_000;

/** Looks for what an earlier attempt may have booked. Never before the settle time after it was sent, or after the last look. */
export async function settleIntent(work: ConnectedWork, intent: Intent): Promise<IntentVerdict> {
  const { deps, record } = work;
  if (deps.now() < intent.lookFrom)
    return wait(work, "waiting for the settle time", intent.lookFrom);
  if (wasSentElsewhere(work, intent)) {
    return wait(
      work,
      "sent to another administration than the one connected now",
      deps.now() + ELSEWHERE_MS,
    );
  }
  const look = await lookForBooking(work.books, intent.booking);
  if (look.ok) return afterLook(work, intent, look.value);
  const attempts = record.attempts + 1;
  const verdict = wait(work, look.error.message, deps.now() + backoffMs(attempts, deps.pace));
  return verdict.kind === "settle"
    ? { kind: "settle", settlement: { ...verdict.settlement, attempts } }
    : verdict;
}
