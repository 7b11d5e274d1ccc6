import type { DocumentRepository } from "../../booking/ports/documents.ts";
import { type DocumentRow, toRecord } from "./document-rows.ts";

type Searches = Pick<DocumentRepository, "due" | "openKeys" | "known">;

/** Where work waits, and what is known: what cron and the sweep ask. */
export function createDocumentSearches(db: D1Database): Searches {
  return {
    async due(now, limit) {
      const { results } = await db
        .prepare(
          "SELECT installation_id, kind, source_id, status, next_check_at FROM documents WHERE next_check_at IS NOT NULL AND next_check_at <= ? AND NOT EXISTS (SELECT 1 FROM move_locks WHERE move_locks.installation_id = documents.installation_id AND state IN ('left', 'arriving')) ORDER BY next_check_at LIMIT ?",
        )
        .bind(now, limit)
        .all<DocumentRow>();
      return results.map((row) => {
        const record = toRecord(row);
        return {
          installationId: String(row["installation_id"]),
          key: { kind: record.kind, sourceId: record.sourceId },
          status: record.status,
          dueAt: record.nextCheckAt ?? now,
        };
      });
    },

    async openKeys(installationId, after, limit) {
      const { results } = await db
        .prepare(
          "SELECT kind, source_id, received_at, open_since, reason, sort_date FROM documents WHERE installation_id = ? AND status = 'open' AND (kind, source_id) > (?, ?) ORDER BY kind, source_id LIMIT ?",
        )
        .bind(installationId, after?.kind ?? "", after?.sourceId ?? "", limit)
        .all<DocumentRow>();
      return results.map((row) => toRecord(row));
    },

    async known(installationId, kind, sourceIds) {
      const { results } = await db
        .prepare(
          "SELECT source_id, status, total_cents, processed_at, warnings FROM documents WHERE installation_id = ? AND kind = ? AND source_id IN (SELECT value FROM json_each(?))",
        )
        .bind(installationId, kind, JSON.stringify(sourceIds))
        .all<DocumentRow>();
      return Object.fromEntries(
        results.map((row) => {
          const { status, totalCents, processedAt, warnings } = toRecord(row);
          return [String(row["source_id"]), { status, totalCents, processedAt, warnings }];
        }),
      );
    },
  };
}
