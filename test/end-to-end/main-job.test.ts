import { afterAll, beforeAll, describe, test } from "vitest";

import { eventually } from "../../scripts/support/owner.ts";
import { readDocument, startWorld, type World } from "./harness.ts";

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
