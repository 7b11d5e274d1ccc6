import type { DocumentError, DocumentRecord } from "../../booking/ports/document-record.ts";
import { describeError } from "../../domain/booking-error.ts";
import type { Booking, EntryLine, JournalEntry, SalesOrder } from "../../domain/booking.ts";
import type { DocumentStatus } from "../../domain/codes.ts";
import { instant } from "./api.ts";

/** Documents as the API shows them (contract section 4): amounts as decimal text, unknown things null. */

export type ApiLanguage = "nl" | "en";

/** Dutch for who asks for it; programs that say nothing get English. */
export function languageOf(acceptLanguage: string | undefined): ApiLanguage {
  return /^\s*nl\b/i.test(acceptLanguage ?? "") ? "nl" : "en";
}

/** `5008` becomes `"50.08"`. */
export function decimalText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A final error is not tried again by itself, whatever its cause. */
export function errorJson(
  error: DocumentError | null,
  status: DocumentStatus,
  language: ApiLanguage,
) {
  if (error === null) return null;
  const { message, detail, help } = describeError(error, language);
  return { code: error.code, message, detail, help, transient: status !== "error" };
}

/** One document in a list. */
export function documentItem(document: DocumentRecord, language: ApiLanguage) {
  return {
    kind: document.kind,
    sourceId: document.sourceId,
    number: textOrNull(document.number),
    date: document.bookingDate,
    customer: textOrNull(document.customer),
    total: document.totalCents === null ? null : decimalText(document.totalCents),
    currency: textOrNull(document.currency),
    status: document.status,
    receivedAt: instant(document.receivedAt),
    processedAt: instant(document.processedAt),
    imuisReference: document.imuisReference,
    error: errorJson(document.error, document.status, language),
    reason: document.reason,
    warnings: document.warnings.map(({ code, message }) => ({ code, message })),
  };
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}

/** Everything about one document. */
export function documentDetail(document: DocumentRecord, language: ApiLanguage) {
  return {
    ...documentItem(document, language),
    booking: document.booking === null ? null : bookingJson(document.booking),
    trace: document.trace ?? null,
    history: document.history,
    vatEvidence: document.vatEvidence ?? null,
    overrides: document.overrides,
    linkedTo: document.linkedTo,
    nextCheckAt: instant(document.nextCheckAt),
  };
}

/** A booking with its amounts as decimal text. */
export function bookingJson(booking: Booking) {
  switch (booking.type) {
    case "journalEntry":
      return journalEntryJson(booking);
    case "salesOrder":
      return salesOrderJson(booking);
  }
}

function journalEntryJson(entry: JournalEntry) {
  const { total, lines, ...head } = entry;
  const { amountCents: totalCents, ...totalRow } = total;
  return {
    ...head,
    total: { ...totalRow, amount: decimalText(totalCents) },
    lines: lines.map((line) => entryLineJson(line)),
  };
}

function entryLineJson({ amountCents, vatCents, ...line }: EntryLine) {
  return { ...line, amount: decimalText(amountCents), vat: decimalText(vatCents) };
}

function salesOrderJson({ orderCostsCents, shippingCostsCents, ...order }: SalesOrder) {
  return {
    ...order,
    orderCosts: decimalText(orderCostsCents),
    shippingCosts: decimalText(shippingCostsCents),
  };
}
