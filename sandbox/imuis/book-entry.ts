import { toCents } from "../shared/decimal.ts";
import {
  addRow,
  type Administration,
  type Balance,
  basics,
  type EntryRow,
  type JournalEntry,
  type TableRow,
  tableOf,
} from "./administration.ts";
import { writeDataset } from "./dataset.ts";
import { refuse } from "./refusal.ts";
import { isoDay } from "./values.ts";

/** Books the rows of a checked journal entry: line numbers, invoice number, open items, and the entry itself. */

export interface BookedEntry {
  entry: JournalEntry;
  dataset: string;
  primaryKey: string[];
}

export interface CheckedEntry {
  rows: TableRow[];
  balance: Balance;
  now: Date;
}

export function bookEntry(administration: Administration, checked: CheckedEntry): BookedEntry {
  const [first = {}] = checked.rows;
  const group = administration.nextRowNumber;
  const invoice = first["FACT"] || nextInvoiceNumber(administration, first["DAGB"] ?? "");
  const kept = checked.rows.map((row): TableRow => {
    const completed = { ...row, BETWIST: row["BETWIST"] || "J", FACT: row["FACT"] || invoice };
    const line = administration.nextRowNumber;
    administration.nextRowNumber += 1;
    return {
      ...completed,
      RG: String(line),
      GRPROW: checked.rows.length > 1 ? String(group) : "0",
    };
  });
  for (const row of kept) store(administration, row, checked.now);
  const entry = toEntry(administration, kept, checked);
  administration.entries.push(entry);
  const answered = kept.map((fields) => ({ name: "BOE", fields: { ...fields, BOE_WARNING: "" } }));
  const { DAGB = "", JR = "", PN = "", RG = "" } = kept[0] ?? {};
  return { entry, dataset: writeDataset(answered), primaryKey: [DAGB, JR, PN, RG] };
}

/** A journal numbers invoices itself when none is given. */
function nextInvoiceNumber(administration: Administration, journal: string): string {
  const row = tableOf(administration, "DAGBOEK").find(({ NR }) => NR === journal);
  const next = String(Number(row?.["FACT"] ?? 0) + 1);
  if (row) row["FACT"] = next;
  return next;
}

function store(administration: Administration, row: TableRow, now: Date): void {
  const table = accountTable(administration, row["REK"] ?? "");
  const account = table === "DEB" ? { DEB: row["REK"] ?? "" } : { GRB: row["REK"] ?? "" };
  const MUTDATE = now.toISOString().slice(0, 10);
  addRow(administration, "BOE", { ...row, ...account, BEDR: row["BEDRBOEK"] ?? "", MUTDATE });
  if (table !== "DEB") return;
  const { FACT = "", DAT = "", DATVERV = "", OMSCHR = "", BETWIST = "", BEDRBOEK = "" } = row;
  const open = { ...account, FACT, DAT, DATVERV, OMSCHR, BETWIST };
  addRow(administration, "DEBOPP", { ...open, BEDR: BEDRBOEK, SALDO: BEDRBOEK });
}

function toEntry(
  administration: Administration,
  rows: TableRow[],
  { balance, now }: CheckedEntry,
): JournalEntry {
  const [first = {}] = rows;
  const year = Number(first["JR"]);
  const period = Number(first["PN"]);
  const date = isoDay(first["DAT"] ?? "") ?? "";
  const { JRAFGESLGEBR: closedYear = "0", PNAFGESLGEBR: closedPeriod = "0" } =
    basics(administration);
  const dates = (administration.settings.get("PERIODEDATUMS") ?? []).find(
    ({ JR, PN }) => Number(JR) === year && Number(PN) === period,
  );
  return {
    number: administration.entries.length + 1,
    journal: Number(first["DAGB"]),
    year,
    period,
    date,
    balance,
    dateInPeriod:
      (isoDay(dates?.["DATVAN"] ?? "") ?? "9") <= date &&
      date <= (isoDay(dates?.["DATTM"] ?? "") ?? ""),
    periodClosed: year * 100 + period <= Number(closedYear) * 100 + Number(closedPeriod),
    bookedAt: now.toISOString(),
    rows: rows.map(toEntryRow),
  };
}

function toEntryRow(fields: TableRow): EntryRow {
  return {
    line: Number(fields["RG"]),
    account: Number(fields["REK"]),
    offsetAccount: Number(fields["TEGREK"]),
    amountCents: cents(fields, "BEDRBOEK"),
    vatCents: cents(fields, "BEDRBTW"),
    vatCode: Number(fields["BTW"] ?? 0),
    quantity: fields["AANT"] ?? "",
    invoice: fields["FACT"] ?? "",
    document: fields["BOEKSTUK"] ?? "",
    description: fields["OMSCHR"] ?? "",
    fields,
  };
}

/** Ledger, debtors and creditors are told apart by their number ranges, which don't overlap. */
export function accountTable(administration: Administration, account: string): string {
  const ranges = basics(administration);
  const within = (kind: string): boolean =>
    Number(account) >= Number(ranges[`ONDER${kind}`] ?? 0) &&
    Number(account) <= Number(ranges[`BOVEN${kind}`] ?? -1);
  if (within("GRB")) return "GRB";
  if (within("DEB")) return "DEB";
  return refuse(`Rekening ${account} ligt in geen enkele nummerreeks.`);
}

export function cents(row: TableRow, field: string): number {
  return toCents(row[field] || "0");
}
