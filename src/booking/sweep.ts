import type { DocumentKind } from "../domain/document.ts";
import type { DocumentMessage, SweepMessage } from "./message.ts";
import type { Shop, ShopFailure, ShopListItem } from "./ports.ts";
import type {
  DocumentRepository,
  Installation,
  InstallationRepository,
  MessageSender,
} from "./repositories.ts";
import { decideRetry } from "./retry-policy.ts";
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

/** A shop with more would be swept in several runs: each begins where the last one ended. */
const PAGE_LIMIT = 200;

/** What a sweep brings comes spread, so that it doesn't stand in the way of today's orders. */
const SPREAD_SECONDS = 5;

export function sourceKind(installation: Installation): DocumentKind {
  return installation.configuration?.source === "invoices" ? "invoice" : "order";
}

function announcement(installationId: string, item: ShopListItem): DocumentMessage {
  return {
    type: "document",
    installationId,
    kind: item.kind,
    sourceId: item.sourceId,
    cause: "sweep",
    event: null,
    backfillId: null,
  };
}

async function enqueueUnknown(
  deps: SweepDependencies,
  installationId: string,
  items: readonly ShopListItem[],
): Promise<number> {
  const [first] = items;
  if (!first) return 0;
  const ids = items.map((item) => item.sourceId);
  const known = await deps.documents.known(installationId, first.kind, ids);
  const unknown = items.filter((item) => known[item.sourceId] === undefined);
  if (unknown.length > 0) {
    await deps.queue.send(
      unknown.map((item) => announcement(installationId, item)),
      { spreadSeconds: SPREAD_SECONDS },
    );
  }
  return unknown.length;
}

/** When to try again after a failure; null when trying again makes no sense before a person has acted. */
function nextAttemptAt(deps: SweepDependencies, failure: ShopFailure): number | null {
  const policy = decideRetry({ side: "shop", failure }, 0, deps.pace);
  return policy.kind === "again" ? deps.now() + policy.delayMs : null;
}

async function sweepPages(
  deps: SweepDependencies,
  shop: Shop,
  sweep: { readonly installation: Installation; readonly message: SweepMessage },
): Promise<ShopFailure | null> {
  const { installation, message } = sweep;
  let start: number | null = message.start;
  for (let page = 0; page < PAGE_LIMIT && start !== null; page += 1) {
    const list = await shop.listDocuments({
      kind: sourceKind(installation),
      from: message.from,
      to: null,
      paidOnly: false,
      start,
    });
    if (!list.ok) return list.error;
    const found = await enqueueUnknown(deps, installation.id, list.value.items);
    if (found > 0) deps.log("sweep.found", { installation: installation.id, documents: found });
    start = list.value.next;
  }
  return null;
}

/** Answers when it wants to be run again (ms since 1970), or null. */
export async function sweepShop(
  deps: SweepDependencies,
  message: SweepMessage,
): Promise<number | null> {
  const begun = deps.now();
  const installation = await deps.installations.find(message.installationId);
  if (!installation || installation.state !== "active" || !installation.configuration) return null;
  const credentials = await deps.credentials.shop(installation);
  if (!credentials.ok) return null;
  const shop = deps.shop(credentials.value, installation);
  const failure = await sweepPages(deps, shop, { installation, message });
  if (failure) return nextAttemptAt(deps, failure);
  await deps.installations.change(installation.id, { sweptUntil: begun });
  return null;
}
