import type { BookingError } from "./booking-error.ts";
import { checkHead } from "./check-head.ts";
import { checkSource } from "./check-source.ts";
import type { OpenReason, SkippedReason } from "./codes.ts";
import type { Configuration } from "./configuration.ts";
import { debtorRequest, traceDebtor } from "./debtor-request.ts";
import { type DecisionBasis, decisionBasis } from "./decision-basis.ts";
import type { CalendarDate, ShopDocument } from "./document.ts";
import { draftSteps } from "./draft-trace.ts";
import { draftWarnings } from "./draft-warnings.ts";
import type { BookingDraft } from "./draft.ts";
import { checkEligibility } from "./eligibility.ts";
import { checkAmounts, evaluateDocument } from "./evaluate-document.ts";
import { type IcpNumber, icpNumber, numberCountryWarnings } from "./icp-number.ts";
import { type Products, productsOf } from "./product.ts";
import type { Evaluation } from "./readings.ts";
import { ok, type Result } from "./result.ts";
import { nothingToBook, type SettledLines, settleLines } from "./settle-lines.ts";
import { digitsOf } from "./texts.ts";
import type { TraceStep } from "./trace.ts";

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

/**
 * What has to happen with a document of the shop: everything that can be said without asking anyone. In this order: is
 * it time, is it in euros and numbered, does its VAT fit its treatment, do its lines add up, is an ICP number there, has
 * every line a VAT code, is there anything to book.
 * @param configuration with `startDate` filled in; null lets every date through
 */
export function decide(
  document: ShopDocument,
  configuration: Configuration,
  options: DecisionOptions,
): Verdict {
  const waiting = checkEligibility(document, configuration, options);
  if (waiting !== null) {
    return waiting;
  }
  const unfit = checkHead(document, configuration) ?? checkSource(document);
  if (unfit !== null) {
    return { kind: "error", error: unfit };
  }
  const basis = decisionBasis(document, configuration, options);
  return basis.ok ? decideLines(basis.value) : { kind: "error", error: basis.error };
}

function decideLines(given: DecisionBasis): Verdict {
  const { basis, evaluation } = evaluateDocument(given);
  const mismatch = checkAmounts(basis, evaluation);
  if (mismatch !== null) {
    return { kind: "error", error: mismatch };
  }
  const number = icpNumber(basis);
  if (!number.ok) {
    return { kind: "error", error: number.error };
  }
  const settled = settleLines(basis, evaluation);
  if (!settled.ok) {
    return { kind: "error", error: settled.error };
  }
  if (nothingToBook(basis.totals.totalCents, settled.value.lines) && !basis.options.byPerson) {
    return { kind: "skipped", reason: "ZERO_TOTAL", detail: "" };
  }
  const products = orderProducts(basis, evaluation);
  if (!products.ok) {
    return { kind: "error", error: products.error };
  }
  const parts = { evaluation, settled: settled.value, number: number.value };
  return { kind: "book", draft: draftOf(basis, parts, products.value) };
}

function orderProducts(
  basis: DecisionBasis,
  evaluation: Evaluation,
): Result<Products, BookingError> {
  const settings = basis.configuration.salesOrder;
  if (basis.configuration.target === "journal" || settings === null) {
    return ok({ cards: [], warnings: [] });
  }
  return productsOf(basis.document, evaluation.alignment.lines, {
    itemGroup: settings.itemGroup,
    highestRateOfCountry: basis.lineContext.highestConfiguredRate,
  });
}

interface DraftParts {
  readonly evaluation: Evaluation;
  readonly settled: SettledLines;
  readonly number: IcpNumber;
}

function draftOf(basis: DecisionBasis, parts: DraftParts, products: Products): BookingDraft {
  const { document, configuration, paymentMethod, treatment } = basis;
  const { vatNumber, check } = parts.number;
  const debtorContext = {
    configuration,
    paymentMethod,
    treatment: treatment.treatment,
    vatNumber,
  };
  const debtor = debtorRequest(document, debtorContext);
  const steps = [
    ...draftSteps(basis, parts.evaluation, parts.settled),
    ...personSteps(basis, parts),
    traceDebtor(debtor, debtorContext),
  ];
  return {
    kind: document.kind,
    sourceId: document.sourceId,
    number: document.number,
    digits: digitsOf(document.number),
    documentDate: document.createdOn,
    bookingDate: basis.bookingDate.date,
    treatment: treatment.treatment,
    deliveryCountry: basis.delivery.country,
    paymentMethod: paymentMethod.name,
    ...basis.totals,
    lines: parts.settled.lines,
    debtor,
    products: products.cards,
    vatNumber,
    vatNumberCheck: check,
    warnings: [
      ...draftWarnings(basis, parts.evaluation, parts.settled),
      ...numberCountryWarnings(basis, vatNumber),
      ...products.warnings,
    ],
    trace: { treatment: treatment.treatment, steps },
  };
}

function personSteps(basis: DecisionBasis, parts: DraftParts): TraceStep[] {
  const steps: TraceStep[] = [];
  if (nothingToBook(basis.totals.totalCents, parts.settled.lines)) {
    steps.push({ code: "zeroTotalByPerson", figures: {} });
  }
  const { check, vatNumber } = parts.number;
  if (check.kind === "accepted") {
    const { reason, by } = check;
    steps.push({ code: "vatNumberAccepted", figures: { vatNumber: vatNumber ?? "", reason, by } });
  }
  return steps;
}
