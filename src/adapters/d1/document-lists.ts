import type { DocumentQuery, DocumentRepository } from "../../booking/ports/documents.ts";
import { DOCUMENT_STATUSES, type DocumentStatus } from "../../domain/codes.ts";
import { type DocumentRow, LIST_COLUMNS, toRecord } from "./document-rows.ts";
import { isOfCause } from "./error-groups.ts";
import { BEHIND_BLOCKS } from "./search-blocks.ts";
import { contains, patternOf, resembles } from "./text-match.ts";

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

type Value = string | number;

/** Each value has a number, so that all statuses share it: D1 allows a hundred parameters. */
type Bind = (value: Value) => string;

/** Every condition beside installation, status and the first day; `day` is the sort date as it is to be read. */
function filterOf(query: DocumentQuery, bind: Bind, day: string): string {
  const parts: string[] = [];
  if (query.to) parts.push(`${day} <= ${bind(query.to)}`);
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
    parts.push(`(${day}, source_id, kind) < (${position.join(", ")})`);
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

/** What all selects of a query have in common, each a parameter or more. */
type Scope = Readonly<Record<"owner" | "from" | "filter" | "limit", string>>;

/** What has warnings is a small part of the documents: the index that has only those is named, and what it finds is sorted. */
function warnedSql({ owner, from, filter, limit }: Scope, statuses: string): string {
  return `SELECT ${ROW} FROM documents INDEXED BY documents_warnings WHERE installation_id = ${owner} AND status IN (SELECT value FROM json_each(${statuses})) AND sort_date >= ${from}${filter} ${ORDER} LIMIT ${limit}`;
}

function rangeSql({ owner, from, filter, limit }: Scope, status: string): string {
  return `SELECT * FROM (SELECT sort_date, source_id, kind FROM documents WHERE installation_id = ${owner} AND status = ${status} AND sort_date >= ${from}${filter} ${ORDER} LIMIT ${limit})`;
}

/** These have no end, and a list with one of them is searched by blocks; the others are what a shop is at, and few. */
const WITHOUT_END: ReadonlySet<DocumentStatus> = new Set(["processed", "skipped"]);

/**
 * The old documents of a search: those of the blocks that hold the text. Blocks are read in order, so that none is read once
 * the page is full. Only the block bounds a range of documents: a `+` keeps any other condition from doing so.
 */
function blocksSql(
  query: DocumentQuery,
  { owner, from, limit }: Omit<Scope, "filter">,
  bind: Bind,
): string {
  const pattern = bind(patternOf(query.search ?? ""));
  const statuses = statusesOf(query).map((status) => bind(status));
  const last = decodeCursor(query.cursor)?.sortDate ?? query.to ?? "9";
  return `SELECT * FROM (SELECT sort_date, source_id, kind FROM search_blocks CROSS JOIN documents
    WHERE search_blocks.installation_id = ${owner} AND block >= substr(${from}, 1, 9) AND block <= ${bind(last)} AND (text IS NULL OR text LIKE ${pattern})
      AND documents.installation_id = ${owner} AND status IN (${statuses.join(", ")}) AND sort_date >= block AND sort_date < block || ':' AND +sort_date >= ${from}${filterOf(query, bind, "+sort_date")}
    ORDER BY block DESC, sort_date DESC, source_id DESC, kind DESC LIMIT ${limit})`;
}

/**
 * The text of a list query, so that a test can look at its plan. Which documents are on the page is found in `documents_list`
 * alone, which holds all that is filtered by. A search that meets nothing reads the texts of all blocks, and hardly a document.
 */
export function listQuery(
  installationId: string,
  query: DocumentQuery,
): { readonly sql: string; readonly values: readonly Value[] } {
  const values: Value[] = [];
  const bind: Bind = (value) => `?${values.push(value)}`;
  const scope: Scope = {
    owner: bind(installationId),
    from: bind(query.from ?? ""),
    filter: filterOf(query, bind, "sort_date"),
    limit: bind(query.limit + 1),
  };
  const statuses = statusesOf(query);
  if (query.warnings) {
    return { sql: warnedSql(scope, bind(JSON.stringify(statuses))), values };
  }
  const byBlock = query.search && statuses.some((status) => WITHOUT_END.has(status));
  const from = byBlock ? `max(${scope.from}, ${BEHIND_BLOCKS})` : scope.from;
  const selects = statuses.map((status) => rangeSql({ ...scope, from }, bind(status)));
  if (byBlock) selects.push(blocksSql(query, scope, bind));
  const page = `SELECT * FROM (${unionOf(selects)}) ${ORDER} LIMIT ${scope.limit}`;
  const sql = `SELECT ${ROW} FROM (${page}) AS page CROSS JOIN documents ON documents.installation_id = ${scope.owner} AND documents.kind = page.kind AND documents.source_id = page.source_id ORDER BY page.sort_date DESC, page.source_id DESC, page.kind DESC`;
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
