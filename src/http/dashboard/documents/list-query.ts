import type { DocumentQuery } from "../../../booking/ports/documents.ts";
import type { DocumentStatus } from "../../../domain/codes.ts";
import type { HttpContext } from "../../context.ts";

/** The filter above a list, as it stands in the address of the page. */

export interface ListFilter {
  readonly from: string;
  readonly to: string;
  readonly search: string;
  readonly code: string;
  readonly cursor: string;
}

export const NO_FILTER: ListFilter = { from: "", to: "", search: "", code: "", cursor: "" };

export function isFiltered({ from, to, search, code }: ListFilter): boolean {
  return [from, to, search, code].some((part) => part !== "");
}

const PAGE_SIZE = 50;
const SEARCH_MAX_CHARACTERS = 60;

function dateOf(text: string | undefined): string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "";
}

export function readFilter(c: HttpContext): ListFilter {
  const code = c.req.query("code") ?? "";
  return {
    from: dateOf(c.req.query("from")),
    to: dateOf(c.req.query("to")),
    search: (c.req.query("search") ?? "").trim().slice(0, SEARCH_MAX_CHARACTERS),
    code: /^[A-Z_]{1,60}$/.test(code) ? code : "",
    cursor: c.req.query("cursor") ?? "",
  };
}

export function queryOf(
  filter: ListFilter,
  statuses: readonly DocumentStatus[],
  limit = PAGE_SIZE,
): DocumentQuery {
  const orNull = (text: string): string | null => (text === "" ? null : text);
  return {
    statuses,
    from: orNull(filter.from),
    to: orNull(filter.to),
    search: orNull(filter.search),
    code: orNull(filter.code),
    limit,
    cursor: orNull(filter.cursor),
  };
}

/** The address of the same list with something else. */
export function addressOf(path: string, filter: ListFilter): string {
  const used = Object.entries(filter).filter(([, value]) => value !== "");
  const query = new URLSearchParams(Object.fromEntries(used) as Record<string, string>).toString();
  return query === "" ? path : `${path}?${query}`;
}
