import { centsText, multiplyToCents, toCents } from "../shared/decimal.ts";
import { addRow, type Administration, type SalesOrder, type TableRow } from "./administration.ts";
import { acceptFields, mustExist, requireFields } from "./create-record.ts";
import { type DatasetRow, readDataset, writeDataset } from "./dataset.ts";
import { refuse } from "./refusal.ts";
import { isoDay } from "./values.ts";

/** CreateVerkoopOrder ("iMUIS API, CreateVerkoopOrder; order header; order line"): one ORDKOP and its ORDRG. */

const LINE_STEP = 5;
const NUMBERS_PER_YEAR = 100_000;

export interface BookedOrder {
  order: SalesOrder;
  dataset: string;
}

export function createSalesOrder(
  administration: Administration,
  dataset: string,
  now: Date,
): BookedOrder {
  const given = readDataset(dataset, "Verkooporder");
  const head = checkHead(administration, given);
  const rows = given
    .filter(({ name }) => name === "ORDRG")
    .map(({ fields }) => checkLine(administration, fields, head));
  if (rows.length === 0) refuse("Verkooporder moet minstens een ORDRG bevatten.");
  const order = book(administration, { head, rows, now });
  const written: DatasetRow[] = [
    { name: "ORDKOP", fields: order.head },
    ...order.rows.map((fields) => ({ name: "ORDRG", fields })),
    { name: "INPUT", fields: { DOMEIN: "sandbox", ADM: administration.number } },
  ];
  return { order, dataset: writeDataset(written) };
}

function checkHead(administration: Administration, given: DatasetRow[]): TableRow {
  const heads = given.filter(({ name }) => name === "ORDKOP");
  const [head] = heads;
  if (!head || heads.length !== 1) refuse("Verkooporder moet precies een ORDKOP bevatten.");
  const other = given.find(({ name }) => name !== "ORDKOP" && name !== "ORDRG");
  if (other?.name === "DIGDOS") {
    refuse(
      "Kan een object van het type System.String niet converteren naar het type System.Byte[]. (CS312)",
    );
  }
  if (other) refuse(`Element ${other.name} is onbekend in Verkooporder.`);
  const row = acceptFields(administration, "ORDKOP", head.fields);
  requireFields(row, ["DEB", "DAT", "ORDSRT"]);
  mustExist(administration, "DEB", { field: "NR", value: row["DEB"] ?? "" });
  for (const table of ["ORDSRT", "VERZWZ", "LEVCOND", "OPDRWZ"]) {
    if (row[table]) mustExist(administration, table, { field: "ZKSL", value: row[table] });
  }
  if (row["BETCOND"]) mustExist(administration, "BETCOND", { field: "NR", value: row["BETCOND"] });
  if (row["VERZLAND"]) mustExist(administration, "LAND", { field: "ZKSL", value: row["VERZLAND"] });
  return row;
}

function checkLine(
  administration: Administration,
  given: Record<string, string>,
  head: TableRow,
): TableRow {
  const row = acceptFields(administration, "ORDRG", given);
  requireFields(row, ["ART", "AANT"]);
  const article = mustExist(administration, "ART", { field: "NR", value: row["ART"] ?? "" });
  if (Number(row["AANT"]) < 0 && head["NEGAANT"] !== "J") {
    refuse("Negatief aantal is niet toegestaan (NEGAANT).");
  }
  const price = row["PRS"] || article["VERKPR"] || "0.00";
  const cents = multiplyToCents(Number(price), Number(row["AANT"]));
  return {
    OMSCHR: article["OMSCHR"] ?? "",
    EENH: "Stuk",
    DATLEV: head["DATLEV"] ?? "",
    ...row,
    PRS: price,
    BEDR: centsText(cents),
    BTWSRT: article["BTW"] ?? "",
    STATUS: "O",
  };
}

interface CheckedOrder {
  head: TableRow;
  rows: TableRow[];
  now: Date;
}

function book(administration: Administration, checked: CheckedOrder): SalesOrder {
  const year = Number((isoDay(checked.head["DAT"] ?? "") ?? "0").slice(0, 4));
  const number = year * NUMBERS_PER_YEAR + administration.nextOrder;
  administration.nextOrder += 1;
  const MUTDATE = checked.now.toISOString().slice(0, 10);
  const NR = String(number);
  const head = { ...checked.head, NR, BEDRTOT: centsText(totalCents(checked)) };
  const rows = checked.rows.map((row, index) => ({
    ...row,
    ORDNR: NR,
    RG: String((index + 1) * LINE_STEP),
  }));
  addRow(administration, "ORDKOP", { ...head, MUTDATE });
  for (const row of rows) addRow(administration, "ORDRG", { ...row, MUTDATE });
  const order = { number, bookedAt: checked.now.toISOString(), head, rows };
  administration.orders.push(order);
  return order;
}

/** Lines plus shipping and order costs, all without VAT. */
function totalCents({ head, rows }: CheckedOrder): number {
  const costs = toCents(head["BEDRORDKST"] || "0") + toCents(head["BEDRVRACHTKST"] || "0");
  return rows.reduce((sum, row) => sum + toCents(row["BEDR"] ?? "0"), costs);
}
