import type { LineContext } from "./amount-line.ts";
import type { BookingError } from "./booking-error.ts";
import type { Configuration } from "./configuration.ts";
import { type DeliveryCountry, deliveryCountryOf, normaliseCountry } from "./country.ts";
import type { DecisionOptions } from "./decide.ts";
import type { CalendarDate, ShopDocument } from "./document.ts";
import { mirrorDocument, needsMirror } from "./mirror.ts";
import { type PaymentMethod, readPaymentMethod } from "./payment-method.ts";
import { ok, type Result } from "./result.ts";
import { documentTotals, type DocumentTotals } from "./total-check.ts";
import type { TraceCode } from "./trace.ts";
import { type CodeContext, highestConfiguredRate } from "./vat-codes.ts";
import { type Treatment, treatmentOf } from "./vat-treatment.ts";

/** Everything about a document that is known before its lines are made. */
export interface DecisionBasis {
  /** Mirrored when it is a credit invoice with positive amounts. */
  readonly document: ShopDocument;
  /** Which sign its amounts were taken with; null when it is no credit invoice. */
  readonly credit: Extract<
    TraceCode,
    "creditAsSent" | "creditMirrored" | "creditLinesMirrored"
  > | null;
  readonly configuration: Configuration;
  readonly options: DecisionOptions;
  readonly delivery: DeliveryCountry;
  readonly treatment: Treatment;
  readonly paymentMethod: PaymentMethod;
  readonly bookingDate: BookingDate;
  readonly totals: DocumentTotals;
  readonly lineContext: LineContext;
  readonly codeContext: CodeContext;
}

export interface BookingDate {
  readonly date: CalendarDate;
  readonly rule: Extract<TraceCode, "dateCreated" | "datePaid" | "dateByPerson">;
}

/** Country, treatment, dates and totals; fails only where the treatment contradicts the VAT that was charged. */
export function decisionBasis(
  document: ShopDocument,
  configuration: Configuration,
  options: DecisionOptions,
): Result<DecisionBasis, BookingError> {
  const delivery = deliveryCountryOf(document, configuration.homeCountry);
  const home = normaliseCountry(configuration.homeCountry);
  const treatment = treatmentOf(document, { delivery: delivery.country, home });
  if (!treatment.ok) {
    return treatment;
  }
  const mirrored = needsMirror(document);
  const source = mirrored ? mirrorDocument(document) : document;
  const bookingDate = bookingDateOf(document, configuration, options);
  const codeContext: CodeContext = {
    configuration,
    treatment: treatment.value.treatment,
    deliveryCountry: delivery.country,
    bookingDate: bookingDate.date,
  };
  return ok({
    document: source,
    credit: document.credit ? (mirrored ? "creditMirrored" : "creditAsSent") : null,
    configuration,
    options,
    delivery,
    treatment: treatment.value,
    paymentMethod: readPaymentMethod(document.paymentMethod, configuration.paymentMethods),
    bookingDate,
    totals: documentTotals(source),
    codeContext,
    lineContext: {
      document: source,
      treatment: treatment.value.treatment,
      language: configuration.bookingTexts,
      highestConfiguredRate: highestConfiguredRate(codeContext),
    },
  });
}

/** A person's own date, else the setting: the document's date (manual) or the day it was first seen paid. */
function bookingDateOf(
  document: ShopDocument,
  configuration: Configuration,
  options: DecisionOptions,
): BookingDate {
  if (options.bookingDate !== null) {
    return { date: options.bookingDate, rule: "dateByPerson" };
  }
  if (configuration.bookingDate === "paid" && options.paidOn !== null) {
    return { date: options.paidOn, rule: "datePaid" };
  }
  return { date: document.createdOn, rule: "dateCreated" };
}
