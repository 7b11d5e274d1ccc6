import { afterAll, beforeAll, test } from "vitest";

import { soak } from "../../scripts/support/soak.ts";
import { QUARTER_HOURLY, type ShopInTest, startWorld, type World } from "./harness.ts";

/** 5 % of all calls fail at random under a fixed seed. `npm test -- --full` runs a thousand orders of twenty shops. */

const FULL = process.env["FULL"] === "1";
const SHOPS = FULL ? 20 : 4;
const ORDERS = FULL ? 1_000 : 80;
const SEED = 20_261_124;
const LIMIT_MS = FULL ? 600_000 : 120_000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

async function allProcessed(shops: readonly ShopInTest[]): Promise<boolean> {
  const counts = await Promise.all(
    shops.map(async ({ owner }) => {
      const status = await owner.call<{ counts: { processed: number } }>("GET", "/api/status");
      return status.counts.processed;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) === ORDERS;
}

test(
  `${ORDERS} orders of ${SHOPS} shops, 5 % of all calls failing: each booked exactly once`,
  { timeout: LIMIT_MS + 60_000 },
  async ({ expect }) => {
    const shops: ShopInTest[] = [];
    for (let count = 0; count < SHOPS; count += 1) shops.push(await world.newShop());
    const result = await soak({
      sandbox: world.sandbox,
      shops,
      orders: ORDERS,
      seed: SEED,
      failing: 0.05,
      cron: () => world.cron(QUARTER_HOURLY),
      settled: () => allProcessed(shops),
      limitMs: LIMIT_MS,
    });
    expect(result).toMatchObject({ booked: ORDERS, duplicates: 0, lost: 0, mostInFlight: 1 });
    expect(await allProcessed(shops)).toBe(true);
  },
);
