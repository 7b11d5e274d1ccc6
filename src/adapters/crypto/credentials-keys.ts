/** Reads `CREDENTIALS_KEYS` (contract section 1): `kid:base64(32 bytes)`, comma separated; the first encrypts, all decrypt. */
import { fail, ok, type Result } from "../../domain/result.ts";
import { fromBase64, type Bytes } from "./encoding.ts";

export interface CredentialsKey {
  readonly id: string;
  readonly bytes: Bytes;
}

/** AES-256. */
const KEY_SIZE_BYTES = 32;

/** Key ids stand in the sealed value, between points. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** Messages name the position, never the text: it holds the keys. */
export function parseCredentialsKeys(
  keys: string,
): Result<readonly [CredentialsKey, ...CredentialsKey[]], { readonly message: string }> {
  const parsed: CredentialsKey[] = [];
  for (const [index, entry] of keys.split(",").entries()) {
    const key = parseKey(entry.trim());
    if (key === null) {
      return fail({ message: `key ${index + 1} is not of the form kid:base64(32 bytes)` });
    }
    if (parsed.some((known) => known.id === key.id)) {
      return fail({ message: `key ${index + 1} repeats a key id` });
    }
    parsed.push(key);
  }
  const [first, ...others] = parsed;
  return first === undefined ? fail({ message: "there is no key" }) : ok([first, ...others]);
}

function parseKey(entry: string): CredentialsKey | null {
  const [id = "", encoded = "", ...rest] = entry.split(":");
  const bytes = fromBase64(encoded);
  if (!KEY_ID.test(id) || rest.length > 0 || bytes?.byteLength !== KEY_SIZE_BYTES) return null;
  return { id, bytes };
}
