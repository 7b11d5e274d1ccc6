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

/** Condition for the failed documents of one cause beside its code; `key` is the parameter for the cause's key. */
export function isOfCause(key: string): string {
  return `COALESCE(${CAUSE_KEY}, '') = ${key}`;
}

export interface Group {
  readonly code: string;
  readonly key: string;
}

/** It was taken by the same press before, and has failed again since. */
const WAS_TAKEN =
  "EXISTS (SELECT 1 FROM json_each(documents.history) WHERE json_extract(value, '$.event') = 'process' AND json_extract(value, '$.at') = ?)";

/**
 * Presses Process for up to `limit` documents of a cause in one statement: they are due in D1 before anything is sent.
 * The instant of the act tells the parts of one press from another press: none is taken by it twice.
 */
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
  const at = new Date(act.now).toISOString();
  const history = JSON.stringify({ at, ...change.history });
  const which = [installationId, group.code, group.key, at, limit];
  const values = [...change.values, history, installationId, ...which];
  const { results } = await db
    .prepare(
      `UPDATE documents SET ${change.set}, history = json_insert(history, '$[#]', json(?)) WHERE installation_id = ? AND (kind, source_id) IN (SELECT kind, source_id FROM documents WHERE installation_id = ? AND status = 'error' AND json_extract(error, '$.code') = ? AND ${isOfCause("?")} AND NOT ${WAS_TAKEN} LIMIT ?) AND ${change.when} RETURNING *`,
    )
    .bind(...values)
    .all<DocumentRow>();
  return results.map((row) => {
    const { kind, sourceId } = toRecord(row);
    return { kind, sourceId };
  });
}
