import type { DocumentKind } from "../domain/document.ts";
import { EVENTS_OF_CHANGE } from "./after-booking.ts";
import type { DocumentMessage } from "./message.ts";
import type { DocumentRecord } from "./ports/document-record.ts";
import type { Installation } from "./ports/installations.ts";

/**
 * A shop announces orders and invoices alike; only one of the two is booked (contract section 5, `source`). The other kind is
 * the same sale a second time.
 */

/** What this installation books by itself. */
export function bookedKind(installation: Pick<Installation, "source">): DocumentKind {
  return installation.source === "invoices" ? "invoice" : "order";
}

/** A person and a migration may book the other kind; nothing does so by itself. */
export function isAskedFor({ askedFor }: Pick<DocumentRecord, "askedFor">): boolean {
  return askedFor !== null;
}

/**
 * What remains of an announcement: of the other kind only what may have changed a document that was booked when the source was
 * another. Null: it is nothing to us.
 */
export function relevantPart(
  message: DocumentMessage,
  installation: Pick<Installation, "source">,
): DocumentMessage | null {
  if (message.cause !== "webhook" || message.kind === bookedKind(installation)) return message;
  const mayHaveChanged = message.event !== null && EVENTS_OF_CHANGE.has(message.event);
  return mayHaveChanged ? { ...message, cause: "changed" } : null;
}
