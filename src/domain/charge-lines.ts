import { type AmountLine, isZeroRated, type LineContext, type Reading } from "./amount-line.ts";
import { add, type Decimal, decimalOf, isZero, negate, plainText, scaledText } from "./decimal.ts";
import { splitAmount, stripVat } from "./money.ts";
import { extraCostsText, lineText } from "./texts.ts";
import type { AmountRule, RateRule, SourceField } from "./trace.ts";
import { readPercentage } from "./vat-rate.ts";

/**
 * The lines that are no rows: shipping, payment costs and the two surcharges (manual chapter 5). A line is only made
 * for an amount other than zero.
 */

/** The VAT of a charge: `basisPoints` as booked, `sentBasisPoints` as the catalogue would have it before the treatment. */
interface ChargeRate {
  readonly basisPoints: number;
  readonly sentBasisPoints: number;
  readonly rule: RateRule;
}

interface Charge {
  readonly amount: Decimal;
  readonly rate: ChargeRate;
  readonly rule: AmountRule;
  readonly strippedRule: AmountRule;
  readonly sources: readonly SourceField[];
  readonly line: Pick<AmountLine, "type" | "accountType" | "description">;
  readonly stripped: boolean;
}

/** Shipping, payment costs, extra costs and credit points, in the manual's order. */
export function chargeLines(
  context: LineContext,
  reading: Reading,
  rows: readonly AmountLine[],
): AmountLine[] {
  const charges = [
    shippingCharge(context, reading),
    paymentCharge(context, reading, rows),
    extraCharge(context, reading, rows),
    creditPointsCharge(context, reading, rows),
  ];
  return charges
    .filter((charge) => !isZero(charge.amount))
    .map((charge) => chargeLine(context, charge));
}

/** Reading A27: the percentage the customer was charged for shipping. */
function shippingCharge(context: LineContext, reading: Reading): Charge {
  const { document } = context;
  return {
    amount: decimalOf(document.shipping),
    rate: withTreatment(context, shippingRate(context), "shippingPercentage"),
    rule: "shipping",
    strippedRule: "shippingStripped",
    sources: [
      { field: "shipping", value: document.shipping },
      { field: "shippingVatPercentage", value: document.shippingVatPercentage },
    ],
    line: {
      type: "shipping",
      accountType: "shipping",
      description: lineText("shipping", context.language),
    },
    stripped: reading.stripped === "rowsAndCosts" || reading.stripped === "all",
  };
}

/** Both costs of the payment method together (manual chapter 5); their rate is `paymentRate`. */
function paymentCharge(
  context: LineContext,
  reading: Reading,
  rows: readonly AmountLine[],
): Charge {
  const { document } = context;
  return {
    amount: add(decimalOf(document.paymentCosts), decimalOf(document.paymentOptionPrice)),
    rate: paymentRate(context, rows),
    rule: "paymentCosts",
    strippedRule: "paymentCostsStripped",
    sources: [
      { field: "paymentCosts", value: document.paymentCosts },
      { field: "paymentOptionPrice", value: document.paymentOptionPrice },
    ],
    line: {
      type: "payment",
      accountType: "payment",
      description: lineText("payment", context.language),
    },
    stripped: reading.stripped === "rowsAndCosts" || reading.stripped === "all",
  };
}

/** Reading A26: at the highest percentage of the rows; may be negative. */
function extraCharge(context: LineContext, reading: Reading, rows: readonly AmountLine[]): Charge {
  const { document } = context;
  return {
    amount: decimalOf(document.extraCosts),
    rate: surchargeRate(context, rows),
    rule: "extraCosts",
    strippedRule: "extraCostsStripped",
    sources: [{ field: "extraCosts", value: document.extraCosts }],
    line: {
      type: "surcharge",
      accountType: "revenue",
      description: extraCostsText(document.extraCostsDescription, context.language),
    },
    stripped: reading.stripped === "all",
  };
}

/** Reading A14: with the sign as sent, or the opposite one when only that fits the total. */
function creditPointsCharge(
  context: LineContext,
  reading: Reading,
  rows: readonly AmountLine[],
): Charge {
  const sent = decimalOf(context.document.creditPointDiscount);
  const opposite = reading.creditPoints === "opposite";
  return {
    amount: opposite ? negate(sent) : sent,
    rate: surchargeRate(context, rows),
    rule: opposite ? "creditPointsOpposite" : "creditPoints",
    strippedRule: opposite ? "creditPointsOpposite" : "creditPoints",
    sources: [{ field: "creditPointDiscount", value: context.document.creditPointDiscount }],
    line: {
      type: "surcharge",
      accountType: "revenue",
      description: lineText("surcharge", context.language),
    },
    stripped: reading.stripped === "all",
  };
}

function chargeLine(context: LineContext, charge: Charge): AmountLine {
  const basis = context.document.linesInclVat ? "incl" : "excl";
  const strips = charge.stripped && context.treatment === "international" && basis === "incl";
  const stripRate = strips ? charge.rate.sentBasisPoints : 0;
  const cents = Number(stripVat(charge.amount, stripRate, 2));
  const rate = charge.rate.basisPoints;
  const amounts = splitAmount(cents, rate, basis);
  return {
    ...charge.line,
    quantity: "1",
    rateBasisPoints: rate,
    amounts,
    row: null,
    productNumber: "",
    unitPriceExcl: scaledText(BigInt(amounts.netCents) * 100n, 4),
    trace: {
      amountRule: stripRate === 0 ? charge.rule : charge.strippedRule,
      rateRule: charge.rate.rule,
      basis,
      sources: charge.sources,
      rounding: [
        { step: "amount", exact: plainText(charge.amount), cents },
        { step: "vat", exact: `${basis} ${rate}`, cents: amounts.vatCents },
      ],
    },
  };
}

function shippingRate(context: LineContext): number {
  return readPercentage(context.document.shippingVatPercentage).basisPoints;
}

/** Readings A23 to A25. */
function paymentRate(context: LineContext, rows: readonly AmountLine[]): ChargeRate {
  if (isMarginSale(context, rows)) {
    return withTreatment(context, 0, "marginZero");
  }
  const inRows = highestRowRate(context, rows);
  if (context.document.kind === "order") {
    return withTreatment(context, context.highestConfiguredRate ?? inRows, "highestOfCountry");
  }
  const shipping = shippingRate(context);
  return shipping === 0
    ? withTreatment(context, inRows, "highestOfRows")
    : withTreatment(context, shipping, "shippingPercentage");
}

function surchargeRate(context: LineContext, rows: readonly AmountLine[]): ChargeRate {
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
    return shippingRate(context);
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
