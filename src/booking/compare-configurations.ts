import type { Configuration } from "../domain/configuration.ts";
import { ok } from "../domain/result.ts";
import type { Books } from "./ports/books.ts";
import type { DocumentKey, DocumentRecord } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { Installation } from "./ports/installations.ts";
import type { Shop, ShopFailure } from "./ports/shop.ts";
import { previewRead } from "./preview-document.ts";
import { type OwnerPreview, toOwnerPreview } from "./preview-for-owner.ts";
import type { SetUpDependencies } from "./setup/dependencies.ts";
import type { SetUpFailure } from "./setup/failure.ts";
import { booksOf, shopOf } from "./setup/read-options.ts";

/**
 * Which of the last documents would be booked differently under another configuration, and how. Nothing is booked and no
 * debtor is looked up in iMUIS: both configurations would find the same one, and a hundred look-ups would hold up the booking.
 */

const DOCUMENT_LIMIT = 100;

/** The shop is read by this many at a time, so that its rate limit is left to the booking. */
const CONCURRENCY = 4;

/** What is not compared by then is left out; the answer says how many were. */
const TIME_LIMIT_MS = 20_000;

export type Evaluated = Extract<OwnerPreview, { kind: "evaluated" }>;

export interface Difference extends DocumentKey {
  readonly number: string;
  readonly before: Evaluated;
  readonly after: Evaluated;
}

export type WhatIf =
  | {
      readonly kind: "compared";
      /** How many documents were compared. */
      readonly examined: number;
      /** Not all of the last documents could be read in time. */
      readonly cut: boolean;
      /** Newest first. */
      readonly different: readonly Difference[];
    }
  | { readonly kind: "not-configured" }
  | { readonly kind: "failed"; readonly failure: SetUpFailure };

export type WhatIfDependencies = Pick<
  SetUpDependencies,
  "credentials" | "books" | "shop" | "log" | "now"
> & { readonly documents: Pick<DocumentRepository, "list" | "find" | "surroundings"> };

interface Comparison {
  readonly deps: WhatIfDependencies;
  readonly installation: Installation;
  readonly shop: Shop;
  readonly books: Books;
  readonly before: Configuration;
  readonly after: Configuration;
}

/** Compares with the stored configuration. */
export async function whatIf(
  deps: WhatIfDependencies,
  installation: Installation,
  after: Configuration,
): Promise<WhatIf> {
  const { configuration: before } = installation;
  if (before === null) return { kind: "not-configured" };
  const [shop, books] = await Promise.all([
    shopOf(deps, installation),
    booksOf(deps, installation),
  ]);
  if (!shop.ok) return { kind: "failed", failure: shop.error };
  if (!books.ok) return { kind: "failed", failure: books.error };
  let calendar: ReturnType<Books["readCalendar"]> | null = null;
  const still = {
    readCalendar: () => (calendar ??= books.value.readCalendar()),
    findDebtorsByEmail: async () => ok([]),
  } as Pick<Books, "readCalendar" | "findDebtorsByEmail"> as Books;
  return compareLast({ deps, installation, shop: shop.value, books: still, before, after });
}

type Examined =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly difference: Difference }
  /** The shop no longer has it or can't tell now. */
  | { readonly kind: "unread"; readonly isGone: boolean };

async function compareLast(comparison: Comparison): Promise<WhatIf> {
  const { deps, installation } = comparison;
  const { items } = await deps.documents.list(installation.id, {
    statuses: [],
    from: null,
    to: null,
    search: null,
    code: null,
    limit: DOCUMENT_LIMIT,
    cursor: null,
  });
  const deadline = deps.now().getTime() + TIME_LIMIT_MS;
  const found: Examined[] = [];
  const waiting = items.entries();
  let isStopped = false;
  const work = async (): Promise<void> => {
    for (const [index, record] of waiting) {
      const one: Examined =
        isStopped || deps.now().getTime() > deadline
          ? { kind: "unread", isGone: false }
          : await compareOne(comparison, record);
      // Whoever refuses or doesn't answer one call is not asked another hundred times.
      isStopped ||= one.kind === "unread" && !one.isGone;
      found[index] = one;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, () => work()));
  return {
    kind: "compared",
    examined: found.filter(({ kind }) => kind !== "unread").length,
    cut: found.some((one) => one.kind === "unread" && !one.isGone),
    different: found.flatMap((one) => (one.kind === "different" ? [one.difference] : [])),
  };
}

async function compareOne(comparison: Comparison, listed: DocumentRecord): Promise<Examined> {
  const { deps, installation, shop, books, before, after } = comparison;
  const { kind, sourceId } = listed;
  if (isClosed(listed)) return { kind: "same" };
  const [document, record] = await Promise.all([
    shop.readDocument(kind, sourceId),
    deps.documents.find(installation.id, { kind, sourceId }),
  ]);
  if (!document.ok) return { kind: "unread", isGone: isGone(document.error) };
  const evaluate = async (configuration: Configuration): Promise<Evaluated | null> => {
    const preview = await previewRead(
      { documents: deps.documents, books, now: () => deps.now().getTime() },
      { document: document.value, record },
      { installation, configuration, ignoreStartDate: false },
    );
    const told = preview.ok ? toOwnerPreview(preview.value) : null;
    return told?.kind === "evaluated" ? asBookedNow(told) : null;
  };
  const [was, would] = [await evaluate(before), await evaluate(after)];
  if (was === null || would === null) return { kind: "unread", isGone: false };
  if (essence(was) === essence(would)) return { kind: "same" };
  const number = document.value.number;
  return { kind: "different", difference: { kind, sourceId, number, before: was, after: would } };
}

/** A person put it aside, or its sale is in the books already: no setting books it. */
function isClosed({ status, reason }: DocumentRecord): boolean {
  return status === "skipped" && (reason === "DISMISSED" || reason === "ALREADY_PROCESSED");
}

/** What still waits is booked by neither configuration: how it would be booked later is no difference of now. */
function asBookedNow(evaluated: Evaluated): Evaluated {
  if (evaluated.outcome !== "open") return evaluated;
  return { ...evaluated, booking: null, debtor: null, warnings: [], trace: null };
}

/** What makes a difference in the books; the trace only tells why. */
function essence({ outcome, reason, error, booking, debtor }: Evaluated): string {
  return JSON.stringify({ outcome, reason, error, booking, debtor });
}

function isGone(failure: ShopFailure): boolean {
  return failure.kind === "not-found" || failure.kind === "invalid";
}
