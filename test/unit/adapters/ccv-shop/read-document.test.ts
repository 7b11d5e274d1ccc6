import { describe, expect, test } from "vitest";

import type { ShopDocument } from "../../../../src/domain/document.ts";
import { json } from "../scripted-fetch.ts";
import {
  ADDRESS,
  API,
  INVOICE,
  ORDER,
  page,
  ROW,
  shopAnswering,
  shopWith,
} from "./shop-fixture.ts";

async function readOrder(order: unknown, rows: readonly unknown[] = [ROW]) {
  const { shop } = shopAnswering({
    "GET /orders/1001/": order,
    "GET /orders/1001/orderrows/": page(rows),
  });
  return shop.readDocument("order", "1001");
}

async function order(changes: object = {}, rows?: readonly unknown[]): Promise<ShopDocument> {
  const read = await readOrder({ ...ORDER, ...changes }, rows);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

async function invoice(changes: object, answers: object = {}): Promise<ShopDocument> {
  const { shop } = shopAnswering({
    "GET /invoices/77/": { ...INVOICE, ...changes },
    "GET /invoices/77/invoicerows/": page([ROW]),
    "GET /orders/1001/": { ...ORDER, deliver_method: "pickup" },
    ...answers,
  });
  const read = await shop.readDocument("invoice", "77");
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe("an order", () => {
  test("with all its fields", async () => {
    expect(await order()).toEqual({
      kind: "order",
      sourceId: "1001",
      number: "WEB-14194",
      orderId: null,
      createdOn: "2023-04-01",
      currency: "EUR",
      paid: true,
      completed: true,
      orderStatus: 5,
      paymentMethod: "BankTransfer",
      intraCommunity: false,
      platformSale: false,
      pickup: false,
      credit: false,
      totalsInclVat: true,
      linesInclVat: true,
      totalPrice: "50.08",
      totalTax: "8.69",
      statedTotalIncl: null,
      statedTotalExcl: null,
      shipping: "6.95",
      shippingVatPercentage: "21",
      paymentCosts: "0",
      paymentOptionPrice: "0",
      extraCosts: "0",
      extraCostsDescription: "",
      creditPointDiscount: "0",
      discounts: [],
      customer: {
        email: "anna@example.nl",
        vatNumber: "NL123",
        chamberOfCommerceNumber: "",
        billingAddress: {
          personName: "Anna Bakker",
          company: "",
          street: "Dorpsstraat",
          addressLine2: "",
          houseNumber: "1",
          houseNumberSuffix: "a",
          postalCode: "1234AB",
          city: "Utrecht",
          countryCode: "NL",
          telephone: "030-1234567",
        },
        deliveryAddress: {
          personName: "",
          company: "",
          street: "",
          addressLine2: "",
          houseNumber: "",
          houseNumberSuffix: "",
          postalCode: "",
          city: "",
          countryCode: "",
          telephone: "",
        },
      },
      lines: [
        {
          name: "Mug",
          productNumber: "P-1-RED",
          productType: "product",
          productId: "845754960",
          ean: "8712345678906",
          quantity: "1.5",
          vatPercentage: "21",
          price: "19",
          priceWithOptions: "21",
          optionsPrice: "2",
          priceWithoutDiscount: "20",
        },
      ],
    } satisfies ShopDocument);
  });

  test("asks for order and rows at once, signed, with trailing slashes", async () => {
    const { shop, asked } = shopAnswering({
      "GET /orders/1001/": ORDER,
      "GET /orders/1001/orderrows/": page([ROW]),
    });
    await shop.readDocument("order", "1001");
    expect(asked.map((request) => request.url).sort()).toEqual([
      `${API}/orders/1001/`,
      `${API}/orders/1001/orderrows/?start=0&size=100`,
    ]);
    expect(asked[0]?.headers.get("x-public")).toBe("testpublic00001");
    expect(asked[0]?.headers.get("x-date")).toBe("2022-11-26T00:45:54Z");
    expect(asked[0]?.headers.get("x-hash")).toMatch(/^[0-9a-f]{128}$/);
  });

  test.each([
    [{ discounts: [{ amount: 5 }, 2.5, { amount: 0 }], total_discounts: 9 }, ["5", "2.5"]],
    [{ discounts: [], total_discounts: "7.50" }, ["7.50"]],
    [{ total_discounts: 7.5 }, ["7.5"]],
    [{ discounts: null, total_discounts: null }, []],
  ])("discounts of %j", async (changes, discounts) => {
    expect((await order(changes)).discounts).toEqual(discounts);
  });

  test("is read where CCV writes empty strings, numbers as text and lists for objects", async () => {
    const document = await order(
      {
        id: "1001",
        status: "",
        total_price: "50.08",
        extra_costs: "",
        paid: 1,
        ordernumber_full: null,
        is_completed: false,
        customer: { billingaddress: { ...ADDRESS, housenumber: [] }, deliveryaddress: [] },
      },
      [{ ...ROW, product_id: null, sub_product_number: "", selling_price: "" }],
    );
    expect(document).toMatchObject({
      number: "",
      completed: false,
      orderStatus: null,
      totalPrice: "50.08",
      extraCosts: "0",
      lines: [{ productId: null, productNumber: "P-1", price: null }],
    });
    expect(document.customer.billingAddress.houseNumber).toBe("");
  });

  test("is read without a customer", async () => {
    expect((await order({ customer: undefined })).customer.email).toBe("");
  });

  test("an address of lines and a full name", async () => {
    const address = {
      ...ADDRESS,
      street: "",
      housenumber: null,
      first_name: null,
      last_name: null,
    };
    const customer = { billingaddress: address };
    expect((await order({ customer })).customer.billingAddress).toMatchObject({
      personName: "Mevr. A. Bakker",
      street: "Dorpsstraat 1",
      houseNumber: "",
    });
  });

  test.each([
    [{ total_price: "a lot" }, "total_price"],
    [{ taxes_included: null }, "taxes_included"],
    [{ create_date: "soon" }, "create_date"],
    [{ id: null }, "id"],
    [{ discounts: [1, { amount: "x" }] }, "discounts[1]"],
  ])("names the field of %j", async (changes, path) => {
    expect(await readOrder({ ...ORDER, ...changes })).toMatchObject({
      ok: false,
      error: { kind: "invalid", path },
    });
  });

  test("names a row's field, and never its value", async () => {
    const read = await readOrder(ORDER, [ROW, { ...ROW, tax: "private" }]);
    expect(read).toMatchObject({ ok: false, error: { path: "orderrows[1].tax" } });
    expect(JSON.stringify(read)).not.toContain("private");
  });

  test.each([[null], [[]], ["text"], [{}]])("%j is no order", async (body) => {
    expect(await readOrder(body)).toMatchObject({ ok: false, error: { kind: "invalid" } });
  });

  test("follows the pages of its rows", async () => {
    const { shop, asked } = shopWith(({ url }) => {
      if (!url.includes("orderrows")) return json(ORDER);
      const start = Number(new URL(url).searchParams.get("start"));
      const next = start < 4 ? `${API}/orders/1001/orderrows/?start=${start + 2}&size=2` : null;
      return json(page([ROW, { ...ROW, product_name: `row ${start}` }], next));
    });
    const read = await shop.readDocument("order", "1001");
    expect(read.ok && read.value.lines).toHaveLength(6);
    expect(asked).toHaveLength(4);
  });

  test.each([
    "https://evil.example/api/rest/v1/x/?start=2",
    "https://shop.ccvshop.nl/elsewhere",
    "//x",
  ])("does not follow %s", async (next) => {
    const { shop, asked } = shopWith(({ url }) =>
      json(url.includes("orderrows") ? page([ROW], next) : ORDER),
    );
    expect(await shop.readDocument("order", "1001")).toMatchObject({
      ok: false,
      error: { kind: "invalid", path: "next" },
    });
    expect(asked).toHaveLength(2);
  });

  test("pages that run in circles end", async () => {
    const { shop } = shopWith(({ url }) =>
      json(url.includes("orderrows") ? page([ROW], `${API}/orders/1001/orderrows/`) : ORDER),
    );
    expect(await shop.readDocument("order", "1001")).toMatchObject({
      ok: false,
      error: { path: "next" },
    });
  });
});

describe("an invoice", () => {
  test("with what its order knows", async () => {
    expect(await invoice({})).toMatchObject({
      kind: "invoice",
      sourceId: "77",
      number: "F-300",
      orderId: "1001",
      createdOn: "2023-04-02",
      paid: true,
      completed: true,
      orderStatus: null,
      credit: false,
      paymentMethod: "BankTransfer",
      pickup: true,
      totalPrice: "50.08",
      statedTotalIncl: "50.08",
      statedTotalExcl: "41.39",
      lines: [{ priceWithOptions: "21", priceWithoutDiscount: "22" }],
    });
  });

  test.each([
    ["Credit", true],
    ["credit_invoice", true],
    ["debit", false],
    ["", false],
  ])("of type %j", async (type, credit) => {
    expect(await invoice({ type })).toMatchObject({ credit });
  });

  test.each([
    ["https://shop.ccvshop.nl/api/rest/v1/orders/1001", "1001"],
    [{ href: "https://shop.ccvshop.nl/api/rest/v1/orders/1001/" }, "1001"],
    [null, null],
    ["", null],
  ])("of order %j", async (link, orderId) => {
    expect(await invoice({ order: link })).toMatchObject({ orderId });
  });

  test("takes the stated total where total_price is missing", async () => {
    expect(await invoice({ total_price: null })).toMatchObject({ totalPrice: "50.08" });
    const excl = await invoice({ total_price: null, taxes_included: false });
    expect(excl).toMatchObject({ totalPrice: "41.39" });
  });

  test("is read without an order that is gone", async () => {
    const gone = json({ status: 404 }, { status: 404 });
    expect(await invoice({}, { "GET /orders/1001/": gone })).toMatchObject({ paymentMethod: "" });
  });

  test("waits for an order that cannot be read", async () => {
    const { shop } = shopAnswering({
      "GET /invoices/77/": INVOICE,
      "GET /invoices/77/invoicerows/": page([]),
      "GET /orders/1001/": new Response("busy", { status: 503 }),
    });
    expect(await shop.readDocument("invoice", "77")).toMatchObject({
      ok: false,
      error: { kind: "unavailable" },
    });
  });
});
