import { describe, test } from "vitest";

import { assertBalanced } from "../../../src/domain/journal-entry.ts";
import { matchesEntry, matchesSalesOrder } from "../../../src/domain/match.ts";
import { entryOf, order, salesOrderOf } from "./fixtures.ts";

describe("an entry in the books", () => {
  const entry = entryOf(order());
  const found = {
    journal: 41,
    debtorNumber: 13317,
    date: "2023-03-01",
    amountCents: 1210,
    documentNumber: "14194",
  };

  test("with the same number, debtor, date and total is ours", ({ expect }) => {
    expect(matchesEntry(entry, found)).toBe("same");
    expect(matchesEntry(entry, { ...found, documentNumber: " 14194 " })).toBe("same");
  });

  test.for([{ debtorNumber: 13318 }, { date: "2023-03-02" }, { amountCents: -1210 }])(
    "with another %o is another sale",
    (changes, { expect }) => {
      expect(matchesEntry(entry, { ...found, ...changes })).toBe("other");
    },
  );

  test.for([{ journal: 60 }, { documentNumber: "14194A" }])(
    "with another %o has nothing to do with it",
    (changes, { expect }) => {
      expect(matchesEntry(entry, { ...found, ...changes })).toBe("unrelated");
    },
  );
});

describe("a sales order in the books", () => {
  const salesOrder = salesOrderOf(order());
  const found = {
    externalOrderId: "1001",
    orderReference: "14194",
    debtorNumber: 13317,
    date: "2023-03-01",
  };

  test("with the same id, reference, debtor and date is ours", ({ expect }) => {
    expect(matchesSalesOrder(salesOrder, found)).toBe("same");
  });

  test.for([{ orderReference: "14195" }, { debtorNumber: 1 }, { date: "2023-03-02" }])(
    "with another %o is another sale",
    (changes, { expect }) => {
      expect(matchesSalesOrder(salesOrder, { ...found, ...changes })).toBe("other");
    },
  );

  test("with another id has nothing to do with it", ({ expect }) => {
    expect(matchesSalesOrder(salesOrder, { ...found, externalOrderId: "1002" })).toBe("unrelated");
  });
});

test("an entry out of balance is a bug and never leaves the domain", ({ expect }) => {
  const entry = entryOf(order());
  const total = { ...entry.total, amountCents: 1211 };
  expect(() => assertBalanced({ ...entry, total })).toThrow("out of balance by 1 cents");
  expect(() => assertBalanced({ ...entry, amounts: "excl" })).toThrow("out of balance");
  expect(() => assertBalanced(entry)).not.toThrow();
});
