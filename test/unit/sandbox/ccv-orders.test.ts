import { describe, it } from "vitest";

import { ccv, ccvJson, sandboxWithShop } from "./support.ts";

type Item = Record<string, unknown>;

describe("orders", () => {
  it("shows an order in the API's own style", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const user = { id: "24464274", discount_percentage: null, href: null };
    const { id } = await control.shop.makeOrder({ order: { user } });
    expect(await ccvJson(sandbox, `/orders/${id}/`)).toMatchObject({
      href: `https://shop-1.example/api/rest/v1/orders/${id}/`,
      ordernumber: 14194,
      ordernumber_full: "14194",
      paid: false,
      total_price: 14.99,
      total_tax: 2.6,
      user: { id: "24464274" },
      customer: {
        email: "anna@example.nl",
        btw: "",
        billingaddress: { country_code: "NL", company: "" },
        deliveryaddress: { country_code: null, housenumber: null, street: "" },
      },
      orderrows: { href: `https://shop-1.example/api/rest/v1/orders/${id}/orderrows/` },
    });
  });

  it("computes totals without VAT where rows are without", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const { id } = await control.shop.makeOrder({
      order: {
        order_row_taxes_included: false,
        total_shipping: 5,
        rows: [
          { selling_price: 100, tax: 21 },
          { selling_price: 50, count: 2, tax: 9 },
        ],
      },
    });
    const order = await ccvJson(sandbox, `/orders/${id}/`);
    expect(order).toMatchObject({ total_price: 205, total_tax: 31.05 });
  });

  it("pages rows; the last page has no next", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const rows = Array.from({ length: 5 }, (_, index) => ({ product_name: `P${index}` }));
    const { id } = await control.shop.makeOrder({ order: { rows } });
    const first = await ccvJson(sandbox, `/orders/${id}/orderrows/?size=2&start=0`);
    expect(first["next"]).toBe(
      `https://shop-1.example/api/rest/v1/orders/${id}/orderrows/?size=2&start=2`,
    );
    const last = await ccvJson(sandbox, `/orders/${id}/orderrows/?size=2&start=4`);
    expect(last).toMatchObject({ next: null, items: [{ product_name: "P4", order_id: id }] });
  });

  it.for([
    ["", ["1", "2"]],
    ["is_paid=true", ["2"]],
    ["is_completed=false", [null]],
    ["ordernumber=2", ["2"]],
    ["status=5", ["2"]],
    ["paymethod_id=7", ["2"]],
    ["transaction_id=tr_2", ["2"]],
    ["min_create_date=2023-02-01T00%3A00%3A00Z", ["2"]],
    ["max_create_date=2023-02-01T00%3A00%3A00Z", ["1"]],
    ["deliver_date=2023-03-05", ["2"]],
    ["orderby=create_date_desc", ["2", "1"]],
  ] as const)("lists by %s", async ([query, numbers], { expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const make = (order: Item) => control.shop.makeOrder({ order });
    await make({ ordernumber_full: "1", create_date: "2023-01-01T00:00:00Z" });
    await make({ is_completed: false });
    await make({
      ordernumber_full: "2",
      paid: true,
      status: 5,
      paymethod_id: 7,
      transaction_id: "tr_2",
      deliver_date: "2023-03-05T00:00:00Z",
    });
    const { items } = (await ccvJson(sandbox, `/orders/?${query}`)) as { items: Item[] };
    expect(items.map((item) => item["ordernumber_full"])).toEqual(numbers);
  });

  it("keeps notes and gives them back", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const { id } = await control.shop.makeOrder();
    const path = `/orders/${id}/ordernotes/`;
    const posted = await ccv(sandbox, path, { method: "POST", body: { note: "Geboekt" } });
    expect(posted.status).toBe(201);
    expect(await ccvJson(sandbox, path)).toMatchObject({ items: [{ note: "Geboekt" }] });
  });
});

describe("invoices", () => {
  it("mirrors an order, and a credit is its negative", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const { id } = await control.shop.makeOrder({ order: { total_shipping: 4.84 } });
    const invoice = await control.shop.makeInvoice({ orderId: id, invoice: { type: "credit" } });
    expect(await ccvJson(sandbox, `/invoices/${invoice.id}/`)).toMatchObject({
      type: "credit",
      total_price: -19.83,
      total_price_exc_tax: -16.39,
      total_shipping: -4.84,
      ordernumber_full: "14194",
      order: `https://shop-1.example/api/rest/v1/orders/${id}/`,
      external_reference: null,
    });
    const rows = await ccvJson(sandbox, `/invoices/${invoice.id}/invoicerows/`);
    expect(rows).toMatchObject({ items: [{ count: -1, invoice_id: String(invoice.id) }] });
  });

  it("takes an external reference once, and answers 500.50 to the same value", async ({
    expect,
  }) => {
    const { sandbox, control } = await sandboxWithShop();
    const { id } = await control.shop.makeOrder();
    const invoice = await control.shop.makeInvoice({ orderId: id });
    const patch = () =>
      ccv(sandbox, `/invoices/${invoice.id}/`, {
        method: "PATCH",
        body: { external_reference: "41-2023-3-1" },
      });
    expect((await patch()).status).toBe(204);
    const again = await patch();
    expect(again.status).toBe(500);
    expect(await again.json()).toMatchObject({ code: "500.50" });
    const list = await ccvJson(sandbox, "/invoices/?ordernumber_full=14194&status=unpaid");
    expect(list).toMatchObject({ items: [{ external_reference: "41-2023-3-1" }] });
  });
});

describe("what a shop has set up", () => {
  it.for([
    ["/webshops/3301/settings/", { default_vat_rat: 21, prices_include_vat: true }],
    ["/webshops/3301/merchant/", { country_code: "NL" }],
    ["/merchant/", { items: [{ country_code: "NL" }] }],
    ["/apps/", { items: [{ id: 42, is_installed: false }] }],
  ] as const)("%s", async ([path, expected], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    expect(await ccvJson(sandbox, path)).toMatchObject(expected);
  });

  it("lists pay methods and the VAT rates of countries", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const methods = (await ccvJson(sandbox, "/paymethods/")) as { items: Item[] };
    expect(methods.items.map((item) => item["combined_name"])).toContain("iDEAL");
    const rates = (await ccvJson(sandbox, "/webshops/3301/geozonecountries/")) as {
      items: Item[];
    };
    expect(rates.items.find((item) => item["code"] === "DE")).toMatchObject({
      tariffs: [{ percentage: 19 }, { percentage: 7 }, { percentage: 0 }],
    });
  });

  it("shows a product", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const product = {
      id: 7,
      productnumber: "P-1",
      eannumber: "8712345678906",
      name: "Lamp",
      taxtariff: "normal",
      price: 24.2,
      discount: 0,
      purchaseprice: 10,
    };
    control.shops.addProduct({ product });
    expect(await ccvJson(sandbox, "/products/7/")).toMatchObject({ eannumber: "8712345678906" });
  });
});
