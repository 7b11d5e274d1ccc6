import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createDocumentRepository } from "../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../src/adapters/d1/installation-row.ts";
import { createSearchBlockRepository } from "../../src/adapters/d1/search-blocks.ts";
import { writeSearchBlocks } from "../../src/booking/search-blocks.ts";
import { ALL_DOCUMENTS } from "./statements.ts";

/** A list's first page through the repository, and the same question written by hand, with so many documents of one shop. */

export interface ListLoad {
  readonly documents: number;
  /** Left out: the report, unfiltered. */
  readonly filter?: Filter;
  readonly runs: number;
  /** Lists per sample: one is too short for the clock. */
  readonly listsPerRun: number;
}

export interface ListSamples {
  /** Milliseconds per list. */
  readonly product: readonly number[];
  readonly byHand: readonly number[];
}

export interface FlatLoad {
  readonly few: number;
  readonly many: number;
  readonly runs: number;
  readonly listsPerRun: number;
}

export interface FlatSamples {
  /** Milliseconds per list. */
  readonly few: readonly number[];
  readonly many: readonly number[];
}

/**
 * Documents of about five years, of which one in 50 waits and one in 200 failed, with an entry and a trace as large as in life.
 * One in a thousand is of another customer, on days far apart.
 */
const FILL = `INSERT INTO documents (installation_id, kind, source_id, status, reason, error, number, digits, sort_date, booking_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, booking, trace)
  WITH RECURSIVE counter(n) AS (SELECT ?2 UNION ALL SELECT n + 1 FROM counter WHERE n < ?3)
  SELECT ?1, 'order', CAST(n AS TEXT), CASE WHEN n % 200 = 1 THEN 'error' WHEN n % 50 = 2 THEN 'open' ELSE 'processed' END,
    CASE WHEN n % 50 = 2 THEN 'NOT_PAID' END, CASE WHEN n % 200 = 1 THEN json_object('code', iif(n % 20000 = 1, 'GAVE_UP', 'PERIOD_CLOSED'), 'figures', json_object('period', '11')) END,
    CAST(n AS TEXT), CAST(n AS TEXT), date('2021-01-01', (n % 1800) || ' days'), date('2021-01-01', (n % 1800) || ' days'), iif(n % 997 = 0, 'Els Visser', 'Anna Bakker'), 1499, 'EUR', n, n, '41-2023-3-' || n, ?4, ?4 FROM counter`;

const JSON_OF_A_ROW = JSON.stringify({
  type: "journalEntry",
  lines: Array(10).fill("x".repeat(90)),
});

const BY_HAND = `SELECT kind, source_id, status, reason, error, number, digits, order_id, booking_date, sort_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, warnings, next_check_at, linked_to, open_since, attempts, looks
  FROM documents WHERE installation_id = ? AND status = 'processed' ORDER BY sort_date DESC, source_id DESC, kind DESC LIMIT 51`;

/** Every document of the shop is looked at, as it stands in its row: what one writes who thinks of no index. */
const SEARCH_BY_HAND = `SELECT * FROM documents WHERE installation_id = ?1 AND (?2 IS NULL OR instr(lower(number || ' ' || customer || ' ' || COALESCE(imuis_reference, '')), lower(?2)) > 0)
  AND (?3 IS NULL OR reason = ?3 OR json_extract(error, '$.code') = ?3) ORDER BY sort_date DESC, source_id DESC, kind DESC LIMIT 51`;

/** What is asked over all statuses of a shop. */
export interface Filter {
  readonly search: string | null;
  readonly code: string | null;
}

const ROWS_PER_INSERT = 10_000;

export async function measureLists(db: D1Database, load: ListLoad): Promise<ListSamples> {
  const installationId = `lists-${load.documents}`;
  await fill(db, installationId, load.documents);
  const documents = createDocumentRepository(db, toInstallation);
  const { filter } = load;
  const query = filter
    ? { ...ALL_DOCUMENTS, ...filter }
    : { ...ALL_DOCUMENTS, statuses: ["processed" as const] };
  const product = (): Promise<unknown> => documents.list(installationId, query);
  const hand = filter
    ? db.prepare(SEARCH_BY_HAND).bind(installationId, filter.search, filter.code)
    : db.prepare(BY_HAND).bind(installationId);
  const byHand = (): Promise<unknown> => hand.all();
  const samples = { product: [] as number[], byHand: [] as number[] };
  await sample(load, product);
  await sample(load, byHand);
  for (let run = 0; run < load.runs; run += 1) {
    samples.product.push(await sample(load, product));
    samples.byHand.push(await sample(load, byHand));
  }
  return samples;
}

/** The report of a small shop and of a large one in turn, so that both have the same machine. */
export async function measureFlat(db: D1Database, load: FlatLoad): Promise<FlatSamples> {
  const documents = createDocumentRepository(db, toInstallation);
  const query = { ...ALL_DOCUMENTS, statuses: ["processed" as const] };
  const samples = { few: [] as number[], many: [] as number[] };
  for (const size of [load.few, load.many]) await fill(db, `lists-${size}`, size);
  for (let run = 0; run <= load.runs; run += 1) {
    for (const name of ["few", "many"] as const) {
      const list = (): Promise<unknown> => documents.list(`lists-${load[name]}`, query);
      const milliseconds = await sample(load, list);
      // The first of each only warms up.
      if (run > 0) samples[name].push(milliseconds);
    }
  }
  return samples;
}

/** The day after the last document. */
const TODAY = Date.UTC(2025, 11, 6);

/** Once: a shop that is there already is measured again. */
async function fill(db: D1Database, installationId: string, documents: number): Promise<void> {
  const there = await db
    .prepare("SELECT 1 FROM documents WHERE installation_id = ? LIMIT 1")
    .bind(installationId)
    .first();
  if (there !== null) return;
  for (let first = 1; first <= documents; first += ROWS_PER_INSERT) {
    const last = Math.min(documents, first + ROWS_PER_INSERT - 1);
    await db.prepare(FILL).bind(installationId, first, last, JSON_OF_A_ROW).run();
  }
  const searchBlocks = createSearchBlockRepository(createDatabases(db, {}));
  await writeSearchBlocks({ searchBlocks, now: () => TODAY }, installationId);
}

async function sample(
  { listsPerRun }: Pick<ListLoad, "listsPerRun">,
  list: () => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  for (let place = 0; place < listsPerRun; place += 1) await list();
  return (performance.now() - start) / listsPerRun;
}
