import type { DocumentQuery } from "../../../booking/ports/documents.ts";
import type { DocumentStatus } from "../../../domain/codes.ts";
import type { HttpContext } from "../../context.ts";

/** The filter above a list, as it stands in the address of the page. */

export interface ListFilter {
  readonly from: string;
  readonly to: string;
  readonly search: string;
  readonly code: string;
  /** Which cause of the code, as the page Errors tells them apart; null for all of them. */
  readonly cause: string | null;
  readonly cursor: string;
}

export const NO_FILTER: ListFilter = {
  from: "",
  to: "",
  search: "",
  code: "",
  cause: null,
  cursor: "",
};

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
  const isCode = /^[A-Z_]{1,60}$/.test(code);
  return {
    from: dateOf(c.req.query("from")),
    to: dateOf(c.req.query("to")),
    search: (c.req.query("search") ?? "").trim().slice(0, SEARCH_MAX_CHARACTERS),
    code: isCode ? code : "",
    cause: isCode ? (c.req.query("cause") ?? null) : null,
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
    causeKey: filter.cause,
    limit,
    cursor: orNull(filter.cursor),
  };
}

/** The address of the same list with something else. A cause may have an empty name, which is not the same as none. */
export function addressOf(path: string, filter: ListFilter): string {
  const used = Object.entries(filter).filter(([name, value]) =>
    name === "cause" ? value !== null : value !== "",
  );
  const query = new URLSearchParams(Object.fromEntries(used) as Record<string, string>).toString();
  return query === "" ? path : `${path}?${query}`;
}
