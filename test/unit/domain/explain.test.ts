import { describe, test } from "vitest";

import { explainDocument, explainLine } from "../../../src/domain/explain.ts";
import { draftOf, line, order, ORDERS_TARGET } from "./fixtures.ts";

describe("the trace", () => {
  const document = order({
    totalPrice: "18.16",
    totalTax: "3.14",
    shipping: "6.05",
    shippingVatPercentage: "0.21",
  });
  const draft = draftOf(document);

  test("of a row names fields, rate, setting and every rounding", ({ expect }) => {
    expect(draft.lines[0]?.trace).toEqual({
      amountRule: "rowPrice",
      rateRule: "asSent",
      basis: "incl",
      sources: [
        { field: "lines[0].price", value: "12.10" },
        { field: "lines[0].quantity", value: "1" },
        { field: "lines[0].vatPercentage", value: "21" },
      ],
      rounding: [
        { step: "amount", exact: "12.10 * 1", cents: 1210 },
        { step: "vat", exact: "12.10 * 21 / 121", cents: 210 },
        { step: "alignment", exact: "-0.01", cents: 209 },
      ],
      setting: { path: "vat.countries.NL.21", vatCode: 2, ledgerAccount: 8000 },
    });
  });

  test("shows the cent that was moved", ({ expect }) => {
    const aligned = draft.lines
      .flatMap((each) => each.trace.rounding)
      .filter((step) => step.step === "alignment");
    expect(aligned).toEqual([{ step: "alignment", exact: "-0.01", cents: 209 }]);
  });

  test("of the document reads as sentences", ({ expect }) => {
    expect(explainDocument(draft.trace, "en")).toEqual([
      "Delivery country NL from the delivery address.",
      "Domestic: delivered in NL.",
      "Booking date 2023-03-01: the date of the document.",
      "Payment method banktransfer, from the words in BankTransfer.",
      "Total 18.16, lines 18.15: difference 0.01, allowed 0.02.",
      "The VAT of the lines was moved by -0.01 to the 3.14 that the shop charged.",
      "The difference of 0.01 was booked on account 4990, without VAT.",
      "The customer's own debtor, looked up by anna@example.nl.",
    ]);
    expect(explainDocument(draft.trace, "nl")[1]).toBe("Binnenland: geleverd in NL.");
  });

  test("of a line is one sentence", ({ expect }) => {
    const [row, shipping] = draft.lines;
    expect(row && explainLine(row, "en")).toBe(
      "Price times quantity of the row (row 1: price = 12.10, row 1: quantity = 1, row 1: VAT percentage = 21); 21% (the percentage as sent); VAT code 2, account 8000 from vat.countries.NL.21.",
    );
    expect(shipping && explainLine(shipping, "nl")).toBe(
      "Verzendkosten (verzendkosten = 6.05, btw-percentage van de verzendkosten = 0.21); 21% (het percentage van de verzendkosten); btw-code 2, rekening 8090 uit vat.countries.NL.21.",
    );
  });

  test("of a row that is not booked says so", ({ expect }) => {
    const gift = order({ lines: [line(), line({ price: "0" })] });
    const row = draftOf(gift).lines[1];
    expect(row && explainLine(row, "en")).toContain("not booked");
    const ordered = draftOf(order(), ORDERS_TARGET).lines[0];
    expect(ordered && explainLine(ordered, "en")).toContain("VAT code 2 from vat.countries.NL.21");
  });

  test("is plain JSON", ({ expect }) => {
    expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  });
});
