import type { ErrorCause, SetUpRepository } from "../../booking/setup/repositories.ts";
import type { Databases } from "./databases.ts";
import { parseConfiguration, type Row, toInstallation } from "./installation-row.ts";

/** What the set-up, the profile and the operator read beside the shared repositories. */

export function createSetUpRepository({ control, data }: Databases): SetUpRepository {
  return {
    ...createReadings(control),
    ...createInvoices(control),
    async errorCauses() {
      const everywhere = await Promise.all([...data.values()].map((db) => readErrorCauses(db)));
      return mergeCauses(everywhere.flat());
    },
  };
}

type Readings = Pick<
  SetUpRepository,
  "storedConfiguration" | "refusedDeliveriesOf" | "allInstallations" | "lookBeforeCreateSince"
>;

function createReadings(db: D1Database): Readings {
  return {
    async storedConfiguration(installationId) {
      const row = await db
        .prepare("SELECT configuration FROM installations WHERE id = ?")
        .bind(installationId)
        .first<Row>();
      return parseConfiguration(row?.["configuration"]);
    },
    async refusedDeliveriesOf(installationId, sinceMinute) {
      const row = await db
        .prepare(
          "SELECT SUM(count) AS count, MAX(minute) AS last_minute FROM refused_deliveries WHERE installation_id = ? AND minute >= ?",
        )
        .bind(installationId, sinceMinute)
        .first<Row>();
      const lastMinute = row?.["last_minute"];
      return {
        count: Number(row?.["count"] ?? 0),
        lastMinute: typeof lastMinute === "number" ? lastMinute : null,
      };
    },
    async allInstallations(after, limit) {
      const { results } = await db
        .prepare("SELECT * FROM installations WHERE id > ? ORDER BY id LIMIT ?")
        .bind(after, limit)
        .all<Row>();
      return results.map((row) => toInstallation(row));
    },
    async lookBeforeCreateSince(since) {
      const { meta } = await db
        .prepare("UPDATE installations SET look_before_create_since = ?")
        .bind(since)
        .run();
      return meta.changes;
    },
  };
}

/** Copies of what left this database, or has not wholly arrived yet, are counted where they live. */
const ERROR_CAUSES =
  "SELECT json_extract(error, '$.code') AS code, MAX(json_extract(error, '$.figures')) AS figures, COUNT(*) AS documents, COUNT(DISTINCT installation_id) AS installations FROM documents WHERE status = 'error' AND NOT EXISTS (SELECT 1 FROM move_locks WHERE move_locks.installation_id = documents.installation_id AND state IN ('left', 'arriving')) GROUP BY 1";

async function readErrorCauses(db: D1Database): Promise<readonly ErrorCause[]> {
  const { results } = await db.prepare(ERROR_CAUSES).all<Row>();
  return results.map((row) => ({
    code: String(row["code"]),
    example: JSON.parse(String(row["figures"] ?? "{}")) as Record<string, string>,
    documents: Number(row["documents"]),
    installations: Number(row["installations"]),
  }));
}

/** The most frequent first. */
function mergeCauses(causes: readonly ErrorCause[]): readonly ErrorCause[] {
  const merged = new Map<string, ErrorCause>();
  for (const cause of causes) {
    const known = merged.get(cause.code) ?? { ...cause, documents: 0, installations: 0 };
    merged.set(cause.code, {
      ...known,
      documents: known.documents + cause.documents,
      installations: known.installations + cause.installations,
    });
  }
  return [...merged.values()].toSorted(
    (one, other) => other.documents - one.documents || one.code.localeCompare(other.code),
  );
}

function createInvoices(
  db: D1Database,
): Pick<SetUpRepository, "addInvoice" | "invoices" | "invoiceContent"> {
  return {
    async addInvoice(installationId, invoice) {
      await db
        .prepare(
          "INSERT INTO shop_invoices (installation_id, id, name, content_base64, created_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(installationId, invoice.id, invoice.name, invoice.contentBase64, invoice.createdAt)
        .run();
    },
    async invoices(installationId) {
      const { results } = await db
        .prepare(
          "SELECT id, name, created_at FROM shop_invoices WHERE installation_id = ? ORDER BY created_at DESC LIMIT 200",
        )
        .bind(installationId)
        .all<Row>();
      return results.map((row) => ({
        id: String(row["id"]),
        name: String(row["name"]),
        createdAt: Number(row["created_at"]),
      }));
    },
    async invoiceContent(installationId, id) {
      const row = await db
        .prepare("SELECT content_base64 FROM shop_invoices WHERE installation_id = ? AND id = ?")
        .bind(installationId, id)
        .first<Row>();
      const content = row?.["content_base64"];
      return typeof content === "string" ? content : null;
    },
  };
}
