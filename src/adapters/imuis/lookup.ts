/** Reading tables: every page of a selection, and an administration's own settings. */
import type { BooksFailure } from "../../booking/ports/books.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import {
  ALWAYS,
  readAdministrationRows,
  readRecords,
  writeSelection,
  type Row,
  type Rows,
  type Selection,
} from "./datasets.ts";
import { unavailable } from "./fault.ts";

/** Of 1000 rows each; no table we read is larger, and a count that never ends stops here. */
const PAGE_LIMIT_COUNT = 50;

export async function selectRecords(
  client: ImuisClient,
  selection: Omit<Selection, "page">,
): Promise<Result<readonly Row[], BooksFailure>> {
  const rows: Row[] = [];
  for (let page = 1; page <= PAGE_LIMIT_COUNT; page++) {
    const records = await selectPage(client, { ...selection, page });
    if (!records.ok) return records;
    rows.push(...records.value.rows);
    if (page >= records.value.pageCount) return ok(rows);
  }
  return fail(unreadable(selection.table, `there are more than ${PAGE_LIMIT_COUNT} pages`));
}

/** The first rows of a selection, in one call, however many there are. */
export async function selectFirst(
  client: ImuisClient,
  selection: Omit<Selection, "page"> & { readonly size: number },
): Promise<Result<readonly Row[], BooksFailure>> {
  const page = await selectPage(client, { ...selection, page: 1 });
  return page.ok ? ok(page.value.rows) : page;
}

async function selectPage(
  client: ImuisClient,
  selection: Selection,
): Promise<Result<Rows, BooksFailure>> {
  const values = { Selectie: writeSelection(selection) };
  const answer = await client.call({ operation: "GetStamtabelRecords", values });
  if (!answer.ok) return answer;
  const records = readRecords(answer.value.text("Records"));
  return records.ok ? records : fail(unreadable(selection.table, records.error.message));
}

/** `GetAdmInfo` on one table, in the full form of a selection, which is the safe choice (imuis.md 2.2). */
export async function readAdministration(
  client: ImuisClient,
  table: string,
  fields: readonly string[],
): Promise<Result<readonly Row[], BooksFailure>> {
  const selection = { table, fields, condition: ALWAYS, orderBy: "HROW", page: 1 };
  const values = { Selectie: writeSelection(selection) };
  const answer = await client.call({ operation: "GetAdmInfo", values });
  if (!answer.ok) return answer;
  const rows = readAdministrationRows(answer.value.text("Records"));
  return rows.ok ? rows : fail(unreadable(table, rows.error.message));
}

export function unreadable(table: string, message: string): BooksFailure {
  return unavailable(`iMUIS answered nothing readable for ${table}: ${message}`, "no");
}
