import type { BookingError } from "./booking-error.ts";
import type { Configuration } from "./configuration.ts";
import type { ShopDocument } from "./document.ts";
import { digitsOf } from "./texts.ts";

/** Reading A31: iMUIS would need currency and exchange rate. Reading A8: the invoice number consists of digits. */
export function checkHead(
  document: ShopDocument,
  configuration: Configuration,
): BookingError | null {
  const currency = document.currency.trim().toUpperCase();
  if (currency !== "EUR") {
    return { code: "UNSUPPORTED_CURRENCY", figures: { currency } };
  }
  const { target, invoiceNumber, entryDocument } = configuration;
  const needsDigits =
    target === "journal" && (invoiceNumber === "digits" || entryDocument === "manual");
  const needed = needsDigits ? digitsOf(document.number) : document.number.trim();
  return needed === ""
    ? { code: "NUMBER_WITHOUT_DIGITS", figures: { number: document.number } }
    : null;
}
