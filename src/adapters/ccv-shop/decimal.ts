/** Numbers of CCV's JSON as exact decimal text: what was written, not what a float makes of it. */
import type { DecimalText } from "../../domain/document.ts";

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** A trillion euros and more is no amount of a web shop; cents beyond 2^53 could not be told apart. */
const INTEGER_LIMIT_DIGITS = 12;

/** Null for anything that is no number. Numeric text is accepted: CCV sends some ids and amounts so. */
export function toDecimalText(value: unknown): DecimalText | null {
  if (typeof value === "number") return Number.isFinite(value) ? normalise(String(value)) : null;
  return typeof value === "string" ? normalise(value.trim()) : null;
}

function normalise(text: string): DecimalText | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = match;
  const { integer, decimals } = shift(whole, fraction, Number(exponentText));
  const plainInteger = integer.replace(/^0+(?=\d)/, "");
  if (plainInteger.length > INTEGER_LIMIT_DIGITS) return null;
  const magnitude = decimals === "" ? plainInteger : `${plainInteger}.${decimals}`;
  const isZero = !/[1-9]/.test(magnitude);
  return sign === "-" && !isZero ? `-${magnitude}` : magnitude;
}

/** Moves the point by the exponent. */
function shift(
  whole: string,
  fraction: string,
  exponent: number,
): { readonly integer: string; readonly decimals: string } {
  if (exponent === 0) return { integer: whole, decimals: fraction };
  if (exponent > 0) {
    const padded = fraction.padEnd(exponent, "0");
    return { integer: whole + padded.slice(0, exponent), decimals: padded.slice(exponent) };
  }
  const padded = whole.padStart(1 - exponent, "0");
  return { integer: padded.slice(0, exponent), decimals: padded.slice(exponent) + fraction };
}
