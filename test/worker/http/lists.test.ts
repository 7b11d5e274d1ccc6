import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { WAITING_QUERY, WARNINGS_QUERY } from "../../../src/adapters/d1/document-counts.ts";
import { listQuery } from "../../../src/adapters/d1/document-lists.ts";
import type { DocumentQuery } from "../../../src/booking/ports/documents.ts";
import { nightOfSearches } from "../rows.ts";
import { newActiveOwner, type Owner, startApp } from "./owner.ts";

/** Lists that stay right while documents arrive, and cost the same however many there are. */

async function insert(
  owner: Owner,
  rows: { readonly first: number; readonly count: number; readonly date: string },
): Promise<void> {
  await env.DB.prepare(
    "WITH RECURSIVE numbers(n) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2) INSERT INTO documents (installation_id, kind, source_id, status, number, sort_date, booking_date, customer, total_cents, currency, received_at, warnings, history) SELECT ?3, 'order', CAST(n AS TEXT), 'processed', CAST(n AS TEXT), COALESCE(?4, date('2020-01-01', '+' || (n % 2000) || ' days')), NULL, 'Anna', 100, 'EUR', 1, '[]', '[]' FROM numbers",
  )
    .bind(rows.first, rows.first + rows.count - 1, owner.installationId, rows.date || null)
    .run();
}

interface Page {
  readonly items: readonly { readonly sourceId: string }[];
  readonly nextCursor: string | null;
}

const LIST_RANGE =
  /^SEARCH documents USING COVERING INDEX documents_list \(installation_id=\? AND status=\?/;

const LIST_INDEX = "SEARCH documents USING COVERING INDEX documents_list";
const BLOCKS = "SEARCH search_blocks USING INDEX sqlite_autoindex_search_blocks_1";

/** The rows of the page itself, and nothing else of the table. */
const PAGE_ROW =
  "SEARCH documents USING PRIMARY KEY (installation_id=? AND kind=? AND source_id=?)";

describe("a list", () => {
  test("repeats and loses nothing while newer, older and equally old documents arrive", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await insert(owner, { first: 1000, count: 30, date: "2026-11-20" });
    const seen: string[] = [];
    let cursor = "";
    for (let page = 0; page < 20; page += 1) {
      const query = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await harness.call(`/api/report?limit=7${query}`, { token: owner.token });
      const { items, nextCursor } = await answer.json<Page>();
      seen.push(...items.map(({ sourceId }) => sourceId));
      if (nextCursor === null) break;
      cursor = nextCursor;
      await insert(owner, { first: 5000 + page, count: 1, date: "2026-11-24" });
      await insert(owner, { first: 1500 + page, count: 1, date: "2026-11-20" });
    }
    expect(new Set(seen).size).toBe(seen.length);
    const there = Array.from({ length: 30 }, (_, index) => String(1000 + index));
    expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen.filter((id) => id.startsWith("5"))).toEqual([]);
  });

  const LIST: DocumentQuery = {
    statuses: ["processed"],
    from: null,
    to: null,
    search: null,
    code: null,
    limit: 50,
    cursor: null,
  };
  const CURSOR = btoa(JSON.stringify(["2023-01-01", "1", "order"]));

  test.for([
    ["the report", LIST, 1],
    ["its tenth page", { ...LIST, cursor: CURSOR }, 1],
    ["a period", { ...LIST, from: "2021-01-01", to: "2021-01-31" }, 1],
    ["all statuses", { ...LIST, statuses: [] }, 7],
    ["errors of a code", { ...LIST, statuses: ["error"], code: "GAVE_UP" }, 1],
    ["all with a code, which nothing booked has", { ...LIST, statuses: [], code: "GAVE_UP" }, 6],
    ["open documents that contain a text", { ...LIST, statuses: ["open"], search: "anna" }, 1],
  ] as const satisfies readonly (readonly [string, DocumentQuery, number])[])(
    "%s is found in the index alone",
    async ([, query, statuses], { expect }) => {
      const { sql, values } = listQuery("i", query);
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      const plan = results.map(({ detail }) => detail);
      const reads = plan.filter((detail) => /\bdocuments\b/.test(detail));
      expect(reads.filter((detail) => LIST_RANGE.test(detail)).length).toBe(statuses);
      expect(reads.filter((detail) => !LIST_RANGE.test(detail))).toEqual([PAGE_ROW]);
      expect(sql).not.toMatch(/\bOFFSET\b/i);
    },
  );

  test.for([
    ["the report", LIST, 1],
    ["all documents, deep", { ...LIST, statuses: [], cursor: CURSOR }, 7],
    [
      "a period",
      { ...LIST, statuses: [], from: "2021-01-01", to: "2022-01-01", cursor: CURSOR },
      7,
    ],
    ["those with a code", { ...LIST, statuses: [], code: "GAVE_UP", to: "2022-01-01" }, 6],
  ] as const satisfies readonly (readonly [string, DocumentQuery, number])[])(
    "a text is looked for in %s by the texts of blocks, the latest first, and in the index",
    async ([, query, statuses], { expect }) => {
      const { sql, values } = listQuery("i", { ...query, search: "anna" });
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      const plan = results.map(({ detail }) => detail);
      const steps = [
        `${BLOCKS} (installation_id=? AND block>? AND block<?)`,
        `${LIST_INDEX} (installation_id=? AND status=? AND sort_date>? AND sort_date<?)`,
        ...(statuses === 1 ? [] : ["USE TEMP B-TREE FOR LAST 3 TERMS OF ORDER BY"]),
      ];
      const place = plan.findIndex((detail) => detail.startsWith(BLOCKS));
      expect(plan.slice(place, place + steps.length)).toEqual(steps);
      const reads = plan
        .toSpliced(place, steps.length)
        .filter((detail) => /\bdocuments\b/.test(detail));
      const ranges = reads.filter((detail) => detail !== PAGE_ROW);
      const range = `${LIST_INDEX} \\(installation_id=\\? AND status=\\? AND sort_date>\\?`;
      expect(ranges).toEqual(
        Array.from({ length: statuses }, () => expect.stringMatching(new RegExp(`^${range}`))),
      );
    },
  );

  test("a text that nobody holds is looked for without the documents, on every page", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await insert(owner, { first: 1, count: 20_000, date: "" });
    const costOf = async (query: Partial<DocumentQuery>): Promise<number> => {
      const { sql, values } = listQuery(owner.installationId, { ...LIST, statuses: [], ...query });
      const { meta } = await env.DB.prepare(sql)
        .bind(...values)
        .all();
      return meta.rows_read;
    };
    const queries: Partial<DocumentQuery>[] = [
      { search: "nobody" },
      { search: "nobody", cursor: CURSOR },
      { search: "nobody", from: "2020-01-01", to: "2020-12-31" },
      // One of them, in one block.
      { search: "19999" },
    ];
    const before = await Promise.all(queries.map(costOf));
    expect(Math.min(...before)).toBeGreaterThan(3_000);
    await nightOfSearches(owner.installationId);
    const after = await Promise.all(queries.map(costOf));
    expect(Math.max(...after)).toBeLessThan(1_000);
    expect(after[2]).toBeLessThan((after[0] ?? 0) / 3);
    // Whoever is everywhere: the first two blocks fill the page.
    const costs = [
      await costOf({ search: "anna" }),
      await costOf({ search: "anna", cursor: CURSOR }),
    ];
    expect(Math.max(...costs)).toBeLessThan(1_000);
    // One or two in every block: each is read once, however far below the cursor it lies.
    expect(await costOf({ search: "77", cursor: CURSOR, to: "2025-01-01" })).toBeLessThan(8_000);
  });

  test("of what has warnings reads nothing else", async ({ expect }) => {
    const query: DocumentQuery = { ...LIST, statuses: [], warnings: true };
    for (const search of [null, "anna"]) {
      const { sql, values } = listQuery("i", { ...query, search });
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      expect(results[0]?.detail).toBe(
        "SEARCH documents USING INDEX documents_warnings (installation_id=?)",
      );
    }
  });

  test("reads no more rows for its last page than for its first, among 20,000", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await insert(owner, { first: 1, count: 20_000, date: "" });
    const costOf = async (query: DocumentQuery): Promise<number> => {
      const { sql, values } = listQuery(owner.installationId, query);
      const { meta, results } = await env.DB.prepare(sql)
        .bind(...values)
        .all();
      expect(results.length).toBe(51);
      return meta.rows_read;
    };
    const deep = btoa(JSON.stringify(["2020-02-01", "1", "order"]));
    const costs = [
      await costOf(LIST),
      await costOf({ ...LIST, cursor: deep }),
      await costOf({ ...LIST, from: "2021-01-01", to: "2021-12-31" }),
    ];
    expect(Math.max(...costs)).toBeLessThan(4 * 51);
  });

  test("warnings are counted without reading what has none", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await insert(owner, { first: 1, count: 1000, date: "" });
    const { documents } = harness.world.dependencies;
    expect(await documents.counts(owner.installationId)).toMatchObject({
      processed: 1000,
      warnings: 0,
    });
    const { meta } = await env.DB.prepare(WARNINGS_QUERY).bind(owner.installationId).all();
    expect(meta.rows_read).toBe(0);
  });

  test("what every page counts is read from the index, without what was booked", async ({
    expect,
  }) => {
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${WAITING_QUERY}`)
      .bind("i", 1)
      .all<{ detail: string }>();
    expect(plan.results.map(({ detail }) => detail)).toEqual([
      "SEARCH documents USING COVERING INDEX documents_list (installation_id=? AND status=?)",
    ]);
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await insert(owner, { first: 1, count: 1000, date: "" });
    const { meta } = await env.DB.prepare(WAITING_QUERY).bind(owner.installationId, 1).all();
    expect(meta.rows_read).toBeLessThan(10);
  });
});
