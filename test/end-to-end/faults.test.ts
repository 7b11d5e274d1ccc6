import { afterAll, beforeAll, describe, test } from "vitest";

import type { FaultEffect } from "../../sandbox/faults/fault.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
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

/** Whatever goes wrong on the way to iMUIS: the order is booked exactly once, or stands before a person with the reason. */

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

const EFFECTS: readonly FaultEffect[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "hangBefore" },
  { kind: "hangAfter" },
  { kind: "lateCommit", milliseconds: 200 },
  { kind: "status", status: 500 },
  { kind: "statusAfter", status: 502 },
  { kind: "malformed" },
  { kind: "empty" },
  { kind: "truncated" },
  { kind: "soapFault" },
  { kind: "expiredSession" },
];

const JOURNAL_CALLS = [
  "Login",
  "GetAdmInfo",
  "GetStamtabelRecords:DEB",
  "CreateStamTabelRecord",
  "CreateJournaalpost",
] as const;

const ORDER_CALLS = [
  "GetStamtabelRecords:ART",
  "CreateStamTabelRecord",
  "CreateVerkoopOrder",
] as const;

/** What was aborted may still be executed: only when it is can a second booking be ruled out. */
async function executed(effect: FaultEffect, administration: string): Promise<void> {
  if (effect.kind !== "lateCommit") return;
  const { calls } = world.sandbox.control;
  await eventually("the late commit", () =>
    calls
      .list({ subject: administration })
      .some(({ fault, processed }) => fault !== null && processed),
  );
}

/** Every effect on every call that booking a first order of a new customer makes. */
const JOURNAL_CASES = JOURNAL_CALLS.flatMap((operation) =>
  EFFECTS.map((effect) => ({ operation, effect })),
);
const ORDER_CASES = ORDER_CALLS.flatMap((operation) =>
  EFFECTS.filter(({ kind }) => /reset|late|hangAfter/.test(kind)).map((effect) => ({
    operation,
    effect,
  })),
);

const ORDERS_TARGET = {
  ...EXAMPLE_CONFIGURATION,
  target: "orders",
  salesOrder: { orderType: "webshoporder", shippingMethod: "Verzendkosten", itemGroup: 29 },
};

describe("a fault of iMUIS", () => {
  test.for(JOURNAL_CASES)(
    "$effect.kind at $operation: one entry, one debtor",
    { concurrent: true },
    async ({ operation, effect }, { expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { administration } = shop;
      if (operation === "Login") control.imuis.endSessions({ administration });
      control.faults.add({
        match: { vendor: "imuis", operation, subject: administration },
        effect,
        times: 1,
      });
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
      const document = await booked(shop, id);
      await executed(effect, administration);
      expect(control.imuis.entries({ administration })).toHaveLength(1);
      expect(
        control.imuis
          .debtors({ administration })
          .filter(({ EMAIL }) => EMAIL === "anna@example.nl"),
      ).toHaveLength(1);
      expect(document.imuisReference).toBeTruthy();
      // A call that we gave up goes on in the vendor's hands: only there may two overlap.
      if (!effect.kind.startsWith("hang")) {
        expect(control.calls.mostInFlight()[`imuis ${administration}`]).toBe(1);
      }
    },
  );

  test.for(ORDER_CASES)(
    "$effect.kind at $operation: one sales order, one product",
    { concurrent: true },
    async ({ operation, effect }, { expect }) => {
      const shop = await world.newShop({ configuration: ORDERS_TARGET });
      const { control } = world.sandbox;
      const { administration } = shop;
      control.faults.add({
        match: { vendor: "imuis", operation, subject: administration },
        effect,
        times: 1,
      });
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
      await booked(shop, id);
      await executed(effect, administration);
      expect(control.imuis.orders({ administration })).toHaveLength(1);
      expect(
        control.imuis.products({ administration }).filter(({ NR }) => NR === "P-1"),
      ).toHaveLength(1);
    },
  );

  test("a look-up without METADATA is no answer: looked again, never sent twice", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration } = shop;
    control.faults.add({
      match: { vendor: "imuis", operation: "CreateJournaalpost", subject: administration },
      effect: { kind: "resetAfter" },
      times: 1,
    });
    control.faults.add({
      match: { vendor: "imuis", operation: "GetStamtabelRecords:BOE", subject: administration },
      effect: { kind: "noMetadata" },
      times: 3,
    });
    const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
    await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(1);
    expect(control.calls.count({ subject: administration, operation: "CreateJournaalpost" })).toBe(
      1,
    );
  });

  test("one look that finds nothing although it is there does not book it again", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration } = shop;
    control.faults.add({
      match: { vendor: "imuis", operation: "CreateJournaalpost", subject: administration },
      effect: { kind: "resetAfter" },
      times: 1,
    });
    control.faults.add({
      match: { vendor: "imuis", operation: "GetStamtabelRecords:BOE", subject: administration },
      effect: { kind: "emptySearch" },
      times: 1,
    });
    const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
    await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(1);
  });

  test("a debtor that a search does not find is not made twice", async ({ expect }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration } = shop;
    control.faults.add({
      match: { vendor: "imuis", operation: "CreateStamTabelRecord", subject: administration },
      effect: { kind: "resetAfter" },
      times: 1,
    });
    control.faults.add({
      match: { vendor: "imuis", operation: "GetStamtabelRecords:DEB", subject: administration },
      effect: { kind: "emptySearch" },
      nth: 2,
    });
    const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
    await booked(shop, id);
    const debtors = control.imuis.debtors({ administration });
    expect(debtors.filter(({ EMAIL }) => EMAIL === "anna@example.nl")).toHaveLength(1);
  });

  test("a refusal is an error with iMUIS's own words, and Process books it when it is mended", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration, owner } = shop;
    control.faults.add({
      match: { vendor: "imuis", operation: "CreateJournaalpost", subject: administration },
      effect: { kind: "refuse", text: "Dagboek is geblokkeerd (CS101)" },
      times: 1,
    });
    const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
    const failed = await eventually("refused", async () => {
      const document = await status(shop, id);
      return document?.status === "error" ? document : null;
    });
    expect(failed.error).toMatchObject({ code: "IMUIS_REFUSED", transient: false });
    expect(JSON.stringify(failed.error)).toContain("Dagboek is geblokkeerd (CS101)");
    await owner.call("POST", `/api/documents/order/${id}/process`, {});
    await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(1);
  });

  test("a refused login is an error; when the connection is mended the order is booked by itself", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration, owner } = shop;
    const environmentCode = `code-${administration}`;
    control.imuis.removeEnvironmentCode({ administration, environmentCode });
    control.imuis.endSessions({ administration });
    const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
    await eventually(
      "refused",
      async () => (await status(shop, id))?.error?.code === "IMUIS_LOGIN_FAILED",
    );
    const { connections } = await owner.call<{ connections: { imuis: { ok: boolean } } }>(
      "GET",
      "/api/status",
    );
    expect(connections.imuis.ok).toBe(false);
    control.imuis.addEnvironmentCode({ administration, environmentCode });
    await owner.call("PUT", "/api/connections/imuis", { environmentCode });
    await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(1);
  });
});

describe("iMUIS does not answer at all", () => {
  test("documents wait as open with a red dot and few calls, and go on by themselves", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration, owner } = shop;
    const outage = control.faults.add({
      match: { vendor: "imuis", subject: administration },
      effect: { kind: "status", status: 503 },
    });
    const ids: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      ids.push((await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } })).id);
    }
    const waiting = async (): Promise<number> => {
      const { items } = await owner.call<{ items: { reason: string }[] }>("GET", "/api/open");
      return items.filter(({ reason }) => reason === "IMUIS_UNAVAILABLE").length;
    };
    await eventually("waiting", async () => (await waiting()) === ids.length);
    interface Status {
      connections: { imuis: { ok: boolean; problem?: string } };
    }
    const red = await eventually("a red dot", async () => {
      const { connections } = await owner.call<Status>("GET", "/api/status");
      return connections.imuis.ok ? null : connections.imuis;
    });
    expect(red.problem).toBeTruthy();
    // Five failures close the way; then one probe at a time, however many documents wait.
    const calls = control.calls.count({ subject: administration });
    expect(calls).toBeLessThan(ids.length * 4);
    control.faults.clear({ id: outage.id });
    for (const id of ids) await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(ids.length);
    await eventually(
      "a green dot",
      async () => (await owner.call<Status>("GET", "/api/status")).connections.imuis.ok,
    );
  });
});

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
      const ids = await Promise.all(
        [1, 2].map(
          async () => (await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } })).id,
        ),
      );
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
      control.faults.add({
        match: { vendor: "ccv", operation: "GET /orders/*", subject: shop.shop },
        effect: { kind: "status", status: 503 },
        times: 8,
      });
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
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
      control.faults.add({
        match: { vendor: "ccv", operation: "GET /orders/*", subject: shop.shop },
        effect: { kind: "rateLimit", code: "429.10", retryAfterSeconds: 1 },
        times: 2,
      });
      const { id } = await control.shop.makeOrder({ shop: shop.shop, order: { paid: true } });
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
