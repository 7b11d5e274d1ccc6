/** `npm run soak -- --minutes N --seed S`: rounds of orders under random failures until the time is up. Target: 0 duplicates, 0 lost. */
import { parseArgs } from "node:util";

import { QUARTER_HOURLY, type ShopInTest, startWorld } from "../test/end-to-end/harness.ts";
import { soak } from "./support/soak.ts";

const MS_PER_MINUTE = 60_000;
const SHOPS = 10;
const ORDERS_PER_ROUND = 200;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const world = await startWorld();
const totals = { booked: 0, duplicates: 0, lost: 0, retries: 0 };
try {
  const deadline = Date.now() + Number(values.minutes) * MS_PER_MINUTE;
  let seed = Number(values.seed);
  do {
    const shops: ShopInTest[] = [];
    for (let count = 0; count < SHOPS; count += 1) shops.push(await world.newShop());
    const processed = async (): Promise<boolean> => {
      let sum = 0;
      for (const { owner } of shops) {
        sum += (await owner.call<{ counts: { processed: number } }>("GET", "/api/status")).counts
          .processed;
      }
      return sum === ORDERS_PER_ROUND;
    };
    const round = await soak({
      sandbox: world.sandbox,
      shops,
      orders: ORDERS_PER_ROUND,
      seed,
      failing: 0.05,
      cron: () => world.cron(QUARTER_HOURLY),
      settled: processed,
      limitMs: 10 * MS_PER_MINUTE,
    });
    console.log(`seed ${seed}: ${JSON.stringify(round)}`);
    totals.booked += round.booked;
    totals.duplicates += round.duplicates;
    totals.lost += round.lost;
    totals.retries += round.retries;
    seed += 1;
  } while (Date.now() < deadline);
} finally {
  await world.close();
}
console.log(
  `booked ${totals.booked}, duplicates ${totals.duplicates}, lost ${totals.lost}, retries ${totals.retries}`,
);
process.exitCode = totals.duplicates + totals.lost > 0 ? 1 : 0;
