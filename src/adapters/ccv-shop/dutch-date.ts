/** The Dutch calendar date of a UTC instant: an evening order at the end of a quarter belongs to the next one (reading A12). */
import type { CalendarDate } from "../../domain/document.ts";

/** CCV writes UTC (ccvshop.md 4.2); a text without a zone is read so too. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

const AMSTERDAM = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Amsterdam",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** Null for a text that is no instant. */
export function parseInstant(text: string): Date | null {
  const match = INSTANT.exec(text.trim());
  if (match === null) return null;
  const [, day, time, zone = "Z"] = match;
  const instant = new Date(`${day}T${time}${zone.replace(/(\d{2})(\d{2})$/, "$1:$2")}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

export function dutchDate(instant: Date): CalendarDate {
  const parts = new Map(AMSTERDAM.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}
