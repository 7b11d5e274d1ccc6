import { describe, test } from "vitest";

import { completeBooking } from "../../../src/domain/complete-booking.ts";
import { mirrorLines } from "../../../src/domain/mirror.ts";
import {
  CALENDAR,
  configuration,
  DEBTOR,
  draftOf,
  entryOf,
  errorOf,
  icpOrder,
  invoice,
  line,
  order,
  ORDERS_TARGET,
  orderTo,
  rowsOf,
  stepCodes,
  verdict,
  warningCodes,
} from "./fixtures.ts";

describe("rows", () => {
  test("are rounded once, from price times quantity", ({ expect }) => {
    const document = order({
      totalPrice: "10.00",
      totalTax: "1.74",
      lines: [line({ price: "3.333333", quantity: "3" })],
    });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 3 -10.00 -1.74 Lamp"]);
  });

  test("keep a fractional quantity", ({ expect }) => {
    const document = order({
      totalPrice: "25.00",
      totalTax: "4.34",
      lines: [line({ price: "10.00", quantity: "2.50" })],
    });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 2.5 -25.00 -4.34 Lamp"]);
  });

  test("go back with a negative quantity", ({ expect }) => {
    const document = order({
      totalPrice: "0.00",
      totalTax: "1.10",
      lines: [
        line({ price: "12.10" }),
        line({ price: "12.10", quantity: "-1", vatPercentage: "9", name: "Book" }),
      ],
    });
    expect(rowsOf(entryOf(document))).toEqual([
      "8000/2 1 -12.10 -2.10 Lamp",
      "8006/1 -1 12.10 1.00 Book",
    ]);
    expect(warningCodes(draftOf(document))).toEqual([]);
  });

  test("of nothing are left out of an entry", ({ expect }) => {
    const document = order({ lines: [line(), line({ name: "Gift", price: "0" })] });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 1 -12.10 -2.10 Lamp"]);
  });

  test("of nothing need no VAT code", ({ expect }) => {
    const document = order({ lines: [line(), line({ price: "0", vatPercentage: "6" })] });
    expect(verdict(document).kind).toBe("book");
  });

  test("without a printable name take the product's number", ({ expect }) => {
    const document = order({ lines: [line({ name: "🎁", productNumber: "GIFT-1" })] });
    expect(entryOf(document).lines[0]?.description).toBe("GIFT-1");
  });
});

describe("the price of a row (A35, A49)", () => {
  const both = line({ price: "10.00", priceWithOptions: "12.10" });

  test("an order without option costs takes the plain price", ({ expect }) => {
    const document = order({
      totalPrice: "10.00",
      totalTax: "1.74",
      lines: [{ ...both, optionsPrice: "0" }],
    });
    expect(draftOf(document).totalCents).toBe(1000);
    expect(warningCodes(draftOf(document))).toEqual([]);
  });

  test("an order with option costs takes the price with options", ({ expect }) => {
    const document = order({ lines: [{ ...both, optionsPrice: "2.10" }] });
    expect(draftOf(document).lines[0]?.trace.amountRule).toBe("rowPriceWithOptions");
    expect(warningCodes(draftOf(document))).toEqual([]);
  });

  test("an invoice always takes the price with options", ({ expect }) => {
    const document = invoice({ lines: [both] });
    expect(draftOf(document).lines[0]?.amountCents).toBe(1210);
    expect(warningCodes(draftOf(document))).toEqual([]);
  });

  test("the other one counts, with a warning, when only that fits the total", ({ expect }) => {
    const document = order({ lines: [{ ...both, optionsPrice: "0" }] });
    expect(draftOf(document).lines[0]?.amountCents).toBe(1210);
    expect(warningCodes(draftOf(document))).toEqual(["ROW_PRICE_FROM_TOTAL"]);
    expect(stepCodes(draftOf(document))).toContain("rowPriceOther");
  });
});

describe("the two flags (A19)", () => {
  test("rows excl., totals incl.", ({ expect }) => {
    const document = order({ linesInclVat: false, lines: [line({ price: "10.00" })] });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 1 -12.10 -2.10 Lamp"]);
  });

  test("rows incl., totals excl.", ({ expect }) => {
    const document = order({ totalsInclVat: false, totalPrice: "10.00" });
    expect(entryOf(document).total.amountCents).toBe(1210);
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 1 -12.10 -2.10 Lamp"]);
  });

  test("an excl. document whose rates fit only on the total is aligned (vat.md 4.3)", ({
    expect,
  }) => {
    const document = order({
      totalsInclVat: false,
      linesInclVat: false,
      totalPrice: "50.00",
      totalTax: "10.50",
      lines: [line({ price: "37.50", name: "A" }), line({ price: "12.50", name: "B" })],
    });
    expect(rowsOf(entryOf(document))).toEqual([
      "8000/2 1 -45.37 -7.87 A",
      "8000/2 1 -15.13 -2.63 B",
    ]);
  });
});

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

describe("order discounts (A15, A16)", () => {
  test("are spread over three rates by largest remainder", ({ expect }) => {
    const document = order({
      totalPrice: "90.00",
      totalTax: "7.68",
      discounts: ["10.00"],
      lines: [
        line({ price: "33.33" }),
        line({ price: "33.33", vatPercentage: "9" }),
        line({ price: "33.34", vatPercentage: "0" }),
      ],
    });
    expect(rowsOf(entryOf(document)).slice(3)).toEqual([
      "8000/2 1 3.33 0.58 Discount",
      "8006/1 1 3.33 0.27 Discount",
      "8010/3 1 3.34 0.00 Discount",
    ]);
  });

  test("add up when there are several, and leave shipping alone", ({ expect }) => {
    const document = order({
      totalPrice: "16.94",
      totalTax: "2.94",
      discounts: ["1.00", "0.21"],
      shipping: "6.05",
    });
    expect(rowsOf(entryOf(document))).toContain("8000/2 1 1.21 0.21 Discount");
  });

  test("are not booked when the total fits only without them", ({ expect }) => {
    const document = order({ discounts: ["5.00"] });
    expect(draftOf(document).lines.map((each) => each.type)).toEqual(["revenue"]);
    expect(warningCodes(draftOf(document))).toEqual(["DISCOUNT_ALREADY_IN_LINES"]);
    expect(draftOf(document).warnings[0]?.message).toContain("5.00");
  });

  test("the discount of a row is information only", ({ expect }) => {
    const document = order({ lines: [line({ priceWithoutDiscount: "20.00" })] });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 1 -12.10 -2.10 Lamp"]);
  });

  test("without rows get the rate of the shipping, and none on an ICP document", ({ expect }) => {
    const changes = { lines: [], shipping: "12.10", discounts: ["1.21"] };
    const domestic = order({ ...changes, totalPrice: "10.89", totalTax: "1.89" });
    expect(rowsOf(entryOf(domestic))).toContain("8000/2 1 1.21 0.21 Discount");
    const icp = icpOrder("DE136695976", { ...changes, totalPrice: "10.89" });
    expect(rowsOf(entryOf(icp))).toContain("8400/5 1 1.21 0.00 Discount");
  });
});

describe("of several readings that fit the total", () => {
  const mixed = [line(), line({ name: "Book", price: "10.90", vatPercentage: "9" })];

  test("the one with the fewest departures from the usual one counts", ({ expect }) => {
    // Discount in the rows: 12.11, two cents off. Credit points turned as well: 12.09, exactly.
    const document = order({
      totalPrice: "12.09",
      discounts: ["2.00"],
      creditPointDiscount: "0.01",
    });
    expect(warningCodes(draftOf(document))).toEqual([
      "ROUNDING_DIFFERENCE",
      "DISCOUNT_ALREADY_IN_LINES",
    ]);
  });

  test("then the one nearest to the total", ({ expect }) => {
    // Discount in the rows: 11.10. Credit points turned: 11.09.
    const document = order({
      totalPrice: "11.09",
      totalTax: "1.93",
      discounts: ["2.01"],
      creditPointDiscount: "-1.00",
    });
    expect(warningCodes(draftOf(document))).toEqual(["CREDIT_POINTS_SIGN_FROM_TOTAL"]);
  });

  test("then the one nearest to the total VAT", ({ expect }) => {
    // Both come to 22.00, with 2.83 or 2.91 of VAT.
    const document = order({
      totalPrice: "22.00",
      discounts: ["2.00"],
      creditPointDiscount: "-1.00",
      lines: mixed,
    });
    expect(warningCodes(draftOf({ ...document, totalTax: "2.83" }))).toEqual([
      "DISCOUNT_ALREADY_IN_LINES",
    ]);
    expect(warningCodes(draftOf({ ...document, totalTax: "2.91" }))).toEqual([
      "CREDIT_POINTS_SIGN_FROM_TOTAL",
    ]);
  });
});

describe("credit invoices (A38)", () => {
  const rows = [
    line({ quantity: "2" }),
    line({ name: "Book", price: "10.90", vatPercentage: "9" }),
  ];
  const sale = invoice({
    totalPrice: "39.15",
    totalTax: "5.85",
    shipping: "6.05",
    discounts: ["2.00"],
    lines: rows,
  });

  test("with negative amounts are booked as they are", ({ expect }) => {
    const document = invoice({
      credit: true,
      totalPrice: "-12.10",
      totalTax: "-2.10",
      lines: [line({ quantity: "-1" })],
    });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 -1 12.10 2.10 Lamp"]);
    expect(stepCodes(draftOf(document))).toContain("creditAsSent");
  });

  test("with positive amounts are mirrored, every one of them", ({ expect }) => {
    const credit = entryOf({ ...sale, credit: true });
    const debit = entryOf(sale);
    expect(credit.total.amountCents).toBe(-debit.total.amountCents);
    expect(credit.lines.map((row) => [0 - row.amountCents, 0 - row.vatCents])).toEqual(
      debit.lines.map((row) => [row.amountCents, row.vatCents]),
    );
    expect(credit.lines[0]?.quantity).toBe("-2");
    expect(stepCodes(draftOf({ ...sale, credit: true }))).toContain("creditMirrored");
  });

  test("with the sign on the totals only, or on the lines only, follow the total", ({ expect }) => {
    const credit = { ...sale, credit: true };
    const totalsOnly = { ...credit, totalPrice: "-39.15", totalTax: "-5.85" };
    const linesOnly = { ...mirrorLines(credit) };
    expect(rowsOf(entryOf(totalsOnly))).toEqual(rowsOf(entryOf(credit)));
    expect(rowsOf(entryOf(linesOnly))).toEqual(rowsOf(entryOf(credit)));
    expect(stepCodes(draftOf(totalsOnly))).toContain("creditLinesMirrored");
    expect(errorOf({ ...totalsOnly, credit: false }).code).toBe("TOTAL_MISMATCH");
  });

  test("a debit invoice is never mirrored", ({ expect }) => {
    expect(entryOf(sale).total.amountCents).toBe(3915);
  });

  test("a discount may come with either sign on a negative credit", ({ expect }) => {
    const credit = invoice({
      credit: true,
      totalPrice: "-10.10",
      totalTax: "-1.75",
      lines: [line({ quantity: "-1" })],
    });
    const asSent = entryOf({ ...credit, discounts: ["-2.00"] });
    const turned = entryOf({ ...credit, discounts: ["2.00"] });
    expect(rowsOf(asSent)).toContain("8000/2 1 -2.00 -0.35 Discount");
    expect(rowsOf(turned)).toEqual(rowsOf(asSent));
    expect(stepCodes(draftOf({ ...credit, discounts: ["2.00"] }))).toContain("discountMirrored");
  });
});

describe("international amounts incl. VAT (A21)", () => {
  const poster = line({ name: "Poster", price: "121.00" });

  test("rows lose the VAT that was not charged, shipping stays", ({ expect }) => {
    const document = orderTo("US", {
      totalPrice: "125.00",
      totalTax: "0",
      shipping: "25.00",
      lines: [poster],
    });
    expect(rowsOf(entryOf(document))).toEqual([
      "8500/6 1 -100.00 0.00 Poster",
      "8590/6 1 -25.00 0.00 Shipping costs",
    ]);
    expect(draftOf(document).lines[0]?.trace.amountRule).toBe("rowPriceStripped");
  });

  test("shipping is stripped too when only that fits the total", ({ expect }) => {
    const document = orderTo("US", {
      totalPrice: "120.66",
      totalTax: "0",
      shipping: "25.00",
      lines: [poster],
    });
    expect(rowsOf(entryOf(document))).toContain("8590/6 1 -20.66 0.00 Shipping costs");
    expect(stepCodes(draftOf(document))).toContain("chargesStripped");
  });

  test("rows stay when only that fits, with a warning", ({ expect }) => {
    const document = orderTo("US", { totalPrice: "121.00", totalTax: "0", lines: [poster] });
    expect(rowsOf(entryOf(document))).toEqual(["8500/6 1 -121.00 0.00 Poster"]);
    expect(warningCodes(draftOf(document))).toEqual(["ROW_PRICE_FROM_TOTAL"]);
  });

  test("a discount is stripped by the rates of its rows when only that fits", ({ expect }) => {
    const document = orderTo("US", {
      totalPrice: "90.00",
      totalTax: "0",
      discounts: ["12.10"],
      lines: [poster],
    });
    expect(rowsOf(entryOf(document))).toContain("8500/6 1 10.00 0.00 Discount");
  });

  test("excl. there is nothing to strip", ({ expect }) => {
    const document = orderTo("US", {
      linesInclVat: false,
      totalPrice: "121.00",
      totalTax: "0",
      lines: [poster],
    });
    expect(rowsOf(entryOf(document))).toEqual(["8500/6 1 -121.00 0.00 Poster"]);
    expect(warningCodes(draftOf(document))).toEqual([]);
  });
});

describe("total and rounding (vat.md 4.3 to 4.5)", () => {
  const three = ["A", "B", "C"].map((name) => line({ name, price: "10.004" }));

  test("the largest line takes the cents without a rounding account, its VAT stays", ({
    expect,
  }) => {
    const lines = [line({ name: "A", price: "10.00" }), line({ name: "B", price: "20.00" })];
    const document = order({ totalPrice: "30.01", totalTax: "5.21", lines });
    expect(rowsOf(entryOf(document, { roundingAccount: null }))).toEqual([
      "8000/2 1 -10.00 -1.74 A",
      "8000/2 1 -20.01 -3.47 B",
    ]);
    const draft = draftOf(document, { roundingAccount: null });
    expect(warningCodes(draft)).toEqual(["ROUNDING_DIFFERENCE"]);
    expect(draft.warnings[0]?.message).toContain("booked on B");
  });

  test("the tolerance grows with the lines up to the cap", ({ expect }) => {
    const document = order({ totalPrice: "30.02", totalTax: "5.21", lines: three });
    expect(verdict(document).kind).toBe("book");
    expect(verdict({ ...document, totalPrice: "30.03" }).kind).toBe("error");
    expect(verdict(document, { maxRoundingDifferenceCents: 1 }).kind).toBe("error");
  });

  test("rows of nothing give no tolerance", ({ expect }) => {
    const lines = [line(), line({ price: "0" }), line({ price: "0" })];
    expect(errorOf(order({ totalPrice: "12.12", lines })).code).toBe("TOTAL_MISMATCH");
  });

  test("no amounts at all give no tolerance", ({ expect }) => {
    const lines = [line({ price: "0" })];
    expect(errorOf(order({ totalPrice: "0.01", totalTax: "0", lines })).code).toBe(
      "TOTAL_MISMATCH",
    );
  });

  test("a total below the lines has a negative difference", ({ expect }) => {
    expect(errorOf(order({ totalPrice: "11.10" })).figures).toMatchObject({
      total: "11.10",
      lines: "12.10",
      difference: "-1.00",
    });
  });

  test("VAT moves by one cent per taxed line, to the line nearest to the cent", ({ expect }) => {
    // Exact VAT: 1.7355 (rounded 1.74) and 2.0826 (rounded 2.08): the first gives the cent.
    const lines = [line({ name: "A", price: "10.00" }), line({ name: "B", price: "12.00" })];
    const document = order({ totalPrice: "22.00", totalTax: "3.81", lines });
    expect(rowsOf(entryOf(document))).toEqual([
      "8000/2 1 -10.00 -1.73 A",
      "8000/2 1 -12.00 -2.08 B",
    ]);
    expect(stepCodes(draftOf(document))).toContain("vatAligned");
  });

  test("ties go to the larger line", ({ expect }) => {
    // Both are exactly half a cent away from their rounded VAT.
    const lines = [line({ name: "A", price: "12.50" }), line({ name: "B", price: "37.50" })];
    const document = order({
      linesInclVat: false,
      totalsInclVat: false,
      totalPrice: "50.00",
      totalTax: "10.50",
      lines,
    });
    expect(entryOf(document).lines.map((row) => row.vatCents)).toEqual([-263, -787]);
  });

  test("a larger gap is left and warned of, or held", ({ expect }) => {
    const document = order({ totalTax: "1.00" });
    expect(rowsOf(entryOf(document))).toEqual(["8000/2 1 -12.10 -2.10 Lamp"]);
    expect(warningCodes(draftOf(document))).toEqual(["VAT_TOTAL_DIFFERS"]);
    expect(verdict(document, { vatDifference: "hold" })).toMatchObject({
      kind: "error",
      error: { code: "VAT_TOTAL_DIFFERS" },
    });
  });

  test("a gap that rounding explains is never held", ({ expect }) => {
    expect(verdict(order({ totalTax: "2.09" }), { vatDifference: "hold" }).kind).toBe("book");
  });

  test("more than five cents of VAT are no rounding, however many lines", ({ expect }) => {
    const lines = Array.from({ length: 10 }, () => line());
    const document = order({ totalPrice: "121.00", totalTax: "20.94", lines });
    expect(warningCodes(draftOf(document))).toEqual(["VAT_TOTAL_DIFFERS"]);
    expect(warningCodes(draftOf({ ...document, totalTax: "20.95" }))).toEqual([]);
  });

  test("the VAT of a line never turns its sign", ({ expect }) => {
    // Two cents too much on two lines, but the line of one cent has no VAT to give.
    const document = order({
      totalPrice: "12.11",
      totalTax: "2.08",
      lines: [line(), line({ price: "0.01" })],
    });
    expect(draftOf(document).lines.map((each) => each.vatCents)).toEqual([210, 0]);
    expect(warningCodes(draftOf(document))).toEqual(["VAT_TOTAL_DIFFERS"]);
  });

  test("the shop's own totals only confirm (A39)", ({ expect }) => {
    const right = invoice({ statedTotalIncl: "12.10", statedTotalExcl: "10.00" });
    const wrong = invoice({ statedTotalIncl: "12.10", statedTotalExcl: "12.10" });
    expect(stepCodes(draftOf(right))).not.toContain("statedTotalDiffers");
    expect(stepCodes(draftOf(wrong))).toContain("statedTotalDiffers");
    expect(warningCodes(draftOf(wrong))).toEqual([]);
  });
});

describe("zero totals (A10)", () => {
  test("nothing left on any account is skipped, a person books it", ({ expect }) => {
    const document = order({ totalPrice: "0", totalTax: "0", discounts: ["12.10"] });
    expect(verdict(document)).toMatchObject({ kind: "skipped", reason: "ZERO_TOTAL" });
    const draft = draftOf(document, {}, { byPerson: true });
    expect(draft.lines.map((each) => each.amountCents)).toEqual([1210, -1210]);
    expect(stepCodes(draft)).toContain("zeroTotalByPerson");
  });

  test("the same holds for a sales order, which has no accounts", ({ expect }) => {
    const document = order({ totalPrice: "0", totalTax: "0", discounts: ["12.10"] });
    expect(verdict(document, ORDERS_TARGET)).toMatchObject({ reason: "ZERO_TOTAL" });
  });

  test("rows of nothing are booked when a person wants even those", ({ expect }) => {
    const document = order({ totalPrice: "0", totalTax: "0", lines: [line({ price: "0" })] });
    const booking = completeBooking(draftOf(document, {}, { byPerson: true }), {
      debtorNumber: DEBTOR,
      configuration: configuration(),
      calendar: CALENDAR,
    });
    expect(booking).toMatchObject({
      ok: true,
      value: { total: { amountCents: 0 }, lines: [{ ledgerAccount: 8000, amountCents: 0 }] },
    });
  });

  test("VAT that is left on an account is booked", ({ expect }) => {
    // Two rows on one account and code, at rates of their own: the amounts cancel out, the VAT does not.
    const productRules = [{ productNumber: "*", productType: null, account: 1850, vatCode: 2 }];
    const document = order({
      totalPrice: "0",
      totalTax: "1.10",
      lines: [line(), line({ quantity: "-1", vatPercentage: "9" })],
    });
    expect(verdict(document, { productRules }).kind).toBe("book");
  });

  test("an exchange over two rates is booked with a total of nothing", ({ expect }) => {
    const document = order({
      totalPrice: "0",
      totalTax: "1.10",
      lines: [line(), line({ quantity: "-1", vatPercentage: "9" })],
    });
    expect(entryOf(document).total.amountCents).toBe(0);
  });

  test("rows of nothing only are skipped even without VAT code", ({ expect }) => {
    const document = orderTo("BE", {
      totalPrice: "0",
      totalTax: "0",
      lines: [line({ price: "0" })],
    });
    expect(verdict(document)).toMatchObject({ kind: "skipped", reason: "ZERO_TOTAL" });
  });
});
