import { describe, expect, test } from "vitest";

import { json } from "../scripted-fetch.ts";
import { API, INVOICE, ORDER, page, shopAnswering, shopWith } from "./shop-fixture.ts";

const noContent = (): Response => new Response(null, { status: 204 });
const sameValue = (): Response =>
  json({ status: 500, code: "500.50", developermessage: "same" }, { status: 500 });

describe("lists", () => {
  const query = { kind: "order", from: null, to: null, paidOnly: true, start: 0 } as const;

  test("an item that cannot be read is kept by its id; the others are not lost with it", async () => {
    const { shop } = shopAnswering({
      "GET /orders/": page([{ id: 1003, create_date: "yesterday" }, { no: "id" }, ORDER], null),
    });
    const listed = await shop.listDocuments({ ...query, from: null, to: null });
    expect(
      listed.ok && listed.value.items.map(({ sourceId, readable }) => [sourceId, readable]),
    ).toEqual([
      ["1003", false],
      ["1001", true],
    ]);
  });

  test("one page of orders, oldest first", async () => {
    const { shop, asked } = shopAnswering({
      "GET /orders/": page([ORDER, { ...ORDER, id: 1002 }], `${API}/orders/?start=2`),
    });
    const from = "2023-01-01T00:00:00.000Z";
    const listed = await shop.listDocuments({ ...query, from, to: "2023-02-01T00:00:00Z" });
    expect(listed).toMatchObject({ ok: true, value: { next: 2 } });
    expect(listed.ok && listed.value.items[0]).toEqual({
      kind: "order",
      sourceId: "1001",
      number: "WEB-14194",
      createdOn: "2023-04-01",
      createdAt: "2023-03-31T22:15:00.000Z",
      paid: true,
      orderStatus: 5,
      totalPrice: "50.08",
      totalTax: "8.69",
      totalsInclVat: true,
      credit: false,
      readable: true,
    });
    const parameters = Object.fromEntries(new URL(asked[0]?.url ?? "").searchParams);
    expect(parameters).toEqual({
      start: "0",
      size: "100",
      orderby: "create_date",
      min_create_date: "2023-01-01T00:00:00Z",
      max_create_date: "2023-02-01T00:00:00Z",
      is_paid: "true",
    });
  });

  test("invoices whatever their status, and an end", async () => {
    const { shop, asked } = shopAnswering({ "GET /invoices/": page([INVOICE]) });
    expect(await shop.listDocuments({ ...query, kind: "invoice", start: 100 })).toMatchObject({
      ok: true,
      value: {
        next: null,
        items: [{ kind: "invoice", paid: true, orderStatus: null, number: "F-300" }],
      },
    });
    expect(asked[0]?.url).toBe(`${API}/invoices/?start=100&size=100&orderby=create_date`);
  });
});

describe("finding by number", () => {
  const found = shopAnswering({
    "GET /orders/": page([
      { ...ORDER, id: 1, ordernumber_full: "A-14194" },
      { ...ORDER, id: 2, ordernumber_full: "WEB-14194" },
    ]),
    "GET /invoices/": page([INVOICE]),
  });

  test.each([
    ["order", "WEB-14194", "2"],
    ["order", " web-14194 ", "2"],
    ["order", "14194", null],
    ["order", "X-14194", null],
    ["order", "letters", null],
    ["invoice", "F-300", "77"],
    ["invoice", "300", "77"],
  ] as const)("%s %s", async (kind, number, id) => {
    expect(await found.shop.findByNumber(kind, number)).toEqual({ ok: true, value: id });
  });

  test("asks for the number without its prefix", async () => {
    const { shop, asked } = shopAnswering({ "GET /orders/": page([]) });
    await shop.findByNumber("order", "WEB-0014");
    expect(asked[0]?.url).toBe(`${API}/orders/?start=0&size=100&ordernumber=14`);
  });
});

describe("set-up", () => {
  const answers = {
    "GET /webshops/": page([{ id: "9", name: "My shop" }]),
    "GET /webshops/9/merchant/": { country_code: "nl", company: "X" },
    "GET /webshops/9/settings/": { default_vat_rat: 21, currency: "EUR" },
    "GET /webshops/9/geozonecountries/": page([
      {
        country: "Nederland",
        code: "NL",
        tariffs: [{ type: "hoog", percentage: 21 }, { type: "-" }],
      },
      { country: "X", code: "XX", tariffs: null },
    ]),
    "GET /paymethods/": {
      href: "",
      items: [{ id: 3, psp: "x", method: "ideal", combined_name: "MollieIdeal", label: "iDEAL" }],
    },
  };

  test("reads who the shop is and what it offers", async () => {
    const { shop } = shopAnswering(answers);
    expect(await shop.readIdentity()).toEqual({
      ok: true,
      value: { webShopId: "9", name: "My shop" },
    });
    expect(await shop.readOptions()).toEqual({
      ok: true,
      value: {
        paymentMethods: [{ name: "MollieIdeal", label: "iDEAL" }],
        homeCountry: "NL",
        vatRates: [{ country: "NL", tariff: "hoog", percentage: "21" }],
        defaultVatRate: "21",
      },
    });
  });

  test("reads a merchant in a list too", async () => {
    const merchants = page([{ country_code: "BE" }]);
    const { shop } = shopAnswering({ ...answers, "GET /webshops/9/merchant/": merchants });
    expect(await shop.readOptions()).toMatchObject({ ok: true, value: { homeCountry: "BE" } });
  });

  test("reads a product's EAN", async () => {
    const { shop } = shopAnswering({ "GET /products/5/": { eannumber: "871" } });
    expect(await shop.readProductEan("5")).toEqual({ ok: true, value: "871" });
    expect(await shop.readProductEan("6")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
  });
});

describe("registering", () => {
  const hook = {
    id: 4,
    event: "orders.created",
    address: "https://a.example/x",
    key: "k",
    is_active: true,
  };

  test("webhooks", async () => {
    const { shop, asked } = shopAnswering({
      "GET /webhooks/": page([hook]),
      "POST /webhooks/": hook,
      "PATCH /webhooks/4/": noContent(),
      "DELETE /webhooks/4/": noContent(),
    });
    const { is_active: active, id, ...rest } = hook;
    const expected = { ...rest, id: String(id), active };
    expect(await shop.listWebhooks()).toEqual({ ok: true, value: [expected] });
    expect(await shop.createWebhook(hook.event, hook.address)).toEqual({
      ok: true,
      value: expected,
    });
    expect(await shop.activateWebhook("4", hook.address)).toEqual({ ok: true, value: null });
    expect(await shop.deleteWebhook("4")).toEqual({ ok: true, value: null });
    expect(await shop.deleteWebhook("5")).toEqual({ ok: true, value: null });
    expect(asked[1]?.body).toBe(
      '{"event":"orders.created","address":"https://a.example/x","is_active":true}',
    );
    expect(asked[1]?.headers.get("content-type")).toBe("application/json");
    expect(asked[3]?.body).toBe("");
  });

  test("an active webhook stays active", async () => {
    const { shop } = shopAnswering({ "PATCH /webhooks/4/": sameValue() });
    expect(await shop.activateWebhook("4", hook.address)).toEqual({ ok: true, value: null });
  });

  test("an event that the shop doesn't know is refused", async () => {
    const { shop } = shopWith(() => json({ status: 400, code: "400.1" }, { status: 400 }));
    expect(await shop.createWebhook("invoices.created", "x")).toMatchObject({
      ok: false,
      error: { kind: "refused", code: "400.1" },
    });
  });

  test("the app is marked as installed", async () => {
    const { shop, asked } = shopAnswering({
      "GET /apps/": { href: "", items: [{ id: 42 }] },
      "PATCH /apps/42/": noContent(),
    });
    expect(await shop.markAppInstalled()).toEqual({ ok: true, value: null });
    expect(asked[1]?.body).toBe('{"is_installed":true}');
  });

  test.each([[[]], [[{ id: 1 }, { id: 2 }]]])("not one of %j", async (items) => {
    const { shop } = shopAnswering({ "GET /apps/": { items } });
    expect(await shop.markAppInstalled()).toMatchObject({ ok: false, error: { kind: "invalid" } });
  });
});

describe("marking a document as booked", () => {
  test("an invoice by its external reference, once or twice", async () => {
    const { shop, asked } = shopAnswering({
      "PATCH /invoices/77/": noContent(),
      "PATCH /invoices/78/": sameValue(),
    });
    expect(await shop.markBooked("invoice", "77", "41-2023-3-17")).toEqual({
      ok: true,
      value: null,
    });
    expect(await shop.markBooked("invoice", "78", "41-2023-3-17")).toEqual({
      ok: true,
      value: null,
    });
    expect(asked[0]?.body).toBe('{"external_reference":"41-2023-3-17"}');
  });

  test("an order by a note that is written once", async () => {
    const notes: { note: string }[] = [{ note: "of another app" }];
    const { shop, asked } = shopWith(({ method, body }) => {
      if (method === "GET") return json({ href: "", items: notes });
      notes.push(JSON.parse(body) as { note: string });
      return json({ id: 1, note: "" }, { status: 201 });
    });
    expect(await shop.markBooked("order", "1001", "41-2023-3-17")).toEqual({
      ok: true,
      value: null,
    });
    expect(await shop.markBooked("order", "1001", "41-2023-3-17")).toEqual({
      ok: true,
      value: null,
    });
    expect(notes).toEqual([{ note: "of another app" }, { note: "iMUIS 41-2023-3-17" }]);
    expect(asked.map((request) => request.method)).toEqual(["GET", "POST", "GET"]);
  });
});
