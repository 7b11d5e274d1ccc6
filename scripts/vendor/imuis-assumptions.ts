import type { Books, BooksFailure } from "../../src/booking/ports.ts";
import type { JournalEntry } from "../../src/domain/booking.ts";
import type { Result } from "../../src/domain/result.ts";
import { type Assumption, differs, holds, unclear, type Verdict } from "./assumption.ts";
import { IMUIS_BY_HAND } from "./imuis-by-hand.ts";

/** The open assumptions about iMUIS (imuis.md section 5, vat.md section 8), as calls to a test administration. */

export interface ImuisUnderTest {
  readonly books: Books;
  /** Books whose stored session iMUIS has never given; `wasForgotten` tells whether they noticed. */
  readonly withDeadSession: { readonly books: Books; wasForgotten(): boolean };
  readonly withWrongKey: Books;
  /** What is created, and what with; null when nothing may be written. */
  readonly write: WriteOptions | null;
}

export interface WriteOptions {
  readonly entry: JournalEntry;
}

function said(error: BooksFailure): string {
  return `${error.kind}: ${error.message}`;
}

function verdictOf<Value>(
  result: Result<Value, BooksFailure>,
  judge: (value: Value) => Verdict,
): Verdict {
  return result.ok ? judge(result.value) : differs(said(result.error));
}

export function imuisAssumptions(test: ImuisUnderTest): readonly Assumption[] {
  return [
    ...accessAssumptions(test),
    ...tableAssumptions(test),
    ...entryAssumptions(test),
    ...IMUIS_BY_HAND,
  ];
}

function accessAssumptions(test: ImuisUnderTest): readonly Assumption[] {
  return [
    {
      id: "imuis A4",
      says: "the service answers a login and tells the administration's name",
      where: "src/adapters/imuis/books.ts",
      check: async () =>
        verdictOf(await test.books.connect(), ({ administration }) =>
          administration === "" ? differs("BASALG.NAAM is empty") : holds(administration),
        ),
    },
    {
      id: "imuis A1",
      says: "a dead session is refused with the word sessie or session",
      where: "src/adapters/imuis/fault.ts",
      async check() {
        const read = await test.withDeadSession.books.hasProduct("vendor-check");
        if (!test.withDeadSession.wasForgotten()) {
          return read.ok ? unclear("any session was accepted") : differs(said(read.error));
        }
        return verdictOf(read, () => holds("noticed; a new login went through"));
      },
    },
    {
      id: "imuis A1",
      says: "a wrong partner key is a refused login with a text",
      where: "src/adapters/imuis/client.ts",
      async check() {
        const refused = await test.withWrongKey.connect();
        if (refused.ok) return differs("a wrong key was accepted");
        return refused.error.kind === "login-refused"
          ? holds(refused.error.message)
          : differs(said(refused.error));
      },
    },
  ];
}

function tableAssumptions({ books }: ImuisUnderTest): readonly Assumption[] {
  return [
    {
      id: "imuis A6, A14, A17",
      says: "journals, accounts, VAT codes, order types, shipping methods and item groups can be listed",
      where: "src/adapters/imuis/options.ts",
      check: async () =>
        verdictOf(await books.readOptions(), (options) => {
          const lists = Object.entries(options).filter(([, value]) => Array.isArray(value));
          const empty = lists.filter(([, list]) => (list as readonly unknown[]).length === 0);
          const counts = lists.map(
            ([name, list]) => `${name} ${(list as readonly unknown[]).length}`,
          );
          return empty.length === 0
            ? holds(counts.join(", "))
            : differs(`empty: ${empty.map(([name]) => name).join(", ")}`);
        }),
    },
    {
      id: "imuis A10",
      says: "BASFIN.SPLITSREK is the split account",
      where: "src/adapters/imuis/options.ts",
      check: async () =>
        verdictOf(await books.readOptions(), ({ splitAccount }) =>
          splitAccount === null ? differs("not found") : holds(String(splitAccount)),
        ),
    },
    {
      id: "vat 8.1",
      says: "a VAT code says whether it calculates incl. or excl.",
      where: "src/adapters/imuis/options.ts",
      check: async () =>
        verdictOf(await books.readOptions(), ({ vatCodes }) => {
          const silent = vatCodes.filter(({ calculation }) => calculation === null).length;
          return silent === vatCodes.length
            ? differs("no code says it")
            : holds(`${vatCodes.length - silent} of ${vatCodes.length} codes say it`);
        }),
    },
    {
      id: "imuis A10",
      says: "PERIODEDATUMS lists periods with their dates",
      where: "src/adapters/imuis/calendar.ts",
      check: async () =>
        verdictOf(await books.readCalendar(), ({ periods, periodsPerYear }) =>
          periods.length > 0
            ? holds(`${periods.length} periods`)
            : differs(`none; ${periodsPerYear} equal periods of the calendar year are used`),
        ),
    },
  ];
}

function entryAssumptions({ books, write }: ImuisUnderTest): readonly Assumption[] {
  const needsWrite = unclear("only with --write, in administration 2000");
  return [
    {
      id: "imuis A7, A8, A9; vat 8.1 to 8.3",
      says: "a split entry of 12.34 with VAT is taken as sent and found again with the same amount and date",
      where: "src/adapters/imuis/boe.ts, src/adapters/imuis/format.ts",
      async check() {
        if (write === null) return needsWrite;
        const created = await books.createJournalEntry(write.entry);
        if (!created.ok) return differs(said(created.error));
        const { total, entryDate } = write.entry;
        return verdictOf(await books.findJournalEntries(total.documentNumber), ([found]) => {
          if (found === undefined) return differs("created, but not found by BOEKSTUK");
          const same = found.amountCents === total.amountCents && found.date === entryDate;
          const answer = `${created.value.key}: ${found.amountCents} cents on ${found.date}`;
          return same ? holds(answer) : differs(answer);
        });
      },
    },
    {
      id: "imuis A12",
      says: "the same number again is taken (so that we must look ourselves) or refused",
      where: "src/booking/settle-intent.ts",
      async check() {
        if (write === null) return needsWrite;
        const again = await books.createJournalEntry(write.entry);
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
        if (write === null) return needsWrite;
        const { total } = write.entry;
        const documentNumber = `${total.documentNumber}9`;
        const broken = { ...total, amountCents: total.amountCents + 100, documentNumber };
        const created = await books.createJournalEntry({ ...write.entry, total: broken });
        if (created.ok) return differs(`taken: ${created.value.key}`);
        return verdictOf(await books.findJournalEntries(documentNumber), (found) =>
          found.length === 0 ? holds(said(created.error)) : differs("refused, but left behind"),
        );
      },
    },
  ];
}
