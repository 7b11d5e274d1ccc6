import { afterAll, beforeAll, describe, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import { NIGHTLY, readDocument, startWorld, untilStatus, type World } from "./harness.ts";

/** Orders or invoices: the other kind, and switching between them. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

describe("switching between orders and invoices", () => {
  test(
    "the second one of a sale is skipped with a link to the first",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const order = await world.paidOrder(shop);
      await untilStatus(shop, { kind: "order", id: order.id }, "processed");
      await shop.owner.call("PUT", "/api/configuration", {
        ...EXAMPLE_CONFIGURATION,
        source: "invoices",
      });
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
      const skipped = await untilStatus(shop, { kind: "invoice", id: invoice.id }, "skipped");
      expect(skipped).toMatchObject({ reason: "ALREADY_PROCESSED", linkedTo: `order/${order.id}` });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
      const again = await shop.owner.request(
        "POST",
        `/api/documents/invoice/${invoice.id}/process`,
        {},
      );
      expect(again.status).toBe(409);
    },
  );
});

describe("the kind that is not booked", () => {
  test(
    "an invoice does not book what waits as an unpaid order",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const order = await control.shop.makeOrder({ shop: shop.shop });
      await untilStatus(shop, { kind: "order", id: order.id }, "open");
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: order.id });
      await control.shop.setInvoiceStatus({ shop: shop.shop, id: invoice.id, status: "paid" });
      await control.shop.pay({ shop: shop.shop, id: order.id });
      await untilStatus(shop, { kind: "order", id: order.id }, "processed");
      expect(await readDocument(shop.owner, "invoice", invoice.id)).toBeNull();
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );

  test(
    "orders that wait when the shop goes over to invoices are not booked any more",
    { concurrent: true },
    async ({ expect }) => {
      const shop = await world.newShop();
      const { control } = world.sandbox;
      const { id } = await control.shop.makeOrder({ shop: shop.shop });
      await untilStatus(shop, { kind: "order", id: id }, "open");
      await shop.owner.call("PUT", "/api/configuration", {
        ...EXAMPLE_CONFIGURATION,
        source: "invoices",
      });
      await control.shop.pay({ shop: shop.shop, id });
      await world.fire(NIGHTLY);
      await eventually(
        "left to the invoice",
        async () => (await readDocument(shop.owner, "order", id))?.reason === "STATUS_NOT_SELECTED",
      );
      const invoice = await control.shop.makeInvoice({ shop: shop.shop, orderId: id });
      await untilStatus(shop, { kind: "invoice", id: invoice.id }, "processed");
      await world.fire(NIGHTLY);
      const skipped = await untilStatus(shop, { kind: "order", id }, "skipped");
      expect(skipped).toMatchObject({
        reason: "ALREADY_PROCESSED",
        linkedTo: `invoice/${invoice.id}`,
      });
      expect(control.imuis.entries({ administration: shop.administration })).toHaveLength(1);
    },
  );
});
