import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/**
 * The shops that use the product, what they configured, and how they announce documents.
 * docs/storage.md tells each table's life cycle. Instants are ms since 1970, amounts integer cents, dates `YYYY-MM-DD`.
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

/** Steps of the set-up that are not a whole configuration yet. */
export const configurationDrafts = sqliteTable("configuration_drafts", {
  installationId: text("installation_id").primaryKey(),
  draft: text().notNull(),
  savedAt: integer("saved_at").notNull(),
});

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
