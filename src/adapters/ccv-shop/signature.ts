/**
 * Hashes between us and CCV Shop: HMAC-SHA512 in lowercase hex everywhere (ccvshop.md 1.2, 2 and 3.5).
 * Received hashes are compared in constant time with `crypto.subtle.verify`.
 */

export interface SignedRequest {
  readonly apiPublic: string;
  readonly method: string;
  /** Path and query exactly as fetched: `url.pathname + url.search`. */
  readonly uri: string;
  /** The raw body; `""` without one. */
  readonly body: string;
  readonly date: string;
}

export interface WebhookDelivery {
  /** The webhook's own key. */
  readonly key: string;
  readonly address: string;
  readonly apiPublic: string;
  /** Path of the address, with its query if it has one. */
  readonly path: string;
  readonly body: Uint8Array;
  /** Header `x-date`; null when there was none. */
  readonly date: string | null;
  /** Header `x-hash`. */
  readonly signature: string;
}

export type WebhookSignatureForm = "address-body" | "body" | "request";

const ALGORITHM = { name: "HMAC", hash: "SHA-512" };
const HASH_SIZE_BYTES = 64;
const HASH = /^[0-9a-f]{128}$/i;

/** HMAC takes no empty key; with this one the same work is done and the outcome thrown away. */
const NO_KEY = "no key";

export async function importSecret(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["sign", "verify"]);
}

/** `<x-public>|<METHOD>|<uri>|<body>|<x-date>` (ccvshop.md 1.2). */
export async function signRequest(secret: CryptoKey, request: SignedRequest): Promise<string> {
  const { apiPublic, method, uri, body, date } = request;
  const message = new TextEncoder().encode([apiPublic, method, uri, body, date].join("|"));
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", secret, message)));
}

/** Without milliseconds: that form is proven, others are not (ccvshop.md 1.3). */
export function requestDate(now: Date): string {
  return `${now.toISOString().slice(0, 19)}Z`;
}

/** Handshake and uninstall: address and raw body; install link: address and decoded public key (ccvshop.md 2). */
export async function verifyAppStoreHash(
  appSecret: string,
  parts: readonly (string | Uint8Array)[],
  hash: string,
): Promise<boolean> {
  return verifyHash(await importSecret(appSecret), joinParts(parts), hash);
}

/**
 * Which of the three accepted strings the delivery was signed over (contract section 3); null for none.
 * All three are always computed, so that the time says nothing.
 */
export async function matchWebhookSignature(
  delivery: WebhookDelivery,
): Promise<WebhookSignatureForm | null> {
  const { address, apiPublic, path, body, signature } = delivery;
  const key = await importSecret(delivery.key === "" ? NO_KEY : delivery.key);
  const request = [apiPublic, "POST", path, body, delivery.date ?? ""];
  const [isAddressAndBody, isBody, isRequest] = await Promise.all([
    verifyHash(key, joinParts([address, body]), signature),
    verifyHash(key, joinParts([body]), signature),
    verifyHash(key, joinParts(request), signature),
  ]);
  if (delivery.key === "") return null;
  if (isAddressAndBody) return "address-body";
  if (isBody) return "body";
  return isRequest && delivery.date !== null ? "request" : null;
}

/** A hash of the wrong form costs the same work as a wrong one. */
async function verifyHash(
  key: CryptoKey,
  message: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<boolean> {
  const isHash = HASH.test(hash);
  const expected = isHash ? fromHex(hash) : new Uint8Array(HASH_SIZE_BYTES);
  const isEqual = await crypto.subtle.verify("HMAC", key, expected, message);
  return isHash && isEqual;
}

function joinParts(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces = parts.flatMap((part, index) => {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    return index === 0 ? [bytes] : [encoder.encode("|"), bytes];
  });
  const joined = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.byteLength;
  }
  return joined;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
