import { afterAll, beforeAll, describe, test } from "vitest";

import type { OrderOverrides } from "../../sandbox/ccv-shop/build-order.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import {
  type DocumentView,
  readDocument,
  type ShopInTest,
  startWorld,
  type World,
} from "./harness.ts";

/** Settings whose effect only shows outside: in the shop, in the administration's calendar, in what arrives over the wire. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

async function place(
  shop: ShopInTest,
  order: OrderOverrides = {},
): Promise<{ id: number; document: DocumentView }> {
  const { id } = await world.sandbox.control.shop.makeOrder({
    shop: shop.shop,
    order: { paid: true, ...order },
  });
  const document = await eventually(`order ${id}`, async () => {
    const found = await readDocument(shop.owner, "order", id);
    return found && !["queued", "processing"].includes(found.status) ? found : null;
  });
  return { id, document };
}

function entryOf({ administration }: ShopInTest) {
  return world.sandbox.control.imuis.entries({ administration })[0];
}

describe("marking in the shop", () => {
  test("an order gets an internal note with the reference, once; without the setting nothing is written", async ({
    expect,
  }) => {
    const { control } = world.sandbox;
    const marking = await world.newShop({
      configuration: { ...EXAMPLE_CONFIGURATION, markInShop: true },
    });
    const marked = await place(marking);
    const notes = await eventually("a note", () => {
      const order = control.shop.order({ shop: marking.shop, id: marked.id });
      const found = order["notes"] as { note: string }[];
      return found.length > 0 ? found : null;
    });
    expect(notes.map(({ note }) => note)).toEqual([
      expect.stringContaining(marked.document.imuisReference ?? "-"),
    ]);
    const quiet = await world.newShop();
    const { id } = await place(quiet);
    expect(control.shop.order({ shop: quiet.shop, id })["notes"]).toEqual([]);
    const writes = control.calls
      .list({ vendor: "ccv", subject: quiet.shop })
      .filter(({ operation }) => /^(POST|PATCH|PUT) \/(orders|invoices)/.test(operation));
    expect(writes).toEqual([]);
  });

  test("an invoice gets the reference", async ({ expect }) => {
    const { control } = world.sandbox;
    const shop = await world.newShop({
      configuration: { ...EXAMPLE_CONFIGURATION, source: "invoices", markInShop: true },
    });
    const order = await control.shop.makeOrder({ shop: shop.shop, deliver: false });
    await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
    await eventually("the reference", () => {
      const [invoice] = control.shop.invoices({ shop: shop.shop });
      return invoice?.["external_reference"];
    });
    expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
  });
});

describe("the administration's calendar", () => {
  const CLOSED = { JRAFGESLGEBR: "2023", PNAFGESLGEBR: "3" };

  async function shopWithClosedQuarter(closedPeriods: string): Promise<ShopInTest> {
    return world.newShop({
      configuration: { ...EXAMPLE_CONFIGURATION, closedPeriods },
      prepare: ({ administration }) => {
        world.sandbox.control.imuis.changeSettings({
          administration,
          table: "BASFIN",
          change: CLOSED,
        });
      },
    });
  }

  const MARCH = { create_date: "2023-03-10T10:00:00Z" };

  test("hold: an error that a person solves with another booking date", async ({ expect }) => {
    const shop = await shopWithClosedQuarter("hold");
    const { id, document } = await place(shop, MARCH);
    expect(document.error?.code).toBe("PERIOD_CLOSED");
    await shop.owner.call("POST", `/api/documents/order/${id}/process`, {
      bookingDate: "2023-04-03",
    });
    await eventually(
      "booked",
      async () => (await readDocument(shop.owner, "order", id))?.status === "processed",
    );
    expect(entryOf(shop)).toMatchObject({ year: 2023, period: 4, periodClosed: false });
  });

  test("nextOpen: the first day of the next open period, the document's own date in the description", async ({
    expect,
  }) => {
    const shop = await shopWithClosedQuarter("nextOpen");
    await place(shop, MARCH);
    const entry = entryOf(shop);
    expect(entry).toMatchObject({ period: 4, periodClosed: false });
    expect(entry?.rows[0]?.fields["DAT"]).toBe("01-04-2023");
    expect(entry?.rows[0]?.description).toContain("10-03-2023");
    const { items } = await shop.owner.call<{ items: { date: string }[] }>(
      "GET",
      "/api/report?from=2023-04-01&to=2023-04-30",
    );
    expect(items.map(({ date }) => date)).toEqual(["2023-04-01"]);
  });

  test("book: in the closed period", async ({ expect }) => {
    const shop = await shopWithClosedQuarter("book");
    await place(shop, MARCH);
    expect(entryOf(shop)).toMatchObject({ period: 3, periodClosed: true });
  });

  test("a broken year of four periods", async ({ expect }) => {
    const shop = await world.newShop({
      prepare: ({ administration }) => {
        const { imuis } = world.sandbox.control;
        imuis.changeSettings({ administration, table: "BASFIN", change: { AANTPER: "4" } });
        imuis.changeSettings({
          administration,
          table: "PERIODEDATUMS",
          rows: [
            { JR: "2022", PN: "3", DATVAN: "01-01-2023", DATTM: "31-03-2023" },
            { JR: "2022", PN: "4", DATVAN: "01-04-2023", DATTM: "30-06-2023" },
          ],
        });
      },
    });
    await place(shop, MARCH);
    expect(entryOf(shop)).toMatchObject({ year: 2022, period: 3 });
  });
});

describe("product rules", () => {
  test("a row on VAT code 0 is booked whole, without VAT", async ({ expect }) => {
    const productRules = [{ productNumber: "GIFT*", productType: null, account: 8010, vatCode: 0 }];
    const shop = await world.newShop({ configuration: { ...EXAMPLE_CONFIGURATION, productRules } });
    const { document } = await place(shop, {
      rows: [{ product_name: "Gift card", product_number: "GIFT25", selling_price: 25, tax: 21 }],
    });
    expect(document.status).toBe("processed");
    expect(entryOf(shop)?.rows[1]).toMatchObject({
      account: 8010,
      vatCode: 0,
      amountCents: -2500,
      vatCents: 0,
    });
  });
});

describe("texts", () => {
  test("what XML and iMUIS cannot take is replaced, everything else survives the way", async ({
    expect,
  }) => {
    const shop = await world.newShop();
    const { control } = world.sandbox;
    const name = `A&B <i>"q"</i> ]]> é\u0007 €\t🎁 x`;
    await place(shop, {
      rows: [{ product_name: name, selling_price: 10, tax: 21 }],
      customer: {
        email: "o&m@example.nl",
        billingaddress: {
          company: `"Ooms" & <Zn>`,
          last_name: "d'Ö 😀",
          street: "’s-Gravendijkwal",
          housenumber: 12,
          housenumber_suffix: "bis",
        },
      },
    });
    expect(entryOf(shop)?.rows[1]?.description).toBe(`A&B <i>"q"</i> ]]> é €  x`);
    const debtor = control.imuis
      .debtors({ administration: shop.administration })
      .find(({ EMAIL }) => EMAIL === "o&m@example.nl");
    expect(debtor).toMatchObject({ STRAAT: "’s-Gravendijkwal", HNR: "12", HNRTV: "bis" });
    expect(debtor?.["NAAM"]).toContain(`"Ooms" & <Zn>`);
  });
});

describe("sales orders", () => {
  test("a product is made with the EAN of the shop's product, and never touched again", async ({
    expect,
  }) => {
    const { control } = world.sandbox;
    const shop = await world.newShop({
      configuration: {
        ...EXAMPLE_CONFIGURATION,
        target: "orders",
        salesOrder: { orderType: "webshoporder", shippingMethod: "Verzendkosten", itemGroup: 29 },
      },
    });
    control.shops.addProduct({
      shop: shop.shop,
      product: { id: 77, eannumber: "8712345678906", productnumber: "LAMP", name: "Lamp" } as never,
    });
    const rows = [
      {
        product_name: "Lamp",
        product_number: "LAMP",
        product_id: 77,
        selling_price: 12.1,
        tax: 21,
      },
    ];
    await place(shop, { rows });
    await place(shop, { rows });
    const products = control.imuis
      .products({ administration: shop.administration })
      .filter(({ NR }) => NR === "LAMP");
    expect(products).toEqual([
      expect.objectContaining({ EAN: "8712345678906", BTW: "H", ARTGRP: "29", OMSCHR: "Lamp" }),
    ]);
    expect(control.imuis.orders({ administration: shop.administration })).toHaveLength(2);
    expect(
      control.calls.count({ subject: shop.administration, operation: "GetStamtabelRecords:ART" }),
    ).toBe(1);
  });
});
