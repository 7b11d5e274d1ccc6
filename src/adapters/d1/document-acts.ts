import type { DocumentKey, PersonalAct } from "../../booking/ports/document-record.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import { type DocumentRow, toRecord } from "./document-rows.ts";

/** What a person does to a document, and what a mended setting or connection does to many. */

type Acts = Pick<DocumentRepository, "act" | "release" | "note" | "addWarning">;

const KEY = "installation_id = ? AND kind = ? AND source_id = ?";

interface Change {
  readonly set: string;
  readonly values: readonly (string | number | null)[];
  /** Condition under which it may be done; otherwise nothing happens. */
  readonly when: string;
  readonly history: Readonly<Record<string, string>>;
}

/** A settled document is never touched; one in the hands of a worker only by `resolve`, which wins over looks under way. */
export function changeOf(act: PersonalAct): Change {
  switch (act.kind) {
    case "process":
      return {
        set: "status = CASE status WHEN 'unknown' THEN 'unknown' ELSE 'queued' END, reason = NULL, error = NULL, attempts = 0, looks = 0, problem_since = CASE status WHEN 'unknown' THEN problem_since END, overrides = ?, next_check_at = ?, asked_for = CASE WHEN status = 'skipped' OR json_extract(error, '$.code') = 'NUMBER_CONFLICT' THEN 'fetch' ELSE 'process' END",
        values: [JSON.stringify(act.overrides), act.now],
        when: "status IN ('error', 'open', 'unknown', 'skipped') AND COALESCE(reason, '') <> 'ALREADY_PROCESSED'",
        history: { event: "process", by: act.by },
      };
    case "dismiss":
      return {
        set: "status = 'skipped', reason = 'DISMISSED', error = NULL, next_check_at = NULL, open_since = NULL, problem_since = NULL",
        values: [],
        when: "status IN ('error', 'open') AND intent IS NULL AND claim_token IS NULL",
        history: { event: "dismiss", by: act.by, detail: act.reason },
      };
    case "resolve-booked":
      return {
        set: "status = 'processed', problem_since = NULL, booking = json_extract(intent, '$.booking'), intent = NULL, imuis_reference = COALESCE(?, NULLIF(number, ''), source_id), processed_at = ?, sort_date = COALESCE(booking_date, sort_date), next_check_at = NULL, claim_token = NULL, lease_until = NULL",
        values: [act.reference, act.now],
        when: "status = 'unknown'",
        history: { event: "resolve", by: act.by, detail: "booked" },
      };
    case "resolve-not-booked":
      return {
        set: "status = 'queued', problem_since = NULL, intent = NULL, looks = 0, attempts = 0, next_check_at = ?, claim_token = NULL, lease_until = NULL",
        values: [act.now],
        when: "status = 'unknown'",
        history: { event: "resolve", by: act.by, detail: "not-booked" },
      };
  }
}

const APPEND = "history = json_insert(history, '$[#]', json(?))";

export function createDocumentActs(db: D1Database): Acts {
  const keyValues = (installationId: string, key: DocumentKey): [string, string, string] => [
    installationId,
    key.kind,
    key.sourceId,
  ];
  return {
    async act(installationId, key, act) {
      const change = changeOf(act);
      const history = JSON.stringify({ at: new Date(act.now).toISOString(), ...change.history });
      const [before, answer] = await db.batch<DocumentRow>([
        db.prepare(`SELECT * FROM documents WHERE ${KEY}`).bind(...keyValues(installationId, key)),
        db
          .prepare(
            `UPDATE documents SET ${change.set}, history = json_insert(history, '$[#]', json(?)) WHERE ${KEY} AND ${change.when}`,
          )
          .bind(...change.values, history, ...keyValues(installationId, key)),
      ]);
      const row = before?.results[0];
      return row ? { before: toRecord(row), done: (answer?.meta.changes ?? 0) > 0 } : null;
    },

    async release(installationId, codes, now) {
      const { results } = await db
        .prepare(
          "UPDATE documents SET next_check_at = ?1 WHERE installation_id = ?2 AND status IN ('open', 'error') AND (reason IN (SELECT value FROM json_each(?3)) OR json_extract(error, '$.code') IN (SELECT value FROM json_each(?3))) RETURNING kind, source_id",
        )
        .bind(now, installationId, JSON.stringify(codes))
        .all<DocumentRow>();
      return results.map((row) => toRecord(row));
    },

    async note(installationId, key, entry) {
      await db
        .prepare(`UPDATE documents SET ${APPEND} WHERE ${KEY}`)
        .bind(JSON.stringify(entry), ...keyValues(installationId, key))
        .run();
    },

    async addWarning(installationId, key, { warning, now }) {
      const history = {
        at: new Date(now).toISOString(),
        event: "warning",
        code: warning.code,
        detail: warning.message,
      };
      await db
        .prepare(
          `UPDATE documents SET warnings = json_insert(warnings, '$[#]', json(?)), history = json_insert(history, '$[#]', json(?)) WHERE ${KEY} AND NOT EXISTS (SELECT 1 FROM json_each(warnings) WHERE json_extract(value, '$.code') = ? AND json_extract(value, '$.message') = ?)`,
        )
        .bind(
          JSON.stringify(warning),
          JSON.stringify(history),
          ...keyValues(installationId, key),
          warning.code,
          warning.message,
        )
        .run();
    },
  };
}
