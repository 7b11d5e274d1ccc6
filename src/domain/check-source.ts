import type { BookingError } from "./booking-error.ts";
import { type Decimal, multiply, parseDecimal } from "./decimal.ts";
import type { ShopDocument } from "./document.ts";
import { RATE_LIMIT_BASIS_POINTS } from "./vat-rate.ts";

/** Ten milliard euros: far above any order of a web shop, far below where cents stop being exact integers. */
const AMOUNT_LIMIT_EUROS = 10_000_000_000n;

/**
 * The last check before arithmetic: every amount is a decimal of a sensible size and every percentage lies between 0 and
 * 100. The shop's adapter has parsed the document already, so this only finds what it let through.
 */
export function checkSource(document: ShopDocument): BookingError | null {
  for (const [path, text] of amountFields(document)) {
    if (text !== null && !isAmount(text)) {
      return invalid(path, text);
    }
  }
  for (const [path, text] of percentageFields(document)) {
    if (!isPercentage(text)) {
      return invalid(path, text);
    }
  }
  return checkRowTotals(document);
}

type Field = readonly [path: string, text: string | null];

function amountFields(document: ShopDocument): Field[] {
  return [
    ["totalPrice", document.totalPrice],
    ["totalTax", document.totalTax],
    ["statedTotalIncl", document.statedTotalIncl],
    ["statedTotalExcl", document.statedTotalExcl],
    ["shipping", document.shipping],
    ["paymentCosts", document.paymentCosts],
    ["paymentOptionPrice", document.paymentOptionPrice],
    ["extraCosts", document.extraCosts],
    ["creditPointDiscount", document.creditPointDiscount],
    ...document.discounts.map((text, index): Field => [`discounts[${index}]`, text]),
    ...document.lines.flatMap((line, index): Field[] => [
      [`lines[${index}].quantity`, line.quantity],
      [`lines[${index}].price`, line.price],
      [`lines[${index}].priceWithOptions`, line.priceWithOptions],
      [`lines[${index}].optionsPrice`, line.optionsPrice],
    ]),
  ];
}

function percentageFields(document: ShopDocument): (readonly [path: string, text: string])[] {
  return [
    ["shippingVatPercentage", document.shippingVatPercentage],
    ...document.lines.map((line, index): readonly [string, string] => [
      `lines[${index}].vatPercentage`,
      line.vatPercentage,
    ]),
  ];
}

function isAmount(text: string): boolean {
  const decimal = parseDecimal(text);
  return decimal !== null && isBelow(decimal, AMOUNT_LIMIT_EUROS);
}

function isPercentage(text: string): boolean {
  const decimal = parseDecimal(text);
  return (
    decimal !== null &&
    decimal.coefficient >= 0n &&
    isBelow(decimal, BigInt(RATE_LIMIT_BASIS_POINTS / 100))
  );
}

/** A row without any price is no row of a shop; price times quantity has the limit of an amount. */
function checkRowTotals(document: ShopDocument): BookingError | null {
  for (const [index, line] of document.lines.entries()) {
    const prices = [line.price, line.priceWithOptions].filter((text) => text !== null);
    if (prices.length === 0) {
      return invalid(`lines[${index}].price`, "");
    }
    const quantity = parseDecimal(line.quantity);
    for (const text of prices) {
      const price = parseDecimal(text);
      if (price && quantity && !isBelow(multiply(price, quantity), AMOUNT_LIMIT_EUROS)) {
        return invalid(`lines[${index}].quantity`, line.quantity);
      }
    }
  }
  return null;
}

function isBelow(decimal: Decimal, limit: bigint): boolean {
  const size = decimal.coefficient < 0n ? -decimal.coefficient : decimal.coefficient;
  return size <= limit * 10n ** BigInt(decimal.scale);
}

function invalid(path: string, value: string): BookingError {
  return { code: "SOURCE_INVALID", figures: { path, text: `"${value}"` } };
}
