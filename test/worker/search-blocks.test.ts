import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { writeSearchBlocks } from "../../src/booking/search-blocks.ts";
import { insertDocument, newShop, nightOfSearches } from "./rows.ts";

/** What is written down for searches: when it must be written again, and what a night does. */

const NOW = Date.UTC(2026, 10, 29, 2);

const REFERENCES: Readonly<Record<string, string>> = { 2: "41-2", 3: "41-N3", 4: "41-4" };

let shop = "";

async function keep(sourceId: string, day: string, customer = "Anna"): Promise<void> {
  await insertDocument(shop, sourceId, {
    status: "processed",
    sort_date: day,
    number: `N${sourceId}`,
    customer,
    imuis_reference: REFERENCES[sourceId] ?? null,
    received_at: 1,
  });
}

async function blocks(): Promise<Record<string, unknown>> {
  const { results } = await env.DB.prepare(
    "SELECT block, text FROM search_blocks WHERE installation_id = ? ORDER BY block",
  )
    .bind(shop)
    .all<{ block: string; text: string | null }>();
  return Object.fromEntries(results.map(({ block, text }) => [block, text]));
}

async function rowsWrittenBy(sql: string, id = shop): Promise<number> {
  const { meta } = await env.DB.prepare(sql).bind(id).run();
  return meta.rows_written;
}

/** The number of the third stands in its reference. */
const TEXTS = { "2026-09-0": "N1\nAnna\n", "2026-10-2": "N2\nAnna\n41-2\nBram\n41-N3\n" };

beforeEach(async () => {
  shop = await newShop();
  await keep("1", "2026-09-05");
  await keep("2", "2026-10-20");
  await keep("3", "2026-10-29", "Bram");
  await keep("4", "2026-11-12");
});

describe("a night", () => {
  test("writes the texts of blocks that ended two weeks ago", async ({ expect }) => {
    expect(await blocks()).toEqual({});
    await nightOfSearches(shop, NOW);
    expect(await blocks()).toEqual(TEXTS);
    await nightOfSearches(shop, NOW);
    expect(await blocks()).toEqual(TEXTS);
  });

  test("takes in what has become old, and forgets what is empty", async ({ expect }) => {
    await nightOfSearches(shop, NOW);
    await env.DB.prepare("DELETE FROM documents WHERE installation_id = ? AND source_id = '1'")
      .bind(shop)
      .run();
    await nightOfSearches(shop, NOW + 30 * 86_400_000);
    expect(await blocks()).toEqual({
      "2026-10-2": TEXTS["2026-10-2"],
      "2026-11-1": "N4\nAnna\n41-4\n",
    });
  });

  test("stops at its limit and goes on where it stopped", async ({ expect }) => {
    const asked: string[] = [];
    const endless = {
      extend: () => Promise.resolve(),
      write: (_id: string, before: string, limit: number) => {
        asked.push(before);
        const written = Array.from(
          { length: limit },
          (_, place) => `${asked.length}-${place + 10}`,
        );
        return Promise.resolve(written.toReversed());
      },
    };
    await writeSearchBlocks({ searchBlocks: endless, now: () => NOW }, shop);
    expect(asked).toHaveLength(12);
    expect(asked.slice(0, 3)).toEqual(["2026-11-15", "1-10", "2-10"]);
  });

  test.for([
    ["holds a zero character", "'Anna' || char(0) || 'Bakker'"],
    ["is too large", "hex(zeroblob(800000))"],
  ])("leaves a block that %s", async ([, customer], { expect }) => {
    await nightOfSearches(shop, NOW);
    await env.DB.prepare(
      `UPDATE documents SET customer = ${customer} WHERE installation_id = ? AND source_id = '3'`,
    )
      .bind(shop)
      .run();
    await nightOfSearches(shop, NOW);
    expect(await blocks()).toEqual({ ...TEXTS, "2026-10-2": null });
  });
});

describe("a change", () => {
  const OLD = { ...TEXTS, "2026-10-2": null };
  const NEW = "(installation_id, kind, source_id, status, sort_date, received_at)";

  test.for([
    [
      "a document comes",
      `INSERT INTO documents ${NEW} VALUES (?, 'order', '9', 'open', '2026-10-21', 1)`,
      OLD,
    ],
    [
      "the first of its block comes",
      `INSERT INTO documents ${NEW} VALUES (?, 'order', '9', 'open', '2026-10-15', 1)`,
      { ...TEXTS, "2026-10-1": null },
    ],
    [
      "the very first comes",
      `INSERT INTO documents ${NEW} VALUES (?, 'order', '9', 'open', '2020-10-15', 1)`,
      { ...TEXTS, "2020-10-1": null },
    ],
    [
      "its customer changes",
      "UPDATE documents SET customer = '' WHERE installation_id = ? AND source_id = '3'",
      OLD,
    ],
    [
      "its number changes",
      "UPDATE documents SET number = 'X' WHERE installation_id = ? AND source_id = '3'",
      OLD,
    ],
    [
      "its reference changes",
      "UPDATE documents SET imuis_reference = NULL WHERE installation_id = ? AND source_id = '3'",
      OLD,
    ],
    ["it goes", "DELETE FROM documents WHERE installation_id = ? AND source_id = '3'", OLD],
    [
      "it becomes younger",
      "UPDATE documents SET sort_date = '2026-11-20' WHERE installation_id = ? AND source_id = '3'",
      OLD,
    ],
    [
      "it becomes older",
      "UPDATE documents SET sort_date = '2026-10-01' WHERE installation_id = ? AND source_id = '4'",
      { ...TEXTS, "2026-10-0": null },
    ],
    [
      "it goes to another block",
      "UPDATE documents SET sort_date = '2026-09-01' WHERE installation_id = ? AND source_id = '3'",
      { "2026-09-0": null, "2026-10-2": null },
    ],
  ] as const)("makes its block be read again: %s", async ([, sql, left], { expect }) => {
    const other = shop;
    await nightOfSearches(other, NOW);
    shop = await newShop();
    await keep("1", "2026-09-05");
    await keep("2", "2026-10-20");
    await keep("3", "2026-10-29", "Bram");
    await keep("4", "2026-11-12");
    await nightOfSearches(shop, NOW);
    await env.DB.prepare(sql).bind(shop).run();
    expect(await blocks()).toEqual(left);
    shop = other;
    expect(await blocks()).toEqual(TEXTS);
  });

  test.for([
    `INSERT INTO documents ${NEW} VALUES (?, 'order', '9', 'open', '2026-11-24', 1)`,
    `INSERT INTO documents ${NEW} VALUES (?, 'order', '9', 'open', '2026-11-01', 1)`,
    "UPDATE documents SET customer = 'Carla', number = 'N', sort_date = '2026-11-24' WHERE installation_id = ? AND source_id = '4'",
    "DELETE FROM documents WHERE installation_id = ? AND source_id = '4'",
    "UPDATE documents SET status = 'error', error = '{}', sort_date = sort_date, customer = customer WHERE installation_id = ? AND source_id = '3'",
  ])(
    "of a young document, or of nothing that is looked for, writes nothing: %s",
    async (sql, { expect }) => {
      const bare = await newShop();
      const [one, other] = [shop, bare];
      shop = bare;
      await keep("3", "2026-10-29", "Bram");
      await keep("4", "2026-11-12");
      shop = one;
      await nightOfSearches(shop, NOW);
      expect(await rowsWrittenBy(sql)).toBe(await rowsWrittenBy(sql, other));
      expect(await blocks()).toEqual(TEXTS);
    },
  );

  test("of the same block a second time writes nothing more", async ({ expect }) => {
    await nightOfSearches(shop, NOW);
    const sql = (name: string) =>
      `UPDATE documents SET customer = '${name}' WHERE installation_id = ? AND source_id = '3'`;
    const first = await rowsWrittenBy(sql("Carla"));
    expect(first - (await rowsWrittenBy(sql("Dirk")))).toBe(1);
  });
});
