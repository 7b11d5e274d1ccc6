import { type AmountLine, isZeroRated, type LineContext, type Reading } from "./amount-line.ts";
import { type Decimal, decimalOf, multiply, plainText, roundTo, scaledText } from "./decimal.ts";
import type { ShopLine } from "./document.ts";
import { splitAmount, stripVat, vatFormula } from "./money.ts";
import { cutText, DESCRIPTION_LENGTH, PRODUCT_NUMBER_LENGTH } from "./texts.ts";
import type { AmountRule, RateRule, SourceField } from "./trace.ts";
import { rateText, type ReadRate, readPercentage } from "./vat-rate.ts";

/** The price of a row in a reading, with the field it came from. */
export interface RowPrice {
  readonly text: string;
  readonly field: "price" | "priceWithOptions";
}

/**
 * Unit price of a row (readings A35, A49): on an invoice the price with options; on an order that price where the row's
 * options cost something, else the plain one. The other reading swaps them where both are sent.
 */
export function rowPrice(line: ShopLine, kind: "order" | "invoice", reading: Reading): RowPrice {
  const plain: RowPrice | null = line.price === null ? null : { text: line.price, field: "price" };
  const withOptions: RowPrice | null =
    line.priceWithOptions === null
      ? null
      : { text: line.priceWithOptions, field: "priceWithOptions" };
  const optionsCost = line.optionsPrice !== null && decimalOf(line.optionsPrice).coefficient !== 0n;
  const prefersOptions = kind === "invoice" || optionsCost;
  const ordered =
    prefersOptions === (reading.rowPrice === "usual") ? [withOptions, plain] : [plain, withOptions];
  return ordered[0] ?? ordered[1] ?? { text: "0", field: "price" };
}

/** One line per row of the shop, zero rows included (reading A10): each rounded once, from price times quantity (vat.md 4.1). */
export function rowLines(context: LineContext, reading: Reading): AmountLine[] {
  return context.document.lines.map((line, index) => rowLine(context, reading, { line, index }));
}

function rowLine(
  context: LineContext,
  reading: Reading,
  row: { readonly line: ShopLine; readonly index: number },
): AmountLine {
  const { document } = context;
  const price = rowPrice(row.line, document.kind, reading);
  const sent = readPercentage(row.line.vatPercentage);
  const rate = isZeroRated(context.treatment) ? 0 : sent.basisPoints;
  const stripRate = rateToStrip(context, reading, sent.basisPoints);
  const total = multiply(decimalOf(price.text), decimalOf(row.line.quantity));
  const cents = Number(stripVat(total, stripRate, 2));
  const basis = document.linesInclVat ? "incl" : "excl";
  const amounts = splitAmount(cents, rate, basis);
  return {
    type: "revenue",
    accountType: "revenue",
    description: rowDescription(row.line),
    quantity: plainText(decimalOf(row.line.quantity)),
    rateBasisPoints: rate,
    amounts,
    row: row.index,
    productNumber: cutText(row.line.productNumber, PRODUCT_NUMBER_LENGTH),
    unitPriceExcl: unitPriceExcl(decimalOf(price.text), basis === "incl" ? rate : 0, stripRate),
    trace: {
      amountRule: amountRule(price, stripRate),
      rateRule: rowRateRule(context, sent),
      basis,
      sources: rowSources(row.line, row.index, price),
      rounding: [
        { step: "amount", exact: rowFormula(price, row.line, stripRate), cents },
        { step: "vat", exact: vatFormula(cents, rate, basis), cents: amounts.vatCents },
      ],
    },
  };
}

/** Reading A21: an international row incl. VAT shows the catalogue's VAT that was not charged; dividing takes it out. */
function rateToStrip(context: LineContext, reading: Reading, sentRate: number): number {
  const international = context.treatment === "international" && context.document.linesInclVat;
  return international && reading.stripped !== "none" ? sentRate : 0;
}

/** Four decimals, since two would lose cents (reading A41). At most one of the two rates is above zero. */
function unitPriceExcl(price: Decimal, rate: number, stripRate: number): string {
  return scaledText(stripVat(price, rate + stripRate, 4), 4);
}

/** Product name, cut at 40 (reading A7); a name without printable characters gives way to the product's number. */
export function rowDescription(line: ShopLine): string {
  const name = cutText(line.name, DESCRIPTION_LENGTH);
  return name === "" ? cutText(line.productNumber, DESCRIPTION_LENGTH) : name;
}

function rowFormula(price: RowPrice, line: ShopLine, stripRate: number): string {
  const product = `${price.text} * ${line.quantity}`;
  return stripRate === 0 ? product : `${product} * 100 / ${rateText(10_000 + stripRate)}`;
}

function amountRule(price: RowPrice, stripRate: number): AmountRule {
  if (stripRate !== 0) {
    return "rowPriceStripped";
  }
  return price.field === "price" ? "rowPrice" : "rowPriceWithOptions";
}

function rowRateRule(context: LineContext, sent: ReadRate): RateRule {
  if (context.treatment === "icp") {
    return "icpZero";
  }
  if (context.treatment === "international") {
    return "internationalZero";
  }
  return sent.fraction ? "fractionTimesHundred" : "asSent";
}

function rowSources(line: ShopLine, index: number, price: RowPrice): SourceField[] {
  return [
    { field: `lines[${index}].${price.field}`, value: price.text },
    { field: `lines[${index}].quantity`, value: line.quantity },
    { field: `lines[${index}].vatPercentage`, value: line.vatPercentage },
  ];
}

/** Unit prices of a row in cents, excl. and incl. VAT, for a product card. */
export function unitPricesCents(
  unitPriceExclText: string,
  rateBasisPoints: number,
): { readonly priceExclCents: number; readonly priceInclCents: number } {
  const excl = decimalOf(unitPriceExclText);
  const withVat = multiply(excl, { coefficient: BigInt(10_000 + rateBasisPoints), scale: 4 });
  return {
    priceExclCents: Number(roundTo(excl, 2)),
    priceInclCents: Number(roundTo(withVat, 2)),
  };
}
