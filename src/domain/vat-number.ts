import * as library from "jsvat-next";

import { vatPrefixOf } from "./country.ts";

/**
 * VAT numbers offline: notation, format, checksum (vat.md 1.6 and 1.7). Whether a number exists is for VIES to say; a
 * failing checksum therefore never rejects by itself.
 */

/** Formats of the 27 member states and Northern Ireland. Wide on purpose: only what VIES could never accept is refused. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/u,
  BE: /^[01]?\d{9}$/u,
  BG: /^\d{9,10}$/u,
  CY: /^\d{8}[A-Z]$/u,
  CZ: /^\d{8,10}$/u,
  DE: /^\d{9}$/u,
  DK: /^\d{8}$/u,
  EE: /^\d{9}$/u,
  EL: /^\d{9}$/u,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/u,
  FI: /^\d{8}$/u,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/u,
  HR: /^\d{11}$/u,
  HU: /^\d{8}$/u,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/u,
  IT: /^\d{11}$/u,
  LT: /^(?:\d{9}|\d{12})$/u,
  LU: /^\d{8}$/u,
  LV: /^\d{11}$/u,
  MT: /^\d{8}$/u,
  // Since 2020 positions 3 to 12 may hold letters, + and * (vat.md 1.7).
  NL: /^[A-Z0-9+*]{10}\d{2}$/u,
  PL: /^\d{10}$/u,
  PT: /^\d{9}$/u,
  RO: /^\d{2,10}$/u,
  SE: /^\d{12}$/u,
  SI: /^\d{8}$/u,
  SK: /^\d{10}$/u,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/u,
};

/** Longer than any number with its separators; the limit keeps free text from the checkout out of the regexes. */
const VAT_NUMBER_LENGTH_LIMIT = 30;

/**
 * One notation: upper case without blanks and punctuation, GR as EL, and the prefix of the customer's country put in
 * front when there is none. `""` stays `""`.
 * @param countryHint ISO code of the billing country, `""` when unknown
 */
export function normaliseVatNumber(text: string, countryHint: string): string {
  const compact = text.toUpperCase().replace(/[^A-Z0-9+*]/gu, "");
  if (compact === "" || compact.length > VAT_NUMBER_LENGTH_LIMIT) {
    return compact.slice(0, VAT_NUMBER_LENGTH_LIMIT);
  }
  const greek = compact.startsWith("GR") ? `EL${compact.slice(2)}` : compact;
  if (hasPrefix(greek)) {
    return padBelgian(greek);
  }
  return padBelgian(`${vatPrefixOf(countryHint)}${greek}`);
}

/** The country of a normalised number as ISO code: EL is GR, XI stays XI; `""` without a known prefix. */
export function countryOfVatNumber(number: string): string {
  const prefix = number.slice(0, 2);
  if (prefix === "EL") {
    return "GR";
  }
  return hasFormat(prefix) ? prefix : "";
}

/** Format and checksum of a normalised number. `bad-format` is refused without asking; `bad-checksum` is for VIES to decide. */
export function checkVatNumberFormat(number: string): "ok" | "bad-format" | "bad-checksum" {
  const format = FORMATS[number.slice(0, 2)];
  if (format === undefined || !format.test(number.slice(2))) {
    return "bad-format";
  }
  return hasValidChecksum(number) ? "ok" : "bad-checksum";
}

function hasFormat(prefix: string): boolean {
  return Object.hasOwn(FORMATS, prefix);
}

/** GB is a prefix too, though none that is accepted: a British number must not be read as one of the customer's country. */
function hasPrefix(compact: string): boolean {
  return hasFormat(compact.slice(0, 2)) || compact.startsWith("GB");
}

/** Belgian numbers of before 2005 have nine digits and are written with a leading zero today. */
function padBelgian(number: string): string {
  return /^BE\d{9}$/u.test(number) ? `BE0${number.slice(2)}` : number;
}

function hasValidChecksum(number: string): boolean {
  // Twelve digits, GD and HA are known to the library only under the prefix GB, which the format table does not accept.
  const asked = number.startsWith("XI") ? `GB${number.slice(2)}` : number;
  return checker().checkVAT(asked, knownCountries()).isValid;
}

function knownCountries(): readonly library.Country[] {
  return [...checker().countries].filter(
    (country) => hasFormat(country.codes[0] ?? "") || ["GR", "GB"].includes(country.codes[0] ?? ""),
  );
}

/** Node reads the package as CommonJS (everything under `default`), a bundler as a module (names at the top). */
function checker(): typeof library {
  const commonJs = Reflect.get(library, "default") as typeof library | undefined;
  return commonJs ?? library;
}
