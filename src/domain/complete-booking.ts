import type { BookingError } from "./booking-error.ts";
import type { Booking } from "./booking.ts";
import type { BookingDraft } from "./draft.ts";
import { type EntryOptions, toJournalEntry } from "./journal-entry.ts";
import { ok, type Result } from "./result.ts";
import { toSalesOrder } from "./sales-order.ts";

/** The booking of a draft once the books have told debtor and calendar: a journal entry or a sales order, as configured. */
export function completeBooking(
  draft: BookingDraft,
  options: EntryOptions,
): Result<Booking, BookingError> {
  switch (options.configuration.target) {
    case "journal":
      return toJournalEntry(draft, options);
    case "orders":
      return ok(toSalesOrder(draft, options));
  }
}
