/** Debtors to choose from: searched as a person does, by whatever part is known. Never used to decide a booking. */
import type { BooksFailure, DebtorOption } from "../../booking/ports/books.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import type { Condition, Row } from "./datasets.ts";
import { formatText, parseBoolean, parseInteger } from "./format.ts";
import { selectFirst } from "./lookup.ts";

const FIELDS = ["NR", "ZKSL", "NAAM", "EMAIL", "PLAATS", "BLOK"];

/** NR has eight digits; more can't be compared with it. */
const NUMBER = /^\d{1,8}$/;

/** As many as a person reads through. */
const FOUND_LIMIT = 20;

/** Blocked ones are left out after reading, so that a few more are read. */
const READ_LIMIT_ROWS = 40;

/**
 * One call per column, the likeliest first, until there are enough: conditions on several columns are joined by "and", "either"
 * is proven for no live service, and text and numbers in one list misbehave (imuis.md 2.1).
 */
export async function searchDebtors(
  client: ImuisClient,
  text: string,
): Promise<Result<readonly DebtorOption[], BooksFailure>> {
  const found = new Map<number, DebtorOption>();
  for (const condition of conditionsOf(text)) {
    const debtors = await select(client, condition);
    if (!debtors.ok) return debtors;
    for (const debtor of debtors.value) {
      if (!found.has(debtor.code)) found.set(debtor.code, debtor);
    }
    if (found.size >= FOUND_LIMIT) break;
  }
  return ok([...found.values()].slice(0, FOUND_LIMIT));
}

/** A number belongs to one debtor; a list of numbers needs a call each, since there is no "in". */
export async function readDebtors(
  client: ImuisClient,
  numbers: readonly number[],
): Promise<Result<readonly DebtorOption[], BooksFailure>> {
  const found: DebtorOption[] = [];
  for (const number of new Set(numbers)) {
    const debtors = await select(client, { field: "NR", operator: "=", value: String(number) });
    if (!debtors.ok) return debtors;
    found.push(...debtors.value);
  }
  return ok(found);
}

/** LIKE knows `%` only; one that was typed is taken out, as are the marks that separate lists. */
function conditionsOf(text: string): readonly Condition[] {
  const plain = formatText(text).replaceAll(/[%;]+/g, " ").trim();
  if (plain === "") return [];
  const part = (field: string): Condition => ({ field, operator: "LIKE", value: `%${plain}%` });
  if (plain.includes("@")) return [part("EMAIL")];
  const number: readonly Condition[] = NUMBER.test(plain)
    ? [{ field: "NR", operator: "=", value: plain }]
    : [];
  return [...number, part("NAAM"), part("ZKSL"), part("EMAIL")];
}

async function select(
  client: ImuisClient,
  condition: Condition,
): Promise<Result<readonly DebtorOption[], BooksFailure>> {
  const rows = await selectFirst(client, {
    table: "DEB",
    fields: FIELDS,
    condition,
    orderBy: "NR",
    size: READ_LIMIT_ROWS,
  });
  return rows.ok ? ok(rows.value.flatMap(toOption)) : rows;
}

function toOption(row: Row): DebtorOption[] {
  const code = parseInteger(row.text("NR"));
  if (code === null || parseBoolean(row.text("BLOK"))) return [];
  const searchKey = row.text("ZKSL");
  const name = row.text("NAAM") || searchKey;
  return [{ code, name, searchKey, email: row.text("EMAIL"), city: row.text("PLAATS") }];
}
