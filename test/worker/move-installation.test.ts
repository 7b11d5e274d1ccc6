import { env } from "cloudflare:workers";
import { beforeEach, test } from "vitest";

import { createDatabases, type Databases } from "../../src/adapters/d1/databases.ts";
import { createErasureRepository } from "../../src/adapters/d1/erasure.ts";
import { createExportRepository } from "../../src/adapters/d1/exports.ts";
import { createHealthRepository } from "../../src/adapters/d1/health.ts";
import { createInstallationRepository } from "../../src/adapters/d1/installations.ts";
import { createDigestRepository } from "../../src/adapters/d1/mail-digests.ts";
import { createMoveRepository } from "../../src/adapters/d1/moves.ts";
import { createRetentionRepository } from "../../src/adapters/d1/retention.ts";
import { createSetUpRepository } from "../../src/adapters/d1/set-up.ts";
import { createSpreadDocuments } from "../../src/adapters/d1/spread-documents.ts";
import type { Message } from "../../src/booking/message.ts";
import {
  beginMove,
  cancelMove,
  isMoving,
  type Move,
  type MoveDependencies,
  moveOn,
  resumeMoves,
} from "../../src/booking/move-installation.ts";
import type { DocumentRepository, Intent, Settlement } from "../../src/booking/repositories.ts";
import { insert, insertDocument } from "./rows.ts";

/** An installation moves from one data database to another: nothing is lost, nothing is there twice, nobody works on a copy. */

const START = Date.UTC(2026, 10, 24, 9);
const MS_PER_MINUTE = 60_000;
const LEASE_MS = 60_000;

interface World {
  readonly shop: string;
  readonly databases: Databases;
  readonly documents: DocumentRepository;
  readonly deps: MoveDependencies;
  readonly messages: Message[];
  now: number;
}

let world: World;

const isolate = (): Databases => createDatabases(env.DB, { DATA_01: env.DATA_01 });

beforeEach(async () => {
  const databases = isolate();
  const messages: Message[] = [];
  const shop = await newShop();
  world = {
    shop,
    databases,
    messages,
    documents: createSpreadDocuments(databases),
    now: START,
    deps: {
      moves: createMoveRepository(databases),
      queue: {
        send: (sent) => Promise.resolve(void messages.push(...sent)),
      },
      now: () => world.now,
      log: () => {},
    },
  };
});

async function newShop(): Promise<string> {
  const id = crypto.randomUUID();
  await insert("installations", {
    id,
    license_key: id,
    state: "active",
    api_root: "https://shop.example",
    api_public: id,
    return_url: "https://shop.example/return",
    handshake_at: START,
    webhook_token: id,
    created_at: START,
    trial_ends_on: "2026-12-01",
  });
  return id;
}

/** Documents that were booked, one that waits, and what was learned of the books. */
async function fill(shop: string, booked: number): Promise<void> {
  for (let place = 0; place < booked; place += 1) {
    await insertDocument(shop, String(1_000 + place), {
      status: "processed",
      sort_date: "2026-11-20",
      booking_date: "2026-11-20",
      received_at: START,
      processed_at: START,
      number: `ORD-${place}`,
      digits: String(place),
      customer: "Anna Bakker",
      total_cents: 100 + place,
      imuis_reference: `41/2026/11/${place}`,
      booking: JSON.stringify({ total: { debtorNumber: 7 } }),
      trace: JSON.stringify([{ rule: "G1" }]),
    });
  }
  await insertDocument(shop, "900", {
    status: "open",
    reason: "NOT_PAID",
    sort_date: "2026-11-21",
    received_at: START,
    next_check_at: START - 1,
  });
  await insert("known_debtors", {
    installation_id: shop,
    customer_key: "email:anna@example.nl",
    debtor_number: 7,
    seen_at: START,
  });
  await insert("known_products", {
    installation_id: shop,
    number: "P1",
    full_number: "P1",
    seen_at: START,
  });
}

const KEPT = ["documents", "known_debtors", "known_products"] as const;

async function rowsIn(db: D1Database, shop: string): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    KEPT.map(async (table) => {
      const { results } = await db
        .prepare(`SELECT * FROM ${table} WHERE installation_id = ? ORDER BY 1, 2, 3`)
        .bind(shop)
        .all();
      return [table, results] as const;
    }),
  );
  return Object.fromEntries(tables);
}

const NONE = { documents: [], known_debtors: [], known_products: [] };

/** Steps until it is over, or until it has reached a phase. */
async function moveUntil(phase: Move["phase"], deps = world.deps): Promise<Move> {
  for (let step = 0; step < 50; step += 1) {
    const move = await deps.moves.latest(world.shop);
    if (move?.phase === phase) return move;
    await moveOn(deps, world.shop);
  }
  throw new Error(`never ${phase}`);
}

const begin = (to: string) => beginMove(world.deps, world.shop, to);

const claim = (sourceId: string, documents = world.documents, now = world.now) =>
  documents.claim(
    world.shop,
    { kind: "order", sourceId },
    { token: `token-${sourceId}`, now, leaseMs: LEASE_MS, message: "webhook" },
  );

const SETTLED: Settlement = {
  status: "processed",
  imuisReference: "41/2026/11/1",
  nextCheckAt: null,
  clearIntent: true,
  history: { event: "settled" },
};

const settle = (sourceId: string) =>
  world.documents.settle(
    world.shop,
    { kind: "order", sourceId },
    { token: `token-${sourceId}`, settlement: SETTLED, now: world.now },
  );

test("every row arrives as it was, the directory names the target, and the source is empty", async ({
  expect,
}) => {
  const neighbour = await newShop();
  await fill(world.shop, 130);
  await fill(neighbour, 2);
  const before = await rowsIn(env.DB, world.shop);
  expect((await begin("DATA_01")).ok).toBe(true);
  const move = await moveUntil("finished");
  expect(move).toMatchObject({ from: "DB", to: "DATA_01", copied: 133, problem: null });
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(before);
  expect(await rowsIn(env.DB, world.shop)).toEqual(NONE);
  const installation = await createInstallationRepository(world.databases).find(world.shop);
  expect(installation).toMatchObject({ database: "DATA_01", movingTo: null });
  expect(await world.documents.counts(world.shop)).toMatchObject({ processed: 130, open: 1 });
  expect(await world.documents.counts(neighbour)).toMatchObject({ processed: 2, open: 1 });
  expect(await rowsIn(env.DATA_01, neighbour)).toEqual(NONE);
});

test("and back again", async ({ expect }) => {
  await fill(world.shop, 3);
  const before = await rowsIn(env.DB, world.shop);
  await begin("DATA_01");
  await moveUntil("finished");
  world.now += 1;
  await begin("DB");
  await moveUntil("finished");
  expect(await rowsIn(env.DB, world.shop)).toEqual(before);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
  expect((await claim("5000")).kind).toBe("claimed");
});

test("a document that is being booked ends first, and new ones wait until the move is over", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  expect((await claim("5000")).kind).toBe("claimed");
  await begin("DATA_01");
  await moveUntil("draining");
  await moveOn(world.deps, world.shop);
  await moveOn(world.deps, world.shop);
  expect((await world.deps.moves.latest(world.shop))?.phase).toBe("draining");
  expect(await claim("5001")).toMatchObject({ kind: "held", moving: true });
  expect(await claim("900")).toMatchObject({ kind: "held", moving: true });
  expect(await settle("5000")).toBe(true);
  await moveUntil("copying");
  expect(await claim("5001")).toMatchObject({ kind: "held" });
  await moveUntil("emptying");
  await moveOn(world.deps, world.shop);
  expect(await claim("5001")).toMatchObject({ kind: "claimed" });
  expect(await settle("5001")).toBe(true);
  expect((await claim("5000")).kind).toBe("settled");
  expect(await world.documents.counts(world.shop)).toMatchObject({ processed: 3, open: 1 });
  expect((await rowsIn(env.DB, world.shop))["documents"]).toEqual([]);
});

test("a worker whose lease has ended can neither send nor record once the source is closed, and the document goes on at the target", async ({
  expect,
}) => {
  await claim("5000");
  world.now += LEASE_MS + 1;
  await begin("DATA_01");
  await moveUntil("copying");
  const intent = { at: world.now, settledFields: FIELDS } as unknown as Intent;
  const end = { token: "token-5000", intent, leaseUntil: world.now, now: world.now };
  const key = { kind: "order", sourceId: "5000" } as const;
  const recorded = await world.documents
    .recordIntent(world.shop, key, { ...end, wasWaiting: false })
    .catch((error: unknown) => isMoving(error));
  expect(recorded).toBe(true);
  expect(await settle("5000").catch((error: unknown) => isMoving(error))).toBe(true);
  await moveUntil("finished");
  expect(await claim("5000")).toMatchObject({ kind: "held", moving: true });
  expect(await claim("5000")).toMatchObject({ kind: "claimed", document: { intent: null } });
});

const FIELDS = {
  number: "1",
  digits: "1",
  orderId: null,
  bookingDate: null,
  customer: "",
  totalCents: 1,
  currency: "EUR",
  warnings: [],
  trace: null,
  vatEvidence: null,
  sourceHash: null,
  configurationVersion: null,
};

test("an isolate that remembers the old database is refused there and finds the new one", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  const elsewhere = createSpreadDocuments(isolate());
  expect((await claim("1000", elsewhere)).kind).toBe("settled");
  await begin("DATA_01");
  await moveUntil("finished");
  expect(await claim("900", elsewhere)).toMatchObject({ kind: "held", moving: true });
  expect(await claim("900", elsewhere)).toMatchObject({ kind: "claimed" });
  expect(await claim("900")).toMatchObject({ kind: "held" });
  expect(await claim("7000", createSpreadDocuments(createDatabases(env.DB, {})))).toMatchObject({
    kind: "held",
    moving: true,
  });
  expect((await rowsIn(env.DB, world.shop))["documents"]).toEqual([]);
});

test("a worker that dies between any step and its record delays the move, and changes nothing of its outcome", async ({
  expect,
}) => {
  await fill(world.shop, 60);
  const before = await rowsIn(env.DB, world.shop);
  await begin("DATA_01");
  let deaths = 0;
  const dying: MoveDependencies = {
    ...world.deps,
    moves: { ...world.deps.moves, proceed: () => Promise.reject(new Error("power failure")) },
  };
  for (let step = 0; step < 20; step += 1) {
    const move = await world.deps.moves.latest(world.shop);
    if (move?.phase === "finished") break;
    await moveOn(dying, world.shop).catch(() => (deaths += 1));
    await moveOn(world.deps, world.shop);
    world.now += 17 * MS_PER_MINUTE;
    world.messages.length = 0;
    await resumeMoves(world.deps);
    expect(world.messages).toContainEqual({ type: "move", installationId: world.shop });
    await moveOn(world.deps, world.shop);
  }
  expect(deaths).toBeGreaterThanOrEqual(3);
  expect(await world.deps.moves.latest(world.shop)).toMatchObject({ phase: "finished" });
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(before);
  expect(await rowsIn(env.DB, world.shop)).toEqual(NONE);
});

test("a database that fails in a step ends the lease, so that the queue's next attempt goes on", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  await begin("DATA_01");
  await moveUntil("copying");
  const failing: MoveDependencies = {
    ...world.deps,
    moves: { ...world.deps.moves, agrees: () => Promise.reject(new Error("D1 is away")) },
  };
  await expect(moveOn(failing, world.shop)).rejects.toThrow("D1 is away");
  await moveUntil("finished");
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(2);
});

test("cancelled while copying: the source is open again and the copies are erased", async ({
  expect,
}) => {
  await fill(world.shop, 4);
  const before = await rowsIn(env.DB, world.shop);
  await begin("DATA_01");
  await moveUntil("copying");
  await world.deps.moves.copy((await world.deps.moves.latest(world.shop)) as Move);
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(5);
  expect(await cancelMove(world.deps, world.shop)).toBe(true);
  await moveUntil("cancelled");
  expect(await rowsIn(env.DB, world.shop)).toEqual(before);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
  expect((await claim("900")).kind).toBe("claimed");
  expect(await createInstallationRepository(world.databases).find(world.shop)).toMatchObject({
    database: "DB",
    movingTo: null,
  });
  world.now += 1;
  expect((await begin("DATA_01")).ok).toBe(true);
});

test("a cancellation in the very step that would arrive wins, and one after it comes too late", async ({
  expect,
}) => {
  await fill(world.shop, 2);
  await begin("DATA_01");
  await moveUntil("copying");
  const { moves } = world.deps;
  const late: MoveDependencies = {
    ...world.deps,
    moves: {
      ...moves,
      async agrees(move) {
        await cancelMove(world.deps, world.shop);
        return moves.agrees(move);
      },
    },
  };
  await moveOn(late, world.shop);
  await moveUntil("cancelled");
  expect((await rowsIn(env.DB, world.shop))["documents"]).toHaveLength(3);
  world.now += 1;
  await begin("DATA_01");
  await moveUntil("emptying");
  expect(await cancelMove(world.deps, world.shop)).toBe(false);
  await moveUntil("finished");
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(3);
});

test("copies that differ from what was copied are not believed", async ({ expect }) => {
  await fill(world.shop, 2);
  await begin("DATA_01");
  await moveUntil("copying");
  await env.DATA_01.prepare(
    "INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at, total_cents) VALUES (?, 'order', '1000', 'processed', '2026-11-20', 1, 99)",
  )
    .bind(world.shop)
    .run();
  const move = await moveUntil("cancelled");
  expect(move.problem).toContain("not what was copied");
  expect((await rowsIn(env.DB, world.shop))["documents"]).toHaveLength(3);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
});

test("while it is closed nothing is written or erased, and every refusal says why", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  await begin("DATA_01");
  await moveUntil("copying");
  const refusals = [
    "UPDATE documents SET customer = '' WHERE installation_id = ?",
    "DELETE FROM documents WHERE installation_id = ?",
    "UPDATE known_debtors SET debtor_number = 8 WHERE installation_id = ?",
    "DELETE FROM known_debtors WHERE installation_id = ?",
    "UPDATE known_products SET full_number = 'X' WHERE installation_id = ?",
    "DELETE FROM known_products WHERE installation_id = ?",
    "INSERT INTO known_debtors (installation_id, customer_key, debtor_number, seen_at) VALUES (?, 'email:b', 1, 1)",
    "INSERT INTO known_products (installation_id, number, full_number, seen_at) VALUES (?, 'P2', 'P2', 1)",
  ].map((sql) =>
    env.DB.prepare(sql)
      .bind(world.shop)
      .run()
      .then(
        () => "done",
        (error: unknown) => isMoving(error),
      ),
  );
  expect(await Promise.all(refusals)).toEqual(refusals.map(() => true));
});

test("a move begins only where it can end", async ({ expect }) => {
  const refusal = async (to: string, shop = world.shop) => beginMove(world.deps, shop, to);
  expect(await refusal("DATA_01", "nobody")).toEqual({ ok: false, error: "no-installation" });
  expect(await refusal("DATA_02")).toEqual({ ok: false, error: "no-such-database" });
  expect(await refusal("DB")).toEqual({ ok: false, error: "there-already" });
  expect((await refusal("DATA_01")).ok).toBe(true);
  world.now += 1;
  expect(await refusal("DATA_01")).toEqual({ ok: false, error: "moving-already" });
  await moveUntil("finished");
  await env.DATA_01.exec("ALTER TABLE known_products ADD later text");
  const other = await newShop();
  expect(await refusal("DATA_01", other)).toEqual({ ok: false, error: "migrations-missing" });
  await env.DATA_01.exec("ALTER TABLE known_products DROP COLUMN later");
});

test("what is asked over all installations counts each document once, wherever it is", async ({
  expect,
}) => {
  const due = async () =>
    (await world.documents.due(START, 1_000)).filter(
      ({ installationId }) => installationId === world.shop,
    );
  const read = async () => {
    const health = await createHealthRepository(world.databases).read(world.now);
    const causes = await createSetUpRepository(world.databases).errorCauses();
    const { overdue, unknown } = health;
    return { overdue: overdue.documents, unknown: unknown.documents, causes };
  };
  await fill(world.shop, 1);
  const failed = { sort_date: "2026-11-20", received_at: START, next_check_at: START - 1 };
  await insertDocument(world.shop, "901", { ...failed, status: "unknown" });
  await insertDocument(world.shop, "902", {
    ...failed,
    status: "error",
    error: JSON.stringify({ code: "TOTAL_MISMATCH", figures: {} }),
  });
  const before = await read();
  expect(before.overdue).toBeGreaterThanOrEqual(3);
  expect(await due()).toHaveLength(3);
  await begin("DATA_01");
  for (const phase of ["copying", "emptying", "finished"] as const) {
    await moveUntil(phase);
    expect(await read()).toEqual(before);
    expect(await due()).toHaveLength(3);
  }
  const { databases } = await createHealthRepository(world.databases).read(world.now);
  expect(databases.find(({ name }) => name === "DATA_01")?.installations).toBeGreaterThan(0);
  const unbound = await createHealthRepository(createDatabases(env.DB, {})).read(world.now);
  expect(unbound.databases).toContainEqual(
    expect.objectContaining({ name: "DATA_01", bound: false }),
  );
});

test("export, erasure, retention and digest find what was moved", async ({ expect }) => {
  await fill(world.shop, 3);
  await begin("DATA_01");
  await moveUntil("finished");
  const { databases, shop } = world;
  const page = await createExportRepository(databases).page(shop, "documents", null);
  expect(page.rows).toHaveLength(4);
  expect((await createExportRepository(databases).page(shop, "installation", null)).rows).toEqual([
    expect.objectContaining({ id: shop }),
  ]);
  const [figures] = await createDigestRepository(databases).figures([shop], START + 2 * 86_400_000);
  expect(figures?.waiting).toBe(1);
  const erasure = createErasureRepository(databases);
  const texts = { email: "anna@example.nl", name: "Anna Bakker" };
  expect(await erasure.documentsOf(shop, texts, 10)).toHaveLength(3);
  expect(await erasure.eraseElsewhere(shop, texts)).toBe(1);
  expect((await rowsIn(env.DATA_01, shop))["known_debtors"]).toEqual([]);
  const retention = createRetentionRepository(databases);
  expect(await retention.eraseFiscal(shop, "2034-01-01", 10)).toBe(4);
  expect(await world.documents.counts(shop)).toMatchObject({ processed: 0, open: 0 });
});
