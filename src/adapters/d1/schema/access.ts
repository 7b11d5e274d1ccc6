import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/**
 * Who may come in.
 * docs/storage.md tells each table's life cycle. Instants are ms since 1970, amounts integer cents, dates `YYYY-MM-DD`.
 */

export const accounts = sqliteTable(
  "accounts",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    /** Sealed PBKDF2 hash. */
    passwordHash: text("password_hash").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [uniqueIndex("accounts_email").on(table.email)],
);

export const accountInstallations = sqliteTable(
  "account_installations",
  {
    accountId: text("account_id").notNull(),
    installationId: text("installation_id").notNull(),
    linkedAt: integer("linked_at").notNull(),
    /** The latest problem that this login was shown on the page Errors; null before its first look. */
    problemsSeenUntil: integer("problems_seen_until"),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.installationId] }),
    index("account_installations_installation").on(table.installationId),
  ],
);

/** Browser sessions: of an install link (installation only) or of a login (account). */
export const sessions = sqliteTable(
  "sessions",
  {
    idHash: text("id_hash").primaryKey(),
    accountId: text("account_id"),
    installationId: text("installation_id"),
    createdAt: integer("created_at").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [
    index("sessions_account")
      .on(table.accountId)
      .where(sql`account_id IS NOT NULL`),
  ],
);

export const tokens = sqliteTable(
  "tokens",
  {
    id: text().primaryKey(),
    installationId: text("installation_id").notNull(),
    name: text().notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    lastUsedAt: integer("last_used_at"),
  },
  (table) => [
    uniqueIndex("tokens_hash").on(table.tokenHash),
    index("tokens_installation").on(table.installationId),
  ],
);

/** Links to choose a new password: only the hash of the token is kept. */
export const passwordResets = sqliteTable(
  "password_resets",
  {
    tokenHash: text("token_hash").primaryKey(),
    accountId: text("account_id").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (table) => [index("password_resets_account").on(table.accountId, table.createdAt)],
);

/** Failures only: wrong passwords per account, per address. */
export const failureCounts = sqliteTable(
  "failure_counts",
  {
    subject: text().notNull(),
    minute: integer().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.minute] })],
);
