import type { DocumentKey, PersonalAct } from "../../booking/ports/document-record.ts";
import { changeOf } from "./document-acts.ts";
import { type DocumentRow, toRecord } from "./document-rows.ts";

/** Failed documents of one cause, as the dashboard groups them. */

/** The figures that tell causes of one code apart: a rate of a country, or what iMUIS said. */
export const CAUSE_KEY = `CASE json_extract(error, '$.code')
  WHEN 'VAT_CODE_MISSING' THEN json_extract(error, '$.figures.country') || ' ' || json_extract(error, '$.figures.rate')
  WHEN 'IMUIS_REFUSED' THEN json_extract(error, '$.figures.text')
  WHEN 'UNSUPPORTED_CURRENCY' THEN json_extract(error, '$.figures.currency')
  ELSE '' END`;

/** Condition for the failed documents of one cause beside its code; its parameter is the key. */
export const IS_OF_CAUSE = `COALESCE(${CAUSE_KEY}, '') = ?`;

export interface Group {
  readonly code: string;
  readonly key: string;
}

/** Presses Process for up to `limit` documents of a cause in one statement: they are due in D1 before anything is sent. */
export async function takeGroup(
  db: D1Database,
  installationId: string,
  taken: {
    readonly group: Group;
    readonly act: Extract<PersonalAct, { kind: "process" }>;
    readonly limit: number;
  },
): Promise<readonly DocumentKey[]> {
  const { group, act, limit } = taken;
  const change = changeOf(act);
  const history = JSON.stringify({ at: new Date(act.now).toISOString(), ...change.history });
  const { results } = await db
    .prepare(
      `UPDATE documents SET ${change.set}, history = json_insert(history, '$[#]', json(?)) WHERE installation_id = ? AND (kind, source_id) IN (SELECT kind, source_id FROM documents WHERE installation_id = ? AND status = 'error' AND json_extract(error, '$.code') = ? AND ${IS_OF_CAUSE} LIMIT ?) AND ${change.when} RETURNING *`,
    )
    .bind(...change.values, history, installationId, installationId, group.code, group.key, limit)
    .all<DocumentRow>();
  return results.map((row) => {
    const { kind, sourceId } = toRecord(row);
    return { kind, sourceId };
  });
}
