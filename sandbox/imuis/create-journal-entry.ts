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
import { acceptFields, mustExist, requireFields } from "./create-record.ts";
import { readDataset, writeDataset } from "./dataset.ts";
import { refuse } from "./refusal.ts";
import { isoDay } from "./values.ts";

/**
 * CreateJournaalpost ("iMUIS API, CreateJournaalpost; BOE"). All rows are checked before anything is booked. Nothing
 * keeps a second identical entry out: iMUIS has no idempotency key. The API may book in closed periods.
 */

const REQUIRED_FIELDS = ["JR", "PN", "DAGB", "DAT", "REK", "TEGREK", "BEDRBOEK"];
/** One call is one invoice: these are the same on all rows. */
const COMMON_FIELDS = ["JR", "PN", "DAGB", "DAT"];

export interface BookedEntry {
  entry: JournalEntry;
  dataset: string;
  primaryKey: string[];
}

export function createJournalEntry(
  administration: Administration,
  dataset: string,
  now: Date,
): BookedEntry {
  const given = readDataset(dataset, "Journaalpost");
  if (given.length === 0 || given.some(({ name }) => name !== "BOE")) {
    refuse("Journaalpost moet een of meer BOE bevatten, en niets anders.");
  }
  const rows = given.map(({ fields }) => acceptFields(administration, "BOE", fields));
  for (const row of rows) checkRow(administration, row);
  checkTogether(rows);
  const balance = balanceOf(administration, rows);
  return book(administration, { rows, balance, now });
}

function checkRow(administration: Administration, row: TableRow): void {
  requireFields(row, REQUIRED_FIELDS);
  mustExist(administration, "DAGBOEK", { field: "NR", value: row["DAGB"] ?? "" });
  checkPeriod(administration, row);
  mustExist(administration, accountTable(administration, row["REK"] ?? ""), keyOf(row, "REK"));
  mustExist(administration, "GRB", keyOf(row, "TEGREK"));
  if (Number(row["BTW"] ?? 0) !== 0) mustExist(administration, "BTW", keyOf(row, "BTW"));
  else if (cents(row, "BEDRBTW") !== 0) refuse("BEDRBTW zonder BTW-code.");
}

function keyOf(row: TableRow, field: string): { field: string; value: string } {
  return { field: "NR", value: String(Number(row[field])) };
}

/** Period 0 is the opening balance, 14 are corrections; both have no dates of their own. */
function checkPeriod(administration: Administration, row: TableRow): void {
  const { JR: year, PN: period } = row;
  const periods = administration.settings.get("PERIODEDATUMS") ?? [];
  const ofYear = periods.filter(({ JR }) => JR === year);
  if (ofYear.length === 0) refuse(`Boekjaar ${year} bestaat niet.`);
  const special = Number(period) === 0 || Number(period) === 14;
  if (!special && !ofYear.some(({ PN }) => Number(PN) === Number(period))) {
    refuse(`Periode ${period} van boekjaar ${year} bestaat niet.`);
  }
}

/** Ledger, debtors and creditors are told apart by their number ranges, which don't overlap. */
function accountTable(administration: Administration, account: string): string {
  const ranges = basics(administration);
  const within = (kind: string): boolean =>
    Number(account) >= Number(ranges[`ONDER${kind}`] ?? 0) &&
    Number(account) <= Number(ranges[`BOVEN${kind}`] ?? -1);
  if (within("GRB")) return "GRB";
  if (within("DEB")) return "DEB";
  return refuse(`Rekening ${account} ligt in geen enkele nummerreeks.`);
}

function checkTogether(rows: TableRow[]): void {
  for (const field of COMMON_FIELDS) {
    if (new Set(rows.map((row) => row[field])).size > 1) {
      refuse(`Veld ${field} verschilt tussen de regels van een gesplitste boeking.`);
    }
  }
}

function balanceOf(administration: Administration, rows: TableRow[]): Balance {
  const amounts = rows.reduce((sum, row) => sum + cents(row, "BEDRBOEK"), 0);
  const withVat = rows.reduce((sum, row) => sum + cents(row, "BEDRBTW"), amounts);
  if (amounts === 0) return withVat === 0 ? "both" : "incl";
  if (withVat === 0) return "excl";
  if (rows.length === 1 && administration.behaviour.allowSingleRow) return "single";
  return refuse(`De gesplitste boeking is niet in evenwicht (verschil ${amounts / 100}).`);
}

function cents(row: TableRow, field: string): number {
  return toCents(row[field] || "0");
}

interface CheckedEntry {
  rows: TableRow[];
  balance: Balance;
  now: Date;
}

function book(administration: Administration, checked: CheckedEntry): BookedEntry {
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
    ...{ year, period, date, balance },
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
