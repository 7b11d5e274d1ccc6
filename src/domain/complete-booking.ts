import type { BookingError } from "./booking-error.ts";
import type { Booking } from "./booking.ts";
import type { Configuration } from "./configuration.ts";
import type { BookingDraft } from "./draft.ts";
import type { FiscalCalendar } from "./fiscal-calendar.ts";
import { fail, type Result } from "./result.ts";

export function completeBooking(
  draft: BookingDraft,
  _options: {
    readonly debtorNumber: number;
    readonly configuration: Configuration;
    readonly calendar: FiscalCalendar;
  },
): Result<Booking, BookingError> {
  return fail({ code: "PERIOD_CLOSED", figures: { date: draft.bookingDate } });
}
