import { decide, type Verdict } from "../domain/decide.ts";
import type { CalendarDate, ShopDocument } from "../domain/document.ts";
import { bookDraft, leaveToOtherKind } from "./book-draft.ts";
import { bookedKind, isAskedFor } from "./booked-kind.ts";
import { effectiveConfiguration } from "./effective-configuration.ts";
import type { DocumentMessage } from "./message.ts";
import { settleError, settleFailure, settleOpen, settleSkipped } from "./outcome.ts";
import type { Settlement } from "./ports/claim.ts";
import type { SettledFields } from "./ports/document-record.ts";
import type { Installation } from "./ports/installations.ts";
import type { Sent } from "./send-booking.ts";
import { settleIntent } from "./settle-intent.ts";
import { sourceHash } from "./source-hash.ts";
import { summariseDocument } from "./summary.ts";
import {
  type BookingDependencies,
  type ConnectedWork,
  leaseMs,
  type ReadyWork,
  type Work,
} from "./work.ts";

/**
 * One document's way: claim → read from the shop → decide → debtor → intent → create → record.
 * Nothing here knows how the shop, the books or D1 are spoken to.
 */

export interface Outcome {
  readonly status: string;
  /** It was booked by this very run. */
  readonly booked: boolean;
  /** And its shop wants to be told. */
  readonly marks: boolean;
  /** When this worker wants to see the document again (ms since 1970); null when it is settled or cron's. */
  readonly nextAt: number | null;
}

/** Takes one document as far as it gets now. Throws only when D1 fails; the caller then comes back to it. */
export async function bookDocument(
  deps: BookingDependencies,
  message: DocumentMessage,
): Promise<Outcome> {
  const { installationId, kind, sourceId } = message;
  const key = { kind, sourceId };
  const token = deps.newToken();
  const claim = await deps.documents.claim(installationId, key, {
    token,
    now: deps.now(),
    leaseMs: leaseMs(deps),
    message: message.cause,
  });
  if (claim.kind === "held") return notBooked("held", claim.until + 1);
  if (claim.kind === "settled") {
    const marks = claim.status === "processed" && wantsMarks(claim.installation);
    return { ...notBooked(claim.status, null), marks };
  }
  const work: Work = {
    deps,
    message,
    key,
    token,
    installation: claim.installation,
    record: claim.document,
    startedAt: deps.now(),
  };
  const sent = await takeOn(work);
  if (sent.kind === "lost-claim") return notBooked("lost-claim", deps.now() + leaseMs(deps));
  return record(work, sent.settlement);
}

function wantsMarks(installation: Installation | null): boolean {
  return installation?.configuration?.markInShop === true;
}

function notBooked(status: string, nextAt: number | null): Outcome {
  return { status, booked: false, marks: false, nextAt };
}

/** The second time D1 refuses, the lease ends by itself and what was sent is found by looking. */
async function record(work: Work, settlement: Settlement): Promise<Outcome> {
  const { deps, installation, key, token } = work;
  const end = { token, settlement, now: deps.now() };
  const ours = await deps.documents
    .settle(installation.id, key, end)
    .catch(() => deps.documents.settle(installation.id, key, end));
  deps.log("document.settled", {
    installation: installation.id,
    document: `${key.kind}/${key.sourceId}`,
    from: work.record.status,
    to: settlement.status,
    outcome: ours ? "recorded" : "fenced",
    code: settlement.history.code ?? null,
    attempt: work.record.attempts,
    ms: deps.now() - work.startedAt,
  });
  if (ours) await deps.onSettled(installation, settlement);
  const booked = settlement.status === "processed";
  return {
    status: settlement.status,
    booked,
    marks: booked && wantsMarks(installation),
    nextAt: settlement.nextCheckAt,
  };
}

function settle(settlement: Settlement): Sent {
  return { kind: "settle", settlement };
}

/** Is there a connection and a configuration to work with? */
async function takeOn(work: Work): Promise<Sent> {
  const { installation, deps } = work;
  if (installation.state !== "active") return settle(settleWaiting(work, "STOPPED"));
  const books = await deps.books(installation);
  if (!installation.configuration || !books) return settle(settleWaiting(work, "NOT_CONFIGURED"));
  return settleEarlier({ ...work, configuration: installation.configuration, books });
}

/** A stopped integration asks nothing; what is unknown comes back by itself when it runs again. */
const WAITING_UNKNOWN_MS = 3_600_000;

/** A document in `unknown` keeps its status and its intent while the integration stands still. */
function settleWaiting(work: Work, reason: "STOPPED" | "NOT_CONFIGURED"): Settlement {
  if (work.record.intent) {
    return {
      status: "unknown",
      nextCheckAt: work.deps.now() + WAITING_UNKNOWN_MS,
      history: { event: "settled", code: reason },
    };
  }
  return settleOpen(reason, { detail: "" });
}

/** What an earlier attempt may have booked comes before everything that could forget it. */
async function settleEarlier(work: ConnectedWork): Promise<Sent> {
  const { intent } = work.record;
  if (intent) {
    const verdict = await settleIntent(work, intent);
    if (verdict.kind === "settle") return settle(verdict.settlement);
  }
  const credentials = await work.deps.credentials.shop(work.installation);
  if (!credentials.ok) {
    const figures = { text: credentials.error.message };
    return settle(settleError({ code: "CCV_CREDENTIALS_INVALID", figures }));
  }
  return evaluate({ ...work, shop: work.deps.shop(credentials.value, work.installation) });
}

async function evaluate(work: ReadyWork): Promise<Sent> {
  const { key, installation } = work;
  const read = await work.shop.readDocument(key.kind, key.sourceId);
  if (!read.ok) return settle(settleFailure(work, { side: "shop", failure: read.error }));
  const fields = summariseDocument(read.value, {
    sourceHash: await sourceHash(read.value),
    configurationVersion: installation.configurationVersion,
  });
  const paidOn = firstPaidOn(work, read.value);
  const sent = await followVerdict(work, verdictOf(work, read.value, paidOn), fields);
  return paidOn && sent.kind === "settle" ? settle({ ...sent.settlement, paidOn }) : sent;
}

function verdictOf(work: ReadyWork, document: ShopDocument, paidOn: CalendarDate | null): Verdict {
  const effective = effectiveConfiguration(work.configuration, work.installation);
  return decide(document, effective, decisionOptions(work, paidOn));
}

/** An order and its invoices are one sale: one after the other, so that the second sees what the first has sent. */
async function followVerdict(
  work: ReadyWork,
  verdict: Verdict,
  fields: SettledFields,
): Promise<Sent> {
  if (verdict.kind !== "book")
    return settle(withoutForce(work, settleVerdict(work, verdict, fields)));
  const sale = `${work.installation.id}/${fields.orderId ?? work.key.sourceId}`;
  const isOtherKind = work.key.kind !== bookedKind(work.installation) && !isAskedFor(work.record);
  return work.deps.oneAtATime(sale, () =>
    isOtherKind
      ? leaveToOtherKind(work, verdict.draft, fields)
      : bookDraft(work, verdict.draft, fields),
  );
}

/** What a person forced counts for this time only: a later change of the document is another question. */
function withoutForce(work: ReadyWork, settlement: Settlement): Settlement {
  const { overrides } = work.record;
  return overrides?.force
    ? { ...settlement, overrides: { ...overrides, force: false } }
    : settlement;
}

const MS_PER_YEAR = 365 * 86_400_000;

function isYearOld({ bookingDate }: SettledFields, now: number): boolean {
  return bookingDate !== null && now - Date.parse(`${bookingDate}T12:00:00Z`) > MS_PER_YEAR;
}

function settleVerdict(
  work: ReadyWork,
  verdict: Exclude<Verdict, { kind: "book" }>,
  fields: SettledFields,
): Settlement {
  switch (verdict.kind) {
    case "open":
      // Once it has waited: an old unpaid order that is only just announced is shown as open first.
      return verdict.reason === "NOT_PAID" &&
        work.message.cause === "recheck" &&
        isYearOld(fields, work.deps.now())
        ? settleSkipped("NEVER_PAID", { fields, detail: verdict.detail })
        : settleOpen(verdict.reason, { fields, detail: verdict.detail });
    case "skipped":
      return settleSkipped(verdict.reason, { fields, detail: verdict.detail });
    case "error":
      return settleError(verdict.error, fields);
  }
}

function decisionOptions(work: ReadyWork, paidOn: string | null): Parameters<typeof decide>[2] {
  const { overrides } = work.record;
  return {
    byPerson: overrides?.force ?? false,
    ignoreStartDate: work.record.askedFor === "backfill",
    paidOn,
    bookingDate: overrides?.bookingDate ?? null,
    acceptVatNumber: overrides?.acceptVatNumber ?? null,
  };
}

/** The day it was first seen paid, in the Netherlands; null while it is not paid. */
function firstPaidOn(work: ReadyWork, document: ShopDocument): string | null {
  if (work.record.paidOn) return work.record.paidOn;
  return document.paid ? dutchDate(work.deps.now()) : null;
}

const DUTCH_DATE = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
});

/** Calendar date in the Netherlands of an instant in ms, `YYYY-MM-DD`. */
export function dutchDate(instant: number): string {
  return DUTCH_DATE.format(instant);
}
