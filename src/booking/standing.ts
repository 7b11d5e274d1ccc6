import type { DocumentRecord } from "./ports/document-record.ts";

/** Why a document that can be booked is not booked anew: it is in the books, may be there and is looked for first, or was left out for good. */
export type Standing = "booked" | "looked-for" | "left-out";

/** Null for what is new, waits or failed: that is booked as soon as it can be. */
export function standingOf(
  record: Pick<DocumentRecord, "status" | "reason" | "intent"> | null,
): Standing | null {
  if (record === null) return null;
  const { status, reason, intent } = record;
  if (status === "processed") return "booked";
  if (status === "unknown" || intent !== null) return "looked-for";
  const isLeftOut = reason !== "NEVER_PAID" && reason !== "BEFORE_START_DATE";
  return status === "skipped" && isLeftOut ? "left-out" : null;
}
