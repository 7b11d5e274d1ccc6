import type { CalendarDate } from "../../domain/document.ts";

/** What is kept around mails: the mails themselves, what was told already, and links to a new password. Instants are ms since 1970. */

export interface KeptMail {
  readonly id: string;
  readonly installationId: string | null;
  /** `""` when nobody is configured to receive it. */
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly createdAt: number;
  readonly sentAt: number | null;
  /** Why it could not be sent. */
  readonly problem: string | null;
  readonly attempts: number;
  /** Null when it is sent, given up or only kept. */
  readonly nextAttemptAt: number | null;
}

export interface MailRepository {
  keep(mail: Omit<KeptMail, "sentAt" | "problem" | "attempts">): Promise<void>;
  markSent(id: string, at: number): Promise<void>;
  markFailed(
    id: string,
    failure: { readonly problem: string; readonly nextAttemptAt: number | null },
  ): Promise<void>;
  /** Mails to be tried again, oldest first. */
  due(now: number, limit: number): Promise<readonly KeptMail[]>;
  /** Of one installation, or of all with null: newest first, before the given mail. */
  list(
    installationId: string | null,
    before: string | null,
    limit: number,
  ): Promise<readonly KeptMail[]>;
}

/** What is new for an installation since it was last told. */
export interface DigestFigures {
  readonly errors: number;
  readonly unknowns: number;
  readonly warnings: number;
  /** Came to wait longer than a day since then. */
  readonly newlyWaiting: number;
  /** All that wait longer than a day. */
  readonly waiting: number;
}

export interface DigestRepository {
  figures(installationId: string, now: number): Promise<DigestFigures>;
  /** True for the one caller that may send this date's digest. */
  claim(installationId: string, date: CalendarDate, now: number): Promise<boolean>;
}

export type ConnectionSide = "ccv" | "imuis";

export interface RedConnection {
  readonly installationId: string;
  readonly connection: ConnectionSide;
}

export interface AlertRepository {
  /** True when a mail is due at once. A connection that comes and goes is not told of more than once an hour. */
  turnedRed(red: RedConnection, now: number): Promise<boolean>;
  turnedGreen(green: RedConnection): Promise<void>;
  /** Red connections of active installations that were last told of a day ago; each is answered once. */
  claimDaily(now: number, limit: number): Promise<readonly RedConnection[]>;
}

export interface PasswordReset {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface PasswordResetRepository {
  create(reset: PasswordReset): Promise<void>;
  /** How many links an account was given since then. */
  countSince(accountId: string, since: number): Promise<number>;
  /** The account of a link that is alive and unused. */
  find(tokenHash: string, now: number): Promise<{ readonly accountId: string } | null>;
  /** Uses the link up, stores the password, ends every session and every other link of the account: all or nothing. False when the link is no longer alive. */
  redeem(
    reset: { readonly tokenHash: string; readonly accountId: string },
    change: { readonly passwordHash: string; readonly now: number },
  ): Promise<boolean>;
}
