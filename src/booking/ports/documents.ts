import type { DocumentStatus, Warning } from "../../domain/codes.ts";
import type { CalendarDate, DocumentKind } from "../../domain/document.ts";
import type { Cause } from "../message.ts";
import type { Claim, Settlement, Surroundings } from "./claim.ts";
import type {
  DocumentKey,
  DocumentRecord,
  HistoryEntry,
  Intent,
  KnownDocument,
  PersonalAct,
} from "./document-record.ts";
import type { VatNumberAnswer } from "./vat-number-register.ts";

/** The claim ledger and the lists of documents. Every function takes the installation first; instants are ms since 1970. */

export interface DocumentQuery {
  /** Empty = all. */
  readonly statuses: readonly DocumentStatus[];
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly search: string | null;
  readonly code: string | null;
  /** With `code`: of its failed documents those of one cause, as `FailureCause.key` tells them apart. */
  readonly causeKey?: string | null;
  /** Only what has warnings. */
  readonly warnings?: boolean;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface StatusCounts {
  readonly open: number;
  readonly errors: number;
  readonly processed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly warnings: number;
}

/** What every page tells of the documents that need somebody: read without those that were booked or skipped. */
export interface WaitingCounts {
  readonly open: number;
  readonly errors: number;
  readonly unknown: number;
  /** Of the failed and unknown ones: those that became so after the latest that was seen. */
  readonly newProblems: number;
  /** When the latest of them became so; null while there is none. */
  readonly latestProblemAt: number | null;
}

/** The claim ledger and the lists. */
export interface DocumentRepository {
  /** One conditional upsert plus the installation's row: one round trip. */
  claim(
    installationId: string,
    key: DocumentKey,
    claim: {
      readonly token: string;
      readonly now: number;
      readonly leaseMs: number;
      readonly message: Cause;
    },
  ): Promise<Claim>;
  surroundings(
    installationId: string,
    key: DocumentKey,
    ask: {
      readonly customerKeys: readonly string[];
      readonly productNumbers: readonly string[];
      readonly digits: string | null;
      readonly orderId: string | null;
      readonly vatNumber: string | null;
      readonly requester: string | null;
      readonly now: number;
    },
  ): Promise<Surroundings>;
  /** Fenced: false when the claim is no longer ours; then nothing may be sent. */
  recordIntent(
    installationId: string,
    key: DocumentKey,
    intent: {
      readonly token: string;
      readonly intent: Intent;
      readonly leaseUntil: number;
      readonly now: number;
      /** It is shown as open, unknown or failed until now: it is being sent, so nobody may decide over it. */
      readonly wasWaiting: boolean;
    },
  ): Promise<boolean>;
  /** Fenced like `recordIntent`. */
  settle(
    installationId: string,
    key: DocumentKey,
    claim: { readonly token: string; readonly settlement: Settlement; readonly now: number },
  ): Promise<boolean>;
  forgetDebtor(installationId: string, customerKey: string): Promise<void>;
  rememberVatNumberAnswer(
    installationId: string,
    answer: VatNumberAnswer,
    ask: {
      readonly vatNumber: string;
      readonly requester: string | null;
      readonly validUntil: number;
    },
  ): Promise<void>;

  find(installationId: string, key: DocumentKey): Promise<DocumentRecord | null>;
  list(
    installationId: string,
    query: DocumentQuery,
  ): Promise<{ readonly items: readonly DocumentRecord[]; readonly nextCursor: string | null }>;
  counts(installationId: string): Promise<StatusCounts>;
  /** `seenUntil`: the latest problem that was seen; null when none ever was, so that all are new. */
  waiting(installationId: string, seenUntil: number | null): Promise<WaitingCounts>;
  /** A person's act on a document that nobody works on. Answers the record before it, null when it does not exist. */
  act(
    installationId: string,
    key: DocumentKey,
    act: PersonalAct,
  ): Promise<{ readonly before: DocumentRecord; readonly done: boolean } | null>;
  /** Documents to be looked at, oldest first: next check before `now`. */
  due(
    now: number,
    limit: number,
  ): Promise<
    readonly {
      readonly installationId: string;
      readonly key: DocumentKey;
      readonly status: DocumentStatus;
      /** Ms since 1970. */
      readonly dueAt: number;
    }[]
  >;
  /** Every open document of an installation, a page at a time. */
  openKeys(
    installationId: string,
    after: DocumentKey | null,
    limit: number,
  ): Promise<
    readonly (DocumentKey & {
      /** The document's date, else the day it was received. */
      readonly sortDate: CalendarDate;
    })[]
  >;
  /** Documents in open or error with one of these codes: offered again when their cause is gone. Makes them due now. */
  release(
    installationId: string,
    codes: readonly string[],
    now: number,
  ): Promise<readonly DocumentKey[]>;
  /** Which of these the ledger knows, with what it needs to see a change. */
  known(
    installationId: string,
    kind: DocumentKind,
    sourceIds: readonly string[],
  ): Promise<Readonly<Record<string, KnownDocument>>>;
  /** Adds a line to the history, for what changes nothing else. */
  note(installationId: string, key: DocumentKey, entry: HistoryEntry): Promise<void>;
  addWarning(
    installationId: string,
    key: DocumentKey,
    add: { readonly warning: Warning; readonly now: number },
  ): Promise<void>;
}
