import { afterAll, beforeAll, describe, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import {
  NIGHTLY,
  QUARTER_HOURLY,
  readDocument,
  startWorld,
  untilStatus,
  type World,
} from "./harness.ts";

/** What webhooks miss, what changes afterwards, and whose turn it is. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

describe("cron", () => {
  test(
    "a firing that comes twice does its work once; a missed one is made good by the next",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await control.shop.makeOrder({
        shop: shop.shop,
        deliver: false,
        order: { paid: true },
      });
      const at = await world.fire(NIGHTLY);
      await world.cron(NIGHTLY, at);
      await untilStatus(shop, { kind: "order", id: id }, "processed");
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
      const runs = await (
        await world.database()
      )
        .prepare("SELECT COUNT(*) AS runs FROM cron_runs WHERE scheduled_at = ?")
        .bind(at.getTime())
        .all<{ runs: number }>();
      expect(runs.results[0]?.runs).toBe(1);
    },
  );

  test(
    "an order that was paid while nobody told us is found in the night",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await control.shop.makeOrder({ shop: shop.shop });
      const open = await untilStatus(shop, { kind: "order", id: id }, "open");
      expect(open.reason).toBe("NOT_PAID");
      await control.shop.pay({ shop: shop.shop, id, deliver: false });
      await world.fire(NIGHTLY);
      await untilStatus(shop, { kind: "order", id: id }, "processed");
    },
  );

  test(
    "webhooks that the shop switched off or lost are mended in the night",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      control.shops.breakWebhook({ shop: shop.shop, event: "orders.created" });
      control.shops.breakWebhook({ shop: shop.shop, event: "orders.updated.ispaid", remove: true });
      await world.fire(NIGHTLY);
      const mended = await eventually("mended", () => {
        const webhooks = control.shops.webhooks({ shop: shop.shop });
        const active = webhooks.filter(({ is_active: isActive }) => isActive);
        return active.length === webhooks.length &&
          active.some(({ event }) => event === "orders.updated.ispaid")
          ? active
          : null;
      });
      const events = mended.map(({ event }) => event);
      expect(new Set(events).size).toBe(events.length);
      const { id } = await world.paidOrder(shop);
      await untilStatus(shop, { kind: "order", id: id }, "processed");
    },
  );

  test(
    "invoices are polled where the shop has no event for them",
    { concurrent: true },
    async ({ expect }) => {
      const configuration = { ...EXAMPLE_CONFIGURATION, source: "invoices" };
      const shop = await world.newShop({
        configuration,
        prepare: ({ shop: name }) => {
          world.sandbox.control.shops.behave({ shop: name, refusedEvents: ["invoices.created"] });
        },
      });
      const { control } = world.sandbox;
      const order = await control.shop.makeOrder({ shop: shop.shop, deliver: false });
      const { id } = await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
      await world.fire(QUARTER_HOURLY);
      await untilStatus(shop, { kind: "invoice", id: id }, "processed");
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );
});

describe("after booking", () => {
  test(
    "a change, a cancellation or a deletion becomes a warning; the books stay",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const ids: number[] = [];
      for (let count = 0; count < 4; count += 1) {
        ids.push((await world.paidOrder(shop)).id);
      }
      for (const id of ids) await untilStatus(shop, { kind: "order", id: id }, "processed");
      const [changed = 0, cancelled = 0, deleted = 0, sent = 0] = ids;
      control.shop.changeOrder({ shop: shop.shop, id: changed, order: { total_price: 99.99 } });
      await control.shop.setStatus({ shop: shop.shop, id: changed, status: 5 });
      await control.shop.setStatus({ shop: shop.shop, id: cancelled, status: 8 });
      await control.shop.deleteOrder({ shop: shop.shop, id: deleted });
      await control.shop.setStatus({ shop: shop.shop, id: sent, status: 5 });
      const warning = (id: number) =>
        eventually(`warning of ${id}`, async () =>
          (await readDocument(shop.owner, "order", id))?.warnings.find(
            ({ code }) => code === "CHANGED_AFTER_BOOKING",
          ),
        );
      expect((await warning(changed)).message).toContain("99.99");
      expect((await warning(cancelled)).message).toContain("cancelled");
      expect((await warning(deleted)).message).toContain("deleted");
      expect((await readDocument(shop.owner, "order", sent))?.warnings).toEqual([]);
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(4);
    },
  );

  test(
    "a change that no webhook announces is seen in the night",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await world.paidOrder(shop);
      await untilStatus(shop, { kind: "order", id: id }, "processed");
      control.shop.changeOrder({ shop: shop.shop, id, order: { total_price: 77.77 } });
      await world.fire(NIGHTLY);
      const found = await eventually("warning", async () =>
        (await readDocument(shop.owner, "order", id))?.warnings.find(
          ({ code }) => code === "CHANGED_AFTER_BOOKING",
        ),
      );
      expect(found.message).toContain("77.77");
    },
  );
});

describe("fairness", () => {
  test("a shop with many waiting documents does not hold up another's first", async ({
    expect,
  }) => {
    const busy = await world.newShop();
    const quiet = await world.newShop();
    const { control } = world.sandbox;
    control.faults.add({
      match: { vendor: "imuis", subject: busy.administration },
      effect: { kind: "delay", milliseconds: 200 },
    });
    for (let count = 0; count < 60; count += 1) {
      await world.paidOrder(busy);
    }
    const { id } = await world.paidOrder(quiet);
    await untilStatus(quiet, { kind: "order", id: id }, "processed");
    const waiting = 60 - control.imuis.entries({ administration: busy.administration }).length;
    expect(waiting).toBeGreaterThan(20);
    control.faults.clear();
    await eventually(
      "all of them",
      () => control.imuis.entries({ administration: busy.administration }).length === 60,
    );
  });
});
