import { afterAll, beforeAll, describe, test } from "vitest";

import { judgeSmoke, SMOKE_PATHS } from "../../scripts/support/deploy-plan.ts";
import { eventually } from "../../scripts/support/owner.ts";
import { LOCAL_SECRETS } from "../../scripts/support/worker.ts";
import {
  booked,
  type Database,
  NIGHTLY,
  QUARTER_HOURLY,
  readDocument,
  startWorld,
  type World,
} from "./harness.ts";

/** What the operator relies on, through the deployed paths: cron, queue, Durable Object, HTTP. */

const OLD_KEY = `older:${Buffer.alloc(32, 9).toString("base64")}`;
const DAY_MS = 86_400_000;

let world: World;

beforeAll(async () => {
  world = await startWorld({ CREDENTIALS_KEYS: `${LOCAL_SECRETS.CREDENTIALS_KEYS},${OLD_KEY}` });
});

afterAll(async () => {
  await world.close();
});

async function operator(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.publicUrl}/api/operator/${path}`, {
    headers: { authorization: `Bearer ${LOCAL_SECRETS.OPERATOR_TOKEN}` },
  });
  return (await response.json()) as Record<string, unknown>;
}

/** The night spreads these over half an hour; here they go at once. */
async function sendRetention(database: Database): Promise<void> {
  const { ORDERS } = await world.server
    .getWorker<{ ORDERS: { send(message: unknown): Promise<unknown> } }>()
    .getEnv();
  const { results } = await database.prepare("SELECT id FROM installations").all<{ id: string }>();
  for (const { id } of results) await ORDERS.send({ type: "retention", installationId: id });
}

describe("the operator", () => {
  test("sees a deployment that is well, with its last runs", async ({ expect }) => {
    await world.newShop();
    await world.cron(QUARTER_HOURLY);
    await world.cron(NIGHTLY);
    const health = await operator("health");
    expect(health).toMatchObject({ ok: true, problems: [], keys: { newest: "local", toMove: 0 } });
    expect(health["crons"]).toHaveLength(2);
  });

  test("is told by the smoke test of a deployment that all is well", async ({ expect }) => {
    const answers = await Promise.all(
      SMOKE_PATHS.map(async (path) => {
        const response = await fetch(`${world.publicUrl}${path}`);
        return { path, status: response.status, body: await response.text() };
      }),
    );
    expect(judgeSmoke(answers)).toEqual([]);
  });

  test("rotates the keys: cron moves every value, and the new key alone goes on booking", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const useKeys = (keys: string) =>
      world.server.update((options) => ({
        ...options,
        workers: options.workers.map((worker) => ({
          ...worker,
          vars: { ...("vars" in worker ? worker.vars : {}), CREDENTIALS_KEYS: keys },
        })),
      }));
    await useKeys(`${OLD_KEY},${LOCAL_SECRETS.CREDENTIALS_KEYS}`);
    const before = (await operator("health"))["keys"] as { readonly toMove: number };
    expect(before).toMatchObject({ newest: "older", known: ["older", "local"] });
    expect(before.toMove).toBeGreaterThan(5);
    await world.cron(QUARTER_HOURLY, new Date(Date.now() + DAY_MS));
    expect((await operator("health"))["keys"]).toMatchObject({ toMove: 0 });
    await useKeys(OLD_KEY);
    expect((await operator("health"))["problems"]).not.toContain("KEYS_UNKNOWN");
    const { id } = await world.sandbox.control.shop.makeOrder({
      shop: shop.shop,
      order: { paid: true },
    });
    expect((await booked(shop, id)).status).toBe("processed");
    await useKeys(`${LOCAL_SECRETS.CREDENTIALS_KEYS},${OLD_KEY}`);
  });

  test("the night erases what is old, of a shop and of all", async ({ expect }) => {
    const { shop, owner } = await world.newShop();
    const { id } = await world.sandbox.control.shop.makeOrder({ shop, order: { paid: true } });
    await eventually(
      "booked",
      async () => (await readDocument(owner, "order", id))?.status === "processed",
    );
    const database = await world.database();
    const old = Date.now() - 100 * DAY_MS;
    await database
      .prepare(
        "UPDATE documents SET processed_at = ?, received_at = ?, sort_date = ? WHERE source_id = ?",
      )
      .bind(old, old, new Date(old).toISOString().slice(0, 10), String(id))
      .run();
    await database
      .prepare("INSERT INTO dead_letters (id, body, received_at) VALUES ('old', '{}', ?)")
      .bind(old)
      .run();
    await database.prepare("DELETE FROM cron_runs").run();
    await world.cron(NIGHTLY);
    const { results } = await database.prepare("SELECT id FROM dead_letters").all();
    expect(results).toEqual([]);
    await sendRetention(database);
    const document = await eventually("erased", async () => {
      const found = await readDocument(owner, "order", id);
      return found?.history.length === 0 ? found : null;
    });
    expect(document).toMatchObject({ status: "processed", total: "14.99" });
  });
});
