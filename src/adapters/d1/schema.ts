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
 * Every table; docs/storage.md tells each one's life cycle and which of them move with an installation. Each database has
 * all tables (`DB` alone is a complete deployment); in a further data database only those that move are filled.
 * Instants are milliseconds since 1970 (UTC), amounts integer cents, calendar dates `YYYY-MM-DD`.
 * Every key begins with the installation, so that an installation can live in any database.
 */

export const installations = sqliteTable(
  "installations",
  {
    id: text().primaryKey(),
    licenseKey: text("license_key").notNull(),
    state: text({ enum: ["new", "active", "stopped", "uninstalled"] }).notNull(),
    apiRoot: text("api_root").notNull(),
    apiPublic: text("api_public").notNull(),
    /** Sealed; null after uninstall. */
    apiSecret: text("api_secret"),
    returnUrl: text("return_url").notNull(),
    webShopId: text("web_shop_id"),
    shopName: text("shop_name"),
    handshakeAt: integer("handshake_at").notNull(),
    /** The handshake whose install link has opened a session; one session per handshake. */
    linkUsedFor: integer("link_used_for"),
    /** The unguessable part of every webhook address of this installation. */
    webhookToken: text("webhook_token").notNull(),
    /** Sealed; null until connected and after uninstall. */
    environmentCode: text("environment_code"),
    /** Name of the administration's Durable Object. */
    administrationKey: text("administration_key"),
    administrationName: text("administration_name"),
    ccvProblem: text("ccv_problem"),
    ccvCheckedAt: integer("ccv_checked_at"),
    imuisProblem: text("imuis_problem"),
    imuisCheckedAt: integer("imuis_checked_at"),
    termsVersion: text("terms_version"),
    termsAcceptedAt: integer("terms_accepted_at"),
    configurationVersion: integer("configuration_version").notNull().default(0),
    /** JSON of the current configuration; null while there is none. */
    configuration: text(),
    /** JSON list of settings that don't fit iMUIS. */
    settingProblems: text("setting_problems").notNull().default("[]"),
    createdAt: integer("created_at").notNull(),
    activatedAt: integer("activated_at"),
    /** Somebody registers the webhooks until then: two at once would register each of them twice. */
    activatingUntil: integer("activating_until"),
    /** Day of the first activation: what `startDate: null` means. */
    firstActiveOn: text("first_active_on"),
    stoppedAt: integer("stopped_at"),
    uninstalledAt: integer("uninstalled_at"),
    trialEndsOn: text("trial_ends_on").notNull(),
    additionalEmail: text("additional_email"),
    /** The last sweep of the shop's list looked at documents created up to here. */
    sweptUntil: integer("swept_until"),
    /** CCV refused the `invoices.created` event: invoices are polled. */
    pollsInvoices: integer("polls_invoices", { mode: "boolean" }).notNull().default(false),
    /** Look in iMUIS before every create of a document received since (set after a restore). */
    lookBeforeCreateSince: integer("look_before_create_since"),
    /** The directory: name of the binding in whose database the documents of this installation are. */
    database: text().notNull().default("DB"),
    /** They are on their way to this one; until they have arrived nothing of them may change. */
    movingTo: text("moving_to"),
  },
  (table) => [
    uniqueIndex("installations_api_public").on(table.apiPublic),
    index("installations_api_root").on(table.apiRoot),
    index("installations_web_shop").on(table.webShopId),
    uniqueIndex("installations_webhook_token").on(table.webhookToken),
  ],
);

export const configurationChanges = sqliteTable(
  "configuration_changes",
  {
    installationId: text("installation_id").notNull(),
    version: integer().notNull(),
    changedAt: integer("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
    before: text(),
    after: text(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.version] })],
);

export const webhooks = sqliteTable(
  "webhooks",
  {
    installationId: text("installation_id").notNull(),
    event: text().notNull(),
    shopWebhookId: text("shop_webhook_id").notNull(),
    /** Sealed. */
    key: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.event] })],
);

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
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.kind, table.sourceId] }),
    index("documents_list").on(
      table.installationId,
      table.status,
      table.sortDate,
      table.sourceId,
      table.kind,
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

/** Deliveries at a right address whose signature matched none of the known forms: one row per minute. */
export const refusedDeliveries = sqliteTable(
  "refused_deliveries",
  {
    installationId: text("installation_id").notNull(),
    minute: integer().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.minute] })],
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

export const shopInvoices = sqliteTable(
  "shop_invoices",
  {
    installationId: text("installation_id").notNull(),
    id: text().notNull(),
    name: text().notNull(),
    contentBase64: text("content_base64").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.id] })],
);

/** Steps of the set-up that are not a whole configuration yet. */
export const configurationDrafts = sqliteTable("configuration_drafts", {
  installationId: text("installation_id").primaryKey(),
  draft: text().notNull(),
  savedAt: integer("saved_at").notNull(),
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

/**
 * In each data database: what may be done with an installation's rows there while it moves and after it left. Triggers of
 * the migration `move_locks` refuse everything else, whoever writes and whatever it knows of the directory.
 */
export const moveLocks = sqliteTable("move_locks", {
  installationId: text("installation_id").primaryKey(),
  state: text({ enum: ["closing", "closed", "left", "arriving"] }).notNull(),
});
