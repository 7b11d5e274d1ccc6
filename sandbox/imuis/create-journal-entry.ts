import type { Administration, Balance, TableRow } from "./administration.ts";
import { accountTable, type BookedEntry, bookEntry, cents } from "./book-entry.ts";
import { acceptFields, mustExist, requireFields } from "./create-record.ts";
import { readDataset } from "./dataset.ts";
import { refuse } from "./refusal.ts";

/**
 * CreateJournaalpost ("iMUIS API, CreateJournaalpost; BOE"). All rows are checked before anything is booked. Nothing
 * keeps a second identical entry out: iMUIS has no idempotency key. The API may book in closed periods.
 */

const REQUIRED_FIELDS = ["JR", "PN", "DAGB", "DAT", "REK", "TEGREK", "BEDRBOEK"];
/** One call is one invoice: these are the same on all rows. */
const COMMON_FIELDS = ["JR", "PN", "DAGB", "DAT"];

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
  return bookEntry(administration, { rows, balance, now });
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
