/** What a configuration can choose from: journals, accounts, VAT codes and the rest of an administration's tables (contract section 4). */
import type {
  BooksFailure,
  BooksOption,
  BooksOptions,
  VatCodeOption,
} from "../../booking/ports/books.ts";
import { ok, type Result } from "../../domain/result.ts";
import { readFinancialBasics } from "./calendar.ts";
import type { ImuisClient } from "./client.ts";
import { ALWAYS, type Row } from "./datasets.ts";
import { parseBoolean, parseInteger, parsePercentage } from "./format.ts";
import { selectRecords } from "./lookup.ts";

interface Table {
  readonly name: string;
  readonly fields: readonly string[];
  readonly key: "NR" | "ZKSL";
  /** The order module may be missing in an administration; then the list is empty. */
  readonly optional: boolean;
}

const NUMBERED_FIELDS = ["NR", "ZKSL", "OMSCHR", "BLOK"];

/** BETCOND has no description (imuis.md 3.7); ORDSRT and VERZWZ have fields that nobody has documented, so all are read. */
const TABLES = {
  journals: { name: "DAGBOEK", fields: NUMBERED_FIELDS, key: "NR", optional: false },
  ledgerAccounts: { name: "GRB", fields: NUMBERED_FIELDS, key: "NR", optional: false },
  vatCodes: {
    name: "BTW",
    fields: [...NUMBERED_FIELDS, "PERC", "BTWBER"],
    key: "NR",
    optional: false,
  },
  orderTypes: { name: "ORDSRT", fields: ["*"], key: "ZKSL", optional: true },
  shippingMethods: { name: "VERZWZ", fields: ["*"], key: "ZKSL", optional: true },
  itemGroups: { name: "ARTGRP", fields: NUMBERED_FIELDS, key: "NR", optional: true },
  paymentConditions: {
    name: "BETCOND",
    fields: ["NR", "ZKSL", "BLOK"],
    key: "NR",
    optional: false,
  },
} as const satisfies Record<string, Table>;

type List = keyof typeof TABLES;
type Lists = Record<List, readonly Row[]>;

export async function readOptions(
  client: ImuisClient,
): Promise<Result<BooksOptions, BooksFailure>> {
  const basics = await readFinancialBasics(client);
  if (!basics.ok) return basics;
  const lists = await readLists(client);
  if (!lists.ok) return lists;
  const { splitAccount, periodsPerYear } = basics.value;
  return ok({ ...toOptions(lists.value), splitAccount, periodsPerYear });
}

async function readLists(client: ImuisClient): Promise<Result<Lists, BooksFailure>> {
  const lists: Lists = {
    journals: [],
    ledgerAccounts: [],
    vatCodes: [],
    orderTypes: [],
    shippingMethods: [],
    itemGroups: [],
    paymentConditions: [],
  };
  for (const list of Object.keys(TABLES) as List[]) {
    const rows = await readTable(client, TABLES[list]);
    if (!rows.ok) return rows;
    lists[list] = rows.value;
  }
  return ok(lists);
}

/** Blocked records cannot be booked on, so they are no choice. */
async function readTable(
  client: ImuisClient,
  table: Table,
): Promise<Result<readonly Row[], BooksFailure>> {
  const orderBy = table.fields[0] === "*" ? "HROW" : table.key;
  const selection = { table: table.name, fields: table.fields, condition: ALWAYS, orderBy };
  const rows = await selectRecords(client, selection);
  if (!rows.ok) return table.optional && rows.error.kind === "refused" ? ok([]) : rows;
  return ok(rows.value.filter((row) => !parseBoolean(row.text("BLOK"))));
}

function toOptions(lists: Lists): Omit<BooksOptions, "splitAccount" | "periodsPerYear"> {
  return {
    journals: lists.journals.flatMap(toNumbered),
    ledgerAccounts: lists.ledgerAccounts.flatMap(toNumbered),
    vatCodes: lists.vatCodes.flatMap(toVatCode),
    orderTypes: lists.orderTypes.flatMap(toNamed),
    shippingMethods: lists.shippingMethods.flatMap(toNamed),
    itemGroups: lists.itemGroups.flatMap(toNumbered),
    paymentConditions: lists.paymentConditions.flatMap(toNumbered),
  };
}

function toNumbered(row: Row): BooksOption[] {
  const code = parseInteger(row.text("NR"));
  return code === null ? [] : [{ code, name: nameOf(row) }];
}

function toNamed(row: Row): BooksOption[] {
  const code = row.text("ZKSL");
  return code === "" ? [] : [{ code, name: nameOf(row) }];
}

function nameOf(row: Row): string {
  const description = row.text("OMSCHR");
  return description === "" ? row.text("ZKSL") : description;
}

function toVatCode(row: Row): VatCodeOption[] {
  const code = parseInteger(row.text("NR"));
  if (code === null) return [];
  const percentage = parsePercentage(row.text("PERC")) ?? "0";
  return [{ code, name: nameOf(row), percentage, calculation: toCalculation(row.text("BTWBER")) }];
}

/** The letters of BTWBER are not documented; by iMUIS's habit I is incl. and E excl. */
function toCalculation(letter: string): VatCodeOption["calculation"] {
  if (letter.toUpperCase() === "I") return "incl";
  return letter.toUpperCase() === "E" ? "excl" : null;
}
