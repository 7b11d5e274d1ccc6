import { createDocumentRepository } from "../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../src/adapters/d1/installation-row.ts";
import { ALL_DOCUMENTS } from "./statements.ts";

/** The report's first page through the repository, and the same question written by hand, with so many documents of one shop. */

export interface ListLoad {
  readonly documents: number;
  readonly runs: number;
  /** Lists per sample: one is too short for the clock. */
  readonly listsPerRun: number;
}

export interface ListSamples {
  /** Milliseconds per list. */
  readonly product: readonly number[];
  readonly byHand: readonly number[];
}

/** Bookings of about five years, a few bytes of JSON as in life. */
const FILL = `INSERT INTO documents (installation_id, kind, source_id, status, number, digits, sort_date, booking_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, booking, trace)
  WITH RECURSIVE counter(n) AS (SELECT ?2 UNION ALL SELECT n + 1 FROM counter WHERE n < ?3)
  SELECT ?1, 'order', CAST(n AS TEXT), 'processed', CAST(n AS TEXT), CAST(n AS TEXT), date('2021-01-01', (n % 1800) || ' days'), date('2021-01-01', (n % 1800) || ' days'), 'Anna Bakker', 1499, 'EUR', n, n, '41-2023-3-' || n, '{"type":"journalEntry"}', '[]' FROM counter`;

const BY_HAND = `SELECT kind, source_id, status, reason, error, number, digits, order_id, booking_date, sort_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, warnings, next_check_at, linked_to, open_since, attempts, looks
  FROM documents WHERE installation_id = ? AND status = 'processed' ORDER BY sort_date DESC, source_id DESC, kind DESC LIMIT 51`;

const ROWS_PER_INSERT = 10_000;

export async function measureLists(db: D1Database, load: ListLoad): Promise<ListSamples> {
  const installationId = `lists-${load.documents}`;
  await fill(db, installationId, load.documents);
  const documents = createDocumentRepository(db, toInstallation);
  const query = { ...ALL_DOCUMENTS, statuses: ["processed" as const] };
  const product = (): Promise<unknown> => documents.list(installationId, query);
  const byHand = (): Promise<unknown> => db.prepare(BY_HAND).bind(installationId).all();
  const samples = { product: [] as number[], byHand: [] as number[] };
  await sample(load, product);
  await sample(load, byHand);
  for (let run = 0; run < load.runs; run += 1) {
    samples.product.push(await sample(load, product));
    samples.byHand.push(await sample(load, byHand));
  }
  return samples;
}

async function fill(db: D1Database, installationId: string, documents: number): Promise<void> {
  for (let first = 1; first <= documents; first += ROWS_PER_INSERT) {
    const last = Math.min(documents, first + ROWS_PER_INSERT - 1);
    await db.prepare(FILL).bind(installationId, first, last).run();
  }
}

async function sample({ listsPerRun }: ListLoad, list: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let place = 0; place < listsPerRun; place += 1) await list();
  return (performance.now() - start) / listsPerRun;
}
