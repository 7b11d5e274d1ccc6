import type { BookingError } from "./booking-error.ts";
import type { Warning } from "./codes.ts";
import type { BookingDraft } from "./draft.ts";
import type { TraceStep } from "./trace.ts";
import { warning } from "./warning.ts";

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

/**
 * What an answer of VIES means for a draft (vat.md 1.6). No answer is never "invalid": the document waits, and only after
 * 72 hours (`waitedLongEnough`, told by the caller) becomes an error. What a person accepted, or needs no number, is
 * booked whatever VIES says. The answer is kept in the trace as evidence.
 */
export function judgeVatNumber(
  draft: BookingDraft,
  answer: VatNumberAnswerLike,
  options: { readonly waitedLongEnough: boolean },
): VatNumberVerdict {
  if (draft.vatNumberCheck.kind !== "ask") {
    return { kind: "book", draft };
  }
  const vatNumber = draft.vatNumber ?? "";
  switch (answer.kind) {
    case "valid":
      return { kind: "book", draft: withSteps(draft, validSteps(draft, answer), []) };
    case "invalid":
      return invalid(draft, "VIES", evidence(answer));
    case "rejected":
      return invalid(draft, `VIES ${answer.code}`, { vatNumber, code: answer.code });
    case "no-answer":
      return options.waitedLongEnough
        ? {
            kind: "error",
            error: {
              code: "ICP_VAT_NUMBER_UNVERIFIED",
              figures: { vatNumber, cause: answer.code },
            },
          }
        : { kind: "open", reason: "VIES_UNAVAILABLE", detail: answer.code };
  }
}

/**
 * A number that VIES does not know rejects a sale. On a credit it is a warning: the number counted at the time of the
 * supply, and the credit has to follow its invoice (vat.md 1.6 rule 8).
 */
function invalid(
  draft: BookingDraft,
  source: string,
  figures: Readonly<Record<string, string>>,
): VatNumberVerdict {
  const vatNumber = draft.vatNumber ?? "";
  if (draft.totalCents >= 0) {
    const error: BookingError = { code: "ICP_VAT_NUMBER_INVALID", figures: { vatNumber, source } };
    return { kind: "error", error };
  }
  const step: TraceStep = { code: "vatNumberInvalidOnCredit", figures };
  // The contract has no code of its own for this; the one about the number on the debtor's card is the closest.
  const lapsed = warning("DEBTOR_VAT_NUMBER_DIFFERS", { vatNumber, wording: "lapsed" });
  return { kind: "book", draft: withSteps(draft, [step], [lapsed]) };
}

function validSteps(
  draft: BookingDraft,
  answer: Extract<VatNumberAnswerLike, { readonly kind: "valid" | "invalid" }>,
): TraceStep[] {
  const steps: TraceStep[] = [{ code: "vatNumberValid", figures: evidence(answer) }];
  const check = draft.vatNumberCheck;
  if (check.kind === "ask" && !check.checksumOk) {
    steps.push({ code: "vatNumberChecksumFailed", figures: { vatNumber: answer.vatNumber } });
  }
  return steps;
}

/** The proof that the check was made (vat.md 1.5). */
function evidence(
  answer: Extract<VatNumberAnswerLike, { readonly kind: "valid" | "invalid" }>,
): Readonly<Record<string, string>> {
  return {
    vatNumber: answer.vatNumber,
    requestDate: answer.requestDate,
    consultationNumber: answer.consultationNumber ?? "",
    name: answer.name ?? "",
    address: answer.address ?? "",
  };
}

function withSteps(
  draft: BookingDraft,
  steps: readonly TraceStep[],
  warnings: readonly Warning[],
): BookingDraft {
  return {
    ...draft,
    warnings: [...draft.warnings, ...warnings],
    trace: { ...draft.trace, steps: [...draft.trace.steps, ...steps] },
  };
}
