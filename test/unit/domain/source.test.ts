import { describe, test } from "vitest";

import { cleanText, cutText } from "../../../src/domain/texts.ts";
import { entryOf, errorOf, line, order, verdict } from "./fixtures.ts";

describe("what cannot be read is an error with its path", () => {
  test.for([
    ["totalPrice", order({ totalPrice: "12,10" })],
    ["totalTax", order({ totalTax: "" })],
    ["shipping", order({ shipping: "1e3" })],
    ["discounts[1]", order({ discounts: ["1", "x"] })],
    ["shippingVatPercentage", order({ shippingVatPercentage: "101" })],
    ["lines[0].vatPercentage", order({ lines: [line({ vatPercentage: "-1" })] })],
    ["lines[1].quantity", order({ lines: [line(), line({ quantity: "" })] })],
    ["lines[0].price", order({ lines: [line({ price: null })] })],
    ["totalPrice", order({ totalPrice: "99999999999" })],
    ["lines[0].quantity", order({ lines: [line({ price: "9999999", quantity: "9999999" })] })],
  ] as const)("%s", ([path, document], { expect }) => {
    expect(errorOf(document)).toMatchObject({ code: "SOURCE_INVALID", figures: { path } });
  });

  test("the limits themselves are fine", ({ expect }) => {
    const lines = [line({ price: "10000000000", vatPercentage: "100" })];
    const document = order({ totalPrice: "10000000000", totalTax: "5000000000", lines });
    expect(verdict(document).kind).toBe("error");
    expect(errorOf(document).code).toBe("VAT_CODE_MISSING");
  });
});

test("only euros, however they are written", ({ expect }) => {
  expect(errorOf(order({ currency: "GBP" })).figures).toEqual({ currency: "GBP" });
  expect(verdict(order({ currency: " eur " })).kind).toBe("book");
});

describe("texts", () => {
  test.for([
    ["plain", "plain"],
    ["tea & <coffee> ]]>", "tea & <coffee> ]]>"],
    ["gift 🎁 card", "gift  card"],
    ["a\u0000b\u001Fc\u007Fd\uFFFEe", "abcde"],
    ["one\r\ntwo\tthree", "one two three"],
    ["\uD83Dhalf", "half"],
    ["  edges  ", "edges"],
    ["Žluťoučký €", "Žluťoučký €"],
  ] as const)("%j", ([text, cleaned], { expect }) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  test("are cleaned before they are cut", ({ expect }) => {
    expect(cutText(`${"🎁".repeat(40)}${"x".repeat(50)}`, 40)).toBe("x".repeat(40));
    const name = `🎁${"x".repeat(50)}`;
    expect(entryOf(order({ lines: [line({ name })] })).lines[0]?.description).toBe("x".repeat(40));
  });
});
