import { cleanText } from "./texts.ts";

export const STREET_LENGTH = 37;
const SUFFIX_LENGTH = 6;

/** The three fields that the books have for street and number: HNR numeric 5, HNRTV 6 characters, STRAAT 37. */
export interface StreetAndNumber {
  readonly street: string;
  readonly houseNumber: number | null;
  readonly houseNumberSuffix: string;
}

/**
 * Splits a house number like `12a`, `12-14` or `12 bis` into number and suffix (readings A43, A44). What does not start
 * with a number of up to five digits, or has a longer suffix than fits, stays whole in the street, so that nothing of the
 * address is lost.
 */
export function splitHouseNumber(
  street: string,
  houseNumber: string,
  suffix: string,
): StreetAndNumber {
  const cleanStreet = cleanText(street);
  const whole = [cleanText(houseNumber), cleanText(suffix)].filter((part) => part !== "").join(" ");
  if (whole === "" || whole === "0") {
    return {
      street: cleanStreet.slice(0, STREET_LENGTH),
      houseNumber: null,
      houseNumberSuffix: "",
    };
  }
  const match = /^(\d{1,5})(?!\d)\s*(.*)$/u.exec(whole);
  const rest = match?.[2] ?? "";
  if (match !== null && rest.length <= SUFFIX_LENGTH) {
    return {
      street: cleanStreet.slice(0, STREET_LENGTH),
      houseNumber: Number(match[1]),
      houseNumberSuffix: rest,
    };
  }
  return { street: streetWithNumber(cleanStreet, whole), houseNumber: null, houseNumberSuffix: "" };
}

/** When both do not fit the street gives way: a house without its number cannot be found. */
function streetWithNumber(street: string, number: string): string {
  const room = Math.max(STREET_LENGTH - number.length - 1, 0);
  return `${street.slice(0, room)} ${number}`.trim().slice(0, STREET_LENGTH);
}
