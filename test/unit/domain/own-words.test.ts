import { describe, test } from "vitest";

import { ownWords } from "../../../src/domain/own-words.ts";

describe("our own words", () => {
  test.for([
    ["iMUIS (Login): no answer within 2500 ms", "iMUIS (Login): geen antwoord binnen 2500 ms"],
    [
      "iMUIS (CreateJournaalpost) answered 502: the answer is no SOAP envelope",
      "iMUIS (CreateJournaalpost) antwoordde 502: het antwoord is geen SOAP-bericht",
    ],
    [
      "iMUIS answered nothing readable for DEB: a row has no number",
      "iMUIS gaf voor DEB geen leesbaar antwoord: een regel heeft geen nummer",
    ],
    ["CCV Shop: network error: Network connection lost.", "CCV Shop: netwerkfout"],
    ["CCV Shop answered 500 (500.10) Unknown", "CCV Shop antwoordde 500 (500.10): “Unknown”"],
    ["CCV Shop answered 503", "CCV Shop antwoordde 503"],
    ["order.total: is not a number", "order.total: is geen getal"],
    ["in the books as 41-2026-11-1", "staat in iMUIS als 41-2026-11-1"],
    [
      "total 1.00 became 2.00; deleted in the shop",
      "totaal 1.00 werd 2.00; verwijderd uit de winkel",
    ],
  ] as const)("%s", ([english, dutch], { expect }) => {
    expect(ownWords(english, "nl")).toBe(dutch);
    expect(ownWords(english, "en")).toBe(english);
  });

  test.for([
    ["order/12", "bestelling 12", "order 12"],
    ["invoice/7", "factuur 7", "invoice 7"],
    ["not-booked", "staat niet in iMUIS", "not in iMUIS"],
    ["booked", "staat in iMUIS", "in iMUIS"],
    [
      "iMUIS (Login): no answer within 30000 ms",
      "iMUIS (Login): geen antwoord binnen 30 seconden",
      "iMUIS (Login): no answer within 30 seconds",
    ],
  ] as const)("%s is a name or a measure of ours", ([stored, dutch, english], { expect }) => {
    expect(ownWords(stored, "nl")).toBe(dutch);
    expect(ownWords(stored, "en")).toBe(english);
  });

  test("a vendor's own words stay as they came", ({ expect }) => {
    const text = "Rekening 8000 is geblokkeerd (CS117)";
    expect(ownWords(text, "nl")).toBe(text);
  });
});
