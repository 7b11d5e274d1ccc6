import type { Booking } from "../domain/booking.ts";
import type {
  DocumentStatus,
  ErrorCode,
  OpenReason,
  SkippedReason,
  Warning,
} from "../domain/codes.ts";
import type { Configuration } from "../domain/configuration.ts";
import type { CalendarDate, DocumentKind } from "../domain/document.ts";
import type { Result } from "../domain/result.ts";
import type { Cause, Message } from "./message.ts";
import type { ShopCredentials, VatNumberAnswer } from "./ports.ts";

/** What is kept in D1. Every function takes the installation first; instants are ms since 1970. */

export type InstallationState = "new" | "active" | "stopped" | "uninstalled";

export interface ConnectionState {
  /** In words for a person; null = fine. */
  readonly problem: string | null;
  readonly checkedAt: number | null;
}

/** A setting that doesn't fit the books (contract section 4, `problems`). */
export interface SettingProblem {
  readonly code: string;
  readonly message: string;
  /** Path in the configuration, `vat.countries[0].rates[1].vatCode`. */
  readonly setting: string;
  /** For the pages, which word it in their language; `message` is in English. */
  readonly figures?: Readonly<Record<string, string>>;
}

export interface Installation {
  readonly id: string;
  readonly licenseKey: string;
  readonly state: InstallationState;
  readonly apiRoot: string;
  readonly apiPublic: string;
  /** Sealed; null after uninstall. */
  readonly apiSecret: string | null;
  readonly returnUrl: string;
  readonly webShopId: string | null;
  readonly shopName: string | null;
  readonly handshakeAt: number;
  readonly linkUsedFor: number | null;
  readonly webhookToken: string;
  /** Sealed; null until connected and after uninstall. */
  readonly environmentCode: string | null;
  readonly administrationKey: string | null;
  readonly administrationName: string | null;
  readonly ccv: ConnectionState;
  readonly imuis: ConnectionState;
  readonly termsVersion: string | null;
  readonly termsAcceptedAt: number | null;
  readonly configurationVersion: number;
  /** Null while nothing, or no VAT settings, are stored: documents wait as `NOT_CONFIGURED`. */
  readonly configuration: Configuration | null;
  /** What is booked; also while the VAT settings are removed. Null before anything was configured. */
  readonly source: Configuration["source"] | null;
  readonly settingProblems: readonly SettingProblem[];
  readonly createdAt: number;
  readonly activatedAt: number | null;
  readonly firstActiveOn: CalendarDate | null;
  readonly trialEndsOn: CalendarDate;
  readonly additionalEmail: string | null;
  readonly sweptUntil: number | null;
  readonly pollsInvoices: boolean;
  readonly lookBeforeCreateSince: number | null;
  /** Name of the database that holds its documents. */
  readonly database: string;
  /** They are being moved to this one: until they have arrived nothing of them may change. */
  readonly movingTo: string | null;
}

/** The columns of an installation that one step may set at once. */
export type InstallationChange = Partial<
  Omit<
    Installation,
    | "id"
    | "ccv"
    | "imuis"
    | "settingProblems"
    | "configuration"
    | "source"
    | "configurationVersion"
    | "database"
    | "movingTo"
  >
> & {
  readonly ccv?: ConnectionState;
  readonly imuis?: ConnectionState;
  readonly settingProblems?: readonly SettingProblem[];
  /** When the owner stopped it; null = running. What the retention and the operator go by. */
  readonly stoppedAt?: number | null;
  /** When the app was removed from the shop; null = installed. The erasure counts from here. */
  readonly uninstalledAt?: number | null;
};

export interface StoredWebhook {
  readonly event: string;
  readonly shopWebhookId: string;
  /** Sealed. */
  readonly key: string;
}

export interface InstallationRepository {
  find(id: string): Promise<Installation | null>;
  findByApiPublic(apiPublic: string): Promise<Installation | null>;
  findByApiRoot(apiRoot: string): Promise<Installation | null>;
  findByWebShop(webShopId: string): Promise<readonly Installation[]>;
  /** The installation behind a webhook address, with that event's sealed key. */
  findByWebhookToken(
    token: string,
    event: string,
  ): Promise<{ readonly installation: Installation; readonly sealedKey: string | null } | null>;
  create(installation: Installation): Promise<void>;
  change(id: string, change: InstallationChange): Promise<void>;
  /** A new version of the configuration; null removes it. Answers the new version. */
  saveConfiguration(
    id: string,
    configuration: Configuration | null,
    by: { readonly name: string; readonly at: number },
  ): Promise<number>;
  configurationChanges(id: string): Promise<
    readonly {
      readonly version: number;
      readonly changedAt: number;
      readonly changedBy: string;
      readonly before: Configuration | null;
      readonly after: Configuration | null;
    }[]
  >;
  /** True for the one caller that may register webhooks until then. */
  lockActivation(id: string, now: number, until: number): Promise<boolean>;
  unlockActivation(id: string): Promise<void>;
  webhooks(id: string): Promise<readonly StoredWebhook[]>;
  saveWebhook(id: string, webhook: StoredWebhook, at: number): Promise<void>;
  deleteWebhook(id: string, event: string): Promise<void>;
  /** Ids of installations in a state, in order, after `after`. */
  page(state: InstallationState, after: string, limit: number): Promise<readonly Installation[]>;
  countRefusedDelivery(id: string, minute: number): Promise<void>;
  /** Installations with refused deliveries since, with their number and the last minute. */
  refusedDeliveries(sinceMinute: number): Promise<
    readonly {
      readonly installationId: string;
      readonly count: number;
      readonly lastMinute: number;
    }[]
  >;
  /** Merges an installation made by a handshake under another address into the known one of the same web shop; drops the first. */
  merge(from: Installation, into: Installation): Promise<void>;
  /** Deletes known debtors and products: another administration. */
  forgetBooks(id: string): Promise<void>;
}

// ---------------------------------------------------------------- documents

export interface DocumentKey {
  readonly kind: DocumentKind;
  readonly sourceId: string;
}

export interface DocumentError {
  readonly code: ErrorCode;
  readonly figures: Readonly<Record<string, string>>;
}

export interface HistoryEntry {
  readonly at: string;
  /** What happened, one of the words the pages know: `received`, `claimed`, `sending`, `settled`, `process`, `dismiss`, `resolve`. */
  readonly event: string;
  readonly status?: DocumentStatus;
  readonly code?: string;
  readonly by?: string;
  readonly detail?: string;
  readonly cause?: Cause;
}

/** A person's decisions about one document, kept with the name. */
export interface Overrides {
  readonly force: boolean;
  readonly bookingDate: CalendarDate | null;
  readonly acceptVatNumber: { readonly reason: string; readonly by: string } | null;
  readonly by: string;
}

/** What is being sent: committed before the first byte of the create goes out. */
export interface Intent {
  readonly payloadHash: string;
  readonly booking: Booking;
  readonly at: number;
  /** Not looked for before: a call that we gave up may still be executing. */
  readonly lookFrom: number;
  /** The books it was sent to; only there can it be found. */
  readonly administrationKey: string | null;
  readonly settledFields: SettledFields;
}

/** What the lists show of a document once it has been read. */
export interface SettledFields {
  readonly number: string;
  readonly digits: string | null;
  readonly orderId: string | null;
  readonly bookingDate: CalendarDate | null;
  readonly customer: string;
  readonly totalCents: number | null;
  readonly currency: string;
  readonly warnings: readonly Warning[];
  readonly trace: unknown;
  readonly vatEvidence: unknown;
  readonly sourceHash: string | null;
  readonly configurationVersion: number | null;
}

export interface DocumentRecord extends DocumentKey {
  readonly status: DocumentStatus;
  readonly reason: OpenReason | SkippedReason | null;
  readonly error: DocumentError | null;
  readonly number: string;
  readonly digits: string | null;
  readonly orderId: string | null;
  readonly bookingDate: CalendarDate | null;
  readonly sortDate: CalendarDate;
  readonly customer: string;
  readonly totalCents: number | null;
  readonly currency: string;
  readonly receivedAt: number;
  readonly processedAt: number | null;
  readonly imuisReference: string | null;
  readonly warnings: readonly Warning[];
  readonly booking: Booking | null;
  readonly trace: unknown;
  readonly vatEvidence: unknown;
  readonly history: readonly HistoryEntry[];
  readonly overrides: Overrides | null;
  /** Who asked for it beyond the shop's own announcements; outlives the message that said so. */
  readonly askedFor: "process" | "fetch" | "backfill" | null;
  readonly paidOn: CalendarDate | null;
  readonly linkedTo: string | null;
  readonly sourceHash: string | null;
  readonly configurationVersion: number | null;
  readonly claimToken: string | null;
  readonly leaseUntil: number | null;
  readonly nextCheckAt: number | null;
  readonly attempts: number;
  readonly intent: Intent | null;
  readonly looks: number;
  readonly viesAskedSince: number | null;
  readonly openSince: number | null;
}

export type Claim =
  | {
      readonly kind: "claimed";
      readonly document: DocumentRecord;
      readonly installation: Installation;
    }
  /** Somebody else works on it until then, or its installation is moving to another database. */
  | { readonly kind: "held"; readonly until: number; readonly moving?: true }
  /** Nothing to do: already processed, skipped, or the installation is gone. */
  | {
      readonly kind: "settled";
      readonly status: DocumentStatus | "gone";
      readonly installation: Installation | null;
    };

/** What is written when a claim ends. All fields not named keep their value. */
export interface Settlement {
  readonly status: DocumentStatus;
  readonly reason?: OpenReason | SkippedReason | null;
  readonly error?: DocumentError | null;
  readonly fields?: SettledFields;
  /** The fields were written with the intent. */
  readonly afterIntent?: boolean;
  readonly booking?: Booking | null;
  readonly imuisReference?: string;
  readonly linkedTo?: string;
  readonly paidOn?: CalendarDate;
  readonly nextCheckAt: number | null;
  readonly attempts?: number;
  readonly looks?: number;
  /** True: the intent is settled and forgotten. */
  readonly clearIntent?: boolean;
  /** When it may be looked for again; the rest of the intent stays. */
  readonly lookFrom?: number;
  readonly viesAskedSince?: number | null;
  readonly overrides?: Overrides | null;
  readonly history: Omit<HistoryEntry, "at" | "status">;
  /** Debtor to remember for this customer. */
  readonly debtor?: {
    readonly customerKey: string;
    readonly debtorNumber: number;
    readonly vatNumber: string;
  };
  readonly products?: readonly { readonly number: string; readonly fullNumber: string }[];
}

/** What D1 knows around a document, read in one round trip after the shop was read. */
export interface Surroundings {
  readonly knownDebtor: { readonly number: number; readonly vatNumber: string } | null;
  /** Known products among those asked for: number to full number. */
  readonly knownProducts: Readonly<Record<string, string>>;
  /** Another document of the shop with the same digits. */
  readonly digitsUsedBy: string | null;
  /** An order's booked invoice, or an invoice's booked order: `order/123`. */
  readonly bookedThrough: string | null;
  readonly vatNumberAnswer: VatNumberAnswer | null;
}

export interface DocumentQuery {
  /** Empty = all. */
  readonly statuses: readonly DocumentStatus[];
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly search: string | null;
  readonly code: string | null;
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

/** What a sweep needs to know of a document that it meets in the shop's list. */
export interface KnownDocument {
  readonly status: DocumentStatus;
  readonly totalCents: number | null;
  readonly processedAt: number | null;
  readonly warnings: readonly Warning[];
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

export type PersonalAct =
  | {
      readonly kind: "process";
      readonly overrides: Overrides;
      readonly by: string;
      readonly now: number;
    }
  | { readonly kind: "dismiss"; readonly reason: string; readonly by: string; readonly now: number }
  | {
      readonly kind: "resolve-booked";
      readonly reference: string | null;
      readonly by: string;
      readonly now: number;
    }
  | { readonly kind: "resolve-not-booked"; readonly by: string; readonly now: number };

export interface CronRepository {
  /** False when this firing is known already. */
  begin(cron: string, scheduledAt: number, now: number): Promise<boolean>;
  keepDeadLetter(id: string, body: string, now: number): Promise<void>;
}

/** Sends messages to the queue; rejects when it can't, so that the sender can answer 5xx. */
export interface MessageSender {
  send(
    messages: readonly Message[],
    options?: { readonly delaySeconds?: number; readonly spreadSeconds?: number },
  ): Promise<void>;
}

export interface CredentialReader {
  shop(installation: Installation): Promise<Result<ShopCredentials, { readonly message: string }>>;
  environmentCode(
    installation: Installation,
  ): Promise<Result<string, { readonly message: string }>>;
}
