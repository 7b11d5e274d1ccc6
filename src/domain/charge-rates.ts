import { type AmountLine, isZeroRated, type LineContext } from "./amount-line.ts";
import { decimalOf, isZero } from "./decimal.ts";
import type { RateRule } from "./trace.ts";
import { readPercentage } from "./vat-rate.ts";

/** The VAT of a charge: `basisPoints` as booked, `sentBasisPoints` as the catalogue would have it before the treatment. */
export interface ChargeRate {
  readonly basisPoints: number;
  readonly sentBasisPoints: number;
  readonly rule: RateRule;
}

/** Reading A27: the percentage the customer was charged for shipping; a fraction counts as one (A20). */
export function shippingRate(context: LineContext): ChargeRate {
  return withTreatment(context, sentShippingRate(context), "shippingPercentage");
}

function sentShippingRate(context: LineContext): number {
  return readPercentage(context.document.shippingVatPercentage).basisPoints;
}

/**
 * The VAT of payment costs (readings A23 to A25): nothing on a margin sale; on an order the highest percentage configured
 * for the delivery country, which the manual asks for although the law would follow the goods; on an invoice the shipping
 * percentage, or when that is zero the highest among the rows.
 */
export function paymentRate(context: LineContext, rows: readonly AmountLine[]): ChargeRate {
  if (isMarginSale(context, rows)) {
    return withTreatment(context, 0, "marginZero");
  }
  const inRows = highestRowRate(context, rows);
  if (context.document.kind === "order") {
    // Without any rate of the country the rows will be refused anyway; their own rate gives the clearer message.
    return context.highestConfiguredRate === null
      ? withTreatment(context, inRows, "highestOfRows")
      : withTreatment(context, context.highestConfiguredRate, "highestOfCountry");
  }
  const shipping = sentShippingRate(context);
  return shipping === 0
    ? withTreatment(context, inRows, "highestOfRows")
    : withTreatment(context, shipping, "shippingPercentage");
}

/** Reading A26: surcharges take the highest percentage among the rows. */
export function surchargeRate(context: LineContext, rows: readonly AmountLine[]): ChargeRate {
  return withTreatment(context, highestRowRate(context, rows), "highestOfRows");
}

/** ICP and international are always 0%; the rate before that is kept for what has to be stripped. */
function withTreatment(context: LineContext, sentBasisPoints: number, rule: RateRule): ChargeRate {
  if (context.treatment === "icp") {
    return { basisPoints: 0, sentBasisPoints, rule: "icpZero" };
  }
  if (context.treatment === "international") {
    return { basisPoints: 0, sentBasisPoints, rule: "internationalZero" };
  }
  return { basisPoints: sentBasisPoints, sentBasisPoints, rule };
}

/**
 * The highest percentage among the rows, as sent. Rows of nothing count only when there are no others, so that a free
 * gift changes nothing; without rows the shipping percentage stands in.
 */
export function highestRowRate(context: LineContext, rows: readonly AmountLine[]): number {
  const weighing = weighingRows(rows);
  if (weighing.length === 0) {
    return sentShippingRate(context);
  }
  return Math.max(...weighing.map((row) => sentRateOf(context, row)));
}

/**
 * Reading A25: no row above 0% makes a margin sale (or a shop without VAT at all), where payment costs carry none
 * either. On an invoice, whose payment costs follow shipping, only when no VAT was charged at all.
 */
export function isMarginSale(context: LineContext, rows: readonly AmountLine[]): boolean {
  if (isZeroRated(context.treatment)) {
    return false;
  }
  const noVatCharged = isZero(decimalOf(context.document.totalTax));
  if (context.document.kind === "invoice" || rows.length === 0) {
    return noVatCharged && weighingRows(rows).every((row) => row.rateBasisPoints === 0);
  }
  return weighingRows(rows).every((row) => row.rateBasisPoints === 0);
}

function weighingRows(rows: readonly AmountLine[]): readonly AmountLine[] {
  const filled = rows.filter((row) => row.amounts.amountCents !== 0);
  return filled.length === 0 ? rows : filled;
}

/** The percentage of a row before the treatment made it zero. */
export function sentRateOf(context: LineContext, row: AmountLine): number {
  const line = row.row === null ? undefined : context.document.lines[row.row];
  return line === undefined ? row.rateBasisPoints : readPercentage(line.vatPercentage).basisPoints;
}
