import { describe, test } from "vitest";

import { compareHeads, compareLines } from "../../../src/booking/compare-lines.ts";
import type { EntryLine, JournalEntry } from "../../../src/domain/booking.ts";

const LINE: EntryLine = {
  ledgerAccount: 8000,
  vatCode: 2,
  quantity: "1",
  amountCents: -1210,
  vatCents: -210,
  documentNumber: "1",
  description: "Fiets",
};

function entry(...lines: readonly EntryLine[]): JournalEntry {
  return { type: "journalEntry", lines } as unknown as JournalEntry;
}

describe("lines of two bookings", () => {
  test("are compared field by field", ({ expect }) => {
    const changed = { ...LINE, ledgerAccount: 8010, vatCode: 21 };
    expect(compareLines(entry(LINE, LINE), entry(LINE, changed))).toEqual([
      { line: 2, field: "ledgerAccount", before: 8000, after: 8010 },
      { line: 2, field: "vatCode", before: 2, after: 21 },
    ]);
  });

  test("that come or go are told by their description", ({ expect }) => {
    expect(compareLines(entry(LINE), entry())).toEqual([
      { line: 1, field: "line", before: "Fiets", after: null },
    ]);
    expect(compareLines(entry(), entry(LINE))).toMatchObject([{ before: null, after: "Fiets" }]);
  });

  test("are none where a side books nothing or all is the same", ({ expect }) => {
    expect(compareLines(null, entry(LINE))).toEqual([]);
    expect(compareLines(entry(LINE), entry(LINE))).toEqual([]);
  });
});

describe("heads of two bookings", () => {
  const head = (journal: number, debtorNumber: number) =>
    ({
      type: "journalEntry",
      journal,
      total: { debtorNumber },
      lines: [],
    }) as unknown as JournalEntry;

  test("are compared by what a setting decides", ({ expect }) => {
    expect(compareHeads(head(41, 12_000), head(42, 13_100))).toEqual([
      { field: "journal", before: 41, after: 42 },
      { field: "debtorNumber", before: 12_000, after: 13_100 },
    ]);
    expect(compareHeads(head(41, 1), head(41, 1))).toEqual([]);
    expect(compareHeads(null, head(41, 1))).toEqual([]);
  });
});
