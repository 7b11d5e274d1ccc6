import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Documents and what was learned of the books: what moves with an installation to another data database. Every database
 * has all tables, since `DB` alone is a complete deployment; in a further one only these are filled.
 * docs/storage.md tells each table's life cycle. Instants are ms since 1970, amounts integer cents, dates `YYYY-MM-DD`.
 */

export const documents = sqliteTable(
  "documents",
  {
    installationId: text("installation_id").notNull(),
    kind: text({ enum: ["order", "invoice"] }).notNull(),
    sourceId: text("source_id").notNull(),
    status: text({
      enum: ["queued", "processing", "open", "unknown", "processed", "skipped", "error"],
    }).notNull(),
    reason: text(),
    /** JSON of `{code, figures}`. */
    error: text(),
    number: text().notNull().default(""),
    digits: text(),
    /** An invoice's order. */
    orderId: text("order_id"),
    bookingDate: text("booking_date"),
    /** What the lists sort and filter by: the booking date, else the day received. */
    sortDate: text("sort_date").notNull(),
    customer: text().notNull().default(""),
    totalCents: integer("total_cents"),
    currency: text().notNull().default(""),
    receivedAt: integer("received_at").notNull(),
    processedAt: integer("processed_at"),
    imuisReference: text("imuis_reference"),
    warnings: text().notNull().default("[]"),
    booking: text(),
    trace: text(),
    vatEvidence: text("vat_evidence"),
    history: text().notNull().default("[]"),
    /** Person's overrides: booking date, accepted VAT number, force; with the caller's name. */
    overrides: text(),
    /** Who asked for it beyond the shop's own announcements: `process`, `fetch` or `backfill`. Outlives the message. */
    askedFor: text("asked_for"),
    /** The first day it was seen paid. */
    paidOn: text("paid_on"),
    /** Through which other document this sale was booked. */
    linkedTo: text("linked_to"),
    sourceHash: text("source_hash"),
    configurationVersion: integer("configuration_version"),
    /** Fencing token of who works on it. */
    claimToken: text("claim_token"),
    leaseUntil: integer("lease_until"),
    /** When it must be looked at again: lease end, retry, look, recheck. Null when settled. */
    nextCheckAt: integer("next_check_at"),
    attempts: integer().notNull().default(0),
    /** JSON of what is being sent, committed before the create; null when nothing is unsettled. */
    intent: text(),
    looks: integer().notNull().default(0),
    viesAskedSince: integer("vies_asked_since"),
    openSince: integer("open_since"),
    /** Since when it fails with this code, or is unknown; null while it is neither. What an account has not seen yet is counted by it. */
    problemSince: integer("problem_since"),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.kind, table.sourceId] }),
    /** What lists are sorted by, then all that they search and filter by and the header counts: it is read alone. */
    index("documents_list").on(
      table.installationId,
      table.status,
      table.sortDate,
      table.sourceId,
      table.kind,
      table.number,
      table.customer,
      table.imuisReference,
      table.reason,
      table.error,
      table.problemSince,
    ),
    index("documents_due")
      .on(table.nextCheckAt)
      .where(sql`next_check_at IS NOT NULL`),
    index("documents_digits")
      .on(table.installationId, table.digits)
      .where(sql`digits IS NOT NULL`),
    index("documents_warnings")
      .on(table.installationId)
      .where(sql`warnings <> '[]'`),
    index("documents_invoices_of_order")
      .on(table.installationId, table.orderId)
      .where(sql`order_id IS NOT NULL`),
  ],
);

/** Debtors we matched or made before: `email:<address>` or `vat:<number>` to the debtor number. */
export const knownDebtors = sqliteTable(
  "known_debtors",
  {
    installationId: text("installation_id").notNull(),
    customerKey: text("customer_key").notNull(),
    debtorNumber: integer("debtor_number").notNull(),
    vatNumber: text("vat_number").notNull().default(""),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.customerKey] })],
);

export const knownProducts = sqliteTable(
  "known_products",
  {
    installationId: text("installation_id").notNull(),
    number: text().notNull(),
    /** The uncut code it was made for; another code that is cut to the same number gets a warning. */
    fullNumber: text("full_number").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.number] })],
);

export const vatNumberAnswers = sqliteTable(
  "vat_number_answers",
  {
    vatNumber: text("vat_number").notNull(),
    requester: text().notNull(),
    answer: text().notNull(),
    validUntil: integer("valid_until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.vatNumber, table.requester] })],
);

/**
 * What a search reads instead of the documents themselves: the texts of all documents of a block of ten days or less. Every
 * block up to the last one here has a row if it has documents; the triggers of the migration `search_blocks` see to it.
 * With row ids, since its rows are large: claims look at the small index of its keys.
 */
export const searchBlocks = sqliteTable(
  "search_blocks",
  {
    installationId: text("installation_id").notNull(),
    /** The first nine characters of a `sort_date`: `2026-11-2`. */
    block: text().notNull(),
    /** Null: a document of the block has changed since, or they are too many; they are read themselves. */
    text: text(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.block] })],
);

/**
 * In each data database: what may be done with an installation's rows there while it moves and after it left. Triggers of
 * the migration `move_locks` refuse everything else, whoever writes and whatever it knows of the directory.
 */
export const moveLocks = sqliteTable("move_locks", {
  installationId: text("installation_id").primaryKey(),
  state: text({ enum: ["closing", "closed", "left", "arriving"] }).notNull(),
});
