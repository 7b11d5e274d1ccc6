/** A journal entry as `BOE` rows, and what iMUIS answers to it (contract section 6; iMUIS "velden beschikbaar voor BOE"). */
import type { BooksFailure, Created, FoundEntry } from "../../booking/ports/books.ts";
import type { EntryLine, JournalEntry } from "../../domain/booking.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { FinancialBasics, Reader } from "./calendar.ts";
import type { ImuisClient } from "./client.ts";
import { dataset, equals, readReturnedRows, writeRow, type Fields, type Row } from "./datasets.ts";
import type { SoapAnswer } from "./envelope.ts";
import { unavailable } from "./fault.ts";
import {
  formatAmount,
  formatBoolean,
  formatDutchDate,
  parseAmount,
  parseDate,
  parseInteger,
} from "./format.ts";
import { selectRecords, unreadable } from "./lookup.ts";

const FOUND_FIELDS = "DAGB JR PN RG REK TEGREK DAT BEDRBOEK BOEKSTUK FACT BTW".split(" ");

const WARNING = "BOE_WARNING";

/** The tag with something in it, be it a CDATA section. */
const REMARK = /<(?:\w+:)?BOE_WARNING[^>]*>(?:[^<]|<!)/;

/** All rows in one call, the total row first: together they are one split invoice. */
export function writeJournalEntry(entry: JournalEntry): string {
  const rows = [totalFields(entry), ...entry.lines.map((line) => lineFields(entry, line))];
  return dataset(rows.map((fields) => writeRow("BOE", fields)).join(""));
}

function totalFields(entry: JournalEntry): Fields {
  const { total } = entry;
  return [
    ...sharedFields(entry),
    ["REK", String(total.debtorNumber)],
    ["TEGREK", String(entry.offsetAccount)],
    ["BTW", "0"],
    ["BEDRBOEK", formatAmount(total.amountCents)],
    ["BEDRBTW", formatAmount(0)],
    ["FACT", total.invoiceNumber],
    ["BOEKSTUK", total.documentNumber],
    ["OMSCHR", total.description],
    // iMUIS's own sample answers `J`, so the opposite is said outright (imuis.md 3.8).
    ["BETWIST", formatBoolean(false)],
  ];
}

function lineFields(entry: JournalEntry, line: EntryLine): Fields {
  return [
    ...sharedFields(entry),
    ["REK", String(line.ledgerAccount)],
    ["TEGREK", String(entry.offsetAccount)],
    ["BTW", String(line.vatCode)],
    ["AANT", line.quantity],
    ["BEDRBOEK", formatAmount(line.amountCents)],
    ["BEDRBTW", formatAmount(line.vatCents)],
    ["BOEKSTUK", line.documentNumber],
    ["OMSCHR", line.description],
  ];
}

function sharedFields(entry: JournalEntry): Fields {
  return [
    ["DAGB", String(entry.journal)],
    ["JR", String(entry.fiscalYear)],
    ["PN", String(entry.period)],
    ["DAT", formatDutchDate(entry.entryDate)],
  ];
}

export async function createJournalEntry(
  client: ImuisClient,
  entry: JournalEntry,
  sendBefore: number,
): Promise<Result<Created<string>, BooksFailure>> {
  const values = { Journaalpost: writeJournalEntry(entry) };
  const answer = await client.call({ operation: "CreateJournaalpost", values, sendBefore });
  if (!answer.ok) return answer;
  const returned = answer.value.text("Journaalpost");
  const key = readReference(entry, answer.value, returned);
  if (key === null) return fail(unavailable("iMUIS answered an entry without its key", "unknown"));
  return ok({ key, warnings: readWarnings(returned) });
}

/**
 * `DAGB-JR-PN-RG`. The order of the Primarykey array is unverified (imuis.md 5 A11): three of its parts are known, what is
 * left is the line. Without an array the returned rows are read.
 */
function readReference(entry: JournalEntry, answer: SoapAnswer, returned: string): string | null {
  const known = [entry.journal, entry.fiscalYear, entry.period].map(String);
  const parts = answer
    .texts("Primarykey")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const rest = [...parts];
  for (const part of known) {
    const index = rest.indexOf(part);
    if (index >= 0) rest.splice(index, 1);
  }
  if (parts.length === known.length + 1 && rest.length === 1) return [...known, ...rest].join("-");
  if (parts.length > 0) return parts.join("-");
  const line = readReturnedRows(returned, "BOE")[0]?.text("RG") ?? "";
  return line === "" ? null : [...known, line].join("-");
}

/** The rows come back as they were sent, seldom with a remark: without one they are not worth reading. */
function readWarnings(returned: string): readonly string[] {
  if (!REMARK.test(returned)) return [];
  const rows = readReturnedRows(returned, "BOE");
  const texts = rows.map((row) => row.text(WARNING)).filter((text) => text !== "");
  return [...new Set(texts)];
}

/** The total rows under a document number; detail rows share its digits, also those of other documents. */
export async function findJournalEntries(
  client: ImuisClient,
  documentNumber: string,
  readBasics: Reader<FinancialBasics>,
): Promise<Result<readonly FoundEntry[], BooksFailure>> {
  const rows = await selectRecords(client, {
    table: "BOE",
    fields: FOUND_FIELDS,
    condition: equals("BOEKSTUK", documentNumber),
    orderBy: "RG",
  });
  if (!rows.ok || rows.value.length === 0) return rows.ok ? ok([]) : rows;
  const basics = await readBasics();
  if (!basics.ok && basics.error.kind !== "refused") return basics;
  const debtorRange = basics.ok ? basics.value.debtorRange : null;
  const totals = rows.value.filter((row) => isTotalRow(row, debtorRange));
  const entries = totals.map(toFoundEntry).filter((entry) => entry !== null);
  return entries.length === totals.length
    ? ok(entries)
    : fail(unreadable("BOE", "a row lacks a number, a date or an amount"));
}

/**
 * We send an invoice number on the total row only, but iMUIS may put it on the others as well, as it does when it numbers
 * itself. What tells them apart for certain is that the account is a debtor's. Without a range, VAT stands on detail rows.
 */
function isTotalRow(row: Row, debtorRange: FinancialBasics["debtorRange"]): boolean {
  if (row.text("FACT") === "") return false;
  const account = parseInteger(row.text("REK"));
  if (account === null) return true;
  if (debtorRange === null) return ["", "0"].includes(row.text("BTW"));
  return account >= debtorRange.from && account <= debtorRange.to;
}

function toFoundEntry(row: Row): FoundEntry | null {
  const journal = parseInteger(row.text("DAGB"));
  const debtorNumber = parseInteger(row.text("REK"));
  const date = parseDate(row.text("DAT"));
  const amountCents = parseAmount(row.text("BEDRBOEK"));
  if (journal === null || debtorNumber === null || date === null || amountCents === null)
    return null;
  return {
    reference: ["DAGB", "JR", "PN", "RG"].map((field) => row.text(field)).join("-"),
    journal,
    debtorNumber,
    date,
    amountCents,
    documentNumber: row.text("BOEKSTUK"),
  };
}
