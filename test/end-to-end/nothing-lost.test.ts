import { afterAll, beforeAll, describe, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import {
  NIGHTLY,
  QUARTER_HOURLY,
  readDocument,
  type ShopInTest,
  startWorld,
  untilStatus,
  type World,
} from "./harness.ts";

/** What webhooks miss, what changes afterwards, migrations, and switching between orders and invoices. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

let firings = 0;

/** Each firing of a trigger has an instant of its own. */
async function fire(cron: string): Promise<Date> {
  firings += 1;
  const at = new Date(Date.now() + firings * 1000);
  await world.cron(cron, at);
  return at;
}

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
      const at = await fire(NIGHTLY);
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
      await fire(NIGHTLY);
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
      await fire(NIGHTLY);
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
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
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
      await fire(QUARTER_HOURLY);
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
        ids.push((await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } })).id);
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
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
      await untilStatus(shop, { kind: "order", id: id }, "processed");
      control.shop.changeOrder({ shop: shop.shop, id, order: { total_price: 77.77 } });
      await fire(NIGHTLY);
      const found = await eventually("warning", async () =>
        (await readDocument(shop.owner, "order", id))?.warnings.find(
          ({ code }) => code === "CHANGED_AFTER_BOOKING",
        ),
      );
      expect(found.message).toContain("77.77");
    },
  );
});

describe("switching between orders and invoices", () => {
  test(
    "the second one of a sale is skipped with a link to the first",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const order = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
      await untilStatus(shop, { kind: "order", id: order.id }, "processed");
      await shop.owner.call("PUT", "/api/configuration", {
        ...EXAMPLE_CONFIGURATION,
        source: "invoices",
      });
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
      const skipped = await untilStatus(shop, { kind: "invoice", id: invoice.id }, "skipped");
      expect(skipped).toMatchObject({ reason: "ALREADY_PROCESSED", linkedTo: `order/${order.id}` });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
      const again = await shop.owner.request(
        "POST",
        `/api/documents/invoice/${invoice.id}/process`,
        {},
      );
      expect(again.status).toBe(409);
    },
  );
});

describe("the kind that is not booked", () => {
  test(
    "an invoice does not book what waits as an unpaid order",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const order = await control.shop.makeOrder({ shop: shop.shop });
      await untilStatus(shop, { kind: "order", id: order.id }, "open");
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
      await control.shop.setInvoiceStatus({ shop: shop.shop, id: invoice.id, status: "paid" });
      await control.shop.pay({ shop: shop.shop, id: order.id });
      await untilStatus(shop, { kind: "order", id: order.id }, "processed");
      expect(await readDocument(shop.owner, "invoice", invoice.id)).toBeNull();
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );

  test(
    "orders that wait when the shop goes over to invoices are not booked any more",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await control.shop.makeOrder({ shop: shop.shop });
      await untilStatus(shop, { kind: "order", id: id }, "open");
      await shop.owner.call("PUT", "/api/configuration", {
        ...EXAMPLE_CONFIGURATION,
        source: "invoices",
      });
      await control.shop.pay({ shop: shop.shop, id });
      await fire(NIGHTLY);
      await eventually(
        "left to the invoice",
        async () => (await readDocument(shop.owner, "order", id))?.reason === "STATUS_NOT_SELECTED",
      );
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: id });
      await untilStatus(shop, { kind: "invoice", id: invoice.id }, "processed");
      await fire(NIGHTLY);
      const skipped = await untilStatus(shop, { kind: "order", id }, "skipped");
      expect(skipped).toMatchObject({
        reason: "ALREADY_PROCESSED",
        linkedTo: `invoice/${invoice.id}`,
      });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );
});

describe("migration", () => {
  interface Progress {
    readonly state: string;
    readonly total: number | null;
    readonly done: number;
    readonly booked: number;
    readonly failed: number;
    readonly skipped: number;
    readonly finishedAt: string | null;
  }

  async function run(
    { owner }: ShopInTest,
    dryRun: boolean,
    period: object = { from: "2023-03-01", to: "2023-03-31" },
  ): Promise<Progress> {
    const { id } = await owner.call<{ id: string }>("POST", "/api/backfill", {
      kind: "order",
      ...period,
      dryRun,
    });
    return eventually("the migration", async () => {
      const progress = await owner.call<Progress>("GET", `/api/backfill/${id}`);
      return progress.state === "running" ? null : progress;
    });
  }

  test(
    "a dry run books nothing; the real one books the period and nothing that stands there",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop({
        configuration: { ...EXAMPLE_CONFIGURATION, startDate: "2026-01-01" },
      });
      const { control } = world.sandbox;
      const place = (date: string, more: object = {}) =>
        control.shop.makeOrder({
          shop: shop.shop,
          deliver: false,
          order: { paid: true, create_date: `${date}T10:00:00Z`, ...more },
        });
      await place("2023-02-28");
      for (const date of ["2023-03-01", "2023-03-15", "2023-03-31"]) await place(date);
      await place("2023-03-10", { currency: "USD" });
      await place("2023-04-01");
      const dry = await run(shop, true);
      expect(dry).toMatchObject({
        state: "finished",
        total: 4,
        done: 4,
        booked: 3,
        failed: 1,
        skipped: 0,
      });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(0);
      const real = await run(shop, false);
      expect(real).toMatchObject({
        state: "finished",
        total: 4,
        done: 4,
        booked: 3,
        failed: 1,
        skipped: 0,
      });
      expect(real.finishedAt).not.toBeNull();
      const again = await run(shop, false);
      expect(again).toMatchObject({ state: "finished", booked: 0, skipped: 3, failed: 1 });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(3);
    },
  );

  test(
    "a migration that is stopped books no more; started again it goes on with the rest",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop({
        configuration: { ...EXAMPLE_CONFIGURATION, startDate: "2026-01-01" },
      });
      const { control } = world.sandbox;
      const { administration, owner } = shop;
      const period = { kind: "order", from: "2023-05-01", to: "2023-05-31", dryRun: false };
      for (let day = 1; day <= 8; day += 1) {
        const create_date = `2023-05-0${day}T10:00:00Z`;
        await control.shop.makeOrder({
          shop: shop.shop,
          deliver: false,
          order: { paid: true, create_date },
        });
      }
      const { id } = await owner.call<{ id: string }>("POST", "/api/backfill", period);
      await eventually("the first", () => control.imuis.entries({ administration }).length > 0);
      await owner.call("DELETE", `/api/backfill/${id}`);
      const stopped = await owner.call<Progress>("GET", `/api/backfill/${id}`);
      expect(stopped.state).toBe("stopped");
      expect(control.imuis.entries({ administration }).length).toBeLessThan(8);
      const rest = await run(shop, false, period);
      expect(rest).toMatchObject({ state: "finished", total: 8, failed: 0 });
      expect(rest.booked + rest.skipped).toBe(8);
      expect(control.imuis.entries({ administration })).toHaveLength(8);
    },
  );

  test(
    "what was booked by hand is found; another sale under the number is a conflict",
    { concurrent: true },
    async ({ expect }) => {
      const first = await world.newShop();
      const { control } = world.sandbox;
      const { administration } = first;
      const paid = { paid: true, create_date: "2023-03-05T10:00:00Z" };
      const booked = await control.shop.makeOrder({
        shop: first.shop,
        deliver: false,
        order: paid,
      });
      await first.owner.call("POST", "/api/documents/fetch", {
        kind: "order",
        number: booked.number,
      });
      await untilStatus(first, { kind: "order", id: booked.id }, "processed");
      // Another installation in the same books: the predecessor's entry and another sale under the next number.
      const second = await world.newShop({ administration });
      const same = await control.shop.makeOrder({ shop: second.shop, deliver: false, order: paid });
      const other = await control.shop.makeOrder({
        shop: second.shop,
        deliver: false,
        order: {
          ...paid,
          ordernumber: booked.number ? Number(booked.number) : 0,
          ordernumber_full: booked.number,
          rows: [{ selling_price: 5 }],
        },
      });
      expect(same.number).toBe(booked.number);
      const done = await run(second, false);
      expect(done).toMatchObject({ skipped: 1, failed: 1, booked: 0 });
      expect((await untilStatus(second, { kind: "order", id: same.id }, "skipped")).reason).toBe(
        "ALREADY_PROCESSED",
      );
      expect(
        (await untilStatus(second, { kind: "order", id: other.id }, "error")).error?.code,
      ).toBe("NUMBER_CONFLICT");
      expect(control.imuis.entries({ administration })).toHaveLength(1);
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
      await control.shop.makeOrder({ shop: busy.shop, order: { paid: true } });
    }
    const { id } = await control.shop.makeOrder({ shop: quiet.shop, order: { paid: true } });
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
