import type { JournalEntry } from "../../src/domain/booking.ts";
import { type Assumption, differs, holds, type Verdict } from "./assumption.ts";
import { type ImuisUnderTest, NEEDS_WRITE, said, verdictOf } from "./imuis-under-test.ts";

/** What is open about journal entries: each check books one in the test administration and looks it up again. */

export function entryAssumptions({ books, write }: ImuisUnderTest): readonly Assumption[] {
  return [
    {
      id: "imuis A7, imuis A9, imuis A11, vat 8.2",
      says: "an entry of 12.34 with VAT is taken as sent and found again with the same key, amount and date",
      where: "src/adapters/imuis/format.ts",
      async check() {
        if (write === null) return NEEDS_WRITE;
        const created = await books.createJournalEntry(write.entry, Infinity);
        if (!created.ok) return differs(said(created.error));
        const { total, entryDate } = write.entry;
        return verdictOf(await books.findJournalEntries(total.documentNumber), ([found]) => {
          if (found === undefined) return differs("created, but not found by BOEKSTUK");
          const same =
            found.amountCents === total.amountCents &&
            found.date === entryDate &&
            found.reference === created.value.key;
          const answer = `${created.value.key}, found as ${found.reference}: ${found.amountCents} cents on ${found.date}`;
          return same ? holds(answer) : differs(answer);
        });
      },
    },
    {
      id: "imuis A12, vat 8.3",
      says: "the same number again is taken (so that we must look ourselves) or refused",
      where: "src/booking/settle-intent.ts",
      async check() {
        if (write === null) return NEEDS_WRITE;
        const again = await books.createJournalEntry(write.entry, Infinity);
        if (again.ok)
          return holds(`taken twice (${again.value.key}): iMUIS keeps nobody from doubles`);
        return again.error.kind === "refused"
          ? holds(said(again.error))
          : differs(said(again.error));
      },
    },
    {
      id: "imuis A12",
      says: "an entry that is out of balance is refused as a whole",
      where: "src/domain/journal-entry.ts",
      async check() {
        if (write === null) return NEEDS_WRITE;
        const { total } = write.entry;
        const documentNumber = `${total.documentNumber}9`;
        const broken = { ...total, amountCents: total.amountCents + 100, documentNumber };
        const created = await books.createJournalEntry({ ...write.entry, total: broken }, Infinity);
        if (created.ok) return differs(`taken: ${created.value.key}`);
        return verdictOf(await books.findJournalEntries(documentNumber), (found) =>
          found.length === 0 ? holds(said(created.error)) : differs("refused, but left behind"),
        );
      },
    },
    {
      id: "vat 8.3",
      says: "the rows of one entry may differ in BOEKSTUK, and a row may be zero",
      where: "src/domain/journal-entry.ts",
      check: async () => (write === null ? NEEDS_WRITE : taken(books, withOddRows(write.entry))),
    },
    {
      id: "imuis A13",
      says: "a credit note is the same entry with every sign turned",
      where: "src/domain/mirror.ts",
      check: async () => (write === null ? NEEDS_WRITE : taken(books, turned(write.entry))),
    },
  ];
}

/** The entry under a number of its own, so that it is found alone. */
function renumbered(entry: JournalEntry, suffix: string): JournalEntry {
  const documentNumber = `${entry.total.documentNumber}${suffix}`;
  return { ...entry, total: { ...entry.total, documentNumber, invoiceNumber: documentNumber } };
}

function withOddRows(entry: JournalEntry): JournalEntry {
  const odd = renumbered(entry, "1");
  const [line] = odd.lines;
  if (line === undefined) return odd;
  const zero = { ...line, amountCents: 0, vatCents: 0, description: "vendor-check, zero" };
  return { ...odd, lines: [{ ...line, documentNumber: `${line.documentNumber}0` }, zero] };
}

function turned(entry: JournalEntry): JournalEntry {
  const credit = renumbered(entry, "2");
  const total = { ...credit.total, amountCents: -credit.total.amountCents };
  const [line] = credit.lines;
  if (line === undefined) return credit;
  const lines = [{ ...line, amountCents: -line.amountCents, vatCents: -line.vatCents }];
  return { ...credit, total, lines };
}

/** Books it and finds it with the amount that was sent. */
async function taken(books: ImuisUnderTest["books"], entry: JournalEntry): Promise<Verdict> {
  const created = await books.createJournalEntry(entry, Infinity);
  if (!created.ok) return differs(said(created.error));
  const { amountCents, documentNumber } = entry.total;
  return verdictOf(await books.findJournalEntries(documentNumber), ([found]) =>
    found?.amountCents === amountCents
      ? holds(`${created.value.key}: ${amountCents} cents`)
      : differs(`${created.value.key}: found with ${found?.amountCents ?? "no"} cents`),
  );
}
