import { add, decimalOf, negate, toCents } from "./decimal.ts";
import type { ShopDocument } from "./document.ts";

/** What a document says about itself, in cents. */
export interface DocumentTotals {
  /** Incl. VAT: what the customer owes. */
  readonly totalCents: number;
  readonly vatCents: number;
}

/** Manual chapter 5: with totals excl. VAT the total tax comes on top (reading A19: this flag is for the totals only). */
export function documentTotals(document: ShopDocument): DocumentTotals {
  const price = decimalOf(document.totalPrice);
  const tax = decimalOf(document.totalTax);
  return {
    totalCents: toCents(document.totalsInclVat ? price : add(price, tax)),
    vatCents: toCents(tax),
  };
}

/**
 * How far total and lines may differ: n amounts rounded to cents are off by at most n/2 cents and the total by another
 * half, so ceil((n + 1) / 2), capped by the setting (vat.md 4.4). Where no line has an amount nothing was rounded.
 */
export function allowedDifferenceCents(amounts: number, capCents: number): number {
  return amounts === 0 ? 0 : Math.min(capCents, Math.ceil((amounts + 1) / 2));
}

/** Reading A39: the shop's own two totals, where it states them, only confirm; answers the first that differs. */
export function differingStatedTotal(
  document: ShopDocument,
  totals: DocumentTotals,
): { readonly stated: number; readonly expected: number } | null {
  const netCents = toCents(
    document.totalsInclVat
      ? add(decimalOf(document.totalPrice), negate(decimalOf(document.totalTax)))
      : decimalOf(document.totalPrice),
  );
  const pairs = [
    { text: document.statedTotalIncl, expected: totals.totalCents },
    { text: document.statedTotalExcl, expected: netCents },
  ];
  for (const { text, expected } of pairs) {
    const stated = text === null ? expected : toCents(decimalOf(text));
    if (stated !== expected) {
      return { stated, expected };
    }
  }
  return null;
}
