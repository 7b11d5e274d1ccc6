import type { ShopDocument } from "./document.ts";

/** The 27 member states, ISO 3166-1; Greece is GR here and EL only inside VAT numbers (vat.md 1.1). */
const EU_COUNTRIES: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

const ALIASES: Readonly<Record<string, string>> = { EL: "GR", UK: "GB" };

/** A comparable country: upper case, EL is GR and UK is GB; `""` for anything that is no two-letter code (reading A28). */
export function normaliseCountry(text: string | null): string {
  const code = (text ?? "").trim().toUpperCase();
  if (!/^[A-Z]{2}$/u.test(code)) {
    return "";
  }
  return ALIASES[code] ?? code;
}

/** Member states, and Northern Ireland under its own code XI, which counts as EU for goods (vat.md 2.1). */
export function isEuCountry(country: string): boolean {
  return EU_COUNTRIES.has(country) || country === "XI";
}

/** The prefix of VAT numbers in a country; `""` where VIES knows none. An address in GB can only be Northern Irish here. */
export function vatPrefixOf(country: string): string {
  if (country === "GB" || country === "XI") {
    return "XI";
  }
  if (country === "GR") {
    return "EL";
  }
  return EU_COUNTRIES.has(country) ? country : "";
}

export interface DeliveryCountry {
  readonly country: string;
  readonly rule:
    | "countryFromPickup"
    | "countryFromDelivery"
    | "countryFromBilling"
    | "countryFromHome";
}

/** Reading A28: pickup is supplied at home; else delivery address, billing address, home country, the first that is filled. */
export function deliveryCountryOf(document: ShopDocument, homeCountry: string): DeliveryCountry {
  const home = normaliseCountry(homeCountry);
  if (document.pickup) {
    return { country: home, rule: "countryFromPickup" };
  }
  const delivery = normaliseCountry(document.customer.deliveryAddress.countryCode);
  if (delivery !== "") {
    return { country: delivery, rule: "countryFromDelivery" };
  }
  const billing = normaliseCountry(document.customer.billingAddress.countryCode);
  if (billing !== "") {
    return { country: billing, rule: "countryFromBilling" };
  }
  return { country: home, rule: "countryFromHome" };
}
