import { createBackfillRepository } from "../../src/adapters/d1/backfills.ts";
import { createCronRepository } from "../../src/adapters/d1/cron.ts";
import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createDocumentRepository } from "../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../src/adapters/d1/installation-row.ts";
import { createInstallationRepository } from "../../src/adapters/d1/installations.ts";
import { createMoveRepository } from "../../src/adapters/d1/moves.ts";
import { createRetentionRepository } from "../../src/adapters/d1/retention.ts";
import { createSearchBlockRepository } from "../../src/adapters/d1/search-blocks.ts";
import type { DocumentMessage } from "../../src/booking/message.ts";
import type { Settlement } from "../../src/booking/ports/claim.ts";
import type { Installation } from "../../src/booking/ports/installations.ts";
import { reportConnections } from "../../src/booking/report-connections.ts";
import { type WorkDependencies, workOff } from "../../src/booking/work-off.ts";
import type { QueueDependencies } from "../../src/dependencies/rounds.ts";
import type { Configuration } from "../../src/domain/configuration.ts";
import type { DocumentKind } from "../../src/domain/document.ts";
import { ok } from "../../src/domain/result.ts";
import { createKnownAdministrations } from "../../src/queue/known-administrations.ts";
import { consumeOrders } from "../../src/queue/order-consumer.ts";
import { BENCH_CONFIGURATION } from "../domain.ts";
import { type CountedDatabase, countDatabase, type DatabaseCost } from "./counted-database.ts";
import { benchBooks, benchInstallation, benchShop, type Variant } from "./ledger-shop.ts";

/**
 * What one document costs in D1, from the queue's message to the record, counted from D1's own meta: the consumer's share
 * and the work in the administration's Durable Object. The real use cases and repositories; shop and books in memory.
 */

export interface LedgerCosts {
  /** A paid order of a customer whose debtor is known: the steady state. */
  readonly order: DatabaseCost;
  readonly invoice: DatabaseCost;
  readonly newCustomer: DatabaseCost;
  /** Seen unpaid first, booked when it was paid: both deliveries together. */
  readonly paidLater: DatabaseCost;
  /** The consumer's part for one batch, once it knows the installation and the first time. */
  readonly consumer: DatabaseCost;
  readonly coldConsumer: DatabaseCost;
  readonly statements: readonly string[];
}

const KNOWN: Variant = { email: "anna@example.nl", paid: true };

interface Bench {
  readonly counted: CountedDatabase;
  readonly installationId: string;
  readonly work: WorkDependencies;
  readonly queue: QueueDependencies;
  variant: Variant;
}

export async function measureLedger(
  database: D1Database,
  installationId: string,
): Promise<LedgerCosts> {
  const bench = await createBench(database, installationId);
  bench.counted.take();
  const coldConsumer = await consume(bench, "1");
  const consumer = await consume(bench, "2");
  const newCustomer = await book(bench, "order", "1");
  const order = await worst(bench, "order", 100);
  bench.variant = { ...KNOWN, paid: false };
  await workOff(bench.work, messageOf(bench, "order", "300"), 0);
  bench.variant = KNOWN;
  const paidLater = await book(bench, "order", "300");
  await configure(bench, { ...BENCH_CONFIGURATION, source: "invoices" });
  const invoice = await worst(bench, "invoice", 200);
  const statements = [...bench.counted.statements];
  return { order, invoice, newCustomer, paidLater, consumer, coldConsumer, statements };
}

async function createBench(database: D1Database, installationId: string): Promise<Bench> {
  const counted = countDatabase(database);
  const installations = createInstallationRepository(createDatabases(counted.db, {}));
  await installations.create(benchInstallation(installationId));
  const bench: { -readonly [Key in keyof Bench]?: Bench[Key] } = {
    counted,
    installationId,
    variant: KNOWN,
  };
  const variant = (): Variant => bench.variant ?? KNOWN;
  bench.work = workDependencies(counted.db, variant);
  bench.queue = queueDependencies(counted.db, bench.work);
  await configure(bench as Bench, BENCH_CONFIGURATION);
  return bench as Bench;
}

async function configure(bench: Bench, configuration: Configuration): Promise<void> {
  const by = { name: "bench", at: 1 };
  await bench.work.installations.saveConfiguration(bench.installationId, configuration, by);
  bench.counted.take();
}

/** The parts that a document's message uses; the others would throw. */
function workDependencies(db: D1Database, variant: () => Variant): WorkDependencies {
  const documents = createDocumentRepository(db, toInstallation);
  const installations = createInstallationRepository(createDatabases(db, {}));
  const log = (): void => {};
  const queue = { send: () => Promise.resolve() };
  const books = benchBooks();
  const shop = benchShop(variant);
  const credentials = { apiRoot: "", apiPublic: "", apiSecret: "" };
  return {
    documents,
    installations,
    backfills: createBackfillRepository(db),
    queue,
    log,
    credentials: { shop: () => Promise.resolve(ok(credentials)) },
    shop: () => shop,
    books: () => Promise.resolve(books),
    oneAtATime: <Value>(_key: string, work: () => Promise<Value>) => work(),
    onSettled: (installation: Installation, settlement: Settlement) =>
      reportConnections(
        { installations, documents, queue, log, now: () => new Date() },
        installation,
        settlement,
      ),
    now: () => Date.now(),
    newToken: () => crypto.randomUUID(),
    pace: { retryBaseSeconds: 1, random: () => 0, now: () => Date.now() },
    imuisTimeoutMs: 30_000,
    settleMs: 60_000,
  } as unknown as WorkDependencies;
}

function queueDependencies(db: D1Database, work: WorkDependencies): QueueDependencies {
  const { installations, now, log } = work;
  return {
    installations,
    cron: createCronRepository(db),
    retention: createRetentionRepository(createDatabases(db, {})),
    searchBlocks: createSearchBlockRepository(createDatabases(db, {})),
    moves: createMoveRepository(createDatabases(db, {})),
    queue: { send: () => Promise.resolve() },
    documents: work.documents,
    mail: {} as QueueDependencies["mail"],
    unconnected: work,
    knownAdministrations: createKnownAdministrations(),
    administration: () => ({ enqueue: () => Promise.resolve() }),
    now,
    log,
  };
}

function messageOf(
  { installationId }: Pick<Bench, "installationId">,
  kind: DocumentKind,
  sourceId: string,
): DocumentMessage {
  const event = `${kind}s.created`;
  const ids = { installationId, kind, sourceId, backfillId: null };
  return { type: "document", cause: "webhook", event, ...ids };
}

async function book(bench: Bench, kind: DocumentKind, sourceId: string): Promise<DatabaseCost> {
  const nextAt = await workOff(bench.work, messageOf(bench, kind, sourceId), 0);
  const cost = bench.counted.take();
  const record = await bench.work.documents.find(bench.installationId, { kind, sourceId });
  bench.counted.take();
  if (nextAt !== null || record?.status !== "processed") {
    throw new Error(`${kind} ${sourceId} was not booked: ${record?.status} ${record?.reason}`);
  }
  return cost;
}

const DOCUMENTS = 20;

/** The most that any of some documents cost. */
async function worst(bench: Bench, kind: DocumentKind, first: number): Promise<DatabaseCost> {
  const costs: DatabaseCost[] = [];
  for (let place = 0; place < DOCUMENTS; place += 1) {
    costs.push(await book(bench, kind, String(first + place)));
  }
  const most = (of: (cost: DatabaseCost) => number): number => Math.max(...costs.map(of));
  return {
    roundTrips: most((cost) => cost.roundTrips),
    queries: most((cost) => cost.queries),
    rowsWritten: most((cost) => cost.rowsWritten),
    rowsRead: most((cost) => cost.rowsRead),
  };
}

async function consume(bench: Bench, sourceId: string): Promise<DatabaseCost> {
  let acked = false;
  const raw = {
    id: sourceId,
    body: messageOf(bench, "order", sourceId),
    attempts: 1,
    ack: () => {
      acked = true;
    },
    retry: () => {},
  };
  await consumeOrders({ messages: [raw] }, bench.queue);
  if (!acked) throw new Error("The consumer did not take the message.");
  return bench.counted.take();
}
