import { afterAll, beforeAll, describe, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually, type Owner } from "../../scripts/support/owner.ts";
import { QUARTER_HOURLY, readDocument, startWorld, type World } from "./harness.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly state: string;
}

async function mailsOf(owner: Owner): Promise<readonly Mail[]> {
  const { items } = await owner.call<{ items: Mail[] }>("GET", "/api/mails");
  return items;
}

async function bookedOrder(shop: string, owner: Owner, price: number): Promise<number> {
  const { id } = await world.sandbox.control.shop.makeOrder({
    shop,
    order: { paid: true, rows: [{ selling_price: price }] },
  });
  await eventually(
    "booked",
    async () => (await readDocument(owner, "order", id))?.status === "processed",
  );
  return id;
}

/** The next 07:00 in the Netherlands in winter time, which the tests' dates need not be exact about: both candidates are fired. */
function tomorrowsSevens(): readonly Date[] {
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  return [new Date(`${day}T05:00:00Z`), new Date(`${day}T06:00:00Z`)];
}

describe("mail without a binding is kept and shown", () => {
  test("the account's mail, a refused login told at once, and the digest", async ({ expect }) => {
    const { shop, administration, owner } = await world.newShop();
    expect(await mailsOf(owner)).toMatchObject([{ recipient: owner.email, state: "kept" }]);
    const { control } = world.sandbox;
    control.imuis.removeEnvironmentCode({
      administration,
      environmentCode: `code-${administration}`,
    });
    control.imuis.endSessions({ administration });
    const { id } = await control.shop.makeOrder({ shop, order: { paid: true } });
    await eventually(
      "refused",
      async () => (await readDocument(owner, "order", id))?.error?.code === "IMUIS_LOGIN_FAILED",
    );
    const status = await owner.call<{ connections: { imuis: { ok: boolean } } }>(
      "GET",
      "/api/status",
    );
    expect(status.connections.imuis.ok).toBe(false);
    const [alert] = await mailsOf(owner);
    expect(alert?.subject).toContain("Geen verbinding met King/iMUIS");
    for (const at of tomorrowsSevens()) await world.cron(QUARTER_HOURLY, at);
    await eventually("the digest", async () =>
      (await mailsOf(owner)).some(({ subject }) => subject.startsWith("Te bekijken")),
    );
    const subjects = (await mailsOf(owner)).map(({ subject }) => subject.split(" / ")[0] ?? "");
    expect(subjects.filter((subject) => subject.startsWith("Te bekijken"))).toHaveLength(1);
    expect(subjects.filter((subject) => subject.startsWith("Nog steeds"))).toHaveLength(1);
    expect(world.logs()).not.toContain(owner.email);
  });
});

describe("what if", () => {
  interface WhatIf {
    readonly examined: number;
    readonly cut: boolean;
    readonly different: readonly {
      readonly sourceId: string;
      readonly before: {
        readonly booking: { readonly lines: readonly { readonly ledgerAccount: number }[] };
      };
      readonly after: {
        readonly outcome: string;
        readonly error: { readonly code: string } | null;
        readonly booking: { readonly lines: readonly { readonly ledgerAccount: number }[] } | null;
      };
    }[];
  }

  const ask = (owner: Owner, configuration: unknown) =>
    owner.call<WhatIf>("POST", "/api/configuration/what-if", { configuration });

  test("names the booked orders that another account would take, and books nothing", async ({
    expect,
  }) => {
    const { shop, administration, owner } = await world.newShop();
    const ids = [await bookedOrder(shop, owner, 10), await bookedOrder(shop, owner, 20)];
    const before = world.sandbox.control.calls.list().length;
    const same = await ask(owner, EXAMPLE_CONFIGURATION);
    expect(same).toEqual({ examined: 2, cut: false, different: [] });
    const text = JSON.stringify(EXAMPLE_CONFIGURATION);
    const other = await ask(owner, JSON.parse(text.replaceAll('"revenue":8000', '"revenue":8006')));
    expect(other.different.map(({ sourceId }) => Number(sourceId)).toReversed()).toEqual(ids);
    for (const { before: was, after: would } of other.different) {
      expect(was.booking.lines.map(({ ledgerAccount }) => ledgerAccount)).toContain(8000);
      expect(would.booking?.lines.map(({ ledgerAccount }) => ledgerAccount)).toContain(8006);
    }
    expect(world.sandbox.control.imuis.entries({ administration })).toHaveLength(2);
    const calls = world.sandbox.control.calls.list().slice(before);
    expect(calls.filter(({ operation }) => operation.startsWith("Create"))).toEqual([]);
  });

  test("compares what would be booked now: what waits or was put aside is no difference", async ({
    expect,
  }) => {
    const { shop, owner } = await world.newShop();
    const { control } = world.sandbox;
    const booked = await bookedOrder(shop, owner, 10);
    const unpaid = await control.shop.makeOrder({ shop });
    const aside = await control.shop.makeOrder({ shop });
    for (const { id } of [unpaid, aside]) {
      await eventually(
        "open",
        async () => (await readDocument(owner, "order", id))?.status === "open",
      );
    }
    await owner.call("POST", `/api/documents/order/${aside.id}/dismiss`, { reason: "test" });
    const text = JSON.stringify(EXAMPLE_CONFIGURATION);
    const other = await ask(owner, JSON.parse(text.replaceAll('"revenue":8000', '"revenue":8006')));
    expect(other.examined).toBe(3);
    expect(other.different.map(({ sourceId }) => Number(sourceId))).toEqual([booked]);
    const chosen = await ask(owner, { ...EXAMPLE_CONFIGURATION, orderStatuses: [42] });
    expect(chosen.different.map(({ sourceId, after }) => [Number(sourceId), after])).toEqual([
      [booked, expect.objectContaining({ outcome: "open", booking: null })],
    ]);
  });

  test("a shop that doesn't answer is asked once or so, not a hundred times", async ({
    expect,
  }) => {
    const { shop, owner } = await world.newShop();
    for (let price = 1; price <= 6; price += 1) await bookedOrder(shop, owner, price);
    const { control } = world.sandbox;
    control.faults.add({
      match: { vendor: "ccv", operation: "GET /orders/*", subject: shop },
      effect: { kind: "status", status: 503 },
    });
    const answer = await ask(owner, EXAMPLE_CONFIGURATION);
    control.faults.clear();
    expect(answer).toMatchObject({ examined: 0, cut: true, different: [] });
  });
});
