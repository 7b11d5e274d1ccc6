/**
 * The official VAT rates of the 27 member states, offered in the settings and never used by themselves: the owner's
 * percentages count. Source: the Commission's TEDB by way of vatnode's data of 22 August 2026 (reference vat.md 2.1).
 */

export const EU_VAT_RATES_AS_OF = "2026-08-22";

/** Percentages as decimal text, the standard rate first. */
export const EU_VAT_RATES: Readonly<Record<string, readonly string[]>> = {
  AT: ["20", "13", "10", "4.9"],
  BE: ["21", "12", "6"],
  BG: ["20", "9"],
  CY: ["19", "9", "5", "3"],
  CZ: ["21", "12"],
  DE: ["19", "7"],
  DK: ["25"],
  EE: ["24", "13", "9"],
  ES: ["21", "10", "4"],
  FI: ["25.5", "13.5", "10"],
  FR: ["20", "10", "5.5", "2.1"],
  GR: ["24", "13", "6"],
  HR: ["25", "13", "5"],
  HU: ["27", "18", "5"],
  IE: ["23", "13.5", "9", "4.8"],
  IT: ["22", "10", "5", "4"],
  LT: ["21", "12", "5"],
  LU: ["17", "14", "8", "3"],
  LV: ["21", "12", "5"],
  MT: ["18", "12", "7", "5"],
  NL: ["21", "9", "0"],
  PL: ["23", "8", "5"],
  PT: ["23", "13", "6"],
  RO: ["21", "11"],
  SE: ["25", "12", "6"],
  SI: ["22", "9.5", "5"],
  SK: ["23", "19", "5"],
};

export const EU_COUNTRY_CODES: readonly string[] = Object.keys(EU_VAT_RATES);
