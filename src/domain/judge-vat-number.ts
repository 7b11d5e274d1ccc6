import type { BookingError } from "./booking-error.ts";
import type { BookingDraft } from "./draft.ts";

/** The same shape as the port's `VatNumberAnswer`; the domain imports nothing from outside. */
export type VatNumberAnswerLike =
  | {
      readonly kind: "valid" | "invalid";
      readonly vatNumber: string;
      readonly requestDate: string;
      readonly consultationNumber: string | null;
      readonly name: string | null;
      readonly address: string | null;
    }
  | { readonly kind: "no-answer"; readonly code: string; readonly message: string }
  | { readonly kind: "rejected"; readonly code: string; readonly message: string };

export type VatNumberVerdict =
  | { readonly kind: "book"; readonly draft: BookingDraft }
  | { readonly kind: "open"; readonly reason: "VIES_UNAVAILABLE"; readonly detail: string }
  | { readonly kind: "error"; readonly error: BookingError };

export function judgeVatNumber(
  draft: BookingDraft,
  _answer: VatNumberAnswerLike,
  _options: { readonly waitedLongEnough: boolean },
): VatNumberVerdict {
  return { kind: "book", draft };
}
