/** Debtor cards: finding and creating them, never changing them (contract section 6; iMUIS "beschikbare velden DEB"). */
import type { BooksFailure, Created } from "../../booking/ports/books.ts";
import type { DebtorCard, DebtorRecord, VatLiability } from "../../domain/booking.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import { equals, writeRecord, type Fields, type Row } from "./datasets.ts";
import { unavailable } from "./fault.ts";
import { formatDutchDate, parseBoolean, parseInteger } from "./format.ts";
import { selectRecords, unreadable } from "./lookup.ts";

const RECORD_FIELDS = ["NR", "ZKSL", "NAAM", "EMAIL", "BTWNR", "BLOK"];

/** iMUIS's code of a country by its ISO code; null when table LAND has none. */
export type CountryLookup = (isoCode: string) => Promise<Result<string | null, BooksFailure>>;

export async function findDebtorsByEmail(
  client: ImuisClient,
  email: string,
): Promise<Result<readonly DebtorRecord[], BooksFailure>> {
  const wanted = email.trim().toLowerCase();
  return findDebtors(client, {
    field: "EMAIL",
    value: wanted,
    plain: (text) => text.toLowerCase(),
  });
}

/** A card may hold the number with points and blanks; those are not compared. */
export async function findDebtorsByVatNumber(
  client: ImuisClient,
  vatNumber: string,
): Promise<Result<readonly DebtorRecord[], BooksFailure>> {
  const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9+*]/g, "");
  return findDebtors(client, { field: "BTWNR", value: plain(vatNumber), plain });
}

export async function findDebtorBySearchKey(
  client: ImuisClient,
  searchKey: string,
): Promise<Result<DebtorRecord | null, BooksFailure>> {
  const plain = (text: string): string => text.toLowerCase();
  const found = await findDebtors(client, { field: "ZKSL", value: searchKey.trim(), plain });
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/** Nothing is found under an empty value: cards without an e-mail address have nothing in common (reading A45). */
async function findDebtors(
  client: ImuisClient,
  wanted: {
    readonly field: string;
    readonly value: string;
    readonly plain: (text: string) => string;
  },
): Promise<Result<readonly DebtorRecord[], BooksFailure>> {
  if (wanted.value === "") return ok([]);
  const rows = await selectRecords(client, {
    table: "DEB",
    fields: RECORD_FIELDS,
    condition: equals(wanted.field, wanted.value),
    orderBy: "NR",
  });
  if (!rows.ok) return rows;
  const value = wanted.plain(wanted.value);
  const matching = rows.value.filter((row) => wanted.plain(row.text(wanted.field)) === value);
  const debtors = matching.map(toDebtor).filter((debtor) => debtor !== null);
  return debtors.length === matching.length
    ? ok(debtors)
    : fail(unreadable("DEB", "a row has no number"));
}

function toDebtor(row: Row): DebtorRecord | null {
  const number = parseInteger(row.text("NR"));
  if (number === null) return null;
  return {
    number,
    name: row.text("NAAM"),
    email: row.text("EMAIL"),
    vatNumber: row.text("BTWNR"),
    blocked: parseBoolean(row.text("BLOK")),
  };
}

/** A country that iMUIS doesn't have is left out with a remark: a missing one shows on the card, a wrong one would not. */
export async function createDebtor(
  client: ImuisClient,
  card: DebtorCard,
  findCountry: CountryLookup,
): Promise<Result<Created<number>, BooksFailure>> {
  const country = await findCountry(card.countryCode);
  if (!country.ok) return country;
  const values = { Stamtabel: writeRecord("DEB", debtorFields(card, country.value ?? "")) };
  const answer = await client.call({ operation: "CreateStamTabelRecord", values });
  if (!answer.ok) return answer;
  const key = parseInteger(answer.value.text("Primarykey")) ?? (await readNumber(client, card));
  if (key === null)
    return fail(unavailable("iMUIS answered a debtor without its number", "unknown"));
  const isMissing = card.countryCode !== "" && country.value === null;
  const warning = `country ${card.countryCode} is not in iMUIS (table LAND); the card has none`;
  return ok({ key, warnings: isMissing ? [warning] : [] });
}

async function readNumber(client: ImuisClient, card: DebtorCard): Promise<number | null> {
  const found = await findDebtorBySearchKey(client, card.searchKey);
  return found.ok ? (found.value?.number ?? null) : null;
}

/** NR is left out: iMUIS gives the number. */
function debtorFields(card: DebtorCard, country: string): Fields {
  return [
    ["ZKSL", card.searchKey],
    ["NAAM", card.name],
    ["STRAAT", card.street],
    ["HNR", card.houseNumber === null ? "" : String(card.houseNumber)],
    ["HNRTV", card.houseNumberSuffix],
    ["POSTCD", card.postalCode],
    ["PLAATS", card.city],
    ["LAND", country],
    ["EMAIL", card.email],
    ["TEL", card.telephone],
    ["BTWNR", card.vatNumber ?? ""],
    [
      "DATBTWNR",
      card.vatNumberVerifiedOn === null ? "" : formatDutchDate(card.vatNumberVerifiedOn),
    ],
    ["KVKNR", card.chamberOfCommerceNumber],
    ["BTWPL", vatLetter(card.vatLiability)],
    ["BETCOND", String(card.paymentCondition)],
    ["SLUITREK", String(card.controlAccount)],
  ];
}

function vatLetter(liability: VatLiability): string {
  switch (liability) {
    case "intraCommunity":
      return "I";
    case "outsideEu":
      return "U";
    case "domestic":
      return "B";
  }
}
