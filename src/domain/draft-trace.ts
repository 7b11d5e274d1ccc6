import { isMarginSale } from "./charge-rates.ts";
import type { DecisionBasis } from "./decision-basis.ts";
import { formatCents } from "./money.ts";
import type { Evaluation } from "./readings.ts";
import type { SettledLines } from "./settle-lines.ts";
import { differingStatedTotal } from "./total-check.ts";
import type { TraceStep } from "./trace.ts";

/** Every decision about the document as a whole, in the order in which they were made. */
export function draftSteps(
  basis: DecisionBasis,
  evaluation: Evaluation,
  settled: SettledLines,
): TraceStep[] {
  return [
    ...startSteps(basis),
    ...totalSteps(basis, evaluation),
    ...readingSteps(evaluation),
    ...vatSteps(basis, evaluation),
    ...(settled.rounding === null ? [] : [settled.rounding]),
  ];
}

function startSteps(basis: DecisionBasis): TraceStep[] {
  const { document, delivery, treatment, paymentMethod, bookingDate } = basis;
  const { country } = delivery;
  const steps: TraceStep[] = [
    { code: delivery.rule, figures: { country } },
    { code: treatment.rule, figures: { country } },
    { code: bookingDate.rule, figures: { date: bookingDate.date } },
    {
      code: paymentMethod.rule,
      figures: { sent: document.paymentMethod, name: paymentMethod.name },
    },
  ];
  if (basis.credit !== null) {
    steps.push({ code: basis.credit, figures: {} });
  }
  if (basis.options.byPerson && document.orderStatus === 8) {
    steps.push({ code: "cancelledByPerson", figures: {} });
  }
  return steps;
}

function totalSteps(basis: DecisionBasis, evaluation: Evaluation): TraceStep[] {
  const steps: TraceStep[] = [
    {
      code: "totalCheck",
      figures: {
        total: formatCents(basis.totals.totalCents),
        lines: formatCents(evaluation.linesCents),
        difference: formatCents(evaluation.differenceCents),
        allowed: formatCents(evaluation.allowedCents),
      },
    },
  ];
  const stated = differingStatedTotal(basis.document, basis.totals);
  if (stated !== null) {
    const figures = {
      stated: formatCents(stated.stated),
      expected: formatCents(stated.expected),
    };
    steps.push({ code: "statedTotalDiffers", figures });
  }
  return steps;
}

function readingSteps({ reading }: Evaluation): TraceStep[] {
  const steps: TraceStep[] = [];
  if (reading.discount !== "booked") {
    const code = reading.discount === "inLines" ? "discountInLines" : "discountMirrored";
    steps.push({ code, figures: {} });
  }
  if (reading.creditPoints === "opposite") {
    steps.push({ code: "creditPointsOpposite", figures: {} });
  }
  if (reading.rowPrice === "other") {
    steps.push({ code: "rowPriceOther", figures: {} });
  }
  if (reading.stripped !== "rows") {
    steps.push({ code: "chargesStripped", figures: { which: reading.stripped } });
  }
  return steps;
}

function vatSteps(basis: DecisionBasis, evaluation: Evaluation): TraceStep[] {
  const steps: TraceStep[] = [];
  const { gapCents, aligned, lines } = evaluation.alignment;
  const rows = lines.filter((line) => line.row !== null);
  if (isMarginSale(basis.lineContext, rows)) {
    steps.push({ code: "marginSale", figures: {} });
  }
  if (gapCents !== 0) {
    const figures = {
      total: formatCents(basis.totals.vatCents),
      difference: formatCents(gapCents),
    };
    steps.push({ code: aligned ? "vatAligned" : "vatLeftAsIs", figures });
  }
  return steps;
}
