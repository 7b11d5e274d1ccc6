import { afterAll, beforeAll, test } from "vitest";

import { eventually } from "../../scripts/support/owner.ts";
import { soak } from "../../scripts/support/soak.ts";
import { LOCAL_SECRETS } from "../../scripts/support/worker.ts";
import { QUARTER_HOURLY, type ShopInTest, startWorld, type World } from "./harness.ts";

/** Two data databases in the deployed Worker: installations move between them while orders arrive and calls fail. */

const FULL = process.env["FULL"] === "1";
const ORDERS = FULL ? 600 : 90;
const SEED = 20_261_124;
const LIMIT_MS = FULL ? 600_000 : 150_000;

let world: World;

beforeAll(async () => {
  world = await startWorld({}, { dataDatabases: ["DATA_01"] });
});

afterAll(async () => {
  await world.close();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function operator(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${world.publicUrl}/api/operator/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${LOCAL_SECRETS.OPERATOR_TOKEN}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

async function installationOf({ shop }: ShopInTest): Promise<string> {
  const { body } = await operator("GET", "installations?limit=200");
  const items = body["items"] as readonly { readonly id: string; readonly apiRoot: string }[];
  const apiRoot = world.sandbox.control.shops.get({ shop }).apiRoot;
  const found = items.find((item) => item.apiRoot === apiRoot);
  if (!found) throw new Error(`${shop} is not installed`);
  return found.id;
}

async function begin(id: string, to: string): Promise<void> {
  const begun = await operator("POST", `installations/${id}/move`, { to });
  if (begun.status !== 202) throw new Error(`${begun.status} ${JSON.stringify(begun.body)}`);
}

async function move(id: string, to: string): Promise<void> {
  await begin(id, to);
  await untilIn(id, to);
}

async function untilIn(id: string, to: string): Promise<void> {
  await eventually(
    `${id} in ${to}`,
    async () => {
      const { body } = await operator("GET", `installations/${id}/move`);
      return body["phase"] === "finished";
    },
    LIMIT_MS,
  );
}

async function statuses(name: string, id: string): Promise<Record<string, number>> {
  const database = await world.database(name);
  const { results } = await database
    .prepare(
      "SELECT status, COUNT(*) AS documents FROM documents WHERE installation_id = ? GROUP BY status",
    )
    .bind(id)
    .all<{ status: string; documents: number }>();
  return Object.fromEntries(results.map(({ status, documents }) => [status, documents]));
}

test(
  `${ORDERS} orders of three shops, 5 % of all calls failing, two of the shops on the move: each booked exactly once`,
  { timeout: LIMIT_MS + 60_000 },
  async ({ expect }) => {
    const shops = [await world.newShop(), await world.newShop(), await world.newShop()];
    const [first = "", second = "", third = ""] = await Promise.all(
      shops.map((shop) => installationOf(shop)),
    );
    const processed = async (): Promise<number> => {
      const all = await Promise.all(
        ["DB", "DATA_01"].flatMap((name) =>
          [first, second, third].map(async (id) => (await statuses(name, id))["processed"] ?? 0),
        ),
      );
      return all.reduce((sum, count) => sum + count, 0);
    };
    const booking = soak({
      sandbox: world.sandbox,
      shops,
      orders: ORDERS,
      seed: SEED,
      failing: 0.05,
      cron: () => world.cron(QUARTER_HOURLY),
      settled: async () => (await processed()) === ORDERS,
      limitMs: LIMIT_MS,
    });
    await eventually("some are booked", async () => (await processed()) > ORDERS / 10, LIMIT_MS);
    await move(first, "DATA_01");
    await move(second, "DATA_01");
    await move(first, "DB");
    expect(await booking).toMatchObject({
      booked: ORDERS,
      duplicates: 0,
      lost: 0,
      mostInFlight: 1,
    });
    const share = ORDERS / shops.length;
    expect(await statuses("DB", first)).toEqual({ processed: share });
    expect(await statuses("DATA_01", second)).toEqual({ processed: share });
    expect(await statuses("DB", third)).toEqual({ processed: share });
    expect(await statuses("DATA_01", first)).toEqual({});
    expect(await statuses("DB", second)).toEqual({});
    const report = await shops[1]?.owner.call<{ items: readonly unknown[] }>(
      "GET",
      `/api/report?limit=${share}`,
    );
    expect(report?.items).toHaveLength(share);
  },
);

test("orders that come in while their shop moves wait for it, and each is booked once", async ({
  expect,
}) => {
  const shop = await world.newShop();
  const id = await installationOf(shop);
  await world.paidOrder(shop);
  await eventually("the first booked", async () => (await statuses("DB", id))["processed"] === 1);
  await begin(id, "DATA_01");
  const numbers: (string | null)[] = [];
  while ((await operator("GET", `installations/${id}/move`)).body["phase"] !== "finished") {
    const order = await world.paidOrder(shop);
    numbers.push(order.number);
  }
  await eventually(
    "all booked",
    async () => (await statuses("DATA_01", id))["processed"] === numbers.length + 1,
  );
  expect(numbers.length).toBeGreaterThan(0);
  expect(await statuses("DB", id)).toEqual({});
  const { administration } = shop;
  const entries = world.sandbox.control.imuis
    .entries({ administration })
    .map(({ rows }) => rows[0]?.document ?? "");
  expect(entries).toHaveLength(numbers.length + 1);
  expect(entries).toEqual(expect.arrayContaining(numbers));
});
