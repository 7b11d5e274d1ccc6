import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { OPERATOR_TOKEN } from "./http/fakes.ts";
import { newActiveOwner, startApp } from "./http/owner.ts";
import { insert, insertDocument } from "./rows.ts";

const MINUTE_MS = 60_000;

beforeEach(async () => {
  const tables = [
    "documents",
    "installations",
    "webhooks",
    "accounts",
    "cron_runs",
    "dead_letters",
    "moves",
  ];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

interface Health {
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly keys: { readonly toMove: number; readonly values: Record<string, number> };
}

async function healthyWorld() {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const { now } = harness.world;
  for (const cron of ["*/15 * * * *", "30 1 * * *"]) {
    await insert("cron_runs", { cron, scheduled_at: now, started_at: now - 5 * MINUTE_MS });
  }
  const read = async (): Promise<Health> =>
    (await harness.call("/api/operator/health", { token: OPERATOR_TOKEN })).json();
  return { harness, owner, now, read };
}

describe("the operator's health page", () => {
  test("is well when nothing waits", async ({ expect }) => {
    const { read } = await healthyWorld();
    expect(await read()).toMatchObject({
      ok: true,
      problems: [],
      overdue: { documents: 0, oldestDueAt: null },
      unknown: { documents: 0 },
      deadLetters: { messages: 0 },
      installations: { active: 1 },
      connections: { ccv: { ok: 1, failing: 0 }, imuis: { ok: 1, failing: 0 } },
      red: [],
      lookBeforeCreate: { installations: 0, since: null },
      keys: { newest: "k1", toMove: 0 },
    });
  });

  test.for([
    ["DOCUMENTS_WAIT", { status: "open", next_check_at: -41 }],
    ["UNKNOWN_TOO_LONG", { status: "unknown", received_at: -31 }],
  ] as const)("names %s", async ([problem, row], { expect }) => {
    const { owner, now, read } = await healthyWorld();
    const at = (minutes: number | undefined) =>
      minutes === undefined ? null : now + minutes * MINUTE_MS;
    await insertDocument(owner.installationId, "1", {
      status: row.status,
      sort_date: "2026-11-24",
      received_at: at("received_at" in row ? row.received_at : 0),
      next_check_at: at("next_check_at" in row ? row.next_check_at : undefined),
    });
    expect(await read()).toMatchObject({ ok: false, problems: [problem] });
  });

  test("names dead letters of today", async ({ expect }) => {
    const { now, read } = await healthyWorld();
    await insert("dead_letters", { id: "1", body: "{}", received_at: now - MINUTE_MS });
    expect((await read()).problems).toEqual(["DEAD_LETTERS"]);
  });

  test("names a cron that stopped", async ({ expect }) => {
    const { read, harness } = await healthyWorld();
    harness.world.now += 41 * MINUTE_MS;
    expect((await read()).problems).toEqual(["CRON_MISSING"]);
  });

  test("names values under a key that is gone, and counts what is to be moved", async ({
    expect,
  }) => {
    const { read } = await healthyWorld();
    await env.DB.prepare("UPDATE webhooks SET key = 'v2.gone.a.b.c.d'").run();
    const health = await read();
    expect(health.problems).toEqual(["KEYS_UNKNOWN"]);
    expect(health.keys.toMove).toBe(health.keys.values["gone"]);
  });

  test("a shop whose database isn't bound, and a move that takes too long", async ({ expect }) => {
    const { owner, now, read } = await healthyWorld();
    await insert("moves", {
      installation_id: owner.installationId,
      started_at: now - 61 * MINUTE_MS,
      from_database: "DB",
      to_database: "DATA_01",
      phase: "draining",
    });
    await env.DB.prepare("UPDATE installations SET database = 'DATA_07'").run();
    expect(await read()).toMatchObject({
      problems: ["MOVE_STUCK", "DATABASE_MISSING"],
      moves: { running: 1 },
    });
    await env.DB.prepare("UPDATE installations SET database = 'DB'").run();
    await env.DB.prepare("UPDATE moves SET finished_at = 1").run();
    expect(await read()).toMatchObject({ ok: true, moves: { running: 0, oldestStartedAt: null } });
  });

  test("tells which connection is red, and why", async ({ expect }) => {
    const { owner, now, read, harness } = await healthyWorld();
    const { installationId: installation } = owner;
    const imuis = { problem: "Omgevingscode is ingetrokken", checkedAt: now - MINUTE_MS };
    await harness.world.dependencies.installations.change(installation, { imuis });
    expect(await read()).toMatchObject({
      connections: { ccv: { ok: 1, failing: 0 }, imuis: { ok: 0, failing: 1 } },
      red: [
        {
          installation,
          connection: "imuis",
          problem: imuis.problem,
          checkedAt: new Date(imuis.checkedAt).toISOString(),
        },
      ],
    });
    await harness.world.dependencies.installations.change(installation, { state: "stopped" });
    expect(await read()).toMatchObject({ red: [] });
  });

  test("says the oldest of what waits, is unknown and is dead", async ({ expect }) => {
    const { owner, now, read } = await healthyWorld();
    const iso = (minutes: number): string => new Date(now - minutes * MINUTE_MS).toISOString();
    for (const minutes of [5, 9]) {
      const at = now - minutes * MINUTE_MS;
      const both = { sort_date: "2026-11-24", received_at: at, next_check_at: at };
      await insertDocument(owner.installationId, `1${minutes}`, { ...both, status: "open" });
      await insertDocument(owner.installationId, `2${minutes}`, { ...both, status: "unknown" });
      await insert("dead_letters", { id: `${minutes}`, body: "{}", received_at: at });
    }
    expect(await read()).toMatchObject({
      overdue: { documents: 4, oldestDueAt: iso(9) },
      unknown: { documents: 2, oldestReceivedAt: iso(9) },
      deadLetters: { messages: 2, newestAt: iso(5) },
      crons: expect.arrayContaining([
        { cron: "30 1 * * *", lastStartedAt: iso(5) },
        { cron: "*/15 * * * *", lastStartedAt: iso(5) },
      ]),
    });
  });

  test("a queue whose oldest message is too old", async ({ expect }) => {
    const { read, harness, now } = await healthyWorld();
    Object.assign(harness.world.dependencies, {
      queueBacklog: async () => ({ messages: 3, oldestAt: now - 11 * MINUTE_MS }),
    });
    expect(await read()).toMatchObject({ problems: ["QUEUE_WAITS"], queue: { messages: 3 } });
  });
});

test("look before create is set for all installations, and ended", async ({ expect }) => {
  const { harness, owner, read } = await healthyWorld();
  const set = (since: string | null) =>
    harness.call("/api/operator/look-before-create", { body: { since }, token: OPERATOR_TOKEN });
  const { installations } = harness.world.dependencies;
  expect(await (await set("1970-01-01T00:00:00Z")).json()).toEqual({ installations: 1 });
  expect((await installations.find(owner.installationId))?.lookBeforeCreateSince).toBe(0);
  expect(await read()).toMatchObject({
    lookBeforeCreate: { installations: 1, since: "1970-01-01T00:00:00.000Z" },
  });
  const later = await newActiveOwner(harness);
  expect((await installations.find(later.installationId))?.lookBeforeCreateSince).toBe(0);
  await set(null);
  expect((await installations.find(owner.installationId))?.lookBeforeCreateSince).toBeNull();
  expect((await set("yesterday")).status).toBe(422);
});
