import { describe, test } from "vitest";

import { draftOf, entryOf, icpOrder, line, order, rowsOf, warningCodes } from "./fixtures.ts";

/** Discounts of the whole order, and which reading counts when several fit. */

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
