import type { DocumentQuery, DocumentRepository } from "../../booking/ports/documents.ts";
import { DOCUMENT_STATUSES, type DocumentStatus } from "../../domain/codes.ts";
import { type DocumentRow, LIST_COLUMNS, toRecord } from "./document-rows.ts";
import { isOfCause } from "./error-groups.ts";

/**
 * The lists of the dashboard: newest first, a keyset cursor instead of an offset, so that a page costs the same however deep
 * it lies and stays right while documents arrive. Each status is read through its own range of `documents_list`.
 */

type Lists = Pick<DocumentRepository, "find" | "list">;

interface Position {
  readonly sortDate: string;
  readonly sourceId: string;
  readonly kind: string;
}

function encodeCursor(position: Position): string {
  return btoa(JSON.stringify([position.sortDate, position.sourceId, position.kind])).replaceAll(
    "=",
    "",
  );
}

/** A cursor that we did not make starts at the beginning. */
function decodeCursor(cursor: string | null): Position | null {
  if (!cursor) return null;
  try {
    const parts: unknown = JSON.parse(atob(cursor));
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string")) return null;
    const [sortDate, sourceId, kind] = parts as [string, string, string];
    return sortDate && sourceId && kind ? { sortDate, sourceId, kind } : null;
  } catch {
    return null;
  }
}

/** Small and capital letters are alike, as far as ASCII goes. */
function contains(text: string): string {
  return `(instr(lower(number), lower(${text})) > 0 OR instr(lower(customer), lower(${text})) > 0 OR instr(lower(imuis_reference), lower(${text})) > 0)`;
}

/** In half the time, and more than is asked for: the above then looks only at what this lets through. */
function resembles(pattern: string): string {
  return `(number LIKE ${pattern} OR customer LIKE ${pattern} OR imuis_reference LIKE ${pattern})`;
}

/** D1 refuses patterns of more than 50 bytes; a character takes four at most. */
const PATTERN_CHARACTERS = 12;

/** The beginning is enough, and `_` stands for every character. */
function patternOf(search: string): string {
  const beginning = Array.from(search).slice(0, PATTERN_CHARACTERS).join("");
  return `%${beginning.replaceAll("%", "_")}%`;
}

type Value = string | number;

/** Each value has a number, so that all statuses share it: D1 allows a hundred parameters. */
type Bind = (value: Value) => string;

/** Every condition beside installation and status. */
function filterOf(query: DocumentQuery, bind: Bind): string {
  const parts: string[] = [];
  if (query.from) parts.push(`sort_date >= ${bind(query.from)}`);
  if (query.to) parts.push(`sort_date <= ${bind(query.to)}`);
  if (query.code) {
    const code = bind(query.code);
    parts.push(`(reason = ${code} OR json_extract(error, '$.code') = ${code})`);
  }
  if (typeof query.causeKey === "string") parts.push(isOfCause(bind(query.causeKey)));
  if (query.warnings) parts.push("warnings <> '[]'");
  if (query.search) {
    parts.push(resembles(bind(patternOf(query.search))), contains(bind(query.search)));
  }
  const after = decodeCursor(query.cursor);
  if (after) {
    const position = [after.sortDate, after.sourceId, after.kind].map((part) => bind(part));
    parts.push(`(sort_date, source_id, kind) < (${position.join(", ")})`);
  }
  return parts.map((part) => ` AND ${part}`).join("");
}

const ORDER = "ORDER BY sort_date DESC, source_id DESC, kind DESC";

/** D1 refuses a compound of more selects than this. */
const COMPOUND_LIMIT = 5;

function unionOf(selects: readonly string[]): string {
  if (selects.length <= COMPOUND_LIMIT) return selects.join(" UNION ALL ");
  const first = selects.slice(0, COMPOUND_LIMIT).join(" UNION ALL ");
  return `SELECT * FROM (${first}) UNION ALL ${unionOf(selects.slice(COMPOUND_LIMIT))}`;
}

const ROW = LIST_COLUMNS.split(", ")
  .map((column) => `documents.${column}`)
  .join(", ");

/** What was booked has neither reason nor error: with a code the bulk of the documents needn't be looked at. */
function statusesOf({ statuses, code }: DocumentQuery): readonly DocumentStatus[] {
  const wanted: readonly DocumentStatus[] = statuses.length > 0 ? statuses : DOCUMENT_STATUSES;
  const coded = code === null ? wanted : wanted.filter((status) => status !== "processed");
  return coded.length > 0 ? coded : wanted;
}

/** What has warnings is a small part of the documents: the index that has only those is named, and what it finds is sorted. */
function warnedSql(
  part: Readonly<Record<"owner" | "statuses" | "filter" | "limit", string>>,
): string {
  return `SELECT ${ROW} FROM documents INDEXED BY documents_warnings WHERE installation_id = ${part.owner} AND status IN (SELECT value FROM json_each(${part.statuses}))${part.filter} ${ORDER} LIMIT ${part.limit}`;
}

/**
 * The text of a list query, so that a test can look at its plan. Which documents are on the page is found in `documents_list`
 * alone, which holds all that is filtered by: a search that meets nothing reads each of its entries, and no document.
 */
export function listQuery(
  installationId: string,
  query: DocumentQuery,
): { readonly sql: string; readonly values: readonly Value[] } {
  const values: Value[] = [];
  const bind: Bind = (value) => `?${values.push(value)}`;
  const owner = bind(installationId);
  const limit = bind(query.limit + 1);
  const filter = filterOf(query, bind);
  if (query.warnings) {
    const statuses = bind(JSON.stringify(statusesOf(query)));
    return { sql: warnedSql({ owner, statuses, filter, limit }), values };
  }
  const branches = statusesOf(query).map(
    (status) =>
      `SELECT * FROM (SELECT sort_date, source_id, kind FROM documents WHERE installation_id = ${owner} AND status = ${bind(status)}${filter} ${ORDER} LIMIT ${limit})`,
  );
  const page = `SELECT * FROM (${unionOf(branches)}) ${ORDER} LIMIT ${limit}`;
  const sql = `SELECT ${ROW} FROM (${page}) AS page CROSS JOIN documents ON documents.installation_id = ${owner} AND documents.kind = page.kind AND documents.source_id = page.source_id ORDER BY page.sort_date DESC, page.source_id DESC, page.kind DESC`;
  return { sql, values };
}

export function createDocumentLists(db: D1Database): Lists {
  return {
    async find(installationId, key) {
      const row = await db
        .prepare("SELECT * FROM documents WHERE installation_id = ? AND kind = ? AND source_id = ?")
        .bind(installationId, key.kind, key.sourceId)
        .first<DocumentRow>();
      return row ? toRecord(row) : null;
    },

    async list(installationId, query) {
      const { sql, values } = listQuery(installationId, query);
      const { results } = await db
        .prepare(sql)
        .bind(...values)
        .all<DocumentRow>();
      const items = results.slice(0, query.limit).map((row) => toRecord(row));
      const last = items.at(-1);
      const nextCursor = results.length > query.limit && last ? encodeCursor(last) : null;
      return { items, nextCursor };
    },
  };
}
