import type { DebtorCard, DebtorRecord } from "./booking.ts";
import type { Warning } from "./codes.ts";
import type { CalendarDate } from "./document.ts";
import type { BookingDraft, DebtorRequest } from "./draft.ts";
import { searchKeyOf } from "./search-key.ts";
import { normaliseVatNumber } from "./vat-number.ts";
import { warning } from "./warning.ts";

/**
 * The card of a debtor that is to be created. Only for a draft whose debtor is the customer's own.
 * @param options.installationKey makes the search key differ between installations in one administration
 * @param options.verifiedOn the day VIES confirmed the number; only kept for ICP
 */
export function debtorCard(
  draft: BookingDraft,
  options: { readonly installationKey: string; readonly verifiedOn: CalendarDate | null },
): DebtorCard {
  if (draft.debtor.kind === "fixed") {
    throw new Error("A fixed debtor is never created.");
  }
  const { card, email, vatNumber } = draft.debtor;
  const customerKey = [email, vatNumber ?? "", `${draft.kind}:${draft.sourceId}`].find(
    (key) => key !== "",
  );
  return {
    ...card,
    searchKey: searchKeyOf(options.installationKey, customerKey ?? ""),
    vatNumberVerifiedOn: vatNumber === null ? null : options.verifiedOn,
  };
}

/**
 * Which of the debtors that were found is the customer's (contract section 6): not blocked, then the same name, then the
 * lowest number. A card that lacks the ICP number or has another is used all the same and never changed (reading A45).
 */
export function chooseDebtor(
  candidates: readonly DebtorRecord[],
  request: DebtorRequest,
): { readonly debtor: DebtorRecord | null; readonly warnings: readonly Warning[] } {
  const name = request.kind === "own" ? request.card.name : "";
  const [debtor] = [...candidates].sort((left, right) => compareDebtors(left, right, name));
  if (debtor === undefined) {
    return { debtor: null, warnings: [] };
  }
  const warnings: Warning[] = [];
  if (candidates.length > 1) {
    const numbers = candidates.map((candidate) => candidate.number).sort((a, b) => a - b);
    const figures = { debtors: numbers.join(", "), chosen: String(debtor.number) };
    warnings.push(warning("DEBTOR_AMBIGUOUS", figures));
  }
  const expected = request.kind === "own" ? request.vatNumber : null;
  const onCard = normaliseVatNumber(debtor.vatNumber, "");
  if (expected !== null && onCard !== expected) {
    const figures = { debtor: String(debtor.number), onCard, expected };
    warnings.push(warning("DEBTOR_VAT_NUMBER_DIFFERS", figures));
  }
  return { debtor, warnings };
}

function compareDebtors(left: DebtorRecord, right: DebtorRecord, name: string): number {
  const sameName = (record: DebtorRecord): boolean =>
    record.name.trim().toLowerCase() === name.trim().toLowerCase();
  return (
    Number(left.blocked) - Number(right.blocked) ||
    Number(sameName(right)) - Number(sameName(left)) ||
    left.number - right.number
  );
}
