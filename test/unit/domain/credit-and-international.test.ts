import { describe, test } from "vitest";

import { mirrorLines } from "../../../src/domain/mirror.ts";
import {
  draftOf,
  entryOf,
  errorOf,
  invoice,
  line,
  orderTo,
  rowsOf,
  stepCodes,
  warningCodes,
} from "./fixtures.ts";

/** Amounts that are mirrored, and amounts that lose a VAT that was never charged. */

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
