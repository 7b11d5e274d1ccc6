/** One signed exchange with a CCV shop (ccvshop.md 1): headers, limits, errors. Responses are signed as well; TLS vouches for them. */
import type { ShopCredentials, ShopFailure } from "../../booking/ports/shop.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { sendRequest, type Answer, type Fetch } from "../send-request.ts";
import { checkApiRoot } from "./api-root.ts";
import { invalid, toShopFailure, toUnansweredFailure } from "./fault.ts";
import { importSecret, requestDate, signRequest } from "./signature.ts";

export interface ShopOptions {
  readonly credentials: ShopCredentials;
  readonly fetch: Fetch;
  readonly now: () => Date;
  readonly timeoutMs: number;
  /** Only for ENVIRONMENT=development: a shop over http or on this machine. */
  readonly allowInsecure: boolean;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface CcvRequest {
  readonly method: Method;
  /** Below `/api/rest/v1`, with its trailing slash. */
  readonly path: string;
  readonly body: string | null;
}

/** A write that answers without a body answers null. */
export type Exchange = (request: CcvRequest) => Promise<Result<unknown, ShopFailure>>;

export const API_PATH = "/api/rest/v1";

/** A page of 100 rows is about 100 KB; no document needs more. */
const ANSWER_LIMIT_BYTES = 2 * 1024 * 1024;

export function createExchange(options: ShopOptions): Exchange {
  const root = checkApiRoot(options.credentials.apiRoot, options);
  const secret = importSecretOnce(options.credentials.apiSecret);
  return async (request) => {
    if (!root.ok) return fail(invalid("api_root", root.error.message));
    // What is signed is read from the URL that is fetched, after the URL parser has normalised it.
    const url = new URL(`${API_PATH}${request.path}`, root.value);
    const headers = await signedHeaders(options, await secret(), { ...request, url });
    const sent = await sendRequest(
      { url: url.href, method: request.method, headers, body: request.body },
      { fetch: options.fetch, timeoutMs: options.timeoutMs, bodyLimitBytes: ANSWER_LIMIT_BYTES },
    );
    if (!sent.ok) return fail(toUnansweredFailure(sent.error));
    const isSuccess = sent.value.status >= 200 && sent.value.status < 300;
    if (!isSuccess) return fail(toShopFailure(sent.value, options.now()));
    return parseJson(request.method, sent.value);
  };
}

async function signedHeaders(
  options: ShopOptions,
  secret: CryptoKey,
  request: CcvRequest & { readonly url: URL },
): Promise<Record<string, string>> {
  const { apiPublic } = options.credentials;
  const { method, url, body } = request;
  const date = requestDate(options.now());
  const uri = url.pathname + url.search;
  const hash = await signRequest(secret, { apiPublic, method, uri, body: body ?? "", date });
  return {
    accept: "application/json",
    ...(body === null ? {} : { "content-type": "application/json" }),
    "x-public": apiPublic,
    "x-date": date,
    "x-hash": hash,
  };
}

/** Only the key itself is remembered: a promise of one request must not be awaited by another in workerd. */
function importSecretOnce(secret: string): () => Promise<CryptoKey> {
  let imported: CryptoKey | null = null;
  return async () => {
    if (imported !== null) return imported;
    const fresh = await importSecret(secret);
    imported = fresh;
    return fresh;
  };
}

/** A success without JSON says nothing: another try may. Only writes answer without a body (ccvshop.md 1.4). */
function parseJson(method: Method, { body, status }: Answer): Result<unknown, ShopFailure> {
  if (body === "" && method !== "GET") return ok(null);
  try {
    return ok(JSON.parse(body));
  } catch {
    return fail({ kind: "unavailable", message: `CCV Shop answered ${status} without JSON` });
  }
}
