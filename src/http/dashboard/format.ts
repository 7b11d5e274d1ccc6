import type { CalendarDate } from "../../domain/document.ts";

/** Dates and amounts as they are written in the Netherlands, whatever the language of the page. */

const AMOUNT = new Intl.NumberFormat("nl-NL", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const COUNT = new Intl.NumberFormat("nl-NL");
const MOMENT = new Intl.DateTimeFormat("nl-NL", {
  timeZone: "Europe/Amsterdam",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** `5008` becomes `50,08`. */
export function amount(cents: number): string {
  return AMOUNT.format(cents / 100);
}

/** With its currency: `€ 50,08`. */
export function money(cents: number | null, currency = "EUR"): string {
  if (cents === null) return "–";
  const sign = currency === "EUR" || currency === "" ? "€" : currency;
  return `${sign}\u00a0${amount(cents)}`;
}

/** `2026-11-24` becomes `24-11-2026`. */
export function date(text: CalendarDate | null): string {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return "–";
  const [year, month, day] = text.split("-");
  return `${day}-${month}-${year}`;
}

/** `24-11-2026 10:30`, Dutch time. */
export function moment(at: number | string | null): string {
  if (at === null) return "–";
  return MOMENT.format(new Date(at)).replace(",", "");
}

const SORTABLE = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "medium",
});

/** `2026-11-24 10:30:00`, Dutch time, for spreadsheets. */
export function sortableMoment(at: number): string {
  return SORTABLE.format(new Date(at));
}

export function count(number: number): string {
  return COUNT.format(number);
}

/** `"25.5"` becomes `25,5%`. */
export function percentage(text: string): string {
  return `${text.replace(".", ",")}%`;
}
