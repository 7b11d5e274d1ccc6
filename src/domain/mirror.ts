import { decimalOf, negate, plainText } from "./decimal.ts";
import type { DecimalText, ShopDocument } from "./document.ts";

/**
 * Reading A38: a credit invoice with negative amounts is booked as it is; one with positive amounts is mirrored, once.
 * Quantities turn, unit prices stay, so that every line amount turns exactly once.
 */
export function needsMirror(document: ShopDocument): boolean {
  return document.credit && firstSign(document) > 0;
}

/** The same document with the sign of every amount turned. */
export function mirrorDocument(document: ShopDocument): ShopDocument {
  return mirrorLines({
    ...document,
    totalPrice: turn(document.totalPrice),
    totalTax: turn(document.totalTax),
    statedTotalIncl: document.statedTotalIncl === null ? null : turn(document.statedTotalIncl),
    statedTotalExcl: document.statedTotalExcl === null ? null : turn(document.statedTotalExcl),
  });
}

/** Only what makes lines is turned; the totals stay. */
export function mirrorLines(document: ShopDocument): ShopDocument {
  return {
    ...document,
    shipping: turn(document.shipping),
    paymentCosts: turn(document.paymentCosts),
    paymentOptionPrice: turn(document.paymentOptionPrice),
    extraCosts: turn(document.extraCosts),
    creditPointDiscount: turn(document.creditPointDiscount),
    discounts: document.discounts.map(turn),
    lines: document.lines.map((line) => ({ ...line, quantity: turn(line.quantity) })),
  };
}

/** The sign of the total, or where that is zero of the total tax. */
function firstSign(document: ShopDocument): number {
  const signs = [document.totalPrice, document.totalTax].map((text) => {
    const { coefficient } = decimalOf(text);
    return coefficient === 0n ? 0 : coefficient > 0n ? 1 : -1;
  });
  return signs.find((sign) => sign !== 0) ?? 0;
}

function turn(text: DecimalText): DecimalText {
  return plainText(negate(decimalOf(text)));
}
