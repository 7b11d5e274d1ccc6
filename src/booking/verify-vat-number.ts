import type { BookingDraft } from "../domain/draft.ts";
import { judgeVatNumber } from "../domain/judge-vat-number.ts";
import { settleError, settleOpen } from "./outcome.ts";
import type { Settlement } from "./ports/claim.ts";
import type { SettledFields } from "./ports/document-record.ts";
import type { VatNumberAnswer } from "./ports/vat-number-register.ts";
import type { ReadyWork } from "./work.ts";

/**
 * The VAT number of an ICP document is checked at VIES before it is booked (vat.md 1.6). No answer is never "invalid":
 * the document waits and is asked again, at longer and longer intervals, for 72 hours.
 */

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/** After the last of these it is hourly. VIES has its own pace, whatever `RETRY_BASE_SECONDS` says (contract section 1). */
const WAITS_IN_MINUTES = [1, 5, 15, 60] as const;
const LONGEST_WAIT_MS = 72 * MS_PER_HOUR;
const VALID_FOR_MS = 24 * MS_PER_HOUR;
const INVALID_FOR_MS = MS_PER_HOUR;

export type Verified =
  | { readonly kind: "settle"; readonly settlement: Settlement }
  | {
      readonly kind: "book";
      readonly draft: BookingDraft;
      readonly verifiedOn: string | null;
      readonly evidence: unknown;
    };

/** How long to wait after having asked for `waitedMs` already. */
export function nextVatNumberWaitMs(waitedMs: number): number {
  let due = 0;
  for (const minutes of WAITS_IN_MINUTES) {
    due += minutes * MS_PER_MINUTE;
    if (waitedMs < due) return due - waitedMs;
  }
  return MS_PER_HOUR;
}

/** An error is not remembered at all. */
async function ask(work: ReadyWork, vatNumber: string): Promise<VatNumberAnswer> {
  const requester = work.configuration.vatNumber;
  const answer = await work.deps.vatNumbers.check(vatNumber, requester);
  if (answer.kind === "valid" || answer.kind === "invalid") {
    const lifetime = answer.kind === "valid" ? VALID_FOR_MS : INVALID_FOR_MS;
    await work.deps.documents.rememberVatNumberAnswer(work.installation.id, answer, {
      vatNumber,
      requester,
      validUntil: work.deps.now() + lifetime,
    });
  }
  return answer;
}

function settleNoAnswer(
  work: ReadyWork,
  waiting: { readonly detail: string; readonly fields: SettledFields },
): Settlement {
  const now = work.deps.now();
  const since = work.record.viesAskedSince ?? now;
  return {
    ...settleOpen("VIES_UNAVAILABLE", {
      ...waiting,
      nextCheckAt: now + nextVatNumberWaitMs(now - since),
    }),
    viesAskedSince: since,
  };
}

/** The day of the answer, for the debtor's card. */
function verificationDate(answer: VatNumberAnswer): string | null {
  if (answer.kind !== "valid") return null;
  return /^\d{4}-\d{2}-\d{2}/.exec(answer.requestDate)?.[0] ?? null;
}

/** Whoever presses Process has mended something: then a remembered "invalid" is no answer. */
function usable(work: ReadyWork, answer: VatNumberAnswer | null): VatNumberAnswer | null {
  return answer?.kind === "invalid" && work.message.cause === "process" ? null : answer;
}

export async function verifyVatNumber(
  work: ReadyWork,
  draft: BookingDraft,
  facts: { readonly answer: VatNumberAnswer | null; readonly fields: SettledFields },
): Promise<Verified> {
  if (draft.vatNumberCheck.kind === "accepted") {
    return { kind: "book", draft, verifiedOn: null, evidence: draft.vatNumberCheck };
  }
  if (draft.vatNumberCheck.kind === "none" || draft.vatNumber === null) {
    return { kind: "book", draft, verifiedOn: null, evidence: null };
  }
  const answer = usable(work, facts.answer) ?? (await ask(work, draft.vatNumber));
  const since = work.record.viesAskedSince;
  const waitedLongEnough = since !== null && work.deps.now() - since >= LONGEST_WAIT_MS;
  const verdict = judgeVatNumber(draft, answer, { waitedLongEnough });
  switch (verdict.kind) {
    case "book":
      return {
        kind: "book",
        draft: verdict.draft,
        verifiedOn: verificationDate(answer),
        evidence: answer,
      };
    case "open":
      return {
        kind: "settle",
        settlement: settleNoAnswer(work, { detail: verdict.detail, fields: facts.fields }),
      };
    case "error":
      return {
        kind: "settle",
        settlement: {
          ...settleError(verdict.error, { ...facts.fields, vatEvidence: answer }),
          viesAskedSince: null,
        },
      };
  }
}
