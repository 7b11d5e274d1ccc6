import type { BookingError } from "./booking-error.ts";
import type { Warning } from "./codes.ts";
import { normaliseCountry } from "./country.ts";
import { customerVatNumber } from "./debtor-request.ts";
import type { DecisionBasis } from "./decision-basis.ts";
import type { VatNumberCheck } from "./draft.ts";
import { fail, ok, type Result } from "./result.ts";
import { checkVatNumberFormat, countryOfVatNumber } from "./vat-number.ts";
import { warning } from "./warning.ts";

export interface IcpNumber {
  /** Normalised; null when the document is not ICP. */
  readonly vatNumber: string | null;
  readonly check: VatNumberCheck;
}

/**
 * The customer's VAT number of an ICP document (vat.md 1.6): there must be one, not of the shop's own country, in a
 * possible format. A failing checksum is left to VIES. A person may answer for the number, but not for a missing one or
 * one of the home country: neither could ever be an intra-Community supply.
 */
export function icpNumber(basis: DecisionBasis): Result<IcpNumber, BookingError> {
  if (basis.treatment.treatment !== "icp") {
    return ok({ vatNumber: null, check: { kind: "none" } });
  }
  const vatNumber = customerVatNumber(basis.document.customer);
  if (basis.document.customer.vatNumber.trim() === "" || vatNumber === "") {
    return fail({ code: "ICP_VAT_NUMBER_MISSING", figures: {} });
  }
  if (countryOfVatNumber(vatNumber) === normaliseCountry(basis.configuration.homeCountry)) {
    return fail({ code: "ICP_VAT_NUMBER_OF_HOME_COUNTRY", figures: { vatNumber } });
  }
  const accepted = basis.options.acceptVatNumber;
  if (accepted !== null) {
    return ok({ vatNumber, check: { kind: "accepted", ...accepted } });
  }
  const format = checkVatNumberFormat(vatNumber);
  if (format === "bad-format") {
    return fail({ code: "ICP_VAT_NUMBER_INVALID", figures: { vatNumber, source: "format" } });
  }
  return ok({ vatNumber, check: { kind: "ask", checksumOk: format === "ok" } });
}

/** The number's member state need not be the delivery country, but differing from both addresses is worth a look (vat.md 1.8). */
export function numberCountryWarnings(basis: DecisionBasis, vatNumber: string | null): Warning[] {
  if (vatNumber === null) {
    return [];
  }
  const { billingAddress, deliveryAddress } = basis.document.customer;
  const countries = [
    billingAddress.countryCode,
    deliveryAddress.countryCode,
    basis.delivery.country,
  ]
    .map((code) => asVatCountry(normaliseCountry(code)))
    .filter((country) => country !== "");
  if (countries.includes(countryOfVatNumber(vatNumber))) {
    return [];
  }
  const figures = { vatNumber, countries: [...new Set(countries)].join(", ") };
  return [warning("VAT_NUMBER_COUNTRY_DIFFERS", figures)];
}

/** Addresses in Northern Ireland say GB, its VAT numbers say XI. */
function asVatCountry(country: string): string {
  return country === "GB" ? "XI" : country;
}
