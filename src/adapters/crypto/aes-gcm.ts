/** AES-256-GCM as the vault uses it: a fresh iv for every value, and what must fit beside it as additional data. */
import type { Bytes } from "./encoding.ts";

export interface Sealed {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
}

/** AES-256. */
export const KEY_SIZE_BYTES = 32;

/** 96 bits, what GCM is made for; random, since one key seals far fewer than 2^32 values. */
const IV_SIZE_BYTES = 12;

/** Shorter cannot hold the authentication tag. */
const TAG_SIZE_BYTES = 16;

export function importKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function encrypt(key: CryptoKey, content: Bytes, beside: Bytes): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_SIZE_BYTES));
  const parameters = { name: "AES-GCM", iv, additionalData: beside };
  return { iv, ciphertext: new Uint8Array(await crypto.subtle.encrypt(parameters, key, content)) };
}

/** Null for what was cut, changed, sealed with another key or beside something else. */
export async function decrypt(
  key: CryptoKey,
  { iv, ciphertext }: Sealed,
  beside: Bytes,
): Promise<Bytes | null> {
  if (iv.byteLength !== IV_SIZE_BYTES || ciphertext.byteLength < TAG_SIZE_BYTES) return null;
  const parameters = { name: "AES-GCM", iv, additionalData: beside };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, ciphertext));
  } catch {
    return null;
  }
}
