import { afterAll, beforeAll, describe, test } from "vitest";

import type { FaultEffect } from "../../sandbox/faults/fault.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import {
  booked,
  type DocumentView,
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
      world.failNext(shop, operation, effect);
      const { id } = await world.paidOrder(shop);
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
      world.failNext(shop, operation, effect);
      const { id } = await world.paidOrder(shop);
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
    world.failNext(shop, "CreateJournaalpost", { kind: "resetAfter" });
    world.failNext(shop, "GetStamtabelRecords:BOE", { kind: "noMetadata", times: 3 });
    const { id } = await world.paidOrder(shop);
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
    world.failNext(shop, "CreateJournaalpost", { kind: "resetAfter" });
    world.failNext(shop, "GetStamtabelRecords:BOE", { kind: "emptySearch" });
    const { id } = await world.paidOrder(shop);
    await booked(shop, id);
    expect(control.imuis.entries({ administration })).toHaveLength(1);
  });

  test("a debtor that a search does not find is not made twice", async ({ expect }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const { administration } = shop;
    world.failNext(shop, "CreateStamTabelRecord", { kind: "resetAfter" });
    control.faults.add({
      match: { vendor: "imuis", operation: "GetStamtabelRecords:DEB", subject: administration },
      effect: { kind: "emptySearch" },
      nth: 2,
    });
    const { id } = await world.paidOrder(shop);
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
    // Until it is mended: each announcement of the order has it looked at anew, and the second may come after the first's refusal.
    const refusal = control.faults.add({
      match: { vendor: "imuis", operation: "CreateJournaalpost", subject: administration },
      effect: { kind: "refuse", text: "Dagboek is geblokkeerd (CS101)" },
    });
    const { id } = await world.paidOrder(shop);
    const failed = await eventually("refused", async () => {
      const document = await status(shop, id);
      return document?.status === "error" ? document : null;
    });
    expect(failed.error).toMatchObject({ code: "IMUIS_REFUSED", transient: false });
    expect(JSON.stringify(failed.error)).toContain("Dagboek is geblokkeerd (CS101)");
    control.faults.clear({ id: refusal.id });
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
    const { id } = await world.paidOrder(shop);
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
      ids.push((await world.paidOrder(shop)).id);
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
