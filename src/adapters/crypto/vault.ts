/**
 * Seals secrets at rest: AES-256-GCM, key id in the value, installation and field as additional data (issue 2).
 * A sealed value reads `v1.<key id>.<iv>.<ciphertext>`, the last two base64url. It opens only at the place it was sealed for.
 */
import type { KeyRing } from "../../booking/ports.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { parseCredentialsKeys, type CredentialsKey } from "./credentials-keys.ts";
import { fromBase64Url, toBase64Url, utf8, type Bytes } from "./encoding.ts";

type Place = Parameters<KeyRing["seal"]>[1];

interface Sealed {
  readonly keyId: string;
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
}

const VERSION = "v1";

/** 96 bits, what GCM is made for; random, since one key seals far fewer than 2^32 values. */
const IV_SIZE_BYTES = 12;

/** Shorter cannot hold the authentication tag. */
const TAG_SIZE_BYTES = 16;

/** `keys` is `CREDENTIALS_KEYS`, checked before by `parseCredentialsKeys`; malformed keys are a bug here and throw. */
export function createVault(keys: string): KeyRing {
  const parsed = parseCredentialsKeys(keys);
  if (!parsed.ok) throw new Error(`CREDENTIALS_KEYS: ${parsed.error.message}`);
  const [newest, ...older] = parsed.value;
  const newestKey = importOnce(newest);
  const byId = new Map(parsed.value.map((key) => [key.id, importOnce(key)]));
  return {
    keyIds: [newest.id, ...older.map(({ id }) => id)],
    seal: async (secret, place) => sealWith(newest.id, await newestKey(), { secret, place }),
    async open(text, place) {
      const sealed = parseSealed(text);
      if (sealed === null) return fail({ message: "the sealed value is damaged" });
      const key = byId.get(sealed.keyId);
      if (key === undefined) {
        return fail({ message: `the key "${sealed.keyId}" is not in CREDENTIALS_KEYS` });
      }
      return openWith(await key(), sealed, place);
    },
  };
}

/**
 * Remembers the key only when it is there: a promise that one request began must not be awaited by another,
 * since workerd binds it to the first request's life and the second would hang.
 */
function importOnce(key: CredentialsKey): () => Promise<CryptoKey> {
  let imported: CryptoKey | null = null;
  return async () => {
    if (imported !== null) return imported;
    const fresh = await crypto.subtle.importKey("raw", key.bytes, "AES-GCM", false, [
      "encrypt",
      "decrypt",
    ]);
    imported = fresh;
    return fresh;
  };
}

async function sealWith(
  keyId: string,
  key: CryptoKey,
  what: { readonly secret: string; readonly place: Place },
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_SIZE_BYTES));
  const parameters = { name: "AES-GCM", iv, additionalData: additionalData(what.place, keyId) };
  const ciphertext = await crypto.subtle.encrypt(parameters, key, utf8(what.secret));
  return [VERSION, keyId, toBase64Url(iv), toBase64Url(new Uint8Array(ciphertext))].join(".");
}

async function openWith(
  key: CryptoKey,
  sealed: Sealed,
  place: Place,
): Promise<Result<string, { readonly message: string }>> {
  const additional = additionalData(place, sealed.keyId);
  const parameters = { name: "AES-GCM", iv: sealed.iv, additionalData: additional };
  try {
    const secret = await crypto.subtle.decrypt(parameters, key, sealed.ciphertext);
    return ok(new TextDecoder().decode(secret));
  } catch {
    return fail({
      message: `the sealed value does not open as "${place.field}" of this installation with the key "${sealed.keyId}"`,
    });
  }
}

function parseSealed(text: string): Sealed | null {
  const [version, keyId, ivText, ciphertextText, ...rest] = text.split(".");
  if (version !== VERSION || keyId === undefined || rest.length > 0) return null;
  const iv = fromBase64Url(ivText ?? "");
  const ciphertext = fromBase64Url(ciphertextText ?? "");
  if (iv?.byteLength !== IV_SIZE_BYTES || ciphertext === null) return null;
  return ciphertext.byteLength < TAG_SIZE_BYTES ? null : { keyId, iv, ciphertext };
}

function additionalData(place: Place, keyId: string): Bytes {
  return utf8([VERSION, place.installationId, place.field, keyId].join("|"));
}
