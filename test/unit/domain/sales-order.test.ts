import { describe, test } from "vitest";

import {
  draftOf,
  icpOrder,
  invoice,
  line,
  order,
  ORDERS_TARGET,
  orderTo,
  salesOrderOf,
  verdict,
  warningCodes,
} from "./fixtures.ts";

describe("a sales order", () => {
  test("holds costs in its header, excl. VAT", ({ expect }) => {
    const document = order({
      totalPrice: "50.55",
      totalTax: "8.77",
      shipping: "6.95",
      paymentCosts: "1.21",
      extraCosts: "2.42",
      discounts: ["5.00"],
      lines: [line({ price: "14.99", quantity: "3" })],
    });
    expect(salesOrderOf(document)).toEqual({
      type: "salesOrder",
      debtorNumber: 13317,
      date: "2023-03-01",
      deliveryDate: "2023-03-01",
      orderType: "webshoporder",
      shippingMethod: "Verzendkosten",
      externalOrderId: "1001",
      reference: "14194",
      orderCostsCents: -113,
      shippingCostsCents: 574,
      allowNegativeQuantities: false,
      lines: [
        { productNumber: "P-1", quantity: "3", description: "Lamp", unitPriceExcl: "12.3884" },
      ],
    });
    expect(warningCodes(draftOf(document, ORDERS_TARGET))).toEqual([]);
  });

  test("allows negative quantities only where there are any", ({ expect }) => {
    const credit = invoice({ credit: true });
    expect(salesOrderOf(credit)).toMatchObject({
      allowNegativeQuantities: true,
      lines: [{ quantity: "-1", unitPriceExcl: "10.0000" }],
    });
  });

  test("keeps rows of nothing", ({ expect }) => {
    const document = order({ lines: [line(), line({ price: "0", name: "Gift" })] });
    expect(salesOrderOf(document).lines.map((row) => row.unitPriceExcl)).toEqual([
      "10.0000",
      "0.0000",
    ]);
  });

  test("cuts its reference at 25", ({ expect }) => {
    expect(salesOrderOf(order({ number: "7".repeat(40) })).reference).toHaveLength(25);
  });

  test("takes the stripped unit price of an export", ({ expect }) => {
    const document = orderTo("US", { totalPrice: "10.00", totalTax: "0" });
    expect(salesOrderOf(document).lines[0]?.unitPriceExcl).toBe("10.0000");
  });

  test("never gets a rounding line", ({ expect }) => {
    const draft = draftOf(order({ totalPrice: "12.11" }), ORDERS_TARGET);
    expect(draft.lines).toHaveLength(1);
    expect(warningCodes(draft)).toEqual(["ROUNDING_DIFFERENCE", "ORDER_TOTAL_DIFFERS"]);
  });
});

describe("warnings of a sales order", () => {
  const german = orderTo("DE", { totalTax: "1.93", lines: [line({ vatPercentage: "19" })] });
  const discounted = order({
    totalPrice: "21.00",
    totalTax: "2.73",
    discounts: ["2.00"],
    lines: [line(), line({ price: "10.90", vatPercentage: "9", productNumber: "P-2" })],
  });

  test("foreign VAT, which iMUIS would calculate itself", ({ expect }) => {
    expect(warningCodes(draftOf(german, ORDERS_TARGET))).toEqual(["ORDER_TARGET_FOREIGN_VAT"]);
    expect(warningCodes(draftOf(german))).toEqual([]);
    expect(warningCodes(draftOf(icpOrder(), ORDERS_TARGET))).toEqual([]);
  });

  test("a discount over several rates, which is one amount there", ({ expect }) => {
    expect(warningCodes(draftOf(discounted, ORDERS_TARGET))).toContain("DISCOUNT_SPANS_RATES");
    expect(warningCodes(draftOf(discounted))).not.toContain("DISCOUNT_SPANS_RATES");
  });
});

describe("products", () => {
  test("have every field", ({ expect }) => {
    expect(draftOf(order(), ORDERS_TARGET).products).toEqual([
      {
        number: "P-1",
        fullNumber: "P-1",
        searchKey: "P-1",
        name: "Lamp",
        itemGroup: 29,
        vatKind: "high",
        priceExclCents: 1000,
        priceInclCents: 1210,
        ean: "8712345678906",
        productId: "900",
      },
    ]);
    expect(draftOf(order()).products).toEqual([]);
  });

  test("are one per number, the first row's", ({ expect }) => {
    const document = order({ lines: [line(), line({ name: "Lamp again", price: "0" })] });
    expect(draftOf(document, ORDERS_TARGET).products.map((product) => product.name)).toEqual([
      "Lamp",
    ]);
  });

  test("warn when two numbers become equal at 20 characters", ({ expect }) => {
    const number = "TABLE-OAK-220-EXTENDABLE";
    const lines = [
      line({ productNumber: `${number}-01` }),
      line({ productNumber: `${number}-02`, price: "0" }),
    ];
    const draft = draftOf(order({ lines }), ORDERS_TARGET);
    expect(draft.products.map((product) => product.number)).toEqual(["TABLE-OAK-220-EXTEND"]);
    expect(warningCodes(draft)).toEqual(["PRODUCT_CODE_CUT"]);
    const same = [
      line({ productNumber: `${number}-01` }),
      line({ productNumber: `${number}-01`, price: "0" }),
    ];
    expect(warningCodes(draftOf(order({ lines: same }), ORDERS_TARGET))).toEqual([]);
  });

  test("without a number cannot be ordered, but can be booked in a journal", ({ expect }) => {
    const document = order({ lines: [line({ productNumber: " ", name: "Loose" })] });
    expect(verdict(document, ORDERS_TARGET)).toEqual({
      kind: "error",
      error: { code: "PRODUCT_CODE_MISSING", figures: { line: "Loose" } },
    });
    expect(verdict(document).kind).toBe("book");
  });

  test("of ICP and exports are created at 0% (A46)", ({ expect }) => {
    expect(draftOf(icpOrder(), ORDERS_TARGET).products[0]).toMatchObject({
      vatKind: "reverseCharge",
      priceExclCents: 20000,
      priceInclCents: 20000,
    });
  });

  test("at 6% are low, at another country's second rate too", ({ expect }) => {
    const german = orderTo("DE", {
      totalPrice: "10.70",
      totalTax: "0.70",
      lines: [line({ price: "10.70", vatPercentage: "7" })],
    });
    expect(draftOf(german, ORDERS_TARGET).products[0]?.vatKind).toBe("low");
  });
});
