import type { DebtorCard, DebtorRecord } from "./booking.ts";
import type { Warning } from "./codes.ts";
import type { CalendarDate } from "./document.ts";
import type { BookingDraft, DebtorRequest } from "./draft.ts";

export function debtorCard(
  draft: BookingDraft,
  options: { readonly installationKey: string; readonly verifiedOn: CalendarDate | null },
): DebtorCard {
  if (draft.debtor.kind === "fixed") {
    throw new Error("A fixed debtor is never created.");
  }
  return {
    ...draft.debtor.card,
    searchKey: options.installationKey,
    vatNumberVerifiedOn: options.verifiedOn,
  };
}

export function chooseDebtor(
  candidates: readonly DebtorRecord[],
  _request: DebtorRequest,
): { readonly debtor: DebtorRecord | null; readonly warnings: readonly Warning[] } {
  return { debtor: candidates[0] ?? null, warnings: [] };
}
