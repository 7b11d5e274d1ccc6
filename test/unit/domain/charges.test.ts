import { describe, test } from "vitest";

import {
  configuration,
  draftOf,
  entryOf,
  invoice,
  line,
  order,
  rowsOf,
  stepCodes,
  warningCodes,
} from "./fixtures.ts";

/** Lines beside the rows: shipping, payment costs and surcharges. */

describe("shipping (A27)", () => {
  test("has its own percentage and account", ({ expect }) => {
    const document = order({
      totalPrice: "17.55",
      totalTax: "2.55",
      shipping: "5.45",
      shippingVatPercentage: "9",
    });
    expect(rowsOf(entryOf(document))).toContain("8096/1 1 -5.45 -0.45 Shipping costs");
  });

  test("of nothing is no line", ({ expect }) => {
    expect(draftOf(order()).lines.map((each) => each.type)).toEqual(["revenue"]);
  });
});

describe("payment costs (A23 to A25)", () => {
  const book = line({ name: "Book", price: "10.90", vatPercentage: "9" });

  test("on an order take the highest configured rate of the country", ({ expect }) => {
    const document = order({
      totalPrice: "13.32",
      totalTax: "1.32",
      paymentCosts: "1.50",
      paymentOptionPrice: "0.92",
      lines: [book],
    });
    expect(rowsOf(entryOf(document))).toContain("8095/2 1 -2.42 -0.42 Payment costs");
  });

  test("on an order count only rates that have begun", ({ expect }) => {
    const countries = [
      {
        country: "NL",
        rates: [
          {
            percentage: "9",
            validFrom: null,
            vatCode: 1,
            accounts: { revenue: 1, shipping: 2, payment: 3 },
          },
          {
            percentage: "25",
            validFrom: "2023-03-02",
            vatCode: 9,
            accounts: { revenue: 4, shipping: 5, payment: 6 },
          },
        ],
      },
    ];
    const document = order({
      totalPrice: "11.99",
      totalTax: "0.99",
      paymentCosts: "1.09",
      lines: [book],
    });
    const vat = { ...configuration().vat, countries };
    expect(rowsOf(entryOf(document, { vat }))).toContain("3/1 1 -1.09 -0.09 Payment costs");
  });

  test("on an invoice take the shipping percentage", ({ expect }) => {
    const document = invoice({
      totalPrice: "13.08",
      totalTax: "1.08",
      shippingVatPercentage: "9",
      paymentCosts: "2.18",
      lines: [book],
    });
    expect(rowsOf(entryOf(document))).toContain("8101/1 1 -2.18 -0.18 Payment costs");
  });

  test("on an invoice with free shipping take the highest rate of the rows", ({ expect }) => {
    const document = invoice({
      totalPrice: "14.52",
      totalTax: "2.52",
      shippingVatPercentage: "0",
      paymentCosts: "2.42",
    });
    expect(rowsOf(entryOf(document))).toContain("8095/2 1 -2.42 -0.42 Payment costs");
  });

  test("carry no VAT on a margin sale, order and invoice alike", ({ expect }) => {
    const margin = { totalPrice: "101.50", totalTax: "0", paymentCosts: "1.50" };
    const lines = [line({ name: "Antique", price: "100.00", vatPercentage: "0" })];
    const expected = "8105/3 1 -1.50 0.00 Payment costs";
    expect(rowsOf(entryOf(order({ ...margin, lines })))).toContain(expected);
    expect(rowsOf(entryOf(invoice({ ...margin, lines })))).toContain(expected);
    expect(stepCodes(draftOf(order({ ...margin, lines })))).toContain("marginSale");
  });

  test("are no margin sale because of a free gift at 21%", ({ expect }) => {
    const lines = [
      line({ name: "Antique", price: "100.00", vatPercentage: "0" }),
      line({ name: "Gift", price: "0" }),
    ];
    const document = order({ totalPrice: "101.50", totalTax: "0", paymentCosts: "1.50", lines });
    expect(rowsOf(entryOf(document))).toContain("8105/3 1 -1.50 0.00 Payment costs");
  });
});

describe("surcharges (A14, A26)", () => {
  const mixed = [
    line({ price: "121.00", name: "Chair" }),
    line({ price: "10.90", vatPercentage: "9" }),
  ];

  test("extra costs may be negative and are named after their description", ({ expect }) => {
    const document = order({
      totalPrice: "125.85",
      totalTax: "20.85",
      extraCosts: "-6.05",
      extraCostsDescription: "loyalty",
      lines: mixed,
    });
    expect(rowsOf(entryOf(document))).toContain("8000/2 1 6.05 1.05 Extra loyalty");
  });

  test("without a description they are a surcharge", ({ expect }) => {
    const document = order({ totalPrice: "13.31", totalTax: "2.31", extraCosts: "1.21" });
    expect(rowsOf(entryOf(document))).toContain("8000/2 1 -1.21 -0.21 Surcharge");
  });

  test("credit points keep the sign as sent when that fits", ({ expect }) => {
    const document = order({ totalPrice: "13.31", totalTax: "2.31", creditPointDiscount: "1.21" });
    expect(rowsOf(entryOf(document))).toContain("8000/2 1 -1.21 -0.21 Surcharge");
    expect(warningCodes(draftOf(document))).toEqual([]);
  });

  test("credit points take the opposite sign when only that fits", ({ expect }) => {
    const document = order({ totalPrice: "10.89", totalTax: "1.89", creditPointDiscount: "1.21" });
    expect(rowsOf(entryOf(document))).toContain("8000/2 1 1.21 0.21 Surcharge");
    expect(warningCodes(draftOf(document))).toEqual(["CREDIT_POINTS_SIGN_FROM_TOTAL"]);
  });
});
