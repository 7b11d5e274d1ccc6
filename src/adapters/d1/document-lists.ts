import type {
  DocumentQuery,
  DocumentRepository,
  StatusCounts,
} from "../../booking/ports/documents.ts";
import { DOCUMENT_STATUSES, type DocumentStatus } from "../../domain/codes.ts";
import { type DocumentRow, LIST_COLUMNS, toRecord } from "./document-rows.ts";
import { IS_OF_CAUSE } from "./error-groups.ts";

/**
 * The lists of the dashboard: newest first, a keyset cursor instead of an offset, so that a page costs the same however deep
 * it lies and stays right while documents arrive. Each status is read through its own range of `documents_list`.
 */

type Lists = Pick<DocumentRepository, "find" | "list" | "counts">;

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

/** Not `LIKE`: D1 refuses patterns of more than 50 bytes. Small and capital letters are alike, as far as ASCII goes. */
const SEARCH =
  "(instr(lower(number), lower(?)) > 0 OR instr(lower(customer), lower(?)) > 0 OR instr(lower(imuis_reference), lower(?)) > 0)";

interface Filter {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Every condition beside installation and status; the parameters come in the order of the text. */
function filterOf(query: DocumentQuery): Filter {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...bound: (string | number)[]): void => {
    parts.push(` AND ${sql}`);
    values.push(...bound);
  };
  if (query.from) add("sort_date >= ?", query.from);
  if (query.to) add("sort_date <= ?", query.to);
  if (query.code) add("(reason = ? OR json_extract(error, '$.code') = ?)", query.code, query.code);
  if (typeof query.causeKey === "string") add(IS_OF_CAUSE, query.causeKey);
  if (query.warnings) add("warnings <> '[]'");
  if (query.search) add(SEARCH, query.search, query.search, query.search);
  const after = decodeCursor(query.cursor);
  if (after)
    add("(sort_date, source_id, kind) < (?, ?, ?)", after.sortDate, after.sourceId, after.kind);
  return { sql: parts.join(""), values };
}

const ORDER = "ORDER BY sort_date DESC, source_id DESC, kind DESC";

/** D1 refuses a compound of more selects than this. */
const COMPOUND_LIMIT = 5;

function unionOf(selects: readonly string[]): string {
  if (selects.length <= COMPOUND_LIMIT) return selects.join(" UNION ALL ");
  const first = selects.slice(0, COMPOUND_LIMIT).join(" UNION ALL ");
  return `SELECT * FROM (${first}) UNION ALL ${unionOf(selects.slice(COMPOUND_LIMIT))}`;
}

interface Query {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/**
 * A search looks at every document once, in the order of the primary key: through `documents_list` each would be a seek of
 * its own, which takes eight times as long at 100,000. An index of what is searched would cost a row more for every document booked.
 */
function searchQuery(
  installationId: string,
  query: DocumentQuery,
  statuses: readonly DocumentStatus[],
): Query {
  const filter = filterOf(query);
  const sql = `SELECT ${LIST_COLUMNS} FROM documents WHERE installation_id = ? AND +status IN (SELECT value FROM json_each(?))${filter.sql} ${ORDER} LIMIT ?`;
  return {
    sql,
    values: [installationId, JSON.stringify(statuses), ...filter.values, query.limit + 1],
  };
}

/** What has warnings is a small part of the documents: the index that has only those is named, and what it finds is sorted. */
function warnedQuery(
  installationId: string,
  query: DocumentQuery,
  statuses: readonly DocumentStatus[],
): Query {
  const filter = filterOf(query);
  const sql = `SELECT ${LIST_COLUMNS} FROM documents INDEXED BY documents_warnings WHERE installation_id = ? AND status IN (SELECT value FROM json_each(?))${filter.sql} ${ORDER} LIMIT ?`;
  return {
    sql,
    values: [installationId, JSON.stringify(statuses), ...filter.values, query.limit + 1],
  };
}

/** The text of a list query, so that a test can look at its plan. */
export function listQuery(installationId: string, query: DocumentQuery): Query {
  const statuses: readonly DocumentStatus[] =
    query.statuses.length > 0 ? query.statuses : DOCUMENT_STATUSES;
  if (query.warnings) return warnedQuery(installationId, query, statuses);
  if (query.search) return searchQuery(installationId, query, statuses);
  const filter = filterOf(query);
  const branch = `SELECT * FROM (SELECT ${LIST_COLUMNS} FROM documents WHERE installation_id = ? AND status = ?${filter.sql} ${ORDER} LIMIT ?)`;
  const values = statuses.flatMap((status) => [
    installationId,
    status,
    ...filter.values,
    query.limit + 1,
  ]);
  const sql = `${unionOf(statuses.map(() => branch))} ${ORDER} LIMIT ?`;
  return { sql, values: [...values, query.limit + 1] };
}

/** Named, since SQLite would rather read every document of the installation. */
export const WARNINGS_QUERY =
  "SELECT COUNT(*) AS count FROM documents INDEXED BY documents_warnings WHERE installation_id = ? AND warnings <> '[]'";

function countsFrom(rows: readonly DocumentRow[], warnings: number): StatusCounts {
  const of = (status: DocumentStatus): number => {
    const row = rows.find((candidate) => candidate["status"] === status);
    return Number(row?.["count"] ?? 0);
  };
  return {
    open: of("open"),
    errors: of("error"),
    processed: of("processed"),
    skipped: of("skipped"),
    unknown: of("unknown"),
    warnings,
  };
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

    async counts(installationId) {
      const [byStatus, warned] = await db.batch<DocumentRow>([
        db
          .prepare(
            "SELECT status, COUNT(*) AS count FROM documents WHERE installation_id = ? GROUP BY status",
          )
          .bind(installationId),
        db.prepare(WARNINGS_QUERY).bind(installationId),
      ]);
      return countsFrom(byStatus?.results ?? [], Number(warned?.results[0]?.["count"] ?? 0));
    },
  };
}
