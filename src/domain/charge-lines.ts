import type { AmountLine, LineContext, Reading } from "./amount-line.ts";
import { type ChargeRate, paymentRate, shippingRate, surchargeRate } from "./charge-rates.ts";
import { add, type Decimal, decimalOf, isZero, negate, plainText, scaledText } from "./decimal.ts";
import { splitAmount, stripVat, vatFormula } from "./money.ts";
import { extraCostsText, lineText } from "./texts.ts";
import type { AmountRule, SourceField } from "./trace.ts";
import { rateText } from "./vat-rate.ts";

/**
 * The lines that are no rows: shipping, payment costs and the two surcharges (manual chapter 5). A line is only made
 * for an amount other than zero.
 */

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
    rate: shippingRate(context),
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
        { step: "amount", exact: chargeFormula(charge, stripRate), cents },
        { step: "vat", exact: vatFormula(cents, rate, basis), cents: amounts.vatCents },
      ],
    },
  };
}

function chargeFormula(charge: Charge, stripRate: number): string {
  const amount = plainText(charge.amount);
  return stripRate === 0 ? amount : `${amount} * 100 / ${rateText(10_000 + stripRate)}`;
}
