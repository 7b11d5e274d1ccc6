import type { DocumentRecord, HistoryEntry, Intent } from "../../booking/ports/document-record.ts";

/** A row of `documents` as D1 gives it, and how it becomes a record. Leaves out the queries. */

export type DocumentRow = Readonly<Record<string, string | number | null>>;

/** Columns that hold JSON of our own writing. */
function parseJson<Value>(text: string | number | null | undefined): Value | null {
  return typeof text === "string" ? (JSON.parse(text) as Value) : null;
}

function text(value: string | number | null | undefined): string {
  return typeof value === "string" ? value : "";
}

function textOrNull(value: string | number | null | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function numberOrNull(value: string | number | null | undefined): number | null {
  return typeof value === "number" ? value : null;
}

/** Reads a full row; columns that a list leaves out become null. */
export function toRecord(row: DocumentRow): DocumentRecord {
  const intent = parseJson<Intent>(row["intent"]);
  // While it is sent for the first time only the intent says which sale it is.
  const sent = row["number"] === "" ? intent?.settledFields : undefined;
  return {
    kind: row["kind"] as DocumentRecord["kind"],
    sourceId: text(row["source_id"]),
    status: row["status"] as DocumentRecord["status"],
    reason: row["reason"] as DocumentRecord["reason"],
    error: parseJson(row["error"]),
    number: sent?.number ?? text(row["number"]),
    digits: textOrNull(row["digits"]),
    orderId: textOrNull(row["order_id"]),
    bookingDate: textOrNull(row["booking_date"]),
    sortDate: text(row["sort_date"]),
    customer: sent?.customer ?? text(row["customer"]),
    totalCents: numberOrNull(row["total_cents"]),
    currency: text(row["currency"]),
    receivedAt: numberOrNull(row["received_at"]) ?? 0,
    processedAt: numberOrNull(row["processed_at"]),
    imuisReference: textOrNull(row["imuis_reference"]),
    warnings: parseJson(row["warnings"]) ?? [],
    booking: parseJson(row["booking"]),
    trace: parseJson(row["trace"]),
    vatEvidence: parseJson(row["vat_evidence"]),
    history: parseJson<HistoryEntry[]>(row["history"]) ?? [],
    overrides: parseJson(row["overrides"]),
    askedFor: textOrNull(row["asked_for"]) as DocumentRecord["askedFor"],
    paidOn: textOrNull(row["paid_on"]),
    linkedTo: textOrNull(row["linked_to"]),
    sourceHash: textOrNull(row["source_hash"]),
    configurationVersion: numberOrNull(row["configuration_version"]),
    claimToken: textOrNull(row["claim_token"]),
    leaseUntil: numberOrNull(row["lease_until"]),
    nextCheckAt: numberOrNull(row["next_check_at"]),
    attempts: numberOrNull(row["attempts"]) ?? 0,
    intent,
    looks: numberOrNull(row["looks"]) ?? 0,
    viesAskedSince: numberOrNull(row["vies_asked_since"]),
    openSince: numberOrNull(row["open_since"]),
  };
}

/** The columns that a list shows: everything but the large JSON. */
export const LIST_COLUMNS =
  "kind, source_id, status, reason, error, number, digits, order_id, booking_date, sort_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, warnings, next_check_at, linked_to, open_since, attempts, looks";
