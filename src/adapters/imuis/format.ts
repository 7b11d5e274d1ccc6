/** How iMUIS writes amounts and dates (contract section 6; imuis.md 3.1): the only place that formats or reads them. */
import type { CalendarDate, DecimalText } from "../../domain/document.ts";

/** Point, two decimals. */
export function formatAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `dd-mm-yyyy`, for entries and debtor cards. */
export function formatDutchDate(date: CalendarDate): string {
  return date.split("-").toReversed().join("-");
}

/** `J` or `N`. */
export function formatBoolean(value: boolean): string {
  return value ? "J" : "N";
}

/** In a text field line ends and TABs become blanks: a TAB separates lists in iMUIS, and its fields have one line. */
export function formatText(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, " ");
}

/** Cents of an amount as iMUIS answers it, with a point or a comma, up to four decimals. Null for anything else. */
export function parseAmount(text: string): number | null {
  const match = /^(-?)(\d{1,13})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const tenThousandths = Number(fraction.padEnd(4, "0"));
  const cents = Number(whole) * 100 + Math.round(tenThousandths / 100);
  return sign === "-" && cents !== 0 ? -cents : cents;
}

/** `dd-mm-yyyy`, `d-m-yyyy` and ISO with or without a time occur (imuis.md 3.1). */
export function parseDate(text: string): CalendarDate | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(trimmed);
  if (iso !== null) return `${iso[1]}-${iso[2]}-${iso[3]}`;
  const [, day = "", month = "", year] = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})/.exec(trimmed) ?? [];
  return year === undefined ? null : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Digits only; null when empty or anything else. */
export function parseInteger(text: string): number | null {
  return /^\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : null;
}

export function parseBoolean(text: string): boolean {
  return text.trim().toUpperCase() === "J";
}

/** A percentage without trailing zeros; null when it is none. */
export function parsePercentage(text: string): DecimalText | null {
  const match = /^(\d{1,3})(?:[.,](\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  const whole = String(Number(match[1]));
  return decimals === "" ? whole : `${whole}.${decimals}`;
}
