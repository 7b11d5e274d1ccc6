import { describe, test } from "vitest";

import {
  draftOf,
  entryOf,
  invoice,
  line,
  order,
  rowsOf,
  stepCodes,
  verdict,
  warningCodes,
} from "./fixtures.ts";

/** What becomes of the rows of a document. */

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
