import type { Warning } from "./codes.ts";
import { normaliseCountry } from "./country.ts";
import { add, decimalOf, multiply, plainText, toCents, ZERO } from "./decimal.ts";
import type { DecisionBasis } from "./decision-basis.ts";
import type { DraftLine } from "./draft.ts";
import { formatCents } from "./money.ts";
import type { Evaluation } from "./readings.ts";
import { orderAmounts } from "./sales-order.ts";
import type { SettledLines } from "./settle-lines.ts";
import { rateText } from "./vat-rate.ts";
import { warning } from "./warning.ts";

/** What a person should know about a document that is booked all the same. */
export function draftWarnings(
  basis: DecisionBasis,
  evaluation: Evaluation,
  settled: SettledLines,
): Warning[] {
  return [
    ...roundingWarnings(basis, evaluation, settled),
    ...vatWarnings(basis, evaluation),
    ...readingWarnings(basis, evaluation),
    ...platformWarnings(basis),
    ...(basis.configuration.target === "orders" ? orderWarnings(basis, settled.lines) : []),
  ];
}

function roundingWarnings(
  basis: DecisionBasis,
  evaluation: Evaluation,
  settled: SettledLines,
): Warning[] {
  if (settled.rounding === null) {
    return [];
  }
  const { figures } = settled.rounding;
  return [
    warning("ROUNDING_DIFFERENCE", {
      difference: formatCents(evaluation.differenceCents),
      total: formatCents(basis.totals.totalCents),
      lines: formatCents(evaluation.linesCents),
      place: figures["account"] ?? figures["line"] ?? "-",
    }),
  ];
}

/** The figures of a VAT gap that rounding does not explain (vat.md 4.3); null when there is none. */
export function vatGapFigures(
  basis: DecisionBasis,
  evaluation: Evaluation,
): Readonly<Record<string, string>> | null {
  if (evaluation.alignment.aligned) {
    return null;
  }
  const { gapCents } = evaluation.alignment;
  return {
    total: formatCents(basis.totals.vatCents),
    lines: formatCents(basis.totals.vatCents - gapCents),
    difference: formatCents(gapCents),
  };
}

function vatWarnings(basis: DecisionBasis, evaluation: Evaluation): Warning[] {
  const figures = vatGapFigures(basis, evaluation);
  return figures === null ? [] : [warning("VAT_TOTAL_DIFFERS", figures)];
}

function readingWarnings(basis: DecisionBasis, { reading }: Evaluation): Warning[] {
  const warnings: Warning[] = [];
  if (reading.discount === "inLines") {
    const sum = basis.document.discounts.reduce((all, text) => add(all, decimalOf(text)), ZERO);
    const discount = formatCents(toCents(sum));
    warnings.push(warning("DISCOUNT_ALREADY_IN_LINES", { discount }));
  }
  if (reading.creditPoints === "opposite") {
    const amount = plainText(decimalOf(basis.document.creditPointDiscount));
    warnings.push(warning("CREDIT_POINTS_SIGN_FROM_TOTAL", { amount }));
  }
  if (reading.rowPrice === "other" || reading.stripped === "none") {
    warnings.push(warning("ROW_PRICE_FROM_TOTAL", {}));
  }
  return warnings;
}

/** Reading A32. */
function platformWarnings(basis: DecisionBasis): Warning[] {
  return basis.treatment.treatment === "platform"
    ? [warning("PLATFORM_SALE", { country: basis.delivery.country })]
    : [];
}

/** What a sales order cannot hold as the shop charged it (vat.md 2.5, reading A40). */
function orderWarnings(basis: DecisionBasis, lines: readonly DraftLine[]): Warning[] {
  const warnings: Warning[] = [];
  const { country } = basis.delivery;
  const foreign = country !== normaliseCountry(basis.configuration.homeCountry);
  if (foreign && lines.some((line) => line.rateBasisPoints > 0 && line.amountCents !== 0)) {
    warnings.push(warning("ORDER_TARGET_FOREIGN_VAT", { country }));
  }
  const discounts = lines.filter((line) => line.type === "discount");
  if (discounts.length > 1) {
    const rates = discounts.map((line) => `${rateText(line.rateBasisPoints)}%`).join(", ");
    warnings.push(warning("DISCOUNT_SPANS_RATES", { rates }));
  }
  return [...warnings, ...orderTotalWarnings(basis, lines)];
}

function orderTotalWarnings(basis: DecisionBasis, lines: readonly DraftLine[]): Warning[] {
  const { orderCostsCents, shippingCostsCents } = orderAmounts(lines);
  const rows = lines
    .filter((line) => line.row !== null)
    .map((line) => toCents(multiply(decimalOf(line.unitPriceExcl), decimalOf(line.quantity))));
  const ordered = rows.reduce((sum, cents) => sum + cents, orderCostsCents + shippingCostsCents);
  const total = basis.totals.totalCents - basis.totals.vatCents;
  return ordered === total
    ? []
    : [warning("ORDER_TOTAL_DIFFERS", { lines: formatCents(ordered), total: formatCents(total) })];
}
