import { describe, test } from "vitest";

import { completeBooking } from "../../../src/domain/complete-booking.ts";
import {
  CALENDAR,
  configuration,
  DEBTOR,
  draftOf,
  entryOf,
  errorOf,
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

/** Whether the lines fit the total, where the cents go, and what is nothing. */

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
