import { afterAll, beforeAll, describe, test } from "vitest";

import { eventually, install } from "../../scripts/support/owner.ts";
import { readDocument, startWorld, untilStatus, type World } from "./harness.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

describe("a paid order becomes a journal entry", () => {
  test("from the signed webhook to the balanced entry, and in the report", async ({ expect }) => {
    const { shop, administration, owner } = await world.newShop();
    const { control } = world.sandbox;
    const { id, number } = await control.shop.makeOrder({ shop });
    expect((await eventually("open", () => readDocument(owner, "order", id)))?.status).toMatch(
      /open|processing/,
    );
    await control.shop.pay({ shop, id });
    const booked = await eventually("booked", async () => {
      const document = await readDocument(owner, "order", id);
      return document?.status === "processed" ? document : null;
    });
    const entries = control.imuis.entries({ administration });
    expect(entries).toHaveLength(1);
    const rows = entries[0]?.rows ?? [];
    expect(rows.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
    expect(rows[0]).toMatchObject({ document: number, amountCents: 1499, vatCents: 0 });
    expect(booked).toMatchObject({ total: "14.99", error: null, warnings: [] });
    const report = await owner.call<{ items: { sourceId: string }[] }>("GET", "/api/report");
    expect(report.items.map(({ sourceId }) => sourceId)).toEqual([String(id)]);
    const status = await owner.call("GET", "/api/status");
    expect(status).toMatchObject({
      connections: { ccv: { ok: true }, imuis: { ok: true } },
      configured: true,
      counts: { processed: 1, open: 0, errors: 0, unknown: 0 },
    });
  });

  test("delivered twenty times at once, it is booked once", async ({ expect }) => {
    const { shop, administration, owner } = await world.newShop();
    const { control } = world.sandbox;
    const { id } = await control.shop.makeOrder({ shop, deliver: false, order: { paid: true } });
    await Promise.all(Array.from({ length: 20 }, () => control.shop.pay({ shop, id })));
    await eventually(
      "booked",
      async () => (await readDocument(owner, "order", id))?.status === "processed",
    );
    await world.cron("*/15 * * * *");
    expect(control.imuis.entries({ administration })).toHaveLength(1);
  });

  test("each settlement is one line of JSON that tells who, what, from where to where and how long", async ({
    expect,
  }) => {
    const { shop, owner } = await world.newShop();
    const { id } = await world.sandbox.control.shop.makeOrder({ shop });
    await untilStatus({ owner }, { kind: "order", id }, "open");
    await world.sandbox.control.shop.pay({ shop, id });
    await untilStatus({ owner }, { kind: "order", id }, "processed");
    const lines = world
      .logs()
      .split("\n")
      .filter((line) => line.includes("document.settled") && line.includes(`order/${id}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const common = {
      event: "document.settled",
      installation: expect.stringMatching(/^[0-9a-f-]{36}$/),
      document: `order/${id}`,
      attempt: expect.any(Number),
      from: expect.any(String),
      ms: expect.any(Number),
      outcome: "recorded",
    };
    expect(lines.at(0)).toEqual({ ...common, to: "open", code: "NOT_PAID" });
    expect(lines.at(-1)).toEqual({ ...common, to: "processed", code: "BOOKED" });
  });

  test("a reported problem tells support everything but the customer", async ({ expect }) => {
    const { shop, owner } = await world.newShop();
    const { control } = world.sandbox;
    const { id } = await control.shop.makeOrder({ shop, order: { paid: true } });
    await untilStatus({ owner }, { kind: "order", id }, "processed");
    const rows = [{ tax: 17, selling_price: 10 }];
    const wrong = await control.shop.makeOrder({ shop, order: { paid: true, rows } });
    await untilStatus({ owner }, { kind: "order", id: wrong.id }, "error");
    for (const reported of [id, wrong.id]) {
      await owner.call("POST", `/api/documents/order/${reported}/report-problem`, {
        message: "Waarom zo?",
      });
    }
    const { items } = await owner.call<{ items: { details: Record<string, unknown> }[] }>(
      "GET",
      "/api/questions",
    );
    expect(items.map(({ details }) => details["status"])).toEqual(["error", "processed"]);
    expect(items[1]?.details["trace"]).toMatchObject({ document: { treatment: "domestic" } });
    const mails = await owner.call<{ items: { text: string }[] }>("GET", "/api/mails");
    const told = JSON.stringify([items, mails]);
    expect(told).toContain("Waarom zo?");
    expect(told).not.toMatch(/Bakker|Dorpsstraat|anna@example/);
  });

  test("no secret appears in what the Worker logs", async ({ expect }) => {
    const { shop, owner } = await world.newShop();
    const { id } = await world.sandbox.control.shop.makeOrder({ shop, order: { paid: true } });
    await eventually(
      "booked",
      async () => (await readDocument(owner, "order", id))?.status === "processed",
    );
    const secrets = [
      owner.password,
      ...world.sandbox.control.shops.list().flatMap(({ apiSecret }) => apiSecret ?? []),
      ...world.sandbox.control.shops.webhooks({ shop }).map(({ key }) => key),
      "abcdefghijklmnopqrstuvwxyz",
    ];
    const logs = world.logs();
    expect(logs).toContain("document.settled");
    expect(secrets.filter((secret) => logs.includes(secret))).toEqual([]);
  });
});

describe("set-up", () => {
  test("activated twice at once, each webhook is registered once", async ({ expect }) => {
    const { shop, owner } = await world.newShop();
    const { control } = world.sandbox;
    for (const { event } of control.shops.webhooks({ shop }))
      control.shops.breakWebhook({ shop, event, remove: true });
    await Promise.all([owner.call("POST", "/api/activate"), owner.call("POST", "/api/activate")]);
    const events = control.shops.webhooks({ shop }).map(({ event }) => event);
    expect(events.length).toBeGreaterThan(3);
    expect(new Set(events).size).toBe(events.length);
  });

  test("a renewed code of the same administration needs no word; another administration's does", async ({
    expect,
  }) => {
    const { owner, administration } = await world.newShop();
    const { imuis } = world.sandbox.control;
    imuis.addEnvironmentCode({ administration, environmentCode: `renewed-${administration}` });
    await owner.call("PUT", "/api/connections/imuis", {
      environmentCode: `renewed-${administration}`,
    });
    expect(await owner.call("GET", "/api/status")).toMatchObject({ configured: true });
    const other = await owner.request("PUT", "/api/connections/imuis", {
      environmentCode: "00000",
    });
    expect(other.status).toBe(409);
  });

  test("Process asks VIES again: what was invalid may have been mended", async () => {
    const { shop, owner } = await world.newShop();
    const { control } = world.sandbox;
    control.vies.set({ number: "DE129273398", answer: { valid: false } });
    const { id } = await control.shop.makeOrder({
      shop,
      order: {
        paid: true,
        is_intra_community_order: true,
        taxes_included: false,
        order_row_taxes_included: false,
        total_shipping: 0,
        rows: [{ selling_price: 100, tax: 0 }],
        customer: {
          btw: "DE129273398",
          email: "k@example.de",
          billingaddress: { country_code: "DE" },
        },
      },
    });
    await untilStatus({ owner }, { kind: "order", id }, "error");
    control.vies.set({ number: "DE129273398", answer: { valid: true } });
    await owner.call("POST", `/api/documents/order/${id}/process`, {});
    await untilStatus({ owner }, { kind: "order", id }, "processed");
  });

  test("who logs in while setting up a second shop goes on setting it up", async ({ expect }) => {
    const first = await world.newShop();
    const { name: shop } = await world.sandbox.control.shops.make({
      name: `second-of-${first.shop}`,
    });
    const second = await install({ publicUrl: world.publicUrl, sandbox: world.sandbox, shop });
    const { email, password } = first.owner;
    await second.call("POST", "/api/login", { email, password });
    await second.call("POST", "/api/account", { email, password });
    const { items } = await second.call<{ items: unknown[] }>("GET", "/api/installations");
    expect(items).toHaveLength(2);
    expect(await second.call("GET", "/api/status")).toMatchObject({ configured: false });
  });
});
