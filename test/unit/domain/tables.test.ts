import { describe, test } from "vitest";

import { allocate } from "../../../src/domain/allocate.ts";
import { dutchDate } from "../../../src/domain/calendar-date.ts";
import { normaliseCountry } from "../../../src/domain/country.ts";
import { decimalOf, toCents } from "../../../src/domain/decimal.ts";
import { periodOf } from "../../../src/domain/fiscal-calendar.ts";
import { formatCents, vatFromIncl } from "../../../src/domain/money.ts";
import { readPaymentMethod } from "../../../src/domain/payment-method.ts";
import { productVatKind } from "../../../src/domain/product.ts";
import { digitsOf } from "../../../src/domain/texts.ts";
import { checkVatNumberFormat } from "../../../src/domain/vat-number.ts";
import { rateText, readPercentage } from "../../../src/domain/vat-rate.ts";
import tables from "../../golden/tables.json" with { type: "json" };
import { dutchDateOf } from "../../golden/to-domain.ts";
import { CALENDAR } from "./fixtures.ts";

/** The tables of the golden file, row by row. */

describe("golden tables", () => {
  test.for(tables["paymentMethod (nothing configured)"])(
    "payment method $in, nothing configured",
    (row, { expect }) => {
      expect(readPaymentMethod(row.in, []).name).toBe(row.out);
    },
  );

  test.for(tables["paymentMethod (configured: Klarna, 'pay-pal', Op rekening)"])(
    "payment method $in, three configured",
    (row, { expect }) => {
      const settings = ["Klarna", "pay-pal", "Op rekening"].map((name) => ({ name, debtor: null }));
      expect(readPaymentMethod(row.in, settings).name).toBe(row.out);
    },
  );

  test.for(tables.digitsOnly)("digits of $in", (row, { expect }) => {
    expect(digitsOf(row.in)).toBe(row.out);
  });

  test.for(tables.percentage)("percentage $in", (row, { expect }) => {
    expect(rateText(readPercentage(String(row.in)).basisPoints)).toBe(row.out);
  });

  test.for(tables.roundHalfUpToCents)("rounds $in", (row, { expect }) => {
    expect(formatCents(toCents(decimalOf(String(row.in))))).toBe(row.out);
  });

  test.for(tables.allocate)("allocates $in", (row, { expect }) => {
    expect(allocate(row.in.cents, row.in.weights)).toEqual(row.out);
  });

  test.for(tables.bookingDate)("booking date $in", (row, { expect }) => {
    const date = dutchDateOf(row.in);
    expect(dutchDate(date)).toBe(row.out.date);
    expect(periodOf(CALENDAR, date)).toEqual({
      fiscalYear: row.out.year,
      period: row.out.period12,
    });
    expect(periodOf({ ...CALENDAR, periodsPerYear: 4 }, date)?.period).toBe(row.out.period4);
  });

  test.for(tables.vatFromInclusive)("VAT in $in", (row, { expect }) => {
    const cents = toCents(decimalOf(String(row.in.incl)));
    const rate = readPercentage(String(row.in.rate)).basisPoints;
    expect(formatCents(vatFromIncl(cents, rate))).toBe(row.out);
  });

  test.for(tables.vatNumberChecksum)("VAT number $in", (row, { expect }) => {
    expect(checkVatNumberFormat(row.in) === "ok").toBe(row.out);
  });

  test.for([
    ...tables["productVatKind (NL 21/9/0 configured)"].map((row) => ({ ...row, highest: 2100 })),
    ...tables["productVatKind (DE 19/7 configured)"].map((row) => ({ ...row, highest: 1900 })),
  ])("product kind of $in%", (row, { expect }) => {
    const names = { high: "High", low: "Low", reverseCharge: "Reverse charge" };
    expect(names[productVatKind(row.in * 100, row.highest)]).toBe(row.out);
  });

  test.for(tables.country)("country $in", (row, { expect }) => {
    expect(normaliseCountry(row.in)).toBe(row.out);
  });
});
