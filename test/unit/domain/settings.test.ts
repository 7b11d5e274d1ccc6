import { describe, test } from "vitest";

import type { ProductRule, VatRate } from "../../../src/domain/configuration.ts";
import {
  accounts,
  configuration,
  draftOf,
  entryOf,
  errorOf,
  icpOrder,
  line,
  order,
  orderTo,
  rowsOf,
  stepCodes,
  verdict,
} from "./fixtures.ts";

/** Every switch of the configuration, on both sides. */

function withRates(rates: readonly VatRate[]) {
  return { vat: { ...configuration().vat, countries: [{ country: "NL", rates }] } };
}

function rule(changes: Partial<ProductRule>): ProductRule {
  return { productNumber: null, productType: null, account: 1850, vatCode: 0, ...changes };
}

describe("entryAmounts", () => {
  test("incl. sends the amount with its VAT, excl. without", ({ expect }) => {
    expect(rowsOf(entryOf(order(), { entryAmounts: "incl" }))).toEqual([
      "8000/2 1 -12.10 -2.10 Lamp",
    ]);
    const excl = entryOf(order(), { entryAmounts: "excl" });
    expect(rowsOf(excl)).toEqual(["8000/2 1 -10.00 -2.10 Lamp"]);
    expect([excl.amounts, excl.total.amountCents]).toEqual(["excl", 1210]);
  });
});

describe("invoiceNumber and entryDocument", () => {
  const document = order({ number: "WEB-2023-00417A" });

  test("as the manual has it", ({ expect }) => {
    const entry = entryOf(document);
    expect(entry.total).toMatchObject({
      invoiceNumber: "202300417",
      documentNumber: "WEB-2023-00417A",
      description: "WEB-2023-00417A",
    });
    expect(entry.lines[0]?.documentNumber).toBe("202300417");
  });

  test("full", ({ expect }) => {
    const entry = entryOf(document, { invoiceNumber: "full", entryDocument: "full" });
    expect(entry.total.invoiceNumber).toBe("WEB-2023-00417A");
    expect(entry.lines[0]?.documentNumber).toBe("WEB-2023-00417A");
  });

  test("numbers without digits are refused only where digits are needed", ({ expect }) => {
    const test = order({ number: "TEST" });
    expect(errorOf(test).code).toBe("NUMBER_WITHOUT_DIGITS");
    expect(errorOf(test, { invoiceNumber: "full" }).code).toBe("NUMBER_WITHOUT_DIGITS");
    expect(errorOf(test, { entryDocument: "full" }).code).toBe("NUMBER_WITHOUT_DIGITS");
    expect(verdict(test, { invoiceNumber: "full", entryDocument: "full" }).kind).toBe("book");
    expect(verdict(test, { target: "orders" }).kind).toBe("book");
    expect(errorOf(order({ number: " " }), { target: "orders" }).code).toBe(
      "NUMBER_WITHOUT_DIGITS",
    );
  });

  test("leading zeros stay and everything is cut at 20", ({ expect }) => {
    expect(entryOf(order({ number: "A-007" })).total.invoiceNumber).toBe("007");
    const long = entryOf(order({ number: "PREFIX-123456789012345678901" }));
    expect(long.total.documentNumber).toBe("PREFIX-1234567890123");
    expect(long.total.invoiceNumber).toBe("12345678901234567890");
  });
});

describe("bookingTexts", () => {
  const document = order({
    totalPrice: "20.98",
    totalTax: "3.64",
    shipping: "6.05",
    paymentCosts: "2.42",
    extraCosts: "1.21",
    creditPointDiscount: "-0.30",
    discounts: ["0.51"],
  });

  test.for([
    [
      "en",
      [
        "Lamp",
        "Shipping costs",
        "Payment costs",
        "Surcharge",
        "Surcharge",
        "Discount",
        "Rounding difference",
      ],
    ],
    [
      "nl",
      [
        "Lamp",
        "Verzendkosten",
        "Betaalkosten",
        "Toeslag",
        "Toeslag",
        "Korting",
        "Afrondingsverschil",
      ],
    ],
  ] as const)("%s", ([bookingTexts, texts], { expect }) => {
    const entry = entryOf(document, { bookingTexts });
    expect(entry.lines.map((row) => row.description)).toEqual(texts);
  });
});

describe("bookingDate", () => {
  test("created, or the day it was first seen paid", ({ expect }) => {
    const options = { paidOn: "2023-04-02" };
    expect(draftOf(order(), {}, options).bookingDate).toBe("2023-03-01");
    const paid = draftOf(order(), { bookingDate: "paid" }, options);
    expect(paid).toMatchObject({ bookingDate: "2023-04-02", documentDate: "2023-03-01" });
    expect(stepCodes(paid)).toContain("datePaid");
    expect(draftOf(order(), { bookingDate: "paid" }).bookingDate).toBe("2023-03-01");
  });

  test("a person's date wins", ({ expect }) => {
    const options = { paidOn: "2023-04-02", bookingDate: "2023-05-01" };
    const draft = draftOf(order(), { bookingDate: "paid" }, options);
    expect(draft.bookingDate).toBe("2023-05-01");
    expect(stepCodes(draft)).toContain("dateByPerson");
  });
});

describe("validFrom", () => {
  const rates: VatRate[] = [
    { percentage: "21", validFrom: null, vatCode: 2, accounts: accounts(8000) },
    { percentage: "21", validFrom: "2023-04-01", vatCode: 22, accounts: accounts(8200) },
    { percentage: "21", validFrom: "2023-07-01", vatCode: 23, accounts: accounts(8300) },
  ];

  test.for([
    ["2023-03-31", 2],
    ["2023-04-01", 22],
    ["2023-06-30", 22],
    ["2023-07-01", 23],
  ] as const)("on %s the code is %s", ([createdOn, vatCode], { expect }) => {
    const document = order({ createdOn });
    expect(draftOf(document, withRates(rates)).lines[0]?.vatCode).toBe(vatCode);
    const turned = withRates(rates.slice().reverse());
    expect(draftOf(document, turned).lines[0]?.vatCode).toBe(vatCode);
  });

  test("a row that has not begun does not count at all", ({ expect }) => {
    expect(errorOf(order(), withRates(rates.slice(1))).code).toBe("VAT_CODE_MISSING");
  });

  test("the booking date counts, not the document's", ({ expect }) => {
    const draft = draftOf(order(), withRates(rates), { bookingDate: "2023-04-05" });
    expect(draft.lines[0]?.trace.setting?.path).toBe("vat.countries.NL.21 from 2023-04-01");
  });
});

describe("productRules", () => {
  const gift = line({
    name: "Gift card",
    productNumber: "GIFT-25",
    price: "25.00",
    vatPercentage: "0",
  });
  const document = order({ totalPrice: "37.10", lines: [line(), gift] });

  test.for([
    ["exact number", rule({ productNumber: "GIFT-25" }), true],
    ["another number", rule({ productNumber: "GIFT-2" }), false],
    ["prefix", rule({ productNumber: "GIFT*" }), true],
    ["another prefix", rule({ productNumber: "CARD*" }), false],
    ["type", rule({ productType: "Product" }), true],
    ["another type", rule({ productType: "deposit" }), false],
    ["number and another type", rule({ productNumber: "GIFT*", productType: "deposit" }), false],
    ["neither", rule({}), false],
  ] as const)("%s", ([, productRule, applies], { expect }) => {
    const rows = rowsOf(entryOf(document, { productRules: [productRule] }));
    const expected = applies ? "1850/0 1 -25.00 0.00 Gift card" : "8010/3 1 -25.00 0.00 Gift card";
    expect(rows).toContain(expected);
  });

  test("the first that fits counts, and the rate need not be configured", ({ expect }) => {
    const { vat } = withRates([
      { percentage: "21", validFrom: null, vatCode: 2, accounts: accounts(8000) },
    ]);
    const productRules = [
      rule({ productNumber: "GIFT*" }),
      rule({ productNumber: "*", account: 9 }),
    ];
    expect(rowsOf(entryOf(document, { vat, productRules }))).toEqual([
      "9/0 1 -12.10 0.00 Lamp",
      "1850/0 1 -25.00 0.00 Gift card",
    ]);
    expect(errorOf(document, { vat }).figures).toMatchObject({ rate: "0" });
  });

  test("a discount follows them only when all rows of its rate do", ({ expect }) => {
    const discounted = { ...document, totalPrice: "33.39", totalTax: "1.89", discounts: ["3.71"] };
    const productRules = [rule({ productNumber: "GIFT*" })];
    expect(rowsOf(entryOf(discounted, { productRules })).slice(2)).toEqual([
      "8000/2 1 1.21 0.21 Discount",
      "1850/0 1 2.50 0.00 Discount",
    ]);
    const mixed = {
      ...discounted,
      lines: [...document.lines, { ...gift, productNumber: "P-2", price: "0.01" }],
      totalPrice: "33.40",
    };
    expect(rowsOf(entryOf(mixed, { productRules })).slice(3)).toContain(
      "8010/3 1 2.50 0.00 Discount",
    );
  });
});

describe("paymentMethods", () => {
  const settings = [
    { name: "i-Deal", debtor: 99001 },
    { name: "klarna", debtor: null },
    { name: "*", debtor: 99009 },
  ];

  test.for([
    ["iDEAL", 99001, "ideal"],
    ["i-deal via Mollie", 99001, "ideal"],
    ["Klarna", null, "klarna"],
    ["Riverty", 99009, "default"],
    ["Visa", 99009, "creditcard"],
  ] as const)("%s", ([paymentMethod, debtor, name], { expect }) => {
    const draft = draftOf(order({ paymentMethod }), { paymentMethods: settings });
    expect(draft.paymentMethod).toBe(name);
    expect(draft.debtor).toMatchObject(
      debtor === null ? { kind: "own" } : { kind: "fixed", number: debtor },
    );
  });

  test("without * an unknown method has the customer's own debtor", ({ expect }) => {
    const draft = draftOf(order({ paymentMethod: "Riverty" }), {
      paymentMethods: settings.slice(0, 2),
    });
    expect(draft.debtor.kind).toBe("own");
  });

  test("a shop cannot reach * by naming its method so", ({ expect }) => {
    const draft = draftOf(order({ paymentMethod: "*" }), { paymentMethods: settings });
    expect(draft.paymentMethod).toBe("default");
  });

  test("never for ICP; for an export they do count", ({ expect }) => {
    const icp = draftOf(icpOrder("DE136695976", { paymentMethod: "iDEAL" }), {
      paymentMethods: settings,
    });
    expect(icp.debtor).toMatchObject({ kind: "own", vatNumber: "DE136695976" });
    expect(stepCodes(icp)).toContain("debtorOwnBecauseIcp");
    const abroad = orderTo("US", {
      paymentMethod: "iDEAL",
      totalTax: "0",
      lines: [line({ vatPercentage: "0" })],
    });
    expect(draftOf(abroad, { paymentMethods: settings }).debtor.kind).toBe("fixed");
  });
});

describe("vat.icp and vat.international", () => {
  test("null is a missing code", ({ expect }) => {
    const { vat } = configuration();
    expect(errorOf(icpOrder(), { vat: { ...vat, icp: null } }).figures).toEqual({
      country: "ICP",
      rate: "0",
      lineType: "revenue",
    });
    const abroad = orderTo("US", { totalTax: "0", lines: [line({ vatPercentage: "0" })] });
    expect(errorOf(abroad, { vat: { ...vat, international: null } }).figures["country"]).toBe(
      "International",
    );
  });

  test("a rate without accounts is a missing code for an entry, not for a sales order", ({
    expect,
  }) => {
    const { vat } = withRates([{ percentage: "21", validFrom: null, vatCode: 2, accounts: null }]);
    expect(errorOf(order(), { vat }).code).toBe("VAT_CODE_MISSING");
    expect(verdict(order(), { vat, target: "orders" }).kind).toBe("book");
  });

  test("the missing code names the kind of line", ({ expect }) => {
    const { vat } = withRates([
      { percentage: "21", validFrom: null, vatCode: 2, accounts: accounts(8000) },
    ]);
    const document = order({
      totalPrice: "17.55",
      shipping: "5.45",
      shippingVatPercentage: "9",
      totalTax: "2.55",
    });
    expect(errorOf(document, { vat }).figures).toEqual({
      country: "NL",
      rate: "9",
      lineType: "shipping",
    });
  });
});
