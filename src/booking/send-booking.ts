import type { Booking } from "../domain/booking.ts";
import type { Warning } from "../domain/codes.ts";
import type { Result } from "../domain/result.ts";
import { settleError, settleFailure, settleUnknown } from "./outcome.ts";
import type { BooksFailure, Created } from "./ports/books.ts";
import type { Settlement } from "./ports/claim.ts";
import type { Intent, SettledFields } from "./ports/document-record.ts";
import { leaseMs, type ReadyWork } from "./work.ts";

/** Intent before effect: what will be sent is committed before the first byte of the create goes out. */

export type Sent =
  | { readonly kind: "settle"; readonly settlement: Settlement }
  /** The claim is somebody else's by now: nothing was sent. */
  | { readonly kind: "lost-claim" };

/** Tells a repeat from a conflict. */
export async function payloadHash(booking: Booking): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(booking));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function create(
  work: ReadyWork,
  booking: Booking,
  sendBefore: number,
): Promise<Result<Created<string>, BooksFailure>> {
  return booking.type === "journalEntry"
    ? work.books.createJournalEntry(booking, sendBefore)
    : work.books.createSalesOrder(booking, sendBefore);
}

/** The books' own remarks become warnings of the document. */
function remarks(created: Created<string>): Warning[] {
  return created.warnings.map((message) => ({
    code: "IMUIS_WARNING",
    message,
    figures: { text: message },
  }));
}

export function settleProcessed(
  booked: { readonly booking: Booking; readonly reference: string; readonly detail?: string },
  fields: SettledFields,
): Settlement {
  return {
    status: "processed",
    booking: booked.booking,
    imuisReference: booked.reference,
    fields,
    afterIntent: true,
    nextCheckAt: null,
    clearIntent: true,
    attempts: 0,
    looks: 0,
    history: {
      event: "settled",
      code: "BOOKED",
      ...(booked.detail && { detail: booked.detail }),
    },
  };
}

/** Commits the intent, sends, and says how it ended. */
export async function sendBooking(
  work: ReadyWork,
  booking: Booking,
  fields: SettledFields,
): Promise<Sent> {
  const now = work.deps.now();
  const intent: Intent = {
    payloadHash: await payloadHash(booking),
    booking,
    at: now,
    lookFrom: now + work.deps.imuisTimeoutMs + work.deps.settleMs,
    administrationKey: work.installation.administrationKey,
    settledFields: fields,
  };
  const leaseUntil = now + leaseMs(work.deps);
  const ours = await work.deps.documents.recordIntent(work.installation.id, work.key, {
    token: work.token,
    intent,
    leaseUntil,
    now,
    wasWaiting: work.record.status !== "processing",
  });
  if (!ours) return { kind: "lost-claim" };
  // However long it waits for its turn: who takes over when the lease ends looks a settle time after our call has ended.
  const sendBefore = leaseUntil - work.deps.imuisTimeoutMs - work.deps.settleMs;
  const created = await create(work, booking, sendBefore);
  if (created.ok) {
    const settled = { ...fields, warnings: [...fields.warnings, ...remarks(created.value)] };
    return {
      kind: "settle",
      settlement: settleProcessed({ booking, reference: created.value.key }, settled),
    };
  }
  const settlement = { ...failedCreate(work, created.error, fields), afterIntent: true };
  return { kind: "settle", settlement };
}

function failedCreate(work: ReadyWork, failure: BooksFailure, fields: SettledFields): Settlement {
  if (failure.kind === "unavailable" && failure.executed === "unknown") {
    return settleUnknown(failure.message, {
      nextCheckAt: work.deps.now() + work.deps.settleMs,
      looks: 0,
      fields,
    });
  }
  if (failure.kind === "refused") {
    return settleError({ code: "IMUIS_REFUSED", figures: { text: failure.message } }, fields);
  }
  return settleFailure(work, { side: "books", failure, during: "create" }, fields);
}
