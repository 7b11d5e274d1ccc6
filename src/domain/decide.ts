import type { BookingError } from "./booking-error.ts";
import type { OpenReason, SkippedReason } from "./codes.ts";
import type { Configuration } from "./configuration.ts";
import type { CalendarDate, ShopDocument } from "./document.ts";
import type { BookingDraft } from "./draft.ts";

export interface DecisionOptions {
  /** Process was pressed: books what is cancelled, dated before the start date or zero. */
  readonly byPerson: boolean;
  /** A backfill over earlier dates. */
  readonly ignoreStartDate: boolean;
  /** The day it was first seen paid; counts with the setting `bookingDate` = `paid`. */
  readonly paidOn: CalendarDate | null;
  /** A person's own booking date; wins over the setting. */
  readonly bookingDate: CalendarDate | null;
  /** A person answers for the VAT number instead of VIES. */
  readonly acceptVatNumber: { readonly reason: string; readonly by: string } | null;
}

export type Verdict =
  | { readonly kind: "book"; readonly draft: BookingDraft }
  | { readonly kind: "open"; readonly reason: OpenReason; readonly detail: string }
  | { readonly kind: "skipped"; readonly reason: SkippedReason; readonly detail: string }
  | { readonly kind: "error"; readonly error: BookingError };

export function decide(
  document: ShopDocument,
  _configuration: Configuration,
  _options: DecisionOptions,
): Verdict {
  return { kind: "open", reason: "NOT_CONFIGURED", detail: document.number };
}
