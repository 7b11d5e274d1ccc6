import type { CalendarDate } from "../domain/document.ts";
import { CANCELLED, isWatched, WATCHED_DAYS } from "./after-booking.ts";
import { bookedKind } from "./booked-kind.ts";
import type { DocumentMessage, Next, SweepMessage } from "./message.ts";
import type { KnownDocument } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { Installation, InstallationRepository } from "./ports/installations.ts";
import type { MessageSender } from "./ports/queue.ts";
import type { Shop, ShopFailure, ShopListItem } from "./ports/shop.ts";
import { decideRetry } from "./retry-policy.ts";
import { statedTotalCents } from "./summary.ts";
import type { BookingDependencies } from "./work.ts";

/**
 * Looks through the shop's list for documents that no webhook announced (architecture, "Nothing is lost").
 * It only enqueues: what a document is worth is decided when it is read. A sweep that runs twice does no harm.
 */

export interface SweepDependencies extends Pick<
  BookingDependencies,
  "documents" | "credentials" | "shop" | "now" | "pace" | "log"
> {
  readonly documents: DocumentRepository;
  readonly installations: InstallationRepository;
  readonly queue: MessageSender;
}

/** Then other work gets its turn; the sweep goes on where it stood. */
const PAGES_AT_ONCE = 20;

/** What a sweep brings comes spread, so that it doesn't stand in the way of today's orders. */
const MESSAGES_PER_SECOND = 20;

const MS_PER_DAY = 86_400_000;

function messageFor(
  installationId: string,
  item: ShopListItem,
  cause: "sweep" | "changed",
): DocumentMessage {
  const { kind, sourceId } = item;
  return { type: "document", installationId, kind, sourceId, cause, event: null, backfillId: null };
}

/** Never what lies before the first activation or the start date: importing that is a migration. */
function isOurs(installation: Installation, item: ShopListItem): boolean {
  if (!item.readable) return true;
  const { configuration, firstActiveOn } = installation;
  const from = firstActiveOn === null ? "" : dayBefore(firstActiveOn);
  return item.createdOn >= from && item.createdOn >= (configuration?.startDate ?? "");
}

function dayBefore(date: CalendarDate): CalendarDate {
  return new Date(Date.parse(`${date}T12:00:00Z`) - MS_PER_DAY).toISOString().slice(0, 10);
}

/** From the list alone: another total, or cancelled. What it is exactly is read later, and only once per document. */
function seemsChanged(item: ShopListItem, known: KnownDocument, now: number): boolean {
  if (!item.readable || known.status !== "processed" || !isWatched(known, now)) return false;
  if (known.warnings.some(({ code }) => code === "CHANGED_AFTER_BOOKING")) return false;
  return item.orderStatus === CANCELLED || statedTotalCents(item) !== known.totalCents;
}

/** What the list says that we don't know: documents never announced, and booked ones that look different. */
async function findNews(
  deps: SweepDependencies,
  sweep: Sweep,
  items: readonly ShopListItem[],
): Promise<readonly DocumentMessage[]> {
  const [first] = items;
  if (!first) return [];
  const { installation, message } = sweep;
  const ids = items.map((item) => item.sourceId);
  const known = await deps.documents.known(installation.id, first.kind, ids);
  return items.flatMap((item) => {
    const found = known[item.sourceId];
    if (!found)
      return isOurs(installation, item) ? [messageFor(installation.id, item, "sweep")] : [];
    const changed = message.thorough && seemsChanged(item, found, deps.now());
    return changed ? [messageFor(installation.id, item, "changed")] : [];
  });
}

interface Sweep {
  readonly installation: Installation;
  readonly message: SweepMessage;
}

/** When to try again after a failure; null when trying again makes no sense before a person has acted. */
function nextAttemptAt(deps: SweepDependencies, failure: ShopFailure): number | null {
  const policy = decideRetry({ side: "shop", failure }, 0, deps.pace);
  return policy.kind === "again" ? deps.now() + policy.delayMs : null;
}

/** Where the sweep stands: the next page to read; null when the list has ended. */
type Progress =
  | { readonly kind: "read"; readonly next: number | null }
  | { readonly kind: "stopped"; readonly next: number; readonly failure: ShopFailure };

async function sweepPages(deps: SweepDependencies, shop: Shop, sweep: Sweep): Promise<Progress> {
  const { installation, message } = sweep;
  let start: number | null = message.start;
  for (let page = 0; page < PAGES_AT_ONCE && start !== null; page += 1) {
    const list = await shop.listDocuments({
      kind: bookedKind(installation),
      from: message.from,
      to: null,
      paidOnly: false,
      start,
    });
    if (!list.ok) return { kind: "stopped", next: start, failure: list.error };
    const news = await findNews(deps, sweep, list.value.items);
    await deps.queue.send(news, { spreadSeconds: Math.floor(news.length / MESSAGES_PER_SECOND) });
    if (news.length > 0) {
      deps.log("sweep.found", { installation: installation.id, documents: news.length });
    }
    start = list.value.next;
  }
  return { kind: "read", next: start };
}

/** Answers when and where it wants to go on, or null when the list has ended or a person must act first. */
export async function sweepShop(deps: SweepDependencies, message: SweepMessage): Promise<Next> {
  const installation = await deps.installations.find(message.installationId);
  if (!installation || installation.state !== "active" || !installation.configuration) return null;
  const credentials = await deps.credentials.shop(installation);
  if (!credentials.ok) return null;
  const shop = deps.shop(credentials.value, installation);
  const progress = await sweepPages(deps, shop, { installation, message });
  if (progress.kind === "stopped") {
    const at = nextAttemptAt(deps, progress.failure);
    return at === null ? null : { at, message: { ...message, start: progress.next } };
  }
  if (progress.next !== null) {
    return { at: deps.now(), message: { ...message, start: progress.next } };
  }
  await deps.installations.change(installation.id, { sweptUntil: deps.now() });
  return null;
}

/** Two sweeps overlap by a day, since a document may become visible later than it was made. */
const SWEEP_OVERLAP_MS = MS_PER_DAY;

/** The nightly sweep looks at 90 days: for so long a change after booking is noticed, and CCV lists nothing by change. */
const NIGHTLY_WINDOW_MS = WATCHED_DAYS * MS_PER_DAY;

/** The first sweep begins 24 hours before activation, later ones 24 hours before the last. */
export function sweepMessage(
  installation: Installation,
  now: number,
  thorough: boolean,
): SweepMessage {
  const last = installation.sweptUntil ?? installation.activatedAt ?? now;
  const overlapping = last - SWEEP_OVERLAP_MS;
  const from = thorough ? Math.min(overlapping, now - NIGHTLY_WINDOW_MS) : overlapping;
  return {
    type: "sweep",
    installationId: installation.id,
    from: `${new Date(from).toISOString().slice(0, 19)}Z`,
    start: 0,
    thorough,
  };
}
