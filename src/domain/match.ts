import type { JournalEntry, SalesOrder } from "./booking.ts";
import type { CalendarDate } from "./document.ts";

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

export function matchesEntry(_booking: JournalEntry, _found: FoundEntryLike): Match {
  return "other";
}

export function matchesSalesOrder(_booking: SalesOrder, _found: FoundSalesOrderLike): Match {
  return "other";
}
