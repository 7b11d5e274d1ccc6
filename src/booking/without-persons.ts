/**
 * Takes people out of what goes to support (issue 6: no personal data in tickets or mails). A trace names the address by which a
 * debtor was looked for, and the books' own words may name anybody.
 */

const EMAIL_ADDRESS = /[^\s"<>()[\],;:\\]+@[^\s"<>()[\],;:\\]+/gu;

/** Shorter names stand in ordinary words. */
const NAME_MIN_CHARACTERS = 3;

const MASK = "…";

/** The same value with every e-mail address and every given name masked, wherever it stands in a text. */
export function withoutPersons(value: unknown, names: readonly string[]): unknown {
  if (typeof value === "string") return withoutNames(value.replaceAll(EMAIL_ADDRESS, MASK), names);
  if (Array.isArray(value)) return value.map((part) => withoutPersons(part, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withoutPersons(part, names)]),
  );
}

function withoutNames(text: string, names: readonly string[]): string {
  return names
    .filter((name) => name.trim().length >= NAME_MIN_CHARACTERS)
    .reduce((left, name) => left.replaceAll(new RegExp(escaped(name.trim()), "giu"), MASK), text);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
