import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { DAYS_QUERY } from "../../../src/adapters/d1/dashboard.ts";
import { newActiveOwner, startApp } from "./owner.ts";

interface Day {
  readonly date: string;
  readonly processed: number;
  readonly failed: number;
}

describe("activity", () => {
  test("every day of the period, oldest first", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const { documents } = harness.world.dependencies;
    for (const [sourceId, status] of [
      ["1", "processed"],
      ["2", "error"],
      ["3", "error"],
      ["4", "open"],
    ] as const) {
      const key = { kind: "order" as const, sourceId };
      const { now } = harness.world;
      const claim = { token: "t", now, leaseMs: 1, message: "webhook" as const };
      await documents.claim(installationId, key, claim);
      await documents.settle(installationId, key, {
        token: "t",
        now,
        settlement: { status, nextCheckAt: null, history: { event: "settled" } },
      });
    }
    const answer = await harness.call("/api/activity?from=2026-11-23&to=2026-11-25", { token });
    expect(await answer.json()).toEqual([
      { date: "2026-11-23", processed: 0, failed: 0 },
      { date: "2026-11-24", processed: 1, failed: 2 },
      { date: "2026-11-25", processed: 0, failed: 0 },
    ]);
    const days = await (await harness.call("/api/activity", { token })).json<Day[]>();
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({ date: "2026-11-24", processed: 1, failed: 2 });
  });

  test.for(["from=2026-11-25&to=2026-11-24", "from=2020-01-01&to=2026-11-24", "from=yesterday"])(
    "refuses %s",
    async (query, { expect }) => {
      const harness = startApp();
      const { token } = await newActiveOwner(harness);
      expect((await harness.call(`/api/activity?${query}`, { token })).status).toBe(422);
    },
  );

  test("reads one range of the index", async ({ expect }) => {
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${DAYS_QUERY}`)
      .bind("i", "2026-11-01", "2026-11-30")
      .all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail).join("\n");
    expect(plan).toContain("documents_list");
    expect(plan).not.toContain("SCAN documents");
  });
});
