import { type Administration, type TableRow, tableOf } from "./administration.ts";
import { column, holds, list, readConditions, refuseUnsplitEntries } from "./conditions.ts";
import type { SearchResult } from "./dataset.ts";
import { comparable, type Field } from "./fields.ts";
import { refuse } from "./refusal.ts";
import { ADMINISTRATION_TABLES, TABLES } from "./tables.ts";
import { isoDay } from "./values.ts";

/** GetStamtabelRecords and GetAdmInfo ("iMUIS API, GetStamtabelRecords"): the rules of a selection. */

const REQUIRED_TAGS = [
  "TABLE",
  "SELECTFIELDS",
  "WHEREFIELDS",
  "WHEREOPERATORS",
  "WHEREVALUES",
  "ORDERBY",
  "MAXRESULT",
  "PAGESIZE",
  "SELECTPAGE",
];

export function selectRecords(
  administration: Administration,
  selection: Record<string, string>,
): SearchResult {
  for (const tag of REQUIRED_TAGS) {
    if (selection[tag] === undefined) refuse(`De selectie is incompleet, zie veld: ${tag}`);
  }
  const table = selection["TABLE"] ?? "";
  const columns = TABLES.get(table);
  if (!columns) refuse(`Tabel ${table} is onbekend.`);
  const conditions = readConditions(columns, selection);
  refuseUnsplitEntries(table, conditions);
  const since = changedSince(selection);
  const hits = tableOf(administration, table).filter(
    (row) => holds(row, conditions) && (since === null || (row["MUTDATE"] ?? "") >= since),
  );
  return page(sortRows(hits, columns, selection), columns, selection);
}

export function selectSettings(
  administration: Administration,
  selection: Record<string, string>,
): SearchResult {
  const table = selection["TABLE"] ?? "";
  const columns = ADMINISTRATION_TABLES.get(table);
  if (!columns) refuse(`Tabel ${table} is onbekend.`);
  const wanted = readColumns(columns, selection);
  const rows = administration.settings.get(table) ?? [];
  return { rows: rows.map((row) => pick(row, wanted)), recordCount: rows.length, totalPages: 1 };
}

function changedSince(selection: Record<string, string>): string | null {
  const text = selection["MUTDATE_VA"];
  if (!text) return null;
  return isoDay(text) ?? refuse(`Ongeldige datum in veld MUTDATE_VA: ${text}`);
}

function sortRows(
  rows: TableRow[],
  columns: ReadonlyMap<string, Field>,
  selection: Record<string, string>,
): TableRow[] {
  const order = list(selection["ORDERBY"]).map((name) => column(columns, name));
  if (order.length === 0) refuse("De selectie is incompleet, zie veld: ORDERBY");
  return rows.sort((left, right) => {
    for (const field of order) {
      const [first, second] = [left, right].map((row) => comparable(field, row[field.name] ?? ""));
      if (first !== undefined && second !== undefined && first !== second) {
        return first < second ? -1 : 1;
      }
    }
    return 0;
  });
}

function page(
  rows: TableRow[],
  columns: ReadonlyMap<string, Field>,
  selection: Record<string, string>,
): SearchResult {
  const wanted = readColumns(columns, selection);
  const maximum = number(selection, "MAXRESULT", 0);
  const size = number(selection, "PAGESIZE", 1);
  const start = (number(selection, "SELECTPAGE", 1) - 1) * size;
  const limited = maximum === 0 ? rows : rows.slice(0, maximum);
  return {
    rows: limited.slice(start, start + size).map((row) => pick(row, wanted)),
    recordCount: limited.length,
    totalPages: Math.ceil(limited.length / size),
  };
}

function number(selection: Record<string, string>, tag: string, least: number): number {
  const text = selection[tag] ?? "";
  if (!/^\d+$/.test(text) || Number(text) < least) refuse(`Ongeldige waarde in ${tag}: ${text}`);
  return Number(text);
}

function readColumns(
  columns: ReadonlyMap<string, Field>,
  selection: Record<string, string>,
): Field[] {
  const names = list(selection["SELECTFIELDS"]);
  if (names.length === 0) refuse("De selectie is incompleet, zie veld: SELECTFIELDS");
  if (names.includes("*")) return [...columns.values()];
  return names.map((name) => column(columns, name));
}

function pick(row: TableRow, columns: Field[]): TableRow {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? ""]));
}
