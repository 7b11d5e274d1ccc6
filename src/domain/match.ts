import type { JournalEntry, SalesOrder } from "./booking.ts";
import type { CalendarDate } from "./document.ts";

/**
 * Whether what stands in the books is the booking that may have been made before (contract section 6). The pair of
 * "look, then send": a wrong `same` loses a sale, a wrong `other` holds one, a missed `same` books twice.
 */

/** A total row found in the books under a document number. */
export interface FoundEntryLike {
  readonly journal: number;
  readonly debtorNumber: number;
  readonly date: CalendarDate;
  readonly amountCents: number;
  readonly documentNumber: string;
}

export interface FoundSalesOrderLike {
  readonly externalOrderId: string;
  readonly orderReference: string;
  readonly debtorNumber: number;
  readonly date: CalendarDate;
}

/** `unrelated`: a row of another journal or number, neither ours nor a conflict. */
export type Match = "same" | "other" | "unrelated";

/** `same` only with the same full number, debtor, date and total in the same journal. */
export function matchesEntry(booking: JournalEntry, found: FoundEntryLike): Match {
  const { total } = booking;
  const sameNumber = found.documentNumber.trim() === total.documentNumber.trim();
  if (!sameNumber || found.journal !== booking.journal) {
    return "unrelated";
  }
  const same =
    found.debtorNumber === total.debtorNumber &&
    found.date === booking.entryDate &&
    found.amountCents === total.amountCents;
  return same ? "same" : "other";
}

/** `same` only with the same shop id, reference, debtor and date. */
export function matchesSalesOrder(booking: SalesOrder, found: FoundSalesOrderLike): Match {
  if (found.externalOrderId.trim() !== booking.externalOrderId.trim()) {
    return "unrelated";
  }
  const same =
    found.orderReference.trim() === booking.reference.trim() &&
    found.debtorNumber === booking.debtorNumber &&
    found.date === booking.date;
  return same ? "same" : "other";
}
