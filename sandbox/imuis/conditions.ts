import type { TableRow } from "./administration.ts";
import { comparable, type Field } from "./fields.ts";
import { refuse } from "./refusal.ts";

/** The WHERE part of a selection: parallel lists of fields, operators and values that must all hold. */

const OPERATORS = new Set(["=", ">", ">=", "<", "<=", "LIKE"]);

/** Every table has its row number. */
const ROW_NUMBER: Field = { name: "HROW", kind: "number", length: 9, readOnly: true };

export interface Condition {
  /** One field, or several of which one must fit. */
  fields: Field[];
  operator: string;
  value: string;
}

export function readConditions(
  columns: ReadonlyMap<string, Field>,
  selection: Record<string, string>,
): Condition[] {
  const names = list(selection["WHEREFIELDS"]);
  const operators = list(selection["WHEREOPERATORS"]);
  const values = list(selection["WHEREVALUES"], names.length);
  for (const operator of operators) {
    if (!OPERATORS.has(operator)) refuse(`Operator ${operator} is onbekend.`);
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
export function list(text = "", names = 0): string[] {
  if (text === "") return names === 1 ? [""] : [];
  return text.includes("\t") ? text.split("\t") : text.split(";");
}

export function column(columns: ReadonlyMap<string, Field>, name: string): Field {
  if (name === ROW_NUMBER.name) return ROW_NUMBER;
  return columns.get(name) ?? refuse(`Veld ${name} is onbekend.`);
}

/** Unsplit entries can only be read by their key ("iMUIS API, ledger mutations"). */
export function refuseUnsplitEntries(table: string, conditions: Condition[]): void {
  const unsplit = conditions.some(
    ({ fields, operator, value }) =>
      fields[0]?.name === "GRPROW" && operator === "=" && Number(value) === 0,
  );
  if (table === "BOE" && unsplit) refuse("Selecteren op GRPROW = 0 is niet toegestaan.");
}

export function holds(row: TableRow, conditions: Condition[]): boolean {
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
