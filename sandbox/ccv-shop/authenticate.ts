import type { Clock } from "../shared/clock.ts";
import { isoSeconds } from "../shared/clock.ts";
import { hmacSha512Hex, signedString } from "../shared/hmac.ts";
import { unauthorized } from "./errors.ts";
import type { Credentials, Shop } from "./shop.ts";

/** Checks and makes the three headers of "CCV Shop API, authentication". */

const DATE_TOLERANCE_MS = 5 * 60_000;

export interface SignedRequest {
  method: string;
  /** Path and query, byte for byte as sent. */
  uri: string;
  body: string;
  headers: Headers;
}

/** The shop and the pair of keys a request claims; the same keys work under no other shop's address. */
export function claimedShop(
  shops: Iterable<Shop>,
  url: URL,
  headers: Headers,
): { shop: Shop; credentials: Credentials } | null {
  const all = [...shops];
  const sharesHost = all.filter((shop) => new URL(shop.apiRoot).host === url.host);
  const candidates = sharesHost.length > 0 ? sharesHost : all;
  const apiPublic = headers.get("x-public");
  for (const shop of candidates) {
    const credentials = shop.credentials.find((pair) => pair.apiPublic === apiPublic);
    if (credentials) return { shop, credentials };
  }
  return null;
}

export async function verifyRequest(
  request: SignedRequest,
  credentials: Credentials,
  clock: Clock,
): Promise<void> {
  const date = request.headers.get("x-date") ?? "";
  const sentAt = Date.parse(date);
  if (Number.isNaN(sentAt)) throw unauthorized("Header x-date is missing or no ISO 8601 date");
  if (Math.abs(clock().getTime() - sentAt) > DATE_TOLERANCE_MS) {
    throw unauthorized("Header x-date differs more than 5 minutes from the server's time");
  }
  const expected = await requestHash(request, credentials, date);
  if (request.headers.get("x-hash") !== expected) throw unauthorized("Header x-hash is wrong");
}

/** Answers carry a hash over their own body, with the method and path of the request. */
export async function signResponse(
  response: Response,
  request: SignedRequest,
  signing: { credentials: Credentials; clock: Clock },
): Promise<Response> {
  const body = await response.text();
  const date = isoSeconds(signing.clock());
  const headers = new Headers(response.headers);
  headers.set("x-date", date);
  headers.set("x-hash", await requestHash({ ...request, body }, signing.credentials, date));
  const empty = response.status === 204;
  return new Response(empty ? null : body, { status: response.status, headers });
}

function requestHash(
  request: Pick<SignedRequest, "method" | "uri" | "body">,
  credentials: Credentials,
  date: string,
): Promise<string> {
  const { method, uri, body } = request;
  const { apiPublic, apiSecret } = credentials;
  return hmacSha512Hex(apiSecret, signedString({ apiPublic, method, uri, body, date }));
}
