import type { LogKind, RetentionRepository } from "../../booking/retention.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** Erasing in chunks. The tables have no row ids, so that a chunk is named by its keys. */

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

interface LogTable {
  readonly keys: string;
  /** With `?1` the instant in ms before which rows have had their time. */
  readonly condition: string;
}

const LOG_TABLES: Readonly<Record<LogKind, LogTable>> = {
  failure_counts: { keys: "subject, minute", condition: `minute < ?1 / ${MS_PER_MINUTE}` },
  refused_deliveries: {
    keys: "installation_id, minute",
    condition: `minute < ?1 / ${MS_PER_MINUTE}`,
  },
  cron_runs: { keys: "cron, scheduled_at", condition: "started_at < ?1" },
  // A session ends after seven days at the latest; the rest of the 90 days nobody needs it.
  sessions: { keys: "id_hash", condition: `created_at < ?1 + 80 * ${MS_PER_DAY}` },
  vat_number_answers: { keys: "vat_number, requester", condition: "valid_until < ?1" },
  mails: { keys: "id", condition: "created_at < ?1" },
  dead_letters: { keys: "id", condition: "received_at < ?1" },
  backfills: { keys: "installation_id, id", condition: "finished_at < ?1" },
  tickets: { keys: "id", condition: "state = 'closed' AND COALESCE(answered_at, created_at) < ?1" },
  password_resets: { keys: "token_hash", condition: "created_at < ?1" },
  mail_digests: { keys: "installation_id, local_date", condition: "sent_at < ?1" },
  connection_alerts: {
    keys: "installation_id, connection",
    condition: "red_since IS NULL AND mailed_at < ?1",
  },
  // Logins that see no installation any more.
  accounts: {
    keys: "id",
    condition:
      "created_at < ?1 AND NOT EXISTS (SELECT 1 FROM account_installations WHERE account_id = accounts.id)",
  },
};

const SETTLED = "('processed', 'skipped')";

/** The evidence of a VAT number belongs to the sale at 0 % and is kept as long as the sale (vat.md section 1). */
const ERASE_PAYLOADS = `UPDATE documents SET trace = NULL, history = '[]', vat_evidence = CASE status WHEN 'processed' THEN vat_evidence END
  WHERE installation_id = ?1 AND (kind, source_id) IN (
    SELECT kind, source_id FROM documents
    WHERE installation_id = ?1 AND status IN ${SETTLED} AND sort_date < ?3 AND COALESCE(processed_at, received_at) < ?2
      AND (trace IS NOT NULL OR history <> '[]' OR (status = 'skipped' AND vat_evidence IS NOT NULL))
    LIMIT ?4)`;

/** Documents in work are never erased under the worker. */
const ERASE_FISCAL = `DELETE FROM documents WHERE installation_id = ?1 AND (kind, source_id) IN (
    SELECT kind, source_id FROM documents
    WHERE installation_id = ?1 AND status IN ('processed', 'skipped', 'error', 'open') AND sort_date < ?2 LIMIT ?3)`;

const SOLD_ABROAD = `SELECT 1 AS found FROM configuration_changes, json_each(configuration_changes.after, '$.vat.countries') AS entry
  WHERE installation_id = ? AND json_extract(entry.value, '$.country') <> json_extract(configuration_changes.after, '$.homeCountry') LIMIT 1`;

const ERASE_CUSTOMERS = `UPDATE documents SET customer = '', trace = NULL, history = '[]', warnings = '[]', next_check_at = NULL
  WHERE installation_id = ?1 AND (kind, source_id) IN (
    SELECT kind, source_id FROM documents WHERE installation_id = ?1 AND (customer <> '' OR trace IS NOT NULL) LIMIT ?2)`;

/** What only a shop that goes on booking needs. */
const ONLY_WHILE_INSTALLED = [
  "configuration_drafts",
  "tokens",
  "sessions",
  "backfills",
  "refused_deliveries",
  "mails",
  "tickets",
  "webhooks",
  "mail_digests",
  "connection_alerts",
] as const;

/** The same, beside the documents. */
const LEARNED = ["known_debtors", "known_products"] as const;

export function createRetentionRepository(databases: Databases): RetentionRepository {
  const { control, dbFor } = databases;
  const changedFor = async (
    sql: string,
    installationId: string,
    ...values: (string | number)[]
  ): Promise<number> => changed(await dbFor(installationId), sql, installationId, ...values);
  return {
    async eraseLogs(kind, before, limit) {
      const { keys, condition } = LOG_TABLES[kind];
      const sql = `DELETE FROM ${kind} WHERE (${keys}) IN (SELECT ${keys} FROM ${kind} WHERE ${condition} LIMIT ?2)`;
      // Answers about VAT numbers are kept beside the documents that asked for them.
      const places = kind === "vat_number_answers" ? [...databases.data.values()] : [control];
      const counts = await Promise.all(places.map((db) => changed(db, sql, before, limit)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    erasePayloads: (installationId, before, limit) =>
      changedFor(ERASE_PAYLOADS, installationId, before, dayOf(before), limit),
    eraseFiscal: (installationId, before, limit) =>
      changedFor(ERASE_FISCAL, installationId, before, limit),
    async soldAbroad(installationId) {
      return (await control.prepare(SOLD_ABROAD).bind(installationId).first()) !== null;
    },
    async uninstalledAt(installationId) {
      const row = await control
        .prepare("SELECT uninstalled_at FROM installations WHERE id = ? AND state = 'uninstalled'")
        .bind(installationId)
        .first<Row>();
      const at = row?.["uninstalled_at"];
      return typeof at === "number" ? at : null;
    },
    async eraseUninstalled(installationId, limit) {
      await control.batch([
        ...deletions(control, ONLY_WHILE_INSTALLED, installationId),
        control
          .prepare("UPDATE installations SET additional_email = NULL WHERE id = ?")
          .bind(installationId),
      ]);
      const db = await dbFor(installationId);
      await db.batch(deletions(db, LEARNED, installationId));
      return changed(db, ERASE_CUSTOMERS, installationId, limit);
    },
  };
}

async function changed(
  db: D1Database,
  sql: string,
  ...values: readonly (string | number)[]
): Promise<number> {
  const { meta } = await db
    .prepare(sql)
    .bind(...values)
    .run();
  return meta.changes;
}

function deletions(
  db: D1Database,
  tables: readonly string[],
  installationId: string,
): D1PreparedStatement[] {
  return tables.map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE installation_id = ?`).bind(installationId),
  );
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
