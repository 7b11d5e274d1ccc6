import { type Decimal, divideRounded, scaledText } from "./decimal.ts";
import { rateText } from "./vat-rate.ts";

/** Money is signed integer cents, VAT rates are basis points (2100 = 21%). Source of the rules: vat.md 4.1. */

const BASIS_POINTS = 10_000n;

export interface Amounts {
  /** Incl. VAT, cents; always `netCents + vatCents`. */
  readonly amountCents: number;
  readonly netCents: number;
  readonly vatCents: number;
}

/** Cents as decimal text with two places and a point, `"50.08"`; `-0` is `"0.00"`. */
export function formatCents(cents: number): string {
  return scaledText(BigInt(cents), 2);
}

/** VAT inside an amount incl. VAT: `round(incl * r / (100 + r))`, once. */
export function vatFromIncl(inclCents: number, rateBasisPoints: number): number {
  const rate = BigInt(rateBasisPoints);
  return Number(divideRounded(BigInt(inclCents) * rate, BASIS_POINTS + rate));
}

/** VAT on top of an amount excl. VAT: `round(net * r / 100)`, once. */
export function vatFromExcl(netCents: number, rateBasisPoints: number): number {
  return Number(divideRounded(BigInt(netCents) * BigInt(rateBasisPoints), BASIS_POINTS));
}

/** The three amounts of a line; the third is always the difference, so that they add up exactly (vat.md 4.1 rule 5). */
export function splitAmount(
  cents: number,
  rateBasisPoints: number,
  basis: "incl" | "excl",
): Amounts {
  if (basis === "incl") {
    const vatCents = vatFromIncl(cents, rateBasisPoints);
    return { amountCents: cents, netCents: cents - vatCents, vatCents };
  }
  const vatCents = vatFromExcl(cents, rateBasisPoints);
  return { amountCents: cents + vatCents, netCents: cents, vatCents };
}

/** An amount incl. VAT without its VAT, rounded once to 10^-places: stripped rows (reading A21), unit prices (A41). */
export function stripVat(amount: Decimal, rateBasisPoints: number, places: number): bigint {
  const numerator = amount.coefficient * BASIS_POINTS * 10n ** BigInt(places);
  const denominator = (BASIS_POINTS + BigInt(rateBasisPoints)) * 10n ** BigInt(amount.scale);
  return divideRounded(numerator, denominator);
}

/** The exact VAT of an amount as a formula that a book-keeper can repeat: `12.10 * 21 / 121`. */
export function vatFormula(cents: number, rateBasisPoints: number, basis: "incl" | "excl"): string {
  const whole = basis === "incl" ? 10_000 + rateBasisPoints : 10_000;
  return `${formatCents(cents)} * ${rateText(rateBasisPoints)} / ${rateText(whole)}`;
}
