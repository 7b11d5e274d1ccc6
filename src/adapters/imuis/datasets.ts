/** Datasets inside the arguments (imuis.md 1.3, 2.1 to 2.3): selections and records out, rows in. */
import { fail, ok, type Result } from "../../domain/result.ts";
import { formatText } from "./format.ts";
import { childNodes, childText, element, escapeXml, parseXml, type XmlNode } from "./xml.ts";

export interface Condition {
  readonly field: string;
  readonly operator: "=" | ">" | "LIKE";
  readonly value: string;
}

export interface Selection {
  readonly table: string;
  readonly fields: readonly string[];
  readonly condition: Condition;
  readonly orderBy: string;
  /** From 1. */
  readonly page: number;
  /** Rows of a page; 1000 when left out. */
  readonly size?: number;
}

/** One row; a column that is missing reads like an empty one. */
export interface Row {
  has(field: string): boolean;
  text(field: string): string;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly pageCount: number;
}

/** Field and value; empty values are left out. */
export type Fields = readonly (readonly [string, string])[];

/** Holds for every record of every table. */
export const ALWAYS: Condition = { field: "HROW", operator: ">", value: "0" };

/** The lists' separator is a literal TAB (proven by several clients). */
const SEPARATOR = "\t";

/** A page of options stays well below the answer limit. */
const PAGE_SIZE_ROWS = 1000;

/**
 * TAB and `;` separate lists, so a value cannot hold them. Such a value is searched for with a wildcard in their place:
 * it finds more, never less, and the caller compares.
 */
export function equals(field: string, value: string): Condition {
  const cleaned = formatText(value);
  if (!/[;]/.test(cleaned)) return { field, operator: "=", value: cleaned };
  return { field, operator: "LIKE", value: cleaned.replaceAll(";", "%") };
}

/** Every tag has to be there, also when it would be empty (`De selectie is incompleet, zie veld: ORDERBY`). */
export function writeSelection(selection: Selection): string {
  const { condition } = selection;
  const fields: Fields = [
    ["TABLE", selection.table],
    ["SELECTFIELDS", selection.fields.join(SEPARATOR)],
    ["WHEREFIELDS", condition.field],
    ["WHEREOPERATORS", condition.operator],
    ["WHEREVALUES", condition.value.replaceAll(/[\t;]/g, "")],
    ["ORDERBY", selection.orderBy],
    ["MAXRESULT", "0"],
    ["PAGESIZE", String(selection.size ?? PAGE_SIZE_ROWS)],
    ["SELECTPAGE", String(selection.page)],
  ];
  return dataset(element("Table1", fields.map(writeField).join("")));
}

/** The argument of CreateStamTabelRecord. */
export function writeRecord(table: string, fields: Fields): string {
  return dataset(element("METADATA", element("TABLE", table)) + writeRow("DATA", fields));
}

export function dataset(content: string): string {
  return element("NewDataSet", content);
}

export function writeRow(name: string, fields: Fields): string {
  const filled = fields.filter(([, value]) => value !== "");
  return element(
    name,
    filled.map(([field, value]) => writeField([field, formatText(value)])).join(""),
  );
}

function writeField([name, value]: readonly [string, string]): string {
  return element(name, escapeXml(value));
}

/**
 * Records of a selection. Only METADATA makes it an answer: a malformed one must never pass for "there is none",
 * since a record would be created because of it (imuis.md 4.9).
 */
export function readRecords(records: string): Result<Rows, { readonly message: string }> {
  const parsed = readDataset(records);
  if (!parsed.ok) return parsed;
  const [metadata] = childNodes(parsed.value, "METADATA");
  const recordCount = metadata === undefined ? "" : childText(metadata, "RECORDCOUNT");
  if (metadata === undefined || !/^\d+$/.test(recordCount)) {
    return fail({ message: "the records have no METADATA" });
  }
  const rows = readRows(parsed.value, "DATA");
  const pageCount = Number(childText(metadata, "TOTALPAGES")) || 1;
  const expected = pageCount === 1 ? Number(recordCount) : Math.min(Number(recordCount), 1);
  if (rows.length < expected) {
    return fail({ message: `${rows.length} records came where ${recordCount} were announced` });
  }
  return ok({ rows, pageCount });
}

/** Rows of GetAdmInfo, whose answer may come without METADATA; then at least one row makes it an answer. */
export function readAdministrationRows(
  records: string,
): Result<readonly Row[], { readonly message: string }> {
  const parsed = readDataset(records);
  if (!parsed.ok) return parsed;
  const rows = readRows(parsed.value, "DATA");
  const isAnswer = rows.length > 0 || childNodes(parsed.value, "METADATA").length > 0;
  return isAnswer ? ok(rows) : fail({ message: "the records are empty" });
}

/** Rows that a create gives back completed, for instance `BOE`; none when they cannot be read. */
export function readReturnedRows(text: string, name: string): readonly Row[] {
  const parsed = readDataset(text);
  return parsed.ok ? readRows(parsed.value, name) : [];
}

function readDataset(text: string): Result<XmlNode, { readonly message: string }> {
  const parsed = parseXml(text);
  if (!parsed.ok) return parsed;
  const [root] = childNodes(parsed.value, "NewDataSet");
  return root === undefined ? fail({ message: "the records are no dataset" }) : ok(root);
}

function readRows(dataset: XmlNode, name: string): readonly Row[] {
  return childNodes(dataset, name).map((node) => ({
    has: (field) => Object.hasOwn(node, field),
    text: (field) => childText(node, field).trim(),
  }));
}
