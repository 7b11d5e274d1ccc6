/** The conditions for a text that is looked for. Small and capital letters are alike, as far as ASCII goes. */

/** Of a document, exactly. */
export function contains(text: string): string {
  return `(instr(lower(number), lower(${text})) > 0 OR instr(lower(customer), lower(${text})) > 0 OR instr(lower(imuis_reference), lower(${text})) > 0)`;
}

/** In half the time, and more than is asked for: the above then looks only at what this lets through. */
export function resembles(pattern: string): string {
  return `(number LIKE ${pattern} OR customer LIKE ${pattern} OR imuis_reference LIKE ${pattern})`;
}

/** D1 refuses longer patterns; two are for the signs at both ends. */
const PATTERN_BYTES = 50 - 2;

/** The beginning is enough, in whole characters, and `_` stands for every character. */
export function patternOf(search: string): string {
  const { read } = new TextEncoder().encodeInto(search, new Uint8Array(PATTERN_BYTES));
  return `%${search.slice(0, read).replaceAll("%", "_")}%`;
}
