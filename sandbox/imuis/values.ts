/** Formats of values ("iMUIS API, formats"): J/N, dd-mm-yyyy, and a point as decimal separator. */

const DAY_FIRST = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.+Z-]*)?$/;

/** `yyyy-mm-dd`, or null when the text is no real day. */
export function isoDay(text: string): string | null {
  const dayFirst = DAY_FIRST.exec(text);
  const yearFirst = YEAR_FIRST.exec(text);
  const parts = dayFirst
    ? [dayFirst[3], dayFirst[2], dayFirst[1]]
    : yearFirst && [yearFirst[1], yearFirst[2], yearFirst[3]];
  if (!parts) return null;
  const iso = `${parts[0]}-${parts[1]?.padStart(2, "0")}-${parts[2]?.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return real ? iso : null;
}

/** The form dates come out in. */
export function dayText(iso: string): string {
  return iso.split("-").reverse().join("-");
}
