import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { toDecimalText } from "../../../../src/adapters/ccv-shop/decimal.ts";
import { dutchDate, parseInstant } from "../../../../src/adapters/ccv-shop/dutch-date.ts";

describe("decimals", () => {
  test.each([
    [14.99, "14.99"],
    [0, "0"],
    [-0, "0"],
    [-2.5, "-2.5"],
    [1e-7, "0.0000001"],
    [1.5e-7, "0.00000015"],
    [999_999_999_999.5, "999999999999.5"],
    ["8.264462", "8.264462"],
    [" 21 ", "21"],
    ["+5", "5"],
    ["007.50", "7.50"],
    ["-0.00", "0.00"],
  ])("%j reads %s", (value, text) => {
    expect(toDecimalText(value)).toBe(text);
  });

  test.each([
    null,
    undefined,
    "",
    "abc",
    "1,5",
    "1.",
    ".5",
    "0x10",
    Number.NaN,
    Infinity,
    // No amount of a web shop: a trillion and more.
    1e12,
    1.25e21,
    [],
    {},
    true,
  ])("%j is no number", (value) => {
    expect(toDecimalText(value)).toBeNull();
  });

  test("never loses or changes a number", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -999_999_999_999, max: 999_999_999_999 }),
        (value) => {
          const text = toDecimalText(value) ?? "none";
          expect(text).toMatch(/^-?\d+(\.\d+)?$/);
          expect(Number(text) === value).toBe(true);
        },
      ),
    );
  });
});

describe("Dutch dates of UTC instants", () => {
  test.each([
    ["2023-03-01T10:15:00Z", "2023-03-01"],
    // Winter: one hour ahead.
    ["2022-12-31T22:59:59Z", "2022-12-31"],
    ["2022-12-31T23:00:00Z", "2023-01-01"],
    // Summer: two hours ahead.
    ["2023-06-30T21:59:59Z", "2023-06-30"],
    ["2023-06-30T22:00:00Z", "2023-07-01"],
    // The clock goes forward on 26 March 2023 at 01:00 UTC.
    ["2023-03-25T22:59:59Z", "2023-03-25"],
    ["2023-03-25T23:00:00Z", "2023-03-26"],
    ["2023-03-26T21:59:59Z", "2023-03-26"],
    ["2023-03-26T22:00:00Z", "2023-03-27"],
    // And back on 29 October 2023 at 01:00 UTC.
    ["2023-10-28T21:59:59Z", "2023-10-28"],
    ["2023-10-28T22:00:00Z", "2023-10-29"],
    ["2023-10-29T22:59:59Z", "2023-10-29"],
    ["2023-10-29T23:00:00Z", "2023-10-30"],
    ["2024-02-29T23:30:00Z", "2024-03-01"],
    ["2023-03-31T22:30:00+00:00", "2023-04-01"],
    ["2023-04-01T00:30:00+0200", "2023-04-01"],
    ["2022-11-07 23:51:00", "2022-11-08"],
  ])("%s is %s", (instant, date) => {
    expect(dutchDate(parseInstant(instant) ?? new Date(0))).toBe(date);
  });

  test.each(["", "2023-13-01T00:00:00Z", "yesterday", "2023-03-01", "1677665700"])(
    "%j is no instant",
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );
});
