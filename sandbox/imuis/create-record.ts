import { addRow, type Administration, basics, findRow, type TableRow } from "./administration.ts";
import { readDataset } from "./dataset.ts";
import { accept } from "./fields.ts";
import { refuse } from "./refusal.ts";
import { TABLES } from "./tables.ts";

/** CreateStamTabelRecord ("iMUIS API, CreateStamTabelRecord; debtor; article"): debtors and articles. */

/** Who may do what with VAT: taxable, low, within the EU, outside it, not taxable. */
const VAT_CLASSES = new Set(["B", "L", "I", "U", "N"]);
/** High, low, none, reverse charge. The letters are an assumption: no public source has them. */
const ARTICLE_VAT_KINDS = new Set(["H", "L", "G", "V"]);

/** Adds the record and answers its key. */
export function createRecord(
  administration: Administration,
  dataset: string,
  today: string,
): string {
  const rows = readDataset(dataset, "Stamtabel");
  const table = rows.find(({ name }) => name === "METADATA")?.fields["TABLE"] ?? "";
  const data = rows.filter(({ name }) => name === "DATA");
  const [first] = data;
  if (!first || data.length !== 1 || rows.length !== 2) {
    refuse("Stamtabel moet een METADATA met TABLE en precies een DATA bevatten.");
  }
  if (table !== "DEB" && table !== "ART")
    refuse(`Aanmaken in tabel ${table} wordt niet ondersteund.`);
  const row = acceptFields(administration, table, first.fields);
  const complete =
    table === "DEB" ? checkDebtor(administration, row) : checkArticle(administration, row);
  addRow(administration, table, { ...complete, MUTDATE: today });
  return complete["NR"] ?? "";
}

/** The given fields as they are kept; unknown and computed ones are refused. */
export function acceptFields(
  administration: Administration,
  table: string,
  given: Record<string, string>,
): TableRow {
  const columns = TABLES.get(table);
  const row: TableRow = {};
  for (const [name, text] of Object.entries(given)) {
    const field = columns?.get(name);
    if (!field) refuse(`Veld ${name} is onbekend in tabel ${table}.`);
    if (field.readOnly) refuse(`Veld ${name} in tabel ${table} is niet toegankelijk.`);
    row[name] = accept(field, text, administration.behaviour.longValues);
  }
  return row;
}

function checkDebtor(administration: Administration, row: TableRow): TableRow {
  requireFields(row, ["ZKSL"]);
  if (administration.behaviour.requireDebtorDefaults) {
    requireFields(row, ["BTWPL", "BETCOND", "SLUITREK"]);
  }
  const complete = { BTWPL: "B", BETCOND: "30", SLUITREK: "1300", BLOK: "N", ...row };
  if (!VAT_CLASSES.has(complete.BTWPL)) refuse(`BTWPL ${complete.BTWPL} is onbekend.`);
  mustExist(administration, "BETCOND", { field: "NR", value: complete.BETCOND });
  mustExist(administration, "GRB", { field: "NR", value: complete.SLUITREK });
  if (row["LAND"]) mustExist(administration, "LAND", { field: "ZKSL", value: row["LAND"] });
  mustBeNew(administration, "DEB", { field: "ZKSL", value: row["ZKSL"] ?? "" });
  return { ...complete, NR: debtorNumber(administration, row["NR"] ?? "") };
}

/** A number of our own must lie in the range of debtors; without one the next free number is taken. */
function debtorNumber(administration: Administration, given: string): string {
  const { ONDERDEB: lowest = "0", BOVENDEB: highest = "0" } = basics(administration);
  if (given !== "") {
    if (Number(given) < Number(lowest) || Number(given) > Number(highest)) {
      refuse(`Debiteurnummer ${given} ligt niet tussen ${lowest} en ${highest}.`);
    }
    mustBeNew(administration, "DEB", { field: "NR", value: given });
    return given;
  }
  while (
    findRow(administration, "DEB", { field: "NR", value: String(administration.nextDebtor) })
  ) {
    administration.nextDebtor += 1;
  }
  if (administration.nextDebtor > Number(highest)) refuse("Er is geen debiteurnummer meer vrij.");
  const number = String(administration.nextDebtor);
  administration.nextDebtor += 1;
  return number;
}

function checkArticle(administration: Administration, row: TableRow): TableRow {
  requireFields(row, ["NR", "ZKSL", "ARTGRP", "BTW"]);
  if (!ARTICLE_VAT_KINDS.has(row["BTW"] ?? "")) refuse(`BTW ${row["BTW"]} is onbekend.`);
  mustExist(administration, "ARTGRP", { field: "NR", value: row["ARTGRP"] ?? "" });
  mustBeNew(administration, "ART", { field: "NR", value: row["NR"] ?? "" });
  mustBeNew(administration, "ART", { field: "ZKSL", value: row["ZKSL"] ?? "" });
  return { BLOK: "N", ...row };
}

export function requireFields(row: TableRow, names: readonly string[]): void {
  for (const name of names) {
    if (!row[name]) refuse(`Veld ${name} is verplicht.`);
  }
}

interface Key {
  field: string;
  value: string;
}

function mustBeNew(administration: Administration, table: string, key: Key): void {
  if (findRow(administration, table, key)) {
    refuse(`${key.field} ${key.value} bestaat al in tabel ${table}.`);
  }
}

/** The record a field points to; it must exist and not be blocked. */
export function mustExist(administration: Administration, table: string, key: Key): TableRow {
  const row = findRow(administration, table, key);
  if (!row) refuse(`${table} ${key.value} bestaat niet.`);
  if (row["BLOK"] === "J") refuse(`${table} ${key.value} is geblokkeerd.`);
  return row;
}
