import { afterAll, beforeAll, describe, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import { type ShopInTest, startWorld, untilStatus, type World } from "./harness.ts";

/** Booking a period of the past: dry, real, stopped, and without power. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
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
    "a dry run counts as booked only what the real one would send",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const database = await world.database();
      const { items } = await shop.owner.call<{
        readonly items: readonly { readonly id: string }[];
      }>("GET", "/api/installations");
      const stored = [
        { status: "unknown", reason: null, intent: null },
        { status: "processing", reason: null, intent: "{}" },
        { status: "skipped", reason: "DISMISSED", intent: null },
        { status: "skipped", reason: "ALREADY_PROCESSED", intent: null },
        { status: "skipped", reason: "BEFORE_START_DATE", intent: null },
        { status: "error", reason: null, intent: null },
      ];
      for (const { status, reason, intent } of stored) {
        const { id } = await control.shop.makeOrder({
          shop: shop.shop,
          deliver: false,
          order: { paid: true, create_date: "2023-07-10T10:00:00Z" },
        });
        await database
          .prepare(
            "INSERT INTO documents (installation_id, kind, source_id, status, reason, intent, sort_date, received_at, history) VALUES (?, 'order', ?, ?, ?, ?, '2023-07-10', 1, '[]')",
          )
          .bind(items[0]?.id ?? "", String(id), status, reason, intent)
          .run();
      }
      const dry = await run(shop, true, { from: "2023-07-01", to: "2023-07-31" });
      expect(dry).toMatchObject({ state: "finished", done: 6, booked: 2, skipped: 4, failed: 0 });
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
