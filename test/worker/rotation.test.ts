import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { createVault } from "../../src/adapters/crypto/vault.ts";
import { createSealedValues } from "../../src/adapters/d1/sealed-values.ts";
import { rewrapSecrets } from "../../src/booking/rewrap-secrets.ts";
import { OPERATOR_TOKEN } from "./http/fakes.ts";
import { deliver, newActiveOwner, startApp } from "./http/owner.ts";

/** Rotation of `CREDENTIALS_KEYS` over real D1 with what a set-up shop leaves there. */

const OLD = env.CREDENTIALS_KEYS;
const NEW = `k2:${btoa("n".repeat(32))}`;

function rotation(keys: string) {
  const logs: string[] = [];
  const sealedValues = createSealedValues(env.DB);
  const vault = createVault(keys);
  return {
    vault,
    sealedValues,
    logs,
    log: (event: string, fields: object) => void logs.push(JSON.stringify({ event, ...fields })),
  };
}

async function untilNothingMoves(keys: string): Promise<number> {
  let all = 0;
  for (;;) {
    const moved = await rewrapSecrets(rotation(keys));
    if (moved === 0) return all;
    all += moved;
  }
}

beforeEach(async () => {
  await env.DB.batch(
    ["installations", "webhooks", "accounts"].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  );
});

describe("rotation of the credentials keys", () => {
  test("moves every sealed value, and the new key alone opens all of them", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const before = rotation(`${NEW},${OLD}`);
    const counts = await before.sealedValues.countByKey();
    expect(counts["k1"]).toBeGreaterThanOrEqual(5);
    expect(await untilNothingMoves(OLD)).toBe(0);
    expect(await untilNothingMoves(`${NEW},${OLD}`)).toBe(counts["k1"]);
    expect(Object.keys(await before.sealedValues.countByKey())).toEqual(["k2"]);

    const alone = createVault(NEW);
    const { installations, access } = harness.world.dependencies;
    const installation = await installations.find(owner.installationId);
    const place = { installationId: owner.installationId };
    expect(
      await alone.open(installation?.apiSecret ?? "", { ...place, field: "api_secret" }),
    ).toEqual({ ok: true, value: owner.keys.apiSecret });
    for (const { event, key } of await installations.webhooks(owner.installationId)) {
      expect(await alone.open(key, { ...place, field: `webhook_key/${event}` })).toMatchObject({
        ok: true,
      });
    }
    const account = await access.findAccountByEmail(owner.email);
    const hash = { installationId: account?.id ?? "", field: "password_hash" };
    expect(await alone.open(account?.passwordHash ?? "", hash)).toMatchObject({ ok: true });
    await untilNothingMoves(`${OLD},${NEW}`);
  });

  test("a value of another row is left alone, named in the log and holds up no other", async ({
    expect,
  }) => {
    const harness = startApp();
    const [one, other] = [await newActiveOwner(harness), await newActiveOwner(harness)];
    await env.DB.prepare(
      "UPDATE installations SET api_secret = (SELECT api_secret FROM installations WHERE id = ?) WHERE id = ?",
    )
      .bind(one.installationId, other.installationId)
      .run();
    const run = rotation(`${NEW},${OLD}`);
    expect(await rewrapSecrets(run)).toBeGreaterThan(5);
    const refused = run.logs.filter((line) => line.includes("secret.does-not-open"));
    expect(refused.join("")).toContain(other.installationId);
    expect(run.logs.join("")).not.toContain(one.keys.apiSecret);
    const counts = await run.sealedValues.countByKey();
    expect(counts["k1"]).toBe(1);
    const answer = await harness.call("/api/ccv/options", { token: other.token });
    expect(answer.status).toBeLessThan(500);
    await untilNothingMoves(`${OLD},${NEW}`);
  });

  test("the operator sees how far it is", async ({ expect }) => {
    const harness = startApp();
    await newActiveOwner(harness);
    const progress = async (keys: string): Promise<unknown> => {
      Object.assign(harness.world.dependencies, { vault: createVault(keys) });
      const answer = await harness.call("/api/operator/health", { token: OPERATOR_TOKEN });
      const { keys: shown, problems } = await answer.json<{
        keys: unknown;
        problems: readonly string[];
      }>();
      return { keys: shown, isUnknown: problems.includes("KEYS_UNKNOWN") };
    };
    const both = `${NEW},${OLD}`;
    const { k1: all = 0 } = await rotation(OLD).sealedValues.countByKey();
    const known = ["k2", "k1"];
    expect(await progress(both)).toEqual({
      keys: { newest: "k2", known, values: { k1: all }, toMove: all },
      isUnknown: false,
    });
    const some = (await rotation(both).sealedValues.notSealedWith("k2", 2)).map(async (value) => {
      const place = { installationId: value.id, field: value.field };
      const opened = await createVault(OLD).open(value.sealed, place);
      return { value, sealed: await createVault(NEW).seal(opened.ok ? opened.value : "", place) };
    });
    await rotation(both).sealedValues.replace(await Promise.all(some));
    expect(await progress(both)).toMatchObject({
      keys: { values: { k1: all - 2, k2: 2 }, toMove: all - 2 },
    });
    expect(await progress(NEW)).toMatchObject({ isUnknown: true });
    await untilNothingMoves(both);
    expect(await progress(NEW)).toEqual({
      keys: { newest: "k2", known: ["k2"], values: { k2: all }, toMove: 0 },
      isUnknown: false,
    });
    await untilNothingMoves(`${OLD},${NEW}`);
  });

  test.for([
    ["under a key that is gone", (sealed: string) => sealed.replace("v2.k1.", "v2.k9.")],
    ["under another key of the same name", () => "another"],
    ["that was cut", (sealed: string) => sealed.slice(0, -5)],
    ["of another row", () => "swapped"],
    ["that is none", () => "clear text"],
  ] as const)("a value %s opens nothing and says so", async ([, spoil], { expect }) => {
    const harness = startApp();
    const [one, other] = [await newActiveOwner(harness), await newActiveOwner(harness)];
    const column = async (table: string, name: string, id: string): Promise<string> =>
      (await env.DB.prepare(`SELECT ${name} AS sealed FROM ${table}`)
        .bind(id)
        .first<string>("sealed")) ?? "";
    const secretOf = (id: string) => column("installations WHERE id = ?", "api_secret", id);
    const keyOf = (id: string) =>
      column("webhooks WHERE installation_id = ? AND event = 'orders.created'", "key", id);
    const foreign = createVault(`k1:${btoa("x".repeat(32))}`);
    const place = { installationId: one.installationId, field: "api_secret" };
    const spoiled = async (sealed: string, swapped: string): Promise<string> => {
      const how = spoil(sealed);
      if (how === "swapped") return swapped;
      return how === "another" ? foreign.seal("x", place) : how;
    };
    const secret = await spoiled(
      await secretOf(one.installationId),
      await secretOf(other.installationId),
    );
    const key = await spoiled(await keyOf(one.installationId), await keyOf(other.installationId));
    await env.DB.batch([
      env.DB.prepare("UPDATE installations SET api_secret = ? WHERE id = ?").bind(
        secret,
        one.installationId,
      ),
      env.DB.prepare(
        "UPDATE webhooks SET key = ? WHERE installation_id = ? AND event = 'orders.created'",
      ).bind(key, one.installationId),
    ]);
    const answer = await harness.call("/api/ccv/options", { token: one.token });
    const problem = await answer.json<{ code: string; detail: string }>();
    expect([answer.status, problem.code]).toEqual([422, "CCV_CREDENTIALS_INVALID"]);
    expect(problem.detail).toMatch(/does not open|is not in CREDENTIALS_KEYS|is damaged/);
    const delivered = await deliver(harness, one, { event: "orders.created", body: '{"id":1}' });
    expect(delivered.status).toBe(401);
    const told = `${JSON.stringify(problem)}${harness.world.logs.join("")}`;
    expect(told).not.toContain(one.keys.apiSecret);
    expect(told).not.toContain(other.keys.apiSecret);
    expect(harness.world.logs.join("")).toContain("credentials_do_not_open");
  });

  test("a value that changed meanwhile is not overwritten", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { sealedValues } = rotation(OLD);
    const values = await sealedValues.notSealedWith("k2", 1_000);
    const value = values.find(
      ({ id, column }) => id === owner.installationId && column === "installations.api_secret",
    );
    if (value === undefined) throw new Error("nothing sealed");
    const stale = { ...value, sealed: `${value.sealed}x` };
    expect(await sealedValues.replace([{ value: stale, sealed: "v2.k2.a.b.c.d" }])).toBe(0);
  });
});
