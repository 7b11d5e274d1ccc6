import { type Decimal, decimalOf, parseDecimal, roundTo, scaledText } from "./decimal.ts";
import type { DecimalText } from "./document.ts";

/** Rates above this are no VAT of any country; the limit catches amounts that stand in the wrong field. */
export const RATE_LIMIT_BASIS_POINTS = 10_000;

/** A rate in basis points, and whether it was sent as a fraction. */
export interface ReadRate {
  readonly basisPoints: number;
  readonly fraction: boolean;
}

/** Reading A20: a percentage between 0 and 1 is a fraction and counts times 100, exactly; 0 stays 0 and 1 stays 1. */
export function readPercentage(text: DecimalText): ReadRate {
  const percentage = decimalOf(text);
  const fraction = isFraction(percentage);
  const places = fraction ? 4 : 2;
  return { basisPoints: Number(roundTo(percentage, places)), fraction };
}

/** A configured percentage (`"21"`, `"25.5"`) in basis points; null when it is no number. */
export function configuredRate(text: string): number | null {
  const percentage = parseDecimal(text);
  return percentage === null ? null : Number(roundTo(percentage, 2));
}

/** Basis points as percentage text without trailing zeros: 2550 is `"25.5"`. */
export function rateText(basisPoints: number): string {
  return scaledText(BigInt(basisPoints), 2).replace(/\.?0+$/u, "");
}

function isFraction(percentage: Decimal): boolean {
  return percentage.coefficient > 0n && percentage.coefficient < 10n ** BigInt(percentage.scale);
}
