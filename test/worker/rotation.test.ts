import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { createVault } from "../../src/adapters/crypto/vault.ts";
import { createSealedValues } from "../../src/adapters/d1/sealed-values.ts";
import { rewrapSecrets } from "../../src/booking/rewrap-secrets.ts";
import { newActiveOwner, startApp } from "./http/owner.ts";

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
    expect(await sealedValues.replace([{ value: stale, sealed: "v1.k2.a.b" }])).toBe(0);
  });
});
