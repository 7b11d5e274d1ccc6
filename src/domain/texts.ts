import type { Language } from "./vocabulary.ts";

/** Field lengths of the books, in UTF-16 units (imuis.md 3). */
export const DESCRIPTION_LENGTH = 40;
export const DOCUMENT_NUMBER_LENGTH = 20;
export const REFERENCE_LENGTH = 25;
export const PRODUCT_NUMBER_LENGTH = 20;

/** Outside the Basic Multilingual Plane, or half of such a character: the books may not know it (contract section 6). */
const OUTSIDE_BMP = /[\u{10000}-\u{10FFFF}\u{D800}-\u{DFFF}]/gu;
/** Control characters and the two non-characters; XML 1.0 allows hardly any of them. */
// oxlint-disable-next-line no-control-regex -- these are what must go
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;
const LINE_BREAKS = /[\t\n\r\u2028\u2029]+/gu;

/** Text that the books can hold: emoji and control characters removed, a line break becomes a space, ends trimmed. */
export function cleanText(text: string): string {
  return text.replace(OUTSIDE_BMP, "").replace(LINE_BREAKS, " ").replace(CONTROL, "").trim();
}

/** Cleans first and cuts then, at UTF-16 length (contract section 6; A7, A47). */
export function cutText(text: string, length: number): string {
  return cleanText(text).slice(0, length);
}

const LINE_TEXTS = {
  en: {
    shipping: "Shipping costs",
    payment: "Payment costs",
    extra: "Extra",
    surcharge: "Surcharge",
    discount: "Discount",
    rounding: "Rounding difference",
  },
  nl: {
    shipping: "Verzendkosten",
    payment: "Betaalkosten",
    extra: "Extra",
    surcharge: "Toeslag",
    discount: "Korting",
    rounding: "Afrondingsverschil",
  },
} as const;

/** What a line that is no product is called in the books (contract section 6, setting `bookingTexts`). */
export function lineText(
  name: "shipping" | "payment" | "surcharge" | "discount" | "rounding",
  language: Language,
): string {
  return LINE_TEXTS[language][name];
}

/** Reading A26: `Extra <description>` when the shop described the surcharge, else `Surcharge`. */
export function extraCostsText(description: string, language: Language): string {
  const cleaned = cleanText(description);
  const texts = LINE_TEXTS[language];
  return cleaned === ""
    ? texts.surcharge
    : cutText(`${texts.extra} ${cleaned}`, DESCRIPTION_LENGTH);
}

/** Reading A8: only the digits of a number, leading zeros kept. */
export function digitsOf(number: string): string {
  return number.replace(/[^0-9]/gu, "");
}
