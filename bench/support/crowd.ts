import { eventually } from "../../scripts/support/owner.ts";
import type { ShopInTest, World } from "../../test/end-to-end/harness.ts";
import { newShops, type Stage, startStage } from "./stage.ts";

/** Many shops with many orders, put on the queue at once and watched until they are booked. */

export interface Share {
  readonly shop: ShopInTest;
  readonly documents: number;
}

export interface Drained {
  readonly milliseconds: number;
  /** When each administration had its last entry, counted from the first message. */
  readonly finishedAt: ReadonlyMap<string, number>;
}

interface OrdersQueue {
  sendBatch(messages: readonly { readonly body: unknown }[]): Promise<unknown>;
}

const MESSAGES_PER_BATCH = 100;
const LIMIT_MS = 20 * 60_000;
const LOOK_EVERY_MS = 20;

/**
 * Measures with shops that have each booked once, on a stage of its own: the sandbox keeps all that was sold and called, and
 * would be slower for whoever comes later.
 */
export async function onCrowdedStage<Measured>(
  shops: number,
  measure: (stage: Stage, shops: readonly ShopInTest[]) => Promise<Measured>,
): Promise<Measured> {
  const stage = await startStage();
  try {
    const crowd = await newShops(stage.world, shops);
    await drain(
      stage.world,
      crowd.map((shop) => ({ shop, documents: 1 })),
    );
    return await measure(stage, crowd);
  } finally {
    await stage.close();
  }
}

/** Orders that the shop has but tells nobody of; the messages come in turn, as from many shops. */
export async function drain(world: World, shares: readonly Share[]): Promise<Drained> {
  const messages = interleave(await Promise.all(shares.map((share) => prepare(world, share))));
  const { ORDERS } = await world.server.getWorker<{ ORDERS: OrdersQueue }>().getEnv();
  const before = entriesOf(world, shares);
  const start = performance.now();
  for (let place = 0; place < messages.length; place += MESSAGES_PER_BATCH) {
    await ORDERS.sendBatch(messages.slice(place, place + MESSAGES_PER_BATCH));
  }
  const finishedAt = await watch(world, shares, { before, start });
  await recorded(world);
  return { milliseconds: performance.now() - start, finishedAt };
}

async function prepare(world: World, { shop, documents }: Share): Promise<{ body: unknown }[]> {
  const installationId = await installationOf(world, shop);
  const messages: { body: unknown }[] = [];
  for (let place = 0; place < documents; place += 1) {
    const { id } = await world.sandbox.control.shop.makeOrder({
      shop: shop.shop,
      order: { paid: true },
      deliver: false,
    });
    const event = "orders.created";
    const ids = { installationId, kind: "order", sourceId: String(id), backfillId: null };
    messages.push({ body: { type: "document", cause: "webhook", event, ...ids } });
  }
  return messages;
}

async function installationOf(world: World, { shop }: ShopInTest): Promise<string> {
  const { apiPublic } = world.sandbox.control.shops.get({ shop });
  const database = await world.database();
  const { results } = await database
    .prepare("SELECT id FROM installations WHERE api_public = ?")
    .bind(apiPublic)
    .all<{ id: string }>();
  return results[0]?.id ?? "";
}

function interleave<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => list.slice(place, place + 1)),
  ).flat();
}

function entriesOf(world: World, shares: readonly Share[]): Map<string, number> {
  const counts = world.sandbox.control.calls.counts();
  return new Map(
    shares.map(({ shop: { administration } }) => [
      administration,
      counts[`imuis ${administration} CreateJournaalpost`] ?? 0,
    ]),
  );
}

async function watch(
  world: World,
  shares: readonly Share[],
  { before, start }: { readonly before: ReadonlyMap<string, number>; readonly start: number },
): Promise<Map<string, number>> {
  const finishedAt = new Map<string, number>();
  while (finishedAt.size < shares.length) {
    if (performance.now() - start > LIMIT_MS) throw new Error("The queue was not drained in time.");
    const now = entriesOf(world, shares);
    for (const { shop, documents } of shares) {
      const { administration } = shop;
      const booked = (now.get(administration) ?? 0) - (before.get(administration) ?? 0);
      if (booked >= documents && !finishedAt.has(administration)) {
        finishedAt.set(administration, performance.now() - start);
      }
    }
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
  return finishedAt;
}

/** The last entries are sent; now D1 must have them too. */
async function recorded(world: World): Promise<void> {
  const database = await world.database();
  await eventually("all documents recorded", async () => {
    const { results } = await database
      .prepare("SELECT COUNT(*) AS waiting FROM documents WHERE next_check_at IS NOT NULL")
      .all<{ waiting: number }>();
    return results[0]?.waiting === 0;
  });
}
