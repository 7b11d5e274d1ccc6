import type { DecimalText } from "./document.ts";

/**
 * Exact decimals: a BigInt coefficient and a number of decimal places. Nothing here is ever a float, since
 * `1.005 * 100` is not 100.5 in floats and the cent would go the wrong way (vat.md 4.1).
 */
export interface Decimal {
  readonly coefficient: bigint;
  /** Decimal places: the value is coefficient / 10^scale. */
  readonly scale: number;
}

export const ZERO: Decimal = { coefficient: 0n, scale: 0 };

/** Longer texts are no amounts or quantities of a shop; the limit keeps the arithmetic bounded. */
const DECIMAL_LENGTH_LIMIT = 40;
const DECIMAL_PATTERN = /^[+-]?\d+(?:\.\d+)?$/u;

/** Reads a decimal text; null when it is none (see `DecimalText`: no exponent, no thousands separator). */
export function parseDecimal(text: DecimalText): Decimal | null {
  if (text.length > DECIMAL_LENGTH_LIMIT || !DECIMAL_PATTERN.test(text)) {
    return null;
  }
  const point = text.indexOf(".");
  if (point === -1) {
    return { coefficient: BigInt(text.replace("+", "")), scale: 0 };
  }
  const digits = text.replace("+", "").replace(".", "");
  return { coefficient: BigInt(digits), scale: text.length - point - 1 };
}

/** For texts that were checked before (`checkSource`): anything else is a bug. */
export function decimalOf(text: DecimalText): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === null) {
    throw new Error(`Not a decimal: ${text}`);
  }
  return decimal;
}

export function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  return { coefficient: rescale(left, scale) + rescale(right, scale), scale };
}

export function negate(decimal: Decimal): Decimal {
  return { coefficient: -decimal.coefficient, scale: decimal.scale };
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return {
    coefficient: left.coefficient * right.coefficient,
    scale: left.scale + right.scale,
  };
}

export function isZero(decimal: Decimal): boolean {
  return decimal.coefficient === 0n;
}

/** Divides and rounds half away from zero, so that a credit note is the exact mirror of its invoice (vat.md 4.1). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const quotient = (2n * top + bottom) / (2n * bottom);
  return negative ? -quotient : quotient;
}

/** Rounds to whole units of 10^-places, half away from zero. */
export function roundTo(decimal: Decimal, places: number): bigint {
  if (decimal.scale <= places) {
    return rescale(decimal, places);
  }
  return divideRounded(decimal.coefficient, 10n ** BigInt(decimal.scale - places));
}

/** Euros to cents, half away from zero. */
export function toCents(decimal: Decimal): number {
  return Number(roundTo(decimal, 2));
}

/** A whole number of 10^-places as text with exactly that many decimals. */
export function scaledText(units: bigint, places: number): DecimalText {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  if (places === 0) {
    return `${sign}${digits}`;
  }
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The shortest text of a decimal, without trailing zeros: `3.50` becomes `3.5`, `-0.0` becomes `0`. */
export function plainText(decimal: Decimal): DecimalText {
  const text = scaledText(decimal.coefficient, decimal.scale);
  return text.includes(".") ? text.replace(/\.?0+$/u, "") : text;
}

function rescale(decimal: Decimal, scale: number): bigint {
  return decimal.coefficient * 10n ** BigInt(scale - decimal.scale);
}
