import { decimalOf, toCents } from "../domain/decimal.ts";
import type { ShopDocument } from "../domain/document.ts";
import type { BookingDraft } from "../domain/draft.ts";
import { digitsOf } from "../domain/texts.ts";
import type { SettledFields } from "./ports/document-record.ts";

/** What the lists show of a document, whether or not it could be booked. */

/** The person or company as the lists name it. */
function customerName({ customer }: ShopDocument): string {
  const { billingAddress, deliveryAddress } = customer;
  const name = (address: typeof billingAddress): string =>
    [address.company, address.personName].filter((part) => part !== "").join(", ");
  return name(billingAddress) || name(deliveryAddress) || customer.email;
}

/** The document's total incl. VAT as far as it can be read without deciding anything (manual chapter 5, Total incl). */
export function statedTotalCents(
  document: Pick<ShopDocument, "totalPrice" | "totalTax" | "totalsInclVat" | "credit">,
): number {
  const price = toCents(decimalOf(document.totalPrice));
  const total = document.totalsInclVat ? price : price + toCents(decimalOf(document.totalTax));
  return document.credit && total > 0 ? -total : total;
}

/** Of a document that was read but not decided. */
export function summariseDocument(
  document: ShopDocument,
  facts: { readonly sourceHash: string; readonly configurationVersion: number },
): SettledFields {
  return {
    number: document.number,
    digits: digitsOf(document.number) || null,
    orderId: document.orderId,
    bookingDate: document.createdOn,
    customer: customerName(document),
    totalCents: statedTotalCents(document),
    currency: document.currency,
    warnings: [],
    trace: null,
    vatEvidence: null,
    sourceHash: facts.sourceHash,
    configurationVersion: facts.configurationVersion,
  };
}

/** Of a draft: what will stand in the books. */
export function summariseDraft(before: SettledFields, draft: BookingDraft): SettledFields {
  return {
    ...before,
    bookingDate: draft.bookingDate,
    totalCents: draft.totalCents,
    warnings: draft.warnings,
    trace: { document: draft.trace, lines: draft.lines },
  };
}
