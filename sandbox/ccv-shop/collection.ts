import { invalid } from "./errors.ts";
import { API_PATH } from "./present.ts";
import type { Shop } from "./shop.ts";

/** Collections ("CCV Shop API, collections"): `start` and `size`, and full URLs to the other pages. */

export interface Page {
  shop: Shop;
  /** The URL as requested; its other query parameters stay in the links. */
  url: URL;
}

export function collection(items: unknown[], page: Page): Response {
  const { behaviour } = page.shop;
  const start = wholeNumber(page.url, "start") ?? 0;
  const wanted = wholeNumber(page.url, "size") ?? behaviour.defaultPageSize;
  const size = Math.min(Math.max(wanted, 1), behaviour.maximumPageSize);
  const at = (offset: number): string => pageLink(page, offset, size);
  return Response.json({
    start,
    size,
    href: at(start),
    first: start > 0 ? at(0) : null,
    previous: start > 0 ? at(Math.max(0, start - size)) : null,
    next: start + size < items.length ? at(start + size) : null,
    items: items.slice(start, start + size),
  });
}

/** Notes, pay methods, apps and web shops are not paged. */
export function unpaged(items: unknown[], page: Page): Response {
  return Response.json({ href: `${page.shop.apiRoot}${page.url.pathname}`, items });
}

function pageLink(page: Page, start: number, size: number): string {
  const query = new URLSearchParams(page.url.search);
  query.set("start", String(start));
  query.set("size", String(size));
  const path = page.url.pathname.slice(page.url.pathname.indexOf(API_PATH));
  return `${page.shop.apiRoot}${path.endsWith("/") ? path : `${path}/`}?${query.toString()}`;
}

export function wholeNumber(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  if (!/^\d+$/.test(text)) throw invalid(`Query parameter ${name} must be a whole number`);
  return Number(text);
}

export function flag(url: URL, name: string): boolean | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  if (text !== "true" && text !== "false") {
    throw invalid(`Query parameter ${name} must be true or false`);
  }
  return text === "true";
}

export function instant(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalid(`Query parameter ${name} must be an ISO 8601 date`);
  return time;
}

/** `orderby=create_date` or `create_date_desc`. */
export function sorted<Item extends object>(
  items: Item[],
  url: URL,
  fields: readonly string[],
): Item[] {
  const text = url.searchParams.get("orderby") ?? "id";
  const descending = text.endsWith("_desc");
  const field = descending ? text.slice(0, -"_desc".length) : text;
  if (!fields.includes(field)) throw invalid(`Query parameter orderby does not know ${text}`);
  const sign = descending ? -1 : 1;
  return items.sort((left, right) => sign * compare(valueOf(left, field), valueOf(right, field)));
}

type Sortable = string | number | null;

function valueOf(item: object, field: string): Sortable {
  return (item as Record<string, Sortable>)[field] ?? null;
}

function compare(left: Sortable, right: Sortable): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left ?? "").localeCompare(String(right ?? ""));
}
