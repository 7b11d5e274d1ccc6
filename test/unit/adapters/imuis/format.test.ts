import { describe, expect, test } from "vitest";

import {
  formatAmount,
  formatDutchDate,
  parseAmount,
  parseDate,
  parsePercentage,
} from "../../../../src/adapters/imuis/format.ts";
import { childText, element, escapeXml, parseXml } from "../../../../src/adapters/imuis/xml.ts";

describe("amounts", () => {
  test.each([
    [5008, "50.08"],
    [-1499, "-14.99"],
    [0, "0.00"],
    [-0, "0.00"],
    [5, "0.05"],
    [-5, "-0.05"],
    [100, "1.00"],
    [123_456_789_00, "123456789.00"],
  ])("%d cents are written %s and read back", (cents, text) => {
    expect(formatAmount(cents)).toBe(text);
    expect(parseAmount(text)).toBe(cents === 0 ? 0 : cents);
  });

  test.each([
    ["50,08", 5008],
    ["50", 5000],
    ["50.0800", 5008],
    ["-0.5", -50],
    ["", null],
    ["1.234,56", null],
    ["abc", null],
  ])("%j reads %d", (text, cents) => {
    expect(parseAmount(text)).toBe(cents);
  });
});

describe("dates", () => {
  test("are written day first", () => {
    expect(formatDutchDate("2023-03-01")).toBe("01-03-2023");
  });

  test.each([
    ["01-03-2023", "2023-03-01"],
    ["1-3-2023", "2023-03-01"],
    ["2023-03-01", "2023-03-01"],
    ["2024-10-07T00:00:00+02:00", "2024-10-07"],
    ["", null],
    ["soon", null],
  ])("%j reads %s", (text, date) => {
    expect(parseDate(text)).toBe(date);
  });
});

test.each([
  ["21.00", "21"],
  ["25,5", "25.5"],
  ["0", "0"],
  ["", null],
])("percentage %j reads %s", (text, percentage) => {
  expect(parsePercentage(text)).toBe(percentage);
});

describe("text in XML", () => {
  test.each([
    "a & b",
    "<b>vet</b>",
    "]]>",
    "&amp; &#65;",
    `"dubbel" 'enkel'`,
    "emoji 😀 en 𠮷",
    "regel 1\nregel 2\tTAB",
    "windows\r\nregel",
    "<!DOCTYPE a>",
    "ë é ñ ß €",
  ])("%j survives, at both levels", (text) => {
    const inner = element("A", escapeXml(text));
    const outer = parseXml(element("X", escapeXml(inner)));
    const innerText = outer.ok ? childText(outer.value, "X") : "";
    const parsed = parseXml(innerText);
    expect(parsed.ok && childText(parsed.value, "A")).toBe(text);
  });

  test("characters that XML cannot hold are dropped", () => {
    expect(escapeXml("a\u0000b\u0008c\u001Fd\uFFFEe\uD83Df\uDE00g")).toBe("abcdefg");
  });
});
