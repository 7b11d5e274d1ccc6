import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Questions, mails, and what was told already.
 * docs/storage.md tells each table's life cycle. Instants are ms since 1970, amounts integer cents, dates `YYYY-MM-DD`.
 */

export const tickets = sqliteTable(
  "tickets",
  {
    id: text().primaryKey(),
    installationId: text("installation_id").notNull(),
    kind: text({ enum: ["problem", "question"] }).notNull(),
    subject: text().notNull(),
    message: text().notNull(),
    /** JSON of what support needs: document, status, error, trace, configuration version. */
    details: text().notNull(),
    state: text({ enum: ["open", "answered", "closed"] }).notNull(),
    answer: text(),
    createdAt: integer("created_at").notNull(),
    answeredAt: integer("answered_at"),
  },
  (table) => [index("tickets_installation").on(table.installationId, table.createdAt)],
);

/** Mails: kept and shown where no mail binding is configured, never silently dropped. */
export const mails = sqliteTable(
  "mails",
  {
    id: text().primaryKey(),
    installationId: text("installation_id"),
    recipient: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    problem: text(),
    attempts: integer().notNull().default(0),
    /** When it is tried again; null when it is sent, given up or only kept. */
    nextAttemptAt: integer("next_attempt_at"),
  },
  (table) => [
    index("mails_installation").on(table.installationId, table.createdAt),
    index("mails_due")
      .on(table.nextAttemptAt)
      .where(sql`next_attempt_at IS NOT NULL`),
  ],
);

/** One daily digest per installation and Dutch date. */
export const mailDigests = sqliteTable(
  "mail_digests",
  {
    installationId: text("installation_id").notNull(),
    localDate: text("local_date").notNull(),
    sentAt: integer("sent_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.localDate] })],
);

/** When a red connection was last told of by mail. */
export const connectionAlerts = sqliteTable(
  "connection_alerts",
  {
    installationId: text("installation_id").notNull(),
    connection: text({ enum: ["ccv", "imuis"] }).notNull(),
    /** Null while the connection is fine. */
    redSince: integer("red_since"),
    mailedAt: integer("mailed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.connection] }),
    index("connection_alerts_red")
      .on(table.mailedAt)
      .where(sql`red_since IS NOT NULL`),
  ],
);
