import type { Configuration } from "../../domain/configuration.ts";
import type { CalendarDate, DocumentKind } from "../../domain/document.ts";
import type { Installation } from "../ports/installations.ts";

/** What is kept around the set-up and the dashboard: logins, sessions, tokens, tickets, migrations. Instants are ms since 1970. */

export interface Account {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  /** Sealed hash, never the password. */
  readonly passwordHash: string;
  readonly createdAt: number;
}

/** Of an install link (installation only), of a login (account), or of both while a logged-in person sets up another shop. */
export interface Session {
  readonly idHash: string;
  readonly accountId: string | null;
  readonly installationId: string | null;
  readonly createdAt: number;
  readonly seenAt: number;
}

export interface ApiToken {
  readonly id: string;
  readonly installationId: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly lastUsedAt: number | null;
}

export interface AccessRepository {
  findAccount(id: string): Promise<Account | null>;
  findAccountByEmail(email: string): Promise<Account | null>;
  /** False when the address has an account already. */
  createAccount(account: Account): Promise<boolean>;
  /** False when they were linked already. */
  link(accountId: string, installationId: string, at: number): Promise<boolean>;
  /** The addresses of the logins that see an installation. */
  addresses(installationId: string): Promise<readonly string[]>;
  linkedInstallations(accountId: string): Promise<readonly Installation[]>;
  /** Per installation of a login the latest problem that it was shown; null before its first look. */
  problemsSeen(accountId: string): Promise<ReadonlyMap<string, number | null>>;
  /** Never moves back. */
  markProblemsSeen(accountId: string, installationId: string, until: number): Promise<void>;
  createSession(session: Session): Promise<void>;
  findSession(idHash: string): Promise<Session | null>;
  touchSession(idHash: string, at: number): Promise<void>;
  chooseInstallation(idHash: string, installationId: string): Promise<void>;
  deleteSession(idHash: string): Promise<void>;
  createToken(token: ApiToken): Promise<void>;
  findToken(tokenHash: string): Promise<ApiToken | null>;
  touchToken(id: string, at: number): Promise<void>;
  tokens(installationId: string): Promise<readonly ApiToken[]>;
  /** False when the installation has no such token. */
  deleteToken(installationId: string, id: string): Promise<boolean>;
  countFailure(subject: string, minute: number): Promise<void>;
  failures(
    subject: string,
    minute: number,
  ): Promise<{ readonly current: number; readonly previous: number }>;
  /** True for the one caller that may open a session for this handshake. */
  claimInstallLink(installationId: string, handshakeAt: number): Promise<boolean>;
}

export interface Ticket {
  readonly id: string;
  readonly installationId: string;
  readonly kind: "problem" | "question";
  readonly subject: string;
  readonly message: string;
  /** What support needs: document, status, error, trace, configuration version. No secrets. */
  readonly details: unknown;
  readonly state: "open" | "answered" | "closed";
  readonly answer: string | null;
  readonly createdAt: number;
  readonly answeredAt: number | null;
}

export interface TicketAnswer {
  readonly answer?: string;
  readonly state?: Ticket["state"];
  readonly at: number;
}

export interface TicketRepository {
  create(ticket: Ticket): Promise<void>;
  list(installationId: string): Promise<readonly Ticket[]>;
  /** Over all shops, for the operator: newest first, before the given ticket. */
  listAll(before: string | null, limit: number): Promise<readonly Ticket[]>;
  /** Null when there is no such ticket. */
  answer(id: string, answer: TicketAnswer): Promise<Ticket | null>;
}

export interface Backfill {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly dryRun: boolean;
  readonly state: "running" | "finished" | "stopped" | "failed";
  /** Offset in the shop's list where the next page begins. */
  readonly position: number;
  /** Documents found in the list so far; the total once it has ended. */
  readonly listed: number;
  readonly total: number | null;
  readonly done: number;
  readonly booked: number;
  readonly failed: number;
  readonly skipped: number;
  readonly problem: string | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export type BackfillChange = Partial<
  Pick<
    Backfill,
    | "state"
    | "position"
    | "listed"
    | "total"
    | "done"
    | "booked"
    | "failed"
    | "skipped"
    | "problem"
    | "finishedAt"
  >
>;

export interface BackfillRepository {
  create(installationId: string, backfill: Backfill): Promise<void>;
  find(installationId: string, id: string): Promise<Backfill | null>;
  /** Sets columns of a running migration; false when it runs no more, so that a stop wins over its worker. */
  change(installationId: string, id: string, change: BackfillChange): Promise<boolean>;
  /** Counts one document of a migration as it settles. */
  count(
    installationId: string,
    id: string,
    outcome: "booked" | "failed" | "skipped",
  ): Promise<void>;
}

export interface ShopInvoice {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface ErrorCause {
  readonly code: string;
  /** The figures of one of these documents, for a message that can be read. */
  readonly example: Readonly<Record<string, string>>;
  readonly documents: number;
  readonly installations: number;
}

/** What the set-up, the profile and the operator ask beside the ports that the booking shares. */
export interface SetUpRepository {
  /** The configuration as stored, also without VAT settings, which `Installation.configuration` hides. */
  storedConfiguration(installationId: string): Promise<Configuration | null>;
  refusedDeliveriesOf(
    installationId: string,
    sinceMinute: number,
  ): Promise<{ readonly count: number; readonly lastMinute: number | null }>;
  addInvoice(
    installationId: string,
    invoice: ShopInvoice & { readonly contentBase64: string },
  ): Promise<void>;
  invoices(installationId: string): Promise<readonly ShopInvoice[]>;
  invoiceContent(installationId: string, id: string): Promise<string | null>;
  /** Ids of all installations in order, after `after`, whatever their state. */
  allInstallations(after: string, limit: number): Promise<readonly Installation[]>;
  /** Sets it for every installation, after a restore of D1; answers how many there are. */
  lookBeforeCreateSince(since: number | null): Promise<number>;
  /** Failed documents of all shops by cause. */
  errorCauses(): Promise<readonly ErrorCause[]>;
}
