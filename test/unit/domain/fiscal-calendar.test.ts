import { describe, test } from "vitest";

import { completeBooking } from "../../../src/domain/complete-booking.ts";
import type { VatRate } from "../../../src/domain/configuration.ts";
import {
  choosePeriod,
  equalPeriods,
  type FiscalCalendar,
  type FiscalPeriod,
  periodOf,
} from "../../../src/domain/fiscal-calendar.ts";
import { accounts, CALENDAR, configuration, DEBTOR, draftOf, entryOf, order } from "./fixtures.ts";

/** A broken year: July to June, listed by the books. */
const BROKEN: readonly FiscalPeriod[] = [
  { fiscalYear: 2023, period: 1, from: "2023-07-01", to: "2023-12-31" },
  { fiscalYear: 2023, period: 2, from: "2024-01-01", to: "2024-06-30" },
];

function calendar(changes: Partial<FiscalCalendar>): FiscalCalendar {
  return { ...CALENDAR, ...changes };
}

describe("the period of a date (A11)", () => {
  test.for([
    [1, "2024-12-31", 1],
    [4, "2024-03-31", 1],
    [4, "2024-04-01", 2],
    [12, "2024-02-29", 2],
    [13, "2024-01-28", 1],
    [13, "2024-01-29", 2],
    [13, "2023-12-31", 13],
    [13, "2024-12-31", 13],
    [0, "2024-05-05", 5],
    [5, "2024-12-31", 5],
  ] as const)("%s periods, %s is in %s", ([periodsPerYear, date, period], { expect }) => {
    const fiscalYear = Number(date.slice(0, 4));
    expect(periodOf(calendar({ periodsPerYear }), date)).toEqual({ fiscalYear, period });
  });

  test.for([1, 2, 3, 4, 5, 6, 12, 13, 52])(
    "%s equal periods fill the year",
    (count, { expect }) => {
      const periods = equalPeriods(2024, count);
      expect(periods).toHaveLength(count);
      expect([periods[0]?.from, periods.at(-1)?.to]).toEqual(["2024-01-01", "2024-12-31"]);
      for (const period of periods) {
        expect(period.from <= period.to).toBe(true);
      }
    },
  );

  test("listed periods win, and an unlisted date has none", ({ expect }) => {
    expect(periodOf(calendar({ periods: BROKEN }), "2024-03-01")).toEqual({
      fiscalYear: 2023,
      period: 2,
    });
    expect(periodOf(calendar({ periods: BROKEN }), "2023-06-30")).toBeNull();
    expect(choosePeriod(calendar({ periods: BROKEN }), "2023-06-30", "book").ok).toBe(false);
  });
});

describe("closed periods", () => {
  const closed = calendar({ closedForUsersThrough: { fiscalYear: 2023, period: 3 } });
  const closedForAll = calendar({ closedThrough: { fiscalYear: 2023, period: 3 } });

  test.for([
    ["2022-12-31", false],
    ["2023-03-31", false],
    ["2023-04-01", true],
    ["2024-01-01", true],
  ] as const)("closed through 2023-3: %s open is %s", ([date, open], { expect }) => {
    expect(choosePeriod(closed, date, "hold").ok).toBe(open);
    expect(choosePeriod(closedForAll, date, "hold").ok).toBe(open);
  });

  test("hold names the date and the period", ({ expect }) => {
    expect(choosePeriod(closed, "2023-03-01", "hold")).toEqual({
      ok: false,
      error: { code: "PERIOD_CLOSED", figures: { date: "2023-03-01", period: "2023-3" } },
    });
  });

  test("nextOpen takes the first day of the next open one, over a year's end too", ({ expect }) => {
    expect(choosePeriod(closed, "2023-02-14", "nextOpen")).toEqual({
      ok: true,
      value: { date: "2023-04-01", period: { fiscalYear: 2023, period: 4 }, moved: true },
    });
    const year = calendar({ closedThrough: { fiscalYear: 2023, period: 12 } });
    expect(choosePeriod(year, "2022-05-05", "nextOpen")).toMatchObject({
      value: { date: "2024-01-01", period: { fiscalYear: 2024, period: 1 } },
    });
  });

  test("nextOpen in a listed calendar stays in the list", ({ expect }) => {
    const listed = calendar({
      periods: [...BROKEN].reverse(),
      closedForUsersThrough: { fiscalYear: 2023, period: 1 },
    });
    expect(choosePeriod(listed, "2023-08-01", "nextOpen")).toMatchObject({
      value: { date: "2024-01-01", period: { fiscalYear: 2023, period: 2 } },
    });
    const allClosed = { ...listed, closedForUsersThrough: { fiscalYear: 2023, period: 2 } };
    expect(choosePeriod(allClosed, "2023-08-01", "nextOpen").ok).toBe(false);
  });

  test("book books what is closed for users, never what is closed for all", ({ expect }) => {
    expect(choosePeriod(closed, "2023-03-01", "book")).toMatchObject({
      value: { date: "2023-03-01", moved: false },
    });
    expect(choosePeriod(closedForAll, "2023-03-01", "book").ok).toBe(false);
    expect(choosePeriod(closedForAll, "2023-03-01", "nextOpen").ok).toBe(true);
  });
});

describe("a moved entry", () => {
  const closed = { closedForUsersThrough: { fiscalYear: 2023, period: 3 } };

  test("keeps the document's own date in the description of the total row", ({ expect }) => {
    const entry = entryOf(order(), { closedPeriods: "nextOpen" }, closed);
    expect(entry).toMatchObject({ entryDate: "2023-04-01", fiscalYear: 2023, period: 4 });
    expect(entry.total.description).toBe("14194 01-03-2023");
    expect(entry.total.documentNumber).toBe("14194");
    const long = entryOf(order({ number: "9".repeat(60) }), { closedPeriods: "nextOpen" }, closed);
    expect(long.total.description).toBe(`${"9".repeat(29)} 01-03-2023`);
  });

  test("is booked with the codes of its new date", ({ expect }) => {
    const rates: VatRate[] = [
      { percentage: "21", validFrom: null, vatCode: 2, accounts: accounts(8000) },
      { percentage: "21", validFrom: "2023-04-01", vatCode: 22, accounts: accounts(8200) },
    ];
    const vat = { ...configuration().vat, countries: [{ country: "NL", rates }] };
    const entry = entryOf(order(), { vat, closedPeriods: "nextOpen" }, closed);
    expect(entry.lines[0]).toMatchObject({ vatCode: 22, ledgerAccount: 8200 });
    expect(entryOf(order(), { vat, closedPeriods: "book" }, closed).lines[0]?.vatCode).toBe(2);
  });

  test("keeps its product rules, ICP codes and rounding account", ({ expect }) => {
    const productRules = [{ productNumber: "*", productType: null, account: 1850, vatCode: 0 }];
    const document = order({ totalPrice: "12.11" });
    const entry = entryOf(document, { productRules, closedPeriods: "nextOpen" }, closed);
    expect(entry.lines.map((row) => row.ledgerAccount)).toEqual([1850, 4990]);
  });

  test("is held by default", ({ expect }) => {
    const booking = completeBooking(draftOf(order()), {
      debtorNumber: DEBTOR,
      configuration: configuration(),
      calendar: calendar(closed),
    });
    expect(booking).toMatchObject({ ok: false, error: { code: "PERIOD_CLOSED" } });
  });
});
