import { describe, test } from "vitest";

import { allocate } from "../../../src/domain/allocate.ts";
import {
  divideRounded,
  parseDecimal,
  plainText,
  roundTo,
  scaledText,
} from "../../../src/domain/decimal.ts";
import { formatCents, splitAmount, stripVat } from "../../../src/domain/money.ts";
import { configuredRate, readPercentage } from "../../../src/domain/vat-rate.ts";

describe("decimals", () => {
  test.for([
    ["14.99", { coefficient: 1499n, scale: 2 }],
    ["-2.5", { coefficient: -25n, scale: 1 }],
    ["+3", { coefficient: 3n, scale: 0 }],
    ["8.264462", { coefficient: 8264462n, scale: 6 }],
  ] as const)("reads %s", ([text, decimal], { expect }) => {
    expect(parseDecimal(text)).toEqual(decimal);
  });

  test.for(["", "1,5", "1e-7", ".5", "5.", "1 000", "NaN", "--1", "1".repeat(41)])(
    "refuses %s",
    (text, { expect }) => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  test.for([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [4n, 3n, 1n],
    [-4n, 3n, -1n],
    [0n, 7n, 0n],
  ] as const)("divides %s by %s half away from zero", ([top, bottom, result], { expect }) => {
    expect(divideRounded(top, bottom)).toBe(result);
  });

  test("writes exactly as many places as asked", ({ expect }) => {
    expect(scaledText(-5n, 2)).toBe("-0.05");
    expect(scaledText(123884n, 4)).toBe("12.3884");
    expect(scaledText(7n, 0)).toBe("7");
    expect(roundTo({ coefficient: 3n, scale: 0 }, 2)).toBe(300n);
  });

  test("writes the shortest text", ({ expect }) => {
    expect(plainText({ coefficient: 3500n, scale: 3 })).toBe("3.5");
    expect(plainText({ coefficient: -0n, scale: 1 })).toBe("0");
    expect(plainText({ coefficient: 100n, scale: 0 })).toBe("100");
  });
});

describe("money", () => {
  test("incl.: the net amount is the difference", ({ expect }) => {
    expect(splitAmount(1499, 2100, "incl")).toEqual({
      amountCents: 1499,
      netCents: 1239,
      vatCents: 260,
    });
  });

  test("excl.: the amount is the sum", ({ expect }) => {
    expect(splitAmount(3750, 2100, "excl")).toEqual({
      amountCents: 4538,
      netCents: 3750,
      vatCents: 788,
    });
  });

  test("a credit is the mirror, cent for cent", ({ expect }) => {
    expect(splitAmount(-3750, 2100, "excl")).toEqual({
      amountCents: -4538,
      netCents: -3750,
      vatCents: -788,
    });
  });

  test("takes VAT out with one rounding", ({ expect }) => {
    const price = { coefficient: 1499n, scale: 2 };
    expect(stripVat(price, 2100, 4)).toBe(123884n);
    expect(stripVat(price, 0, 2)).toBe(1499n);
  });

  test("formats zero without a sign", ({ expect }) => {
    expect(formatCents(-0)).toBe("0.00");
    expect(formatCents(-1)).toBe("-0.01");
  });
});

describe("percentages", () => {
  test("only below 1 is a fraction", ({ expect }) => {
    expect(readPercentage("0.9999")).toEqual({ basisPoints: 9999, fraction: true });
    expect(readPercentage("1")).toEqual({ basisPoints: 100, fraction: false });
    expect(readPercentage("0")).toEqual({ basisPoints: 0, fraction: false });
  });

  test("a configured percentage is never a fraction", ({ expect }) => {
    expect(configuredRate("0.9")).toBe(90);
    expect(configuredRate("25.5")).toBe(2550);
    expect(configuredRate("many")).toBeNull();
  });
});

describe("allocation", () => {
  test("a negative amount is the mirror", ({ expect }) => {
    expect(allocate(-1000, [3333, 3333, 3334])).toEqual([-333, -333, -334]);
  });

  test("has no sign on a share of nothing", ({ expect }) => {
    expect(Object.is(allocate(-5, [1, 0])[1], 0)).toBe(true);
  });

  test("without weights there are no shares", ({ expect }) => {
    expect(allocate(5, [])).toEqual([]);
  });
});
