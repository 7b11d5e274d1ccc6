import { sql } from "drizzle-orm";
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * Migrations, moves, cron, and messages that nobody can read.
 * docs/storage.md tells each table's life cycle. Instants are ms since 1970, amounts integer cents, dates `YYYY-MM-DD`.
 */

export const backfills = sqliteTable(
  "backfills",
  {
    installationId: text("installation_id").notNull(),
    id: text().notNull(),
    kind: text({ enum: ["order", "invoice"] }).notNull(),
    fromDate: text("from_date").notNull(),
    toDate: text("to_date").notNull(),
    dryRun: integer("dry_run", { mode: "boolean" }).notNull(),
    state: text({ enum: ["running", "finished", "stopped", "failed"] }).notNull(),
    /** Offset in the shop's list where the next page begins. */
    position: integer().notNull().default(0),
    listed: integer().notNull().default(0),
    total: integer(),
    done: integer().notNull().default(0),
    booked: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    problem: text(),
    startedAt: integer("started_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.id] })],
);

export const cronRuns = sqliteTable(
  "cron_runs",
  {
    cron: text().notNull(),
    scheduledAt: integer("scheduled_at").notNull(),
    startedAt: integer("started_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.cron, table.scheduledAt] })],
);

export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  body: text().notNull(),
  receivedAt: integer("received_at").notNull(),
});

/** Installations that were moved from one data database to another; one row per move. */
export const moves = sqliteTable(
  "moves",
  {
    installationId: text("installation_id").notNull(),
    startedAt: integer("started_at").notNull(),
    fromDatabase: text("from_database").notNull(),
    toDatabase: text("to_database").notNull(),
    phase: text({
      enum: ["clearing", "draining", "copying", "emptying", "cancelling", "finished", "cancelled"],
    }).notNull(),
    /** Rows copied so far. */
    copied: integer().notNull().default(0),
    /** JSON: table and key after which the copying goes on. */
    position: text(),
    /** One step at a time: nobody else takes the next one until then. */
    leaseUntil: integer("lease_until"),
    /** Why it was cancelled. */
    problem: text(),
    finishedAt: integer("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.startedAt] }),
    uniqueIndex("moves_running")
      .on(table.installationId)
      .where(sql`finished_at IS NULL`),
  ],
);
