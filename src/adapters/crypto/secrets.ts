/** Small tools for secrets: comparing, hashing and making them. Web APIs only, so that they run in workerd and in Node alike. */
import { toBase64Url, toHex, utf8 } from "./encoding.ts";

/**
 * Compares in a time that says nothing about where the two differ. Both are hashed first, so that
 * even their lengths don't show and the loop always runs over 32 bytes.
 */
export async function timingSafeEqual(left: string, right: string): Promise<boolean> {
  const [leftHash, rightHash] = await Promise.all([sha256(left), sha256(right)]);
  return equalBytes(leftHash, rightHash);
}

/** For two byte rows of one length that is no secret. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.byteLength ^ right.byteLength;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}

/** What is stored of a token: tokens are long and random, so one round of SHA-256 is enough. */
export async function hashToken(token: string): Promise<string> {
  return toHex(await sha256(token));
}

/** Random text of `sizeBytes` bytes of entropy that fits in a URL and a header. */
export function randomToken(sizeBytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(sizeBytes)));
}

export async function hmacSha256Hex(key: string, message: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", utf8(key), algorithm, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", imported, utf8(message))));
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
}
