import type { BookingError } from "./booking-error.ts";
import type { EntryLine, JournalEntry } from "./booking.ts";
import { dutchDate } from "./calendar-date.ts";
import type { Configuration } from "./configuration.ts";
import type { BookingDraft, DraftLine } from "./draft.ts";
import { type ChosenPeriod, choosePeriod, type FiscalCalendar } from "./fiscal-calendar.ts";
import { moveBookingDate } from "./move-booking-date.ts";
import { fail, ok, type Result } from "./result.ts";
import { cutText, DESCRIPTION_LENGTH, DOCUMENT_NUMBER_LENGTH } from "./texts.ts";

export interface EntryOptions {
  readonly debtorNumber: number;
  readonly configuration: Configuration;
  readonly calendar: FiscalCalendar;
}

/**
 * The journal entry of a draft (manual chapter 6, contract section 6): one total row on the debtor, one row per line with
 * the sign turned (reading A4). Lines of nothing are left out (A10).
 */
export function toJournalEntry(
  draft: BookingDraft,
  options: EntryOptions,
): Result<JournalEntry, BookingError> {
  const { configuration, calendar } = options;
  const chosen = choosePeriod(calendar, draft.bookingDate, configuration.closedPeriods);
  if (!chosen.ok) {
    return chosen;
  }
  const moved = moveBookingDate(draft, configuration, chosen.value.date);
  if (!moved.ok) {
    return fail(moved.error);
  }
  const entry = entryOf(moved.value, options, chosen.value);
  assertBalanced(entry);
  return ok(entry);
}

/** The split account must end at zero (vat.md 4.6). An entry that does not is our own bug and must never be sent. */
export function assertBalanced(entry: JournalEntry): void {
  const rest = entry.lines.reduce(
    (sum, line) => sum + line.amountCents + (entry.amounts === "excl" ? line.vatCents : 0),
    entry.total.amountCents,
  );
  if (rest !== 0) {
    throw new Error(`The entry ${entry.total.documentNumber} is out of balance by ${rest} cents.`);
  }
}

function entryOf(draft: BookingDraft, options: EntryOptions, chosen: ChosenPeriod): JournalEntry {
  const { configuration, debtorNumber } = options;
  const { journal, offsetAccount } = configuration;
  if (journal === null || offsetAccount === null) {
    throw new Error("A journal entry needs a journal and an offset account; both were checked.");
  }
  const number = documentNumber(draft.number);
  return {
    type: "journalEntry",
    journal,
    offsetAccount,
    fiscalYear: chosen.period.fiscalYear,
    period: chosen.period.period,
    entryDate: chosen.date,
    amounts: configuration.entryAmounts,
    total: {
      debtorNumber,
      amountCents: draft.totalCents,
      invoiceNumber: configuration.invoiceNumber === "full" ? number : documentNumber(draft.digits),
      documentNumber: number,
      description: totalDescription(draft, chosen.moved),
    },
    lines: bookedLines(draft.lines).map((line) => entryLine(line, draft, configuration)),
  };
}

/** When nothing but rows of nothing is there, a person has asked for them. */
function bookedLines(lines: readonly DraftLine[]): readonly DraftLine[] {
  const filled = lines.filter((line) => line.amountCents !== 0 || line.vatCents !== 0);
  return filled.length > 0 ? filled : lines.filter((line) => line.ledgerAccount !== null);
}

function entryLine(line: DraftLine, draft: BookingDraft, configuration: Configuration): EntryLine {
  if (line.ledgerAccount === null) {
    throw new Error(`The line ${line.description} has no ledger account.`);
  }
  const cents = configuration.entryAmounts === "incl" ? line.amountCents : line.netCents;
  return {
    ledgerAccount: line.ledgerAccount,
    vatCode: line.vatCode,
    quantity: line.quantity,
    // Subtracting from zero and not negating: -0 is not 0 to everyone who compares.
    amountCents: 0 - cents,
    vatCents: 0 - line.vatCents,
    documentNumber: lineDocumentNumber(draft, configuration),
    description: line.description,
  };
}

/** Reading A6: full number on the total row and digits on the others, literally as the manual has it, unless set to full. */
function lineDocumentNumber(draft: BookingDraft, configuration: Configuration): string {
  return documentNumber(configuration.entryDocument === "full" ? draft.number : draft.digits);
}

function documentNumber(number: string): string {
  return cutText(number, DOCUMENT_NUMBER_LENGTH);
}

/** A document that moved to a later period keeps its own date where a book-keeper sees it (contract section 5). */
function totalDescription(draft: BookingDraft, moved: boolean): string {
  if (!moved) {
    return cutText(draft.number, DESCRIPTION_LENGTH);
  }
  const date = dutchDate(draft.documentDate);
  return `${cutText(draft.number, DESCRIPTION_LENGTH - date.length - 1)} ${date}`;
}
