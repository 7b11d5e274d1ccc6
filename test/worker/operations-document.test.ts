import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { judgeHealth } from "../../src/booking/health.ts";
import { OPERATOR_TOKEN } from "./http/fakes.ts";
import { newActiveOwner, startApp } from "./http/owner.ts";

/** What docs/operations.md tells an operator to type works on the database and the API as they are. */

const QUERIES = [...env.OPERATIONS.matchAll(/D1: `([^`]+)`/g)].map(([, sql = ""]) => sql);
const COMMANDS = [...env.OPERATIONS.matchAll(/--command "([^"]+)"/g)].map(([, sql = ""]) => sql);
const CALLS = [...env.OPERATIONS.matchAll(/curl -X (\w+) <PUBLIC_URL>(\S+)[^']*-d '([^']+)'/g)].map(
  ([, method = "", path = "", body = ""]) => ({ method, path, body }),
);

describe("docs/operations.md", () => {
  test("has queries, a command and a call", ({ expect }) => {
    expect([QUERIES.length, COMMANDS.length, CALLS.length]).toEqual([7, 1, 2]);
  });

  test.for([...QUERIES, ...COMMANDS])("%s runs", async (sql, { expect }) => {
    const { success } = await env.DB.prepare(sql).run();
    expect(success).toBe(true);
  });

  test.for(CALLS)(
    "$method $path with $body is taken",
    async ({ method, path, body }, { expect }) => {
      const harness = startApp();
      const { installationId } = await newActiveOwner(harness);
      const to = path.replace("<id>", installationId);
      const answer = await harness.call(to, { method, body, token: OPERATOR_TOKEN });
      expect(answer.ok).toBe(true);
      const found = await harness.world.dependencies.installations.find(installationId);
      const isLook = path.endsWith("look-before-create");
      expect(found).toMatchObject(
        isLook
          ? { lookBeforeCreateSince: Date.parse("2026-11-24T09:00:00Z") }
          : { movingTo: "DATA_01" },
      );
      await env.DB.prepare("UPDATE installations SET look_before_create_since = NULL").run();
    },
  );

  test("names every problem that health can name, with what to look at", ({ expect }) => {
    const all = { ok: 0, failing: 0, unchecked: 0 };
    const problems = judgeHealth(
      {
        overdue: { documents: 1, oldestDueAt: 0 },
        unknown: { documents: 1, oldestReceivedAt: 0 },
        deadLetters: { messages: 1, newestAt: Date.now() },
        crons: [],
        installations: { active: 1 },
        connections: { ccv: all, imuis: all },
        red: [],
        databases: [{ name: "DATA_01", bound: false, installations: 1 }],
        moves: { running: 1, oldestStartedAt: 0 },
        lookBeforeCreate: { installations: 0, since: null },
        keys: { gone: 1 },
      },
      { now: Date.now(), backlog: { messages: 1, oldestAt: 0 }, keyIds: ["k1"] },
    );
    expect(problems).toHaveLength(8);
    const rows = env.OPERATIONS.split("\n").filter((line) => line.startsWith("|"));
    const missing = problems.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)));
    expect(missing).toEqual([]);
  });

  test.for([
    "Developer App Center",
    "Handshake URL",
    "partner key",
    "source addresses",
    "CREDENTIALS_KEYS",
    "time-travel restore",
    "pause-delivery",
    "A vendor is down",
    "--jurisdiction eu",
    "wrangler secret put",
    "Moving an installation",
    "erase-customer",
  ])("tells of %s", (part, { expect }) => {
    expect(env.OPERATIONS).toContain(part);
  });
});
