import type { Booking } from "../domain/booking.ts";
import type { Warning } from "../domain/codes.ts";
import { completeBooking } from "../domain/complete-booking.ts";
import type { CalendarDate } from "../domain/document.ts";
import type { BookingDraft } from "../domain/draft.ts";
import { createProducts } from "./create-products.ts";
import { calendarFor } from "./effective-configuration.ts";
import { customerKeys, findDebtor, type FoundDebtor } from "./find-debtor.ts";
import { settleError, settleFailure, settleOpen, settleSkipped } from "./outcome.ts";
import type { BooksFailure } from "./ports/books.ts";
import type { Settlement, Surroundings } from "./ports/claim.ts";
import type { SettledFields } from "./ports/document-record.ts";
import { sendBooking, type Sent } from "./send-booking.ts";
import { lookForBooking } from "./settle-intent.ts";
import { summariseDraft } from "./summary.ts";
import { verifyVatNumber } from "./verify-vat-number.ts";
import type { ReadyWork } from "./work.ts";

/** From a draft to the books: what D1 knows, VIES, debtor, products, entry. */

function settle(settlement: Settlement): Sent {
  return { kind: "settle", settlement };
}

function readSurroundings(
  work: ReadyWork,
  draft: BookingDraft,
  fields: SettledFields,
): Promise<Surroundings> {
  return work.deps.documents.surroundings(work.installation.id, work.key, {
    customerKeys: customerKeys(draft.debtor),
    productNumbers: draft.products.map((product) => product.number),
    digits: fields.digits,
    orderId: fields.orderId,
    vatNumber: draft.vatNumberCheck.kind === "ask" ? draft.vatNumber : null,
    requester: work.configuration.vatNumber,
    now: work.deps.now(),
  });
}

/** Whether this document may stand in the books already, put there by hand, by a predecessor or by us before a restore. */
function mustLookFirst({ record, installation }: ReadyWork): boolean {
  // Whatever moment it names: what waited before it may have been booked after it. The operator ends it (docs/operations.md).
  const wasRestored = installation.lookBeforeCreateSince !== null;
  const wasConflict = record.error?.code === "NUMBER_CONFLICT";
  return (
    record.askedFor === "backfill" || record.askedFor === "fetch" || wasConflict || wasRestored
  );
}

/** Warnings that only our own records can give. */
function recordWarnings(work: ReadyWork, draft: BookingDraft, known: Surroundings): Warning[] {
  const warnings: Warning[] = [];
  if (known.digitsUsedBy && work.configuration.target === "journal") {
    warnings.push({
      code: "NUMBER_DIGITS_REUSED",
      message: `Another document of the shop has the same digits ${draft.digits}: ${known.digitsUsedBy}.`,
      figures: { digits: draft.digits, other: known.digitsUsedBy },
    });
  }
  for (const product of draft.products) {
    const full = known.knownProducts[product.number];
    if (full !== undefined && full !== product.fullNumber) {
      warnings.push({
        code: "PRODUCT_CODE_CUT",
        message: `Product code ${product.number} also stands for ${full}.`,
        figures: { number: product.number, other: full },
      });
    }
  }
  return warnings;
}

/** The other kind than the one that is booked waits, since its sale is booked through that one, unless a person wants it. */
export async function leaveToOtherKind(
  work: ReadyWork,
  draft: BookingDraft,
  fields: SettledFields,
): Promise<Sent> {
  const { bookedThrough } = await readSurroundings(work, draft, fields);
  const detail = `the shop's ${work.configuration.source} are booked`;
  return settle(
    bookedThrough
      ? settleAlreadyProcessed(bookedThrough, fields)
      : settleOpen("STATUS_NOT_SELECTED", { fields, detail }),
  );
}

function settleAlreadyProcessed(through: string, fields: SettledFields): Settlement {
  return settleSkipped("ALREADY_PROCESSED", { fields, detail: through, linkedTo: through });
}

export async function bookDraft(
  work: ReadyWork,
  draft: BookingDraft,
  before: SettledFields,
): Promise<Sent> {
  const known = await readSurroundings(work, draft, before);
  const fields = summariseDraft(before, draft);
  if (known.bookedThrough) return settle(settleAlreadyProcessed(known.bookedThrough, fields));
  const verified = await verifyVatNumber(work, draft, { answer: known.vatNumberAnswer, fields });
  if (verified.kind === "settle") return settle(verified.settlement);
  const withWarnings: BookingDraft = {
    ...verified.draft,
    warnings: [...verified.draft.warnings, ...recordWarnings(work, draft, known)],
  };
  const settled = { ...summariseDraft(before, withWarnings), vatEvidence: verified.evidence };
  return bookVerified(work, withWarnings, {
    known,
    fields: settled,
    verifiedOn: verified.verifiedOn,
  });
}

/** A closed period may have moved it. */
function dateOf(booking: Booking): CalendarDate {
  return booking.type === "journalEntry" ? booking.entryDate : booking.date;
}

interface Facts {
  readonly known: Surroundings;
  readonly fields: SettledFields;
  readonly verifiedOn: string | null;
}

function withDebtorWarnings(fields: SettledFields, debtor: FoundDebtor): SettledFields {
  return { ...fields, warnings: [...fields.warnings, ...debtor.warnings] };
}

async function bookVerified(work: ReadyWork, draft: BookingDraft, facts: Facts): Promise<Sent> {
  const failure = (error: BooksFailure): Sent =>
    settle(settleFailure(work, { side: "books", failure: error, during: "before" }, facts.fields));
  const calendar = await calendarFor(work.configuration, work.books);
  if (!calendar.ok) return failure(calendar.error);
  const debtor = await findDebtor(work, draft, {
    known: facts.known.knownDebtor,
    verifiedOn: facts.verifiedOn,
  });
  if (!debtor.ok) return failure(debtor.error);
  const products = await createProducts(work, draft.products, facts.known.knownProducts);
  if (!products.ok) return failure(products.error);
  const booking = completeBooking(draft, {
    debtorNumber: debtor.value.number,
    configuration: work.configuration,
    calendar: calendar.value,
  });
  if (!booking.ok) return settle(settleError(booking.error, facts.fields));
  const sent = await sendOrFind(work, booking.value, {
    ...withDebtorWarnings(facts.fields, debtor.value),
    bookingDate: dateOf(booking.value),
  });
  const again = await retryWithFreshDebtor(work, { draft, facts, debtor: debtor.value, sent });
  return again ?? remember(sent, draft, { debtor: debtor.value, products: products.value });
}

/** A search that finds nothing is asked again before it is believed: one empty page is known to be wrong now and then. */
async function lookTwice(
  work: ReadyWork,
  booking: Booking,
): Promise<Awaited<ReturnType<typeof lookForBooking>>> {
  const first = await lookForBooking(work.books, booking);
  return first.ok && first.value.match === "absent" ? lookForBooking(work.books, booking) : first;
}

/** Looks first where the sale may stand in the books already. */
async function sendOrFind(work: ReadyWork, booking: Booking, fields: SettledFields): Promise<Sent> {
  if (!mustLookFirst(work)) return sendBooking(work, booking, fields);
  const look = await lookTwice(work, booking);
  if (!look.ok) {
    return settle(
      settleFailure(work, { side: "books", failure: look.error, during: "before" }, fields),
    );
  }
  if (look.value.match === "same") {
    return settle({
      ...settleSkipped("ALREADY_PROCESSED", {
        fields,
        detail: `in the books as ${look.value.reference}`,
      }),
      imuisReference: look.value.reference,
    });
  }
  if (look.value.match === "other") {
    const figures = { number: fields.number, reference: look.value.reference };
    return settle(settleError({ code: "NUMBER_CONFLICT", figures }, fields));
  }
  return sendBooking(work, booking, fields);
}

/** A remembered debtor that iMUIS refuses is forgotten and looked up again, once (contract section 6). */
async function retryWithFreshDebtor(
  work: ReadyWork,
  first: {
    readonly draft: BookingDraft;
    readonly facts: Facts;
    readonly debtor: FoundDebtor;
    readonly sent: Sent;
  },
): Promise<Sent | null> {
  const { sent, debtor, draft, facts } = first;
  if (!debtor.known || sent.kind !== "settle" || sent.settlement.error?.code !== "IMUIS_REFUSED")
    return null;
  const [customerKey] = customerKeys(draft.debtor);
  if (customerKey) await work.deps.documents.forgetDebtor(work.installation.id, customerKey);
  const fresh = { ...facts, known: { ...facts.known, knownDebtor: null } };
  return bookVerified(work, draft, fresh);
}

/** What was learned is written together with the result. */
function remember(
  sent: Sent,
  draft: BookingDraft,
  learned: { readonly debtor: FoundDebtor; readonly products: readonly string[] },
): Sent {
  if (sent.kind !== "settle") return sent;
  const [customerKey] = customerKeys(draft.debtor);
  const { debtor, products } = learned;
  return settle({
    ...sent.settlement,
    ...(customerKey &&
      !debtor.known && {
        debtor: { customerKey, debtorNumber: debtor.number, vatNumber: debtor.vatNumber },
      }),
    ...(products.length > 0 && {
      products: products.map((number) => ({
        number,
        fullNumber:
          draft.products.find((product) => product.number === number)?.fullNumber ?? number,
      })),
    }),
  });
}
