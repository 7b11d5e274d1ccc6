import { env } from "cloudflare:workers";
import { beforeEach, test } from "vitest";

import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createErasureRepository } from "../../../src/adapters/d1/erasure.ts";
import { createExportRepository } from "../../../src/adapters/d1/exports.ts";
import { createHealthRepository } from "../../../src/adapters/d1/health.ts";
import { createDigestRepository } from "../../../src/adapters/d1/mail-digests.ts";
import { createRetentionRepository } from "../../../src/adapters/d1/retention.ts";
import { createSearchBlockRepository } from "../../../src/adapters/d1/search-blocks.ts";
import { createSetUpRepository } from "../../../src/adapters/d1/set-up.ts";
import { beginMove } from "../../../src/booking/move-installation.ts";
import { insertDocument, newShop, nightOfSearches } from "../rows.ts";
import { createMoveWorld, fill, type MoveWorld, rowsIn, START } from "./world.ts";

/** What is asked over databases, and where a move may begin. */

let world: MoveWorld;

beforeEach(async () => {
  world = await createMoveWorld();
});

test("a move begins only where it can end", async ({ expect }) => {
  const refusal = async (to: string, shop = world.shop) => beginMove(world.deps, shop, to);
  expect(await refusal("DATA_01", "nobody")).toEqual({ ok: false, error: "no-installation" });
  expect(await refusal("DATA_02")).toEqual({ ok: false, error: "no-such-database" });
  expect(await refusal("DB")).toEqual({ ok: false, error: "there-already" });
  expect((await refusal("DATA_01")).ok).toBe(true);
  world.now += 1;
  expect(await refusal("DATA_01")).toEqual({ ok: false, error: "moving-already" });
  await world.moveUntil("finished");
  await env.DATA_01.exec("ALTER TABLE known_products ADD later text");
  const other = await newShop();
  expect(await refusal("DATA_01", other)).toEqual({ ok: false, error: "migrations-missing" });
  await env.DATA_01.exec("ALTER TABLE known_products DROP COLUMN later");
  await env.DATA_01.exec("ALTER TABLE search_blocks ADD later text");
  expect(await refusal("DATA_01", other)).toEqual({ ok: false, error: "migrations-missing" });
  await env.DATA_01.exec("ALTER TABLE search_blocks DROP COLUMN later");
  const [trigger] = await Promise.all(
    [env.DB, env.DATA_01].map(async (db) => {
      const sql = await db
        .prepare("SELECT sql FROM sqlite_master WHERE name = 'documents_moving_update'")
        .first<string>("sql");
      await db.exec("DROP TRIGGER documents_moving_update");
      return sql ?? "";
    }),
  );
  expect(await refusal("DATA_01", other)).toEqual({ ok: false, error: "migrations-missing" });
  await env.DB.exec(trigger ?? "");
  await env.DATA_01.exec(trigger ?? "");
  expect((await refusal("DATA_01", other)).ok).toBe(true);
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
  await world.begin("DATA_01");
  for (const phase of ["copying", "emptying", "finished"] as const) {
    await world.moveUntil(phase);
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
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  const { databases, shop } = world;
  const page = await createExportRepository(databases).page(shop, "documents", null);
  expect(page.rows).toHaveLength(4);
  expect((await createExportRepository(databases).page(shop, "installation", null)).rows).toEqual([
    expect.objectContaining({ id: shop }),
  ]);
  const figures = await createDigestRepository(databases).figures(shop, START + 2 * 86_400_000);
  expect(figures.waiting).toBe(1);
  const erasure = createErasureRepository(databases);
  const texts = { email: "anna@example.nl", name: "Anna Bakker" };
  expect(await erasure.documentsOf(shop, texts, 10)).toHaveLength(3);
  expect(await erasure.eraseElsewhere(shop, texts)).toBe(1);
  expect((await rowsIn(env.DATA_01, shop))["known_debtors"]).toEqual([]);
  const retention = createRetentionRepository(databases);
  expect(await retention.eraseFiscal(shop, "2034-01-01", 10)).toBe(4);
  expect(await world.documents.counts(shop)).toMatchObject({ processed: 0, open: 0 });
});

test("what is written down for searches stays behind and is erased there; the night writes it anew where the documents are, and only there", async ({
  expect,
}) => {
  const { shop } = world;
  const later = START + 60 * 86_400_000;
  const blocksIn = async (db: D1Database): Promise<unknown[]> => {
    const { results } = await db
      .prepare("SELECT block, text FROM search_blocks WHERE installation_id = ?")
      .bind(shop)
      .all();
    return results;
  };
  await fill(shop, 2);
  await nightOfSearches(shop, later);
  const written = await blocksIn(env.DB);
  expect(written).toEqual([
    { block: "2026-11-2", text: expect.stringContaining("Anna Bakker") as string },
  ]);
  await insertDocument(shop, "950", { status: "open", sort_date: "2026-12-15", received_at: 1 });
  // The night of a worker that still believes the documents to be where they were.
  const stale = createSearchBlockRepository(createDatabases(env.DB, {}));
  await world.begin("DATA_01");
  await world.moveUntil("emptying");
  // Its rows are there yet, but not for the night.
  await stale.extend(shop, "2027-01-01");
  expect(await blocksIn(env.DB)).toEqual(written);
  await world.moveUntil("finished");
  expect(await blocksIn(env.DB)).toEqual([]);
  expect(await blocksIn(env.DATA_01)).toEqual([]);
  await nightOfSearches(shop, later);
  expect(await blocksIn(env.DATA_01)).toEqual([...written, { block: "2026-12-1", text: "\n\n" }]);
  expect(await blocksIn(env.DB)).toEqual([]);
});

test("the oldest due documents come first, whichever database they are in", async ({ expect }) => {
  await fill(world.shop, 0);
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  const other = await newShop();
  for (let place = 0; place < 3; place += 1) {
    await insertDocument(other, String(place), {
      status: "open",
      sort_date: "2026-11-21",
      received_at: START,
      next_check_at: place === 0 ? 1 : START,
    });
  }
  await env.DATA_01.prepare("UPDATE documents SET next_check_at = 2 WHERE installation_id = ?")
    .bind(world.shop)
    .run();
  const due = await world.documents.due(START, 2);
  expect(due.map(({ installationId, dueAt }) => [installationId, dueAt])).toEqual([
    [other, 1],
    [world.shop, 2],
  ]);
});
