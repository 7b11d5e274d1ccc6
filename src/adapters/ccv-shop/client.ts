/** The REST API of one CCV shop as calls and collections (ccvshop.md 7.1). Knows no resource. */
import type { ShopCredentials, ShopFailure } from "../../booking/ports/shop.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import {
  API_PATH,
  createExchange,
  type Exchange,
  type Method,
  type ShopOptions,
} from "./exchange.ts";
import { invalid } from "./fault.ts";

export interface Page {
  readonly items: readonly unknown[];
  /** Address of the next page; null on the last one. */
  readonly next: string | null;
}

export interface CcvClient {
  /** `path` below `/api/rest/v1`, with its trailing slash. */
  get(path: string): Promise<Result<unknown, ShopFailure>>;
  getPage(path: string): Promise<Result<Page, ShopFailure>>;
  /** Every page of a collection. */
  getAll(path: string): Promise<Result<readonly unknown[], ShopFailure>>;
  send(
    method: Exclude<Method, "GET">,
    path: string,
    body: Readonly<Record<string, unknown>> | null,
  ): Promise<Result<unknown, ShopFailure>>;
}

/** Of 100 rows each: more than any order has; a `next` that runs in circles ends here. */
const PAGE_LIMIT_COUNT = 100;

/** What the documentation allows at least, and clients use (ccvshop.md 7.1). */
export const PAGE_SIZE_ITEMS = 100;

export function createClient(options: ShopOptions): CcvClient {
  const exchange = createExchange(options);
  return {
    get: (path) => exchange({ method: "GET", path, body: null }),
    getPage: (path) => getPage(exchange, path),
    getAll: (path) => getAll(exchange, path, options.credentials),
    send: (method, path, body) =>
      exchange({ method, path, body: body === null ? null : JSON.stringify(body) }),
  };
}

async function getPage(exchange: Exchange, path: string): Promise<Result<Page, ShopFailure>> {
  const body = await exchange({ method: "GET", path, body: null });
  return body.ok ? readPage(body.value) : body;
}

async function getAll(
  exchange: Exchange,
  path: string,
  credentials: ShopCredentials,
): Promise<Result<readonly unknown[], ShopFailure>> {
  const items: unknown[] = [];
  let next: string | null = path;
  for (let pageCount = 0; next !== null; pageCount++) {
    if (pageCount === PAGE_LIMIT_COUNT) {
      return fail(invalid("next", `there are more than ${PAGE_LIMIT_COUNT} pages`));
    }
    const page: Result<Page, ShopFailure> = await getPage(exchange, next);
    if (!page.ok) return page;
    items.push(...page.value.items);
    const following = nextPath(page.value.next, credentials.apiRoot);
    if (!following.ok) return following;
    next = following.value;
  }
  return ok(items);
}

/** Follows a `next` only within the shop: another host would get our signature. */
function nextPath(next: string | null, root: string): Result<string | null, ShopFailure> {
  if (next === null) return ok(null);
  const url = URL.canParse(next, root) ? new URL(next, root) : null;
  if (url === null || url.host !== new URL(root).host || !url.pathname.startsWith(`${API_PATH}/`)) {
    return fail(invalid("next", "the next page is at another address than the shop"));
  }
  return ok(url.pathname.slice(API_PATH.length) + url.search);
}

function readPage(body: unknown): Result<Page, ShopFailure> {
  if (
    typeof body !== "object" ||
    body === null ||
    !("items" in body) ||
    !Array.isArray(body.items)
  ) {
    return fail(invalid("items", "CCV Shop answered no list"));
  }
  const next = "next" in body ? body.next : null;
  return ok({ items: body.items, next: typeof next === "string" && next !== "" ? next : null });
}
