import type { ShopDocument } from "../domain/document.ts";
import { formatCents } from "../domain/money.ts";
import type { DocumentMessage } from "./message.ts";
import type { DocumentRecord } from "./ports/document-record.ts";
import type { Installation, InstallationRepository } from "./ports/installations.ts";
import type { Shop } from "./ports/shop.ts";
import { decideRetry } from "./retry-policy.ts";
import { sourceHash } from "./source-hash.ts";
import { summariseDocument } from "./summary.ts";
import type { BookingDependencies } from "./work.ts";

/**
 * What still happens to a document that stands in the books: it is marked in the shop where the owner wants that, and a
 * change, cancellation or deletion in the shop becomes a warning with the differences. The books are never touched.
 */

export type AfterBookingDependencies = Pick<
  BookingDependencies,
  "documents" | "credentials" | "shop" | "now" | "pace" | "log"
> & { readonly installations: InstallationRepository };

const MS_PER_DAY = 86_400_000;

/** Changes are noticed for so long after booking. */
export const WATCHED_DAYS = 90;

export const CANCELLED = 8;

/** Events that can mean that a booked document is another one now. */
export const EVENTS_OF_CHANGE: ReadonlySet<string> = new Set([
  "orders.updated.status",
  "orders.deleted",
  "invoices.updated.status",
]);

interface Booked {
  readonly installation: Installation;
  readonly record: DocumentRecord;
  readonly shop: Shop;
}

async function findBooked(
  deps: AfterBookingDependencies,
  message: DocumentMessage,
): Promise<Booked | null> {
  const key = { kind: message.kind, sourceId: message.sourceId };
  const [installation, record] = await Promise.all([
    deps.installations.find(message.installationId),
    deps.documents.find(message.installationId, key),
  ]);
  if (!installation || installation.state !== "active" || record?.status !== "processed")
    return null;
  const credentials = await deps.credentials.shop(installation);
  return credentials.ok
    ? { installation, record, shop: deps.shop(credentials.value, installation) }
    : null;
}

/** Each difference in words; empty when the books still say what the shop says. */
export async function differences(
  record: DocumentRecord,
  document: ShopDocument,
): Promise<string[]> {
  const found: string[] = [];
  if (document.orderStatus === CANCELLED) found.push("cancelled in the shop");
  const hash = await sourceHash(document);
  if (record.sourceHash === null || hash === record.sourceHash) return found;
  const now = summariseDocument(document, { sourceHash: hash, configurationVersion: 0 });
  if (now.totalCents !== record.totalCents) {
    found.push(
      `total ${formatCents(record.totalCents ?? 0)} became ${formatCents(now.totalCents ?? 0)}`,
    );
  }
  if (now.number !== record.number) found.push(`number ${record.number} became ${now.number}`);
  if (now.customer !== record.customer) found.push("another customer or name");
  return found.length > 0 ? found : ["lines, addresses or VAT were changed"];
}

async function warn(
  deps: AfterBookingDependencies,
  booked: Booked,
  found: readonly string[],
): Promise<void> {
  const { kind, sourceId } = booked.record;
  const text = found.join("; ");
  await deps.documents.addWarning(
    booked.installation.id,
    { kind, sourceId },
    {
      warning: {
        code: "CHANGED_AFTER_BOOKING",
        message: `Changed in the shop after it was booked: ${text}.`,
        figures: { differences: text },
      },
      now: deps.now(),
    },
  );
}

/** Answers when it wants to be run again (ms since 1970), or null. */
async function noticeChange(
  deps: AfterBookingDependencies,
  booked: Booked,
): Promise<number | null> {
  const { record, shop } = booked;
  const read = await shop.readDocument(record.kind, record.sourceId);
  if (read.ok) {
    const found = await differences(record, read.value);
    if (found.length > 0) await warn(deps, booked, found);
    return null;
  }
  if (read.error.kind === "not-found") {
    await warn(deps, booked, ["deleted in the shop"]);
    return null;
  }
  const policy = decideRetry({ side: "shop", failure: read.error }, 0, deps.pace);
  return policy.kind === "again" ? deps.now() + policy.delayMs : null;
}

/** Whether a change of a document that was booked then is still worth a warning. */
export function isWatched(record: Pick<DocumentRecord, "processedAt">, now: number): boolean {
  return record.processedAt !== null && now - record.processedAt < WATCHED_DAYS * MS_PER_DAY;
}

/** A message for a document that is booked already. */
export async function afterBooking(
  deps: AfterBookingDependencies,
  message: DocumentMessage,
): Promise<number | null> {
  const asksForChange =
    message.cause === "changed" || (message.event !== null && EVENTS_OF_CHANGE.has(message.event));
  if (!asksForChange) return null;
  const booked = await findBooked(deps, message);
  if (!booked || !isWatched(booked.record, deps.now())) return null;
  return noticeChange(deps, booked);
}

/** In the history: the shop has the reference. */
const MARKED = "marked";

/** Marks what was just booked in the shop, with the setting `markInShop`. Marking twice is harmless: the shop's note is looked for first. */
export async function markInShop(
  deps: AfterBookingDependencies,
  message: DocumentMessage,
): Promise<number | null> {
  const booked = await findBooked(deps, message);
  const reference = booked?.record.imuisReference;
  if (!booked?.installation.configuration?.markInShop || !reference) return null;
  const { record, shop } = booked;
  if (record.history.some(({ event }) => event === MARKED)) return null;
  const marked = await shop.markBooked(record.kind, record.sourceId, reference);
  if (marked.ok) {
    const entry = { at: new Date(deps.now()).toISOString(), event: MARKED };
    await deps.documents.note(booked.installation.id, record, entry);
    return null;
  }
  const policy = decideRetry({ side: "shop", failure: marked.error }, 0, deps.pace);
  deps.log("mark.failed", { installation: booked.installation.id, kind: marked.error.kind });
  return policy.kind === "again" ? deps.now() + policy.delayMs : null;
}
