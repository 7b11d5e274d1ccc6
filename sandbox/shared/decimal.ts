/**
 * Money as integer cents, made from the digits of a number instead of from its floating value, so that 1.005
 * becomes 101 and not 100. Rounds half away from zero.
 */

const CENT_DIGITS = 2;

/** A decimal as an integer of 10^-digits. */
export function toScaled(value: number | string, digits: number): number {
  const text = typeof value === "number" ? plainText(value) : value;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new Error(`Not a decimal: ${text}`);
  const fraction = (match[3] ?? "").padEnd(digits + 1, "0");
  const whole = Number(`${match[2]}${fraction.slice(0, digits)}`);
  const rounded = whole + (Number(fraction[digits]) >= 5 ? 1 : 0);
  return match[1] === "-" && rounded !== 0 ? -rounded : rounded;
}

export function toCents(value: number | string): number {
  return toScaled(value, CENT_DIGITS);
}

/** The JSON number CCV Shop shows for an amount. */
export function fromCents(cents: number): number {
  return cents / 100;
}

/** The text iMUIS shows for an amount: a point and two decimals. */
export function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(CENT_DIGITS + 1, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -CENT_DIGITS)}.${digits.slice(-CENT_DIGITS)}`;
}

/** Unit price times quantity, rounded once. Both may have up to six and four decimals. */
export function multiplyToCents(price: number, quantity: number): number {
  const product = BigInt(toScaled(price, 6)) * BigInt(toScaled(quantity, 4));
  return divideRounded(product, 10n ** 8n);
}

/** The VAT inside (`included`) or on top of an amount, in cents; the percentage may be 25.5. */
export function vatCents(amountCents: number, percentage: number, included: boolean): number {
  const rate = BigInt(toScaled(percentage, 2));
  return divideRounded(BigInt(amountCents) * rate, included ? 10_000n + rate : 10_000n);
}

function divideRounded(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n;
  const twice = (negative ? -numerator : numerator) * 2n;
  const rounded = Number((twice + denominator) / (denominator * 2n));
  return negative && rounded !== 0 ? -rounded : rounded;
}

function plainText(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(10) : text;
}
