import type { CalendarDate } from "../domain/document.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { BackfillMessage, DocumentMessage } from "./message.ts";
import type { Books } from "./ports/books.ts";
import type { Installation, InstallationRepository } from "./ports/installations.ts";
import type { Shop, ShopFailure, ShopListItem } from "./ports/shop.ts";
import { previewDocument } from "./preview-document.ts";
import { decideRetry } from "./retry-policy.ts";
import type { Backfill, BackfillRepository } from "./setup/repositories.ts";
import { standingOf } from "./standing.ts";
import type { BookingDependencies } from "./work.ts";

/**
 * The manual's migration: books the shop's documents of a period, or only says what would be booked. It goes through the
 * shop's list page by page; the position is kept in D1, so that it survives a restart and can be stopped at any moment.
 * What is booked already is not booked again: the claim ledger knows ours, and iMUIS is looked in for the rest.
 */

export interface BackfillDependencies extends Pick<
  BookingDependencies,
  "documents" | "credentials" | "shop" | "books" | "now" | "pace" | "log"
> {
  readonly installations: InstallationRepository;
  readonly backfills: BackfillRepository;
  /** The administration's own mailbox: what is put there is durable, and counted until it is worked off. */
  readonly mailbox: {
    put(messages: readonly DocumentMessage[], dueAt: (place: number) => number): void;
    waitingFor(backfillId: string): number;
  };
}

/** CCV allows 150 reads a minute of a resource; a migration takes two thirds and leaves the rest to today's orders. */
const MS_BETWEEN_DOCUMENTS = 600;

/** A dry run reads two resources a document, so it goes in small steps between which other work gets its turn. */
const TRIED_AT_ONCE = 10;

/** How often a migration whose list is read looks whether its documents are done. */
const MS_BETWEEN_LOOKS = 2_000;

interface Running {
  readonly backfill: Backfill;
  readonly installation: Installation;
  readonly shop: Shop;
  readonly books: Books;
}

async function findRunning(
  deps: BackfillDependencies,
  message: BackfillMessage,
): Promise<Running | null> {
  const [backfill, installation] = await Promise.all([
    deps.backfills.find(message.installationId, message.backfillId),
    deps.installations.find(message.installationId),
  ]);
  if (backfill?.state !== "running" || !installation) return null;
  const [credentials, books] = await Promise.all([
    deps.credentials.shop(installation),
    deps.books(installation),
  ]);
  if (!credentials.ok || !books || !installation.configuration) {
    const problem = "not connected or not configured";
    await finish(deps, { installation, backfill }, { state: "failed", problem });
    return null;
  }
  return { backfill, installation, books, shop: deps.shop(credentials.value, installation) };
}

async function finish(
  deps: BackfillDependencies,
  run: Pick<Running, "installation" | "backfill">,
  end: { readonly state: "finished" | "failed"; readonly problem: string | null },
): Promise<void> {
  await deps.backfills.change(run.installation.id, run.backfill.id, {
    ...end,
    finishedAt: deps.now(),
  });
}

/** Dutch midnight of a date as an instant, `YYYY-MM-DDTHH:mm:ssZ`. */
export function dutchMidnight(date: CalendarDate): string {
  for (const offset of ["+02:00", "+01:00"]) {
    const instant = new Date(`${date}T00:00:00${offset}`);
    if (AMSTERDAM.format(instant) === `${date} 00:00`)
      return `${instant.toISOString().slice(0, 19)}Z`;
  }
  return `${date}T00:00:00Z`;
}

const AMSTERDAM = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "short",
});

function dayAfter(date: CalendarDate): CalendarDate {
  return new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Works one page off. Answers when it wants to be run again (ms since 1970), or null when it is over. */
export async function runBackfill(
  deps: BackfillDependencies,
  message: BackfillMessage,
): Promise<number | null> {
  const run = await findRunning(deps, message);
  if (!run) return null;
  if (run.backfill.total !== null) return awaitDocuments(deps, run);
  const { backfill } = run;
  const page = await run.shop.listDocuments({
    kind: backfill.kind,
    from: dutchMidnight(backfill.from),
    to: dutchMidnight(dayAfter(backfill.to)),
    paidOnly: backfill.kind === "order",
    start: backfill.position,
  });
  if (!page.ok) return retryLater(deps, run, page.error);
  if (!backfill.dryRun) {
    const counted = enqueue(deps, run, inPeriod(backfill, page.value.items));
    return advance(deps, run, { counted, next: page.value.next });
  }
  const slice = page.value.items.slice(0, TRIED_AT_ONCE);
  const tried = await tryOut(deps, run, inPeriod(backfill, slice));
  if (!tried.ok) return retryLater(deps, run, tried.error);
  const more = slice.length < page.value.items.length || page.value.next !== null;
  return advance(deps, run, {
    counted: tried.value,
    next: more ? backfill.position + slice.length : null,
  });
}

/** The list is asked by instants; the period is one of Dutch dates. */
function inPeriod(backfill: Backfill, items: readonly ShopListItem[]): readonly ShopListItem[] {
  return items.filter(
    ({ createdOn, readable }) =>
      !readable || (createdOn >= backfill.from && createdOn <= backfill.to),
  );
}

async function retryLater(
  deps: BackfillDependencies,
  run: Running,
  failure: ShopFailure,
): Promise<number | null> {
  const policy = decideRetry({ side: "shop", failure }, 0, deps.pace);
  if (policy.kind === "again") return deps.now() + policy.delayMs;
  await finish(deps, run, { state: "failed", problem: failure.message });
  return null;
}

interface Counted {
  readonly listed: number;
  readonly booked: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `listed` grows page by page; when the list has ended it is the total. */
async function advance(
  deps: BackfillDependencies,
  run: Running,
  page: { readonly counted: Counted; readonly next: number | null },
): Promise<number | null> {
  const { backfill, installation } = run;
  const listed = backfill.listed + page.counted.listed;
  const running = await deps.backfills.change(installation.id, backfill.id, {
    listed,
    position: page.next ?? backfill.position,
    ...(page.next === null && { total: listed }),
    ...(backfill.dryRun && {
      done: listed,
      booked: backfill.booked + page.counted.booked,
      failed: backfill.failed + page.counted.failed,
      skipped: backfill.skipped + page.counted.skipped,
    }),
  });
  return running ? deps.now() : null;
}

function enqueue(
  deps: BackfillDependencies,
  run: Running,
  items: readonly ShopListItem[],
): Counted {
  const from = deps.now();
  const messages = items.map((item): DocumentMessage => ({
    type: "document",
    installationId: run.installation.id,
    kind: item.kind,
    sourceId: item.sourceId,
    cause: "backfill",
    event: null,
    backfillId: run.backfill.id,
  }));
  const waiting = deps.mailbox.waitingFor(run.backfill.id);
  deps.mailbox.put(messages, (place) => from + (waiting + place) * MS_BETWEEN_DOCUMENTS);
  return { listed: items.length, booked: 0, failed: 0, skipped: 0 };
}

/** All documents are in the mailbox: over when none waits there any more. */
async function awaitDocuments(deps: BackfillDependencies, run: Running): Promise<number | null> {
  if (deps.mailbox.waitingFor(run.backfill.id) > 0) return deps.now() + MS_BETWEEN_LOOKS;
  await finish(deps, run, { state: "finished", problem: null });
  return null;
}

/** What would become of each: read and decided, nothing written down but the numbers. A shop that doesn't answer ends the slice. */
async function tryOut(
  deps: BackfillDependencies,
  run: Running,
  items: readonly ShopListItem[],
): Promise<Result<Counted, ShopFailure>> {
  const counted = { listed: items.length, booked: 0, failed: 0, skipped: 0 };
  for (const item of items) {
    const tried = await tryOne(deps, run, item);
    if (!tried.ok) return tried;
    counted[tried.value] += 1;
  }
  return ok(counted);
}

async function tryOne(
  deps: BackfillDependencies,
  run: Running,
  item: ShopListItem,
): Promise<Result<"booked" | "failed" | "skipped", ShopFailure>> {
  const key = { kind: item.kind, sourceId: item.sourceId };
  const record = await deps.documents.find(run.installation.id, key);
  // The real migration books it not again either.
  if (standingOf(record) !== null) return ok("skipped");
  const { configuration } = run.installation;
  if (!configuration) return ok("failed");
  const preview = await previewDocument(
    { documents: deps.documents, books: run.books, shop: run.shop, now: deps.now },
    key,
    { installation: run.installation, configuration, ignoreStartDate: true },
  );
  if (!preview.ok)
    return preview.error.side === "shop" && mayPass(preview.error.failure)
      ? fail(preview.error.failure)
      : ok("failed");
  if (preview.value.kind === "error") return ok("failed");
  const books = preview.value.kind === "book" && preview.value.waitingFor === null;
  return ok(books ? "booked" : "skipped");
}

function mayPass(failure: ShopFailure): boolean {
  return failure.kind === "rate-limited" || failure.kind === "unavailable";
}
