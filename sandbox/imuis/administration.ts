import type { LongValues } from "./fields.ts";

/** One administration: its tables, what was booked in it, and how it behaves. */

export type TableRow = Record<string, string>;

export interface EntryRow {
  line: number;
  account: number;
  offsetAccount: number;
  amountCents: number;
  vatCents: number;
  vatCode: number;
  quantity: string;
  invoice: string;
  document: string;
  description: string;
  /** Every field as it is kept, under iMUIS's own names. */
  fields: TableRow;
}

/** Which sum of a split was zero: BEDRBOEK (`incl`), BEDRBOEK + BEDRBTW (`excl`), or both. */
export type Balance = "incl" | "excl" | "both" | "single";

export interface JournalEntry {
  number: number;
  journal: number;
  year: number;
  period: number;
  date: string;
  balance: Balance;
  /** Whether the date lies in the period it was booked in. */
  dateInPeriod: boolean;
  /** Whether the period was closed for users; the API may book there all the same. */
  periodClosed: boolean;
  bookedAt: string;
  rows: EntryRow[];
}

export interface SalesOrder {
  number: number;
  bookedAt: string;
  head: TableRow;
  rows: TableRow[];
}

export interface AdministrationBehaviour {
  longValues: LongValues;
  /** Journal entries of one row, as in the official simple sample. */
  allowSingleRow: boolean;
  /** A new login ends the sessions before it. */
  singleSession: boolean;
  sessionIdleMinutes: number;
  /** Documented as required are only ZKSL and NR; the others get a first value on screen. */
  requireDebtorDefaults: boolean;
}

export interface Administration {
  number: string;
  environmentCodes: Set<string>;
  tables: Map<string, TableRow[]>;
  settings: Map<string, TableRow[]>;
  entries: JournalEntry[];
  orders: SalesOrder[];
  behaviour: AdministrationBehaviour;
  nextDebtor: number;
  nextOrder: number;
  nextRowNumber: number;
}

export const DEFAULT_ADMINISTRATION_BEHAVIOUR: AdministrationBehaviour = {
  longValues: "refuse",
  allowSingleRow: false,
  singleSession: false,
  sessionIdleMinutes: 30,
  requireDebtorDefaults: true,
};

export function tableOf(administration: Administration, name: string): TableRow[] {
  const rows = administration.tables.get(name) ?? [];
  administration.tables.set(name, rows);
  return rows;
}

/** Adds a row with its place in the table (`HROW`) and the day it changed. */
export function addRow(
  administration: Administration,
  table: string,
  row: TableRow & { MUTDATE?: string },
): TableRow {
  const rows = tableOf(administration, table);
  const added = { ...row, HROW: String(rows.length + 1) };
  rows.push(added);
  return added;
}

/** Keys compare as SQL Server does: without regard to case and trailing blanks. */
export function findRow(
  administration: Administration,
  table: string,
  key: { field: string; value: string },
): TableRow | undefined {
  const wanted = normalKey(key.value);
  return tableOf(administration, table).find((row) => normalKey(row[key.field] ?? "") === wanted);
}

function normalKey(value: string): string {
  return value.trimEnd().toLowerCase();
}

export function basics(administration: Administration): TableRow {
  return administration.settings.get("BASFIN")?.[0] ?? {};
}
