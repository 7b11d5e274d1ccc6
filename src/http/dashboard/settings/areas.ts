/** A part of the VAT settings that has a form of its own: a country, or one of the two without VAT. */
export function isArea(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) || text === "icp" || text === "international";
}
