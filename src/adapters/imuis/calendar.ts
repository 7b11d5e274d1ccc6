/** The administration's own fiscal calendar: BASFIN and PERIODEDATUMS (imuis.md 2.2 and 5). */
import type { BooksFailure } from "../../booking/ports/books.ts";
import type {
  FiscalCalendar,
  FiscalPeriod,
  PeriodReference,
} from "../../domain/fiscal-calendar.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import type { Row } from "./datasets.ts";
import { parseDate, parseInteger } from "./format.ts";
import { readAdministration } from "./lookup.ts";

export interface FinancialBasics {
  readonly periodsPerYear: number;
  readonly splitAccount: number | null;
  /** Numbers in it are debtors; the ranges of ledger, debtors and creditors don't overlap. */
  readonly debtorRange: { readonly from: number; readonly to: number } | null;
  readonly closedThrough: PeriodReference | null;
  readonly closedForUsersThrough: PeriodReference | null;
}

/** What most administrations have; used where BASFIN doesn't say. */
const DEFAULT_PERIODS_PER_YEAR = 12;

/** Architecture: these may be 15 minutes old, so that a document of a known customer costs one call. */
const CALENDAR_AGE_LIMIT_MS = 15 * 60_000;

/** Read with `*`: the name of the split account is assumed, and one unknown field fails the whole call (imuis.md 5). */
export async function readFinancialBasics(
  client: ImuisClient,
): Promise<Result<FinancialBasics, BooksFailure>> {
  const rows = await readAdministration(client, "BASFIN", ["*"]);
  if (!rows.ok) return rows;
  const number = (field: string): number | null => parseInteger(rows.value[0]?.text(field) ?? "");
  return ok({
    periodsPerYear: number("AANTPER") || DEFAULT_PERIODS_PER_YEAR,
    splitAccount: number("SPLITSREK") || null,
    debtorRange: toRange(number("ONDERDEB"), number("BOVENDEB")),
    closedThrough: toReference(number("JRAFGESL"), number("PNAFGESL")),
    closedForUsersThrough: toReference(number("JRAFGESLGEBR"), number("PNAFGESLGEBR")),
  });
}

function toRange(from: number | null, to: number | null): FinancialBasics["debtorRange"] {
  return from === null || to === null || to === 0 ? null : { from, to };
}

/** A year without a period closes the years before it. */
function toReference(fiscalYear: number | null, period: number | null): PeriodReference | null {
  return fiscalYear === null || fiscalYear === 0 ? null : { fiscalYear, period: period ?? 0 };
}

/** No periods where iMUIS refuses the table or its fields have other names: then the domain counts equal ones. */
async function readPeriods(
  client: ImuisClient,
): Promise<Result<readonly FiscalPeriod[], BooksFailure>> {
  const rows = await readAdministration(client, "PERIODEDATUMS", ["*"]);
  if (!rows.ok) return rows.error.kind === "refused" ? ok([]) : rows;
  const periods = rows.value.map(toPeriod).filter((period) => period !== null);
  return ok(periods.length === rows.value.length ? periods : []);
}

function toPeriod(row: Row): FiscalPeriod | null {
  const fiscalYear = parseInteger(row.text("JR"));
  const period = parseInteger(row.text("PN"));
  const from = parseDate(row.text("DATVAN"));
  const to = parseDate(row.text("DATTM"));
  if (fiscalYear === null || period === null || from === null || to === null) return null;
  return { fiscalYear, period, from, to };
}

export async function readCalendar(
  client: ImuisClient,
): Promise<Result<FiscalCalendar, BooksFailure>> {
  const basics = await readFinancialBasics(client);
  if (!basics.ok) return basics;
  const periods = await readPeriods(client);
  if (!periods.ok) return periods;
  const { periodsPerYear, closedThrough, closedForUsersThrough } = basics.value;
  return ok({ periods: periods.value, periodsPerYear, closedThrough, closedForUsersThrough });
}

export type Reader<Value> = () => Promise<Result<Value, BooksFailure>>;

/** Remembers what was read for a while; failures are never remembered. */
export function remember<Value>(read: Reader<Value>, now: () => Date): Reader<Value> {
  let remembered: { readonly value: Value; readonly readAtMs: number } | null = null;
  return async () => {
    const nowMs = now().getTime();
    if (remembered !== null && nowMs - remembered.readAtMs < CALENDAR_AGE_LIMIT_MS) {
      return ok(remembered.value);
    }
    const answer = await read();
    if (answer.ok) remembered = { value: answer.value, readAtMs: nowMs };
    return answer;
  };
}
