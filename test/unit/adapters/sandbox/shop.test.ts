import { describe, expect, test } from "vitest";

import { createWorld, valueOf } from "./fixture.ts";

const ROWS = [
  { product_name: "Sale 23456", selling_price: 14.99 },
  { product_name: "Mug", selling_price: 28.14, sub_product_number: "M-RED", count: 2 },
];

describe("documents of the sandbox's shop", () => {
  test("an order is read whole, over more pages than one", async () => {
    const { sandbox, shop } = await createWorld();
    sandbox.control.shops.behave({ maximumPageSize: 2 });
    const rows = Array.from({ length: 5 }, (_, index) => ({ product_name: `row ${index}` }));
    const made = await sandbox.control.shop.makeOrder({
      order: { rows, create_date: "2023-02-28T23:30:00Z", paid: true },
    });
    const document = valueOf(await shop.readDocument("order", String(made.id)));
    expect(document).toMatchObject({ number: made.number, createdOn: "2023-03-01", paid: true });
    expect(document.lines.map((line) => line.name)).toEqual(rows.map((row) => row.product_name));
    expect(document.customer.deliveryAddress.countryCode).toBe("");
    expect(document.customer.billingAddress).toMatchObject({
      personName: "Anna Bakker",
      city: "Utrecht",
    });
  });

  test("an invoice is read with its order", async () => {
    const { sandbox, shop } = await createWorld();
    const order = await sandbox.control.shop.makeOrder({
      order: { rows: ROWS, paymethod: "MollieIdeal", deliver_method: "pickup" },
    });
    const made = await sandbox.control.shop.makeInvoice({ orderId: order.id });
    expect(valueOf(await shop.readDocument("invoice", String(made.id)))).toMatchObject({
      kind: "invoice",
      number: made.number,
      orderId: String(order.id),
      paymentMethod: "MollieIdeal",
      pickup: true,
      lines: [{ name: "Sale 23456" }, { productNumber: "M-RED", quantity: "2" }],
    });
  });

  test("are listed and found by number", async () => {
    const { sandbox, shop } = await createWorld();
    sandbox.control.shops.behave({ maximumPageSize: 2 });
    const orders = [];
    for (const day of [3, 1, 2]) {
      const order = { create_date: `2023-02-0${day}T10:00:00Z`, paid: day !== 2 };
      orders.push(await sandbox.control.shop.makeOrder({ order }));
    }
    const query = { kind: "order", from: null, to: null, paidOnly: false, start: 0 } as const;
    const first = valueOf(await shop.listDocuments(query));
    expect(first.items.map((item) => item.createdOn)).toEqual(["2023-02-01", "2023-02-02"]);
    const second = valueOf(await shop.listDocuments({ ...query, start: first.next ?? -1 }));
    expect(second).toMatchObject({ items: [{ createdOn: "2023-02-03" }], next: null });
    const paid = valueOf(
      await shop.listDocuments({ ...query, paidOnly: true, from: "2023-02-01T12:00:00.000Z" }),
    );
    expect(paid.items.map((item) => item.sourceId)).toEqual([String(orders[0]?.id)]);
    const number = orders[1]?.number ?? "";
    expect(await shop.findByNumber("order", number)).toEqual({
      ok: true,
      value: String(orders[1]?.id),
    });
    expect(await shop.findByNumber("order", "99")).toEqual({ ok: true, value: null });
  });

  test("that are gone are gone", async () => {
    const { shop } = await createWorld();
    expect(await shop.readDocument("order", "1")).toMatchObject({ error: { kind: "not-found" } });
  });
});

describe("set-up with the sandbox's shop", () => {
  test("reads what the shop offers", async () => {
    const { shop } = await createWorld();
    const options = valueOf(await shop.readOptions());
    expect(options).toMatchObject({ homeCountry: "NL", defaultVatRate: "21" });
    expect(options.paymentMethods.length).toBeGreaterThan(0);
    expect(options.vatRates).toContainEqual(
      expect.objectContaining({ country: "NL", percentage: "21" }),
    );
    expect(valueOf(await shop.readIdentity()).webShopId).toMatch(/^\d+$/);
  });

  test("registers, repairs and removes webhooks, and marks the app", async () => {
    const { sandbox, shop } = await createWorld();
    const address = "https://app.example/webhooks/ccv/x/orders.created";
    const made = valueOf(await shop.createWebhook("orders.created", address));
    expect(made).toMatchObject({ event: "orders.created", address, active: true });
    expect(made.key).not.toBe("");
    expect(valueOf(await shop.activateWebhook(made.id, address))).toBeNull();
    sandbox.control.shops.breakWebhook({ event: "orders.created" });
    expect(valueOf(await shop.listWebhooks())).toMatchObject([{ id: made.id, active: false }]);
    valueOf(await shop.activateWebhook(made.id, address));
    expect(valueOf(await shop.listWebhooks())).toEqual([made]);
    valueOf(await shop.deleteWebhook(made.id));
    valueOf(await shop.deleteWebhook(made.id));
    expect(valueOf(await shop.listWebhooks())).toEqual([]);
    valueOf(await shop.markAppInstalled());
    valueOf(await shop.markAppInstalled());
    expect(sandbox.control.shops.get().isInstalled).toBe(true);
  });

  test("an unknown event is refused for good", async () => {
    const { shop } = await createWorld();
    expect(await shop.createWebhook("orders.paid", "https://app.example/x")).toMatchObject({
      ok: false,
      error: { kind: "refused" },
    });
  });

  test("marks documents once", async () => {
    const { shop, sandbox } = await createWorld();
    const order = await sandbox.control.shop.makeOrder({ order: { rows: ROWS } });
    const invoice = await sandbox.control.shop.makeInvoice({ orderId: order.id });
    for (let time = 0; time < 2; time++) {
      valueOf(await shop.markBooked("order", String(order.id), "41-2023-3-1"));
      valueOf(await shop.markBooked("invoice", String(invoice.id), "41-2023-3-1"));
    }
    expect(sandbox.control.calls.count({ operation: "POST /orders/*" })).toBe(1);
  });
});

describe("a shop in trouble", () => {
  test.each([
    [
      { kind: "rateLimit", retryAfterSeconds: 7 },
      { kind: "rate-limited", retryAfterSeconds: 7 },
    ],
    [
      { kind: "rateLimit", code: "429.11" },
      { kind: "rate-limited", retryAfterSeconds: null },
    ],
    [
      { kind: "ccvError", status: 500, code: "500.20" },
      { kind: "refused", code: "500.20" },
    ],
    [{ kind: "status", status: 503 }, { kind: "unavailable" }],
    [{ kind: "resetBefore" }, { kind: "unavailable" }],
    [{ kind: "hangBefore" }, { kind: "unavailable" }],
    [{ kind: "malformed" }, { kind: "unavailable" }],
    [{ kind: "truncated" }, { kind: "unavailable" }],
  ] as const)("%j", async (effect, failure) => {
    const { sandbox, shop } = await createWorld();
    sandbox.control.faults.add({ match: { vendor: "ccv" }, effect });
    expect(await shop.readIdentity()).toMatchObject({ ok: false, error: failure });
  });

  test("an empty answer is no document", async () => {
    const { sandbox, shop } = await createWorld();
    const order = await sandbox.control.shop.makeOrder();
    sandbox.control.faults.add({ match: { vendor: "ccv" }, effect: { kind: "empty" } });
    expect(await shop.readDocument("order", String(order.id))).toMatchObject({
      ok: false,
      error: { kind: "unavailable" },
    });
  });

  test("revoked keys", async () => {
    const { sandbox, shop } = await createWorld();
    sandbox.control.shops.revokeKeys();
    expect(await shop.readIdentity()).toMatchObject({ error: { kind: "credentials-refused" } });
  });
});
