import type { DebtorOption } from "../../../booking/ports/books.ts";
import { readDebtors, searchDebtors } from "../../../booking/setup/read-options.ts";
import type { HttpContext } from "../../context.ts";
import { inTime } from "./options.ts";

/** Debtors in iMUIS, found by what a person types and named by their number. Books that don't answer leave the numbers bare. */

/** A name costs a call of iMUIS; nobody gives more payment methods a debtor of their own. */
const NAMES_LIMIT = 20;

/** Null: iMUIS can't be asked now. */
export type Found = readonly DebtorOption[] | null;

export async function findDebtors(c: HttpContext, text: string): Promise<Found> {
  const found = await inTime(searchDebtors(c.env, c.get("installation"), text));
  return found?.ok ? found.value : null;
}

export async function nameDebtors(c: HttpContext, numbers: readonly number[]): Promise<Found> {
  const wanted = [...new Set(numbers)].slice(0, NAMES_LIMIT);
  if (wanted.length === 0) return [];
  const found = await inTime(readDebtors(c.env, c.get("installation"), wanted));
  return found?.ok ? found.value : null;
}

/** Code and name: `12000 – Cadeaubonnen`. */
export function debtorText(found: Found, number: number): string {
  const name = found?.find(({ code }) => code === number)?.name ?? "";
  return name === "" ? String(number) : `${number} – ${name}`;
}
