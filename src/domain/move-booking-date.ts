import { accountTypeOf } from "./account-type.ts";
import type { BookingError } from "./booking-error.ts";
import type { Configuration } from "./configuration.ts";
import type { CalendarDate } from "./document.ts";
import type { BookingDraft, DraftLine } from "./draft.ts";
import { ok, type Result } from "./result.ts";
import { type CodeContext, findSetting } from "./vat-codes.ts";

/**
 * The draft at another booking date. A rate row counts from a booking date on (contract section 5), so codes and accounts
 * are looked up again; product rules and the rounding account know no date and stay.
 */
export function moveBookingDate(
  draft: BookingDraft,
  configuration: Configuration,
  date: CalendarDate,
): Result<BookingDraft, BookingError> {
  if (date === draft.bookingDate) {
    return ok(draft);
  }
  const context: CodeContext = {
    configuration,
    treatment: draft.treatment,
    deliveryCountry: draft.deliveryCountry,
    bookingDate: date,
  };
  const lines: DraftLine[] = [];
  for (const line of draft.lines) {
    const moved = moveLine(line, context);
    if (!moved.ok) {
      return moved;
    }
    lines.push(moved.value);
  }
  const step = { code: "dateMoved" as const, figures: { from: draft.bookingDate, to: date } };
  const trace = { ...draft.trace, steps: [...draft.trace.steps, step] };
  return ok({ ...draft, bookingDate: date, lines, trace });
}

function moveLine(line: DraftLine, context: CodeContext): Result<DraftLine, BookingError> {
  const { setting } = line.trace;
  if (setting === null || !setting.path.startsWith("vat.countries.")) {
    return ok(line);
  }
  const found = findSetting(
    context,
    { rateBasisPoints: line.rateBasisPoints, accountType: accountTypeOf(line.type) },
    null,
  );
  if (!found.ok) {
    return found;
  }
  const { vatCode, ledgerAccount } = found.value;
  return ok({ ...line, vatCode, ledgerAccount, trace: { ...line.trace, setting: found.value } });
}
