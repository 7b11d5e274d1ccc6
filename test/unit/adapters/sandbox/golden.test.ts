/** Every document of the worked cases, placed in the sandbox's shop and read back through the adapter. */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import type { GoldenInvoice, GoldenOrder } from "../../../../sandbox/ccv-shop/golden.ts";
import type { ShopDocument } from "../../../../src/domain/document.ts";
import { createWorld, valueOf } from "./fixture.ts";

interface GoldenCase {
  readonly id: string;
  readonly document: GoldenOrder | GoldenInvoice;
}

const FILE = new URL("../../../golden/cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { cases: readonly GoldenCase[] };

async function readBack(document: GoldenCase["document"]): Promise<ShopDocument> {
  const { sandbox, shop } = await createWorld();
  const placed = await sandbox.control.shop.placeGolden({ document });
  const kind = "orderrows" in document ? "order" : "invoice";
  return valueOf(await shop.readDocument(kind, String(placed.id)));
}

test.each(cases.map((golden) => [golden.id, golden.document] as const))(
  "%s",
  async (_, document) => {
    const read = await readBack(document);
    const isOrder = "orderrows" in document;
    const rows = isOrder ? document.orderrows : document.invoicerows;
    expect(read).toMatchObject({
      kind: isOrder ? "order" : "invoice",
      number: isOrder ? document.ordernumber_full : document.invoicenumber_full,
      currency: document.currency,
      intraCommunity: document.is_intra_community_order,
      paymentMethod: document.paymethod,
      totalsInclVat: document.taxes_included,
      totalPrice: String(document.total_price),
      totalTax: String(document.total_tax),
      shipping: String(document.total_shipping),
      discounts: document.discounts.map(({ amount }) => String(amount)),
      customer: { email: document.email, vatNumber: document.vatnumber },
    });
    expect(read.customer.deliveryAddress).toMatchObject({
      city: document.deliveryaddress.city,
      countryCode: document.deliveryaddress.country_code ?? "",
    });
    expect(read.lines.map((line) => [line.name, Number(line.quantity)])).toEqual(
      rows.map((row) => [row.product_name, row.count]),
    );
  },
);
