import { type Assumption, differs, holds, unclear } from "./assumption.ts";
import { IMUIS_BY_HAND } from "./imuis-by-hand.ts";
import { entryAssumptions } from "./imuis-entry-assumptions.ts";
import { recordAssumptions } from "./imuis-record-assumptions.ts";
import { type ImuisUnderTest, said, verdictOf } from "./imuis-under-test.ts";

/** The open assumptions about iMUIS (imuis.md section 5, vat.md section 8), as calls to a test administration. */

export function imuisAssumptions(test: ImuisUnderTest): readonly Assumption[] {
  return [
    ...accessAssumptions(test),
    ...tableAssumptions(test),
    ...entryAssumptions(test),
    ...recordAssumptions(test),
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
      id: "imuis A6, imuis A14, imuis A17",
      says: "journals, accounts, VAT codes, order types, shipping methods and item groups are found under the names we select",
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
