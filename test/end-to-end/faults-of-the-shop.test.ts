import { afterAll, beforeAll, describe, test } from "vitest";

import { eventually } from "../../scripts/support/owner.ts";
import {
  booked,
  type DocumentView,
  QUARTER_HOURLY,
  readDocument,
  type ShopInTest,
  startWorld,
  type World,
} from "./harness.ts";

/** Whatever the shop sends, twice, late, wrong or not at all: the order is booked once, or stands before a person. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

async function status({ owner }: ShopInTest, id: number): Promise<DocumentView | null> {
  return readDocument(owner, "order", id);
}

describe("what the shop does", () => {
  test(
    "created, paid and status in every order: booked once",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const tell = {
        created: (id: number) =>
          control.shop.notify({ shop: shop.shop, event: "orders.created", body: { id } }),
        paid: (id: number) => control.shop.pay({ shop: shop.shop, id }),
        status: (id: number) => control.shop.setStatus({ shop: shop.shop, id, status: 5 }),
      };
      const orders: (keyof typeof tell)[][] = [
        ["created", "paid", "status"],
        ["created", "status", "paid"],
        ["paid", "created", "status"],
        ["paid", "status", "created"],
        ["status", "created", "paid"],
        ["status", "paid", "created"],
      ];
      for (const sequence of orders) {
        const { id } = await control.shop.makeOrder({ shop: shop.shop, deliver: false });
        for (const name of sequence) await tell[name](id);
        await booked(shop, id);
      }
      expect(orders).toHaveLength(6);
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(6);
    },
  );

  test(
    "two first orders of one new customer at once: one debtor, two entries",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { administration } = shop;
      const ids = await Promise.all([1, 2].map(async () => (await world.paidOrder(shop)).id));
      for (const id of ids) await booked(shop, id);
      expect(control.imuis.entries({ administration })).toHaveLength(2);
      const debtors = control.imuis.debtors({ administration });
      expect(debtors.filter(({ EMAIL }) => EMAIL === "anna@example.nl")).toHaveLength(1);
    },
  );

  test(
    "an order that is gone or nonsense is an error that names the field",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      await control.shop.notify({ shop: shop.shop, event: "orders.created", body: { id: 987654 } });
      const gone = await eventually("gone", async () => {
        const document = await status(shop, 987654);
        return document?.status === "error" ? document : null;
      });
      expect(gone.error).toMatchObject({ code: "SOURCE_NOT_FOUND" });
      const { id } = await control.shop.makeOrder({
        shop: shop.shop,
        order: { paid: true, total_price: "abc" as never },
      });
      const nonsense = await eventually("nonsense", async () => {
        const document = await status(shop, id);
        return document?.status === "error" ? document : null;
      });
      expect(nonsense.error).toMatchObject({ code: "SOURCE_INVALID" });
      expect(nonsense.error?.detail).toContain("total_price");
    },
  );

  test(
    "the shop does not answer for a while: it waits as open and goes on by itself",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      world.failNext(shop, "GET /orders/*", { kind: "status", status: 503, times: 8 });
      const { id } = await world.paidOrder(shop);
      await eventually(
        "waiting",
        async () => (await status(shop, id))?.reason === "CCV_UNAVAILABLE",
      );
      await booked(shop, id);
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );

  test(
    "too many calls: it waits as long as the shop says and goes on",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      world.failNext(shop, "GET /orders/*", {
        kind: "rateLimit",
        code: "429.10",
        retryAfterSeconds: 1,
        times: 2,
      });
      const { id } = await world.paidOrder(shop);
      await booked(shop, id);
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );

  test(
    "webhooks that never came are found by the sweep",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await control.shop.makeOrder({
        shop: shop.shop,
        deliver: false,
        order: { paid: true },
      });
      await world.cron("30 1 * * *", new Date(Date.now() + id));
      await booked(shop, id);
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );

  test(
    "webhooks signed in a form we don't know lose nothing",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id, deliveries } = await control.shop.makeOrder({
        shop: shop.shop,
        variant: "wrong",
        order: { paid: true },
      });
      expect(deliveries.map((delivery) => delivery.status)).toEqual([401]);
      await world.cron(QUARTER_HOURLY, new Date(Date.now() + id));
      await booked(shop, id);
    },
  );
});
