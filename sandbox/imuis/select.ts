import { type Administration, type TableRow, tableOf } from "./administration.ts";
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

const OPERATORS = ["=", ">", ">=", "<", "<=", "LIKE"];

/** Every table has its row number. */
const ROW_NUMBER: Field = { name: "HROW", kind: "number", length: 9, readOnly: true };

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

interface Condition {
  /** One field, or several of which one must fit. */
  fields: Field[];
  operator: string;
  value: string;
}

function readConditions(
  columns: ReadonlyMap<string, Field>,
  selection: Record<string, string>,
): Condition[] {
  const names = list(selection["WHEREFIELDS"]);
  const operators = list(selection["WHEREOPERATORS"]);
  const values = list(selection["WHEREVALUES"], names.length);
  for (const operator of operators) {
    if (!OPERATORS.includes(operator)) refuse(`Operator ${operator} is onbekend.`);
  }
  const found = names.map((name) => column(columns, name));
  const [operator] = operators;
  if (names.length > 1 && operators.length === 1 && operator && !hasTab(selection)) {
    return [{ fields: found, operator, value: values[0] ?? "" }];
  }
  if (operators.length !== names.length || values.length !== names.length) {
    refuse("Het aantal velden, operatoren en waarden in de selectie is ongelijk.");
  }
  return found.map((field, index) => ({
    fields: [field],
    operator: operators[index] ?? "=",
    value: values[index] ?? "",
  }));
}

function hasTab(selection: Record<string, string>): boolean {
  return (selection["WHEREFIELDS"] ?? "").includes("\t");
}

/** Lists are separated by TAB, or by semicolons where there is none. One field takes an empty value too. */
function list(text = "", names = 0): string[] {
  if (text === "") return names === 1 ? [""] : [];
  return text.includes("\t") ? text.split("\t") : text.split(";");
}

function column(columns: ReadonlyMap<string, Field>, name: string): Field {
  if (name === ROW_NUMBER.name) return ROW_NUMBER;
  return columns.get(name) ?? refuse(`Veld ${name} is onbekend.`);
}

/** Unsplit entries can only be read by their key ("iMUIS API, ledger mutations"). */
function refuseUnsplitEntries(table: string, conditions: Condition[]): void {
  const unsplit = conditions.some(
    ({ fields, operator, value }) =>
      fields[0]?.name === "GRPROW" && operator === "=" && Number(value) === 0,
  );
  if (table === "BOE" && unsplit) refuse("Selecteren op GRPROW = 0 is niet toegestaan.");
}

function holds(row: TableRow, conditions: Condition[]): boolean {
  return conditions.every(({ fields, operator, value }) =>
    fields.some((field) => compares(field, row[field.name] ?? "", { operator, value })),
  );
}

function compares(
  field: Field,
  text: string,
  condition: { operator: string; value: string },
): boolean {
  if (condition.operator === "LIKE") return like(text, condition.value);
  const left = comparable(field, text);
  const right = comparable(field, condition.value);
  switch (condition.operator) {
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    default:
      return left === right;
  }
}

function like(text: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("%", ".*")}$`, "is").test(text.trimEnd());
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
