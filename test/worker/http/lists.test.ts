import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { WAITING_QUERY, WARNINGS_QUERY } from "../../../src/adapters/d1/document-counts.ts";
import { listQuery } from "../../../src/adapters/d1/document-lists.ts";
import type { DocumentQuery } from "../../../src/booking/ports/documents.ts";
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
    ["what contains a text", { ...LIST, search: "anna" }, 1],
    ["all that contains a text", { ...LIST, statuses: [], search: "anna", cursor: CURSOR }, 7],
    [
      "a text and a code in a period",
      { ...LIST, statuses: [], search: "a", code: "GAVE_UP", from: "2021-01-01", to: "2022-01-01" },
      6,
    ],
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
