import type { BookingError } from "./booking-error.ts";
import { isEuCountry } from "./country.ts";
import { decimalOf, isZero, toCents } from "./decimal.ts";
import type { ShopDocument, ShopLine } from "./document.ts";
import { formatCents } from "./money.ts";
import { fail, ok, type Result } from "./result.ts";
import type { TraceCode } from "./trace.ts";
import { rateText, readPercentage } from "./vat-rate.ts";
import type { VatTreatment } from "./vocabulary.ts";

export interface Treatment {
  readonly treatment: VatTreatment;
  readonly rule: TraceCode;
}

/**
 * How the VAT of a document is treated (readings A13, A22, A32). ICP is what the shop marked so, and then carries no VAT
 * at all. International is a delivery outside the EU without VAT: an EU country without VAT is no export, and its rows
 * need a 0% code of that country.
 * @param countries delivery and home country, normalised
 */
export function treatmentOf(
  document: ShopDocument,
  countries: { readonly delivery: string; readonly home: string },
): Result<Treatment, BookingError> {
  const { delivery, home } = countries;
  const totalTax = decimalOf(document.totalTax);
  if (document.intraCommunity) {
    const taxed = document.lines.find(isTaxedRow);
    if (!isZero(totalTax) || taxed !== undefined) {
      return fail(icpWithVat(document, taxed));
    }
    return ok({ treatment: "icp", rule: "treatmentIcp" });
  }
  if (!isEuCountry(delivery) && delivery !== home) {
    if (!isZero(totalTax)) {
      const figures = { country: delivery, totalTax: formatCents(toCents(totalTax)) };
      return fail({ code: "INTERNATIONAL_WITH_VAT", figures });
    }
    return ok({ treatment: "international", rule: "treatmentInternational" });
  }
  if (document.platformSale) {
    return ok({ treatment: "platform", rule: "treatmentPlatform" });
  }
  const rule = delivery === home ? "treatmentDomestic" : "treatmentOtherEuCountry";
  return ok({ treatment: "domestic", rule });
}

/** A row of nothing carries no VAT, whatever percentage it shows. */
function isTaxedRow(line: ShopLine): boolean {
  const price = line.priceWithOptions ?? line.price ?? "0";
  const amount = decimalOf(price).coefficient * decimalOf(line.quantity).coefficient;
  return amount !== 0n && readPercentage(line.vatPercentage).basisPoints > 0;
}

function icpWithVat(document: ShopDocument, taxed: ShopLine | undefined): BookingError {
  const rate = taxed === undefined ? 0 : readPercentage(taxed.vatPercentage).basisPoints;
  return {
    code: "ICP_WITH_VAT",
    figures: {
      totalTax: formatCents(toCents(decimalOf(document.totalTax))),
      rate: rateText(rate),
      line: taxed?.name ?? "",
    },
  };
}
