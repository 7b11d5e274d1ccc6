/**
 * Envelope encryption of secrets at rest (issue 6): each value has a random key of its own, and that key is wrapped by one of
 * `CREDENTIALS_KEYS`; both with AES-256-GCM. A rotation wraps the value's key anew and never opens the value.
 *
 * `v2.<key id>.<iv>.<wrapped key>.<iv>.<ciphertext>`, all but the first two base64url. It opens only at the place it was sealed for.
 */
import type { KeyRing } from "../../booking/ports/vault.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { decrypt, encrypt, importKey, KEY_SIZE_BYTES, type Sealed } from "./aes-gcm.ts";
import { parseCredentialsKeys, type CredentialsKey } from "./credentials-keys.ts";
import { fromBase64Url, toBase64Url, utf8, type Bytes } from "./encoding.ts";

type Place = Parameters<KeyRing["seal"]>[1];
type Opened<Value> = Result<Value, { readonly message: string }>;

interface Envelope {
  readonly keyId: string;
  /** The value's own key, under the key of that id. */
  readonly wrapped: Sealed;
  readonly content: Sealed;
}

const VERSION = "v2";

interface RingKey {
  readonly id: string;
  key(): Promise<CryptoKey>;
}

/** `keys` is `CREDENTIALS_KEYS`, checked before by `parseCredentialsKeys`; malformed keys are a bug here and throw. */
export function createVault(keys: string): KeyRing {
  const parsed = parseCredentialsKeys(keys);
  if (!parsed.ok) throw new Error(`CREDENTIALS_KEYS: ${parsed.error.message}`);
  const [newest, ...older] = parsed.value;
  const wrapping = ringKey(newest);
  const byId = new Map(parsed.value.map((key) => [key.id, ringKey(key)]));
  const unwrap = (sealed: string, place: Place) => unwrapWith(byId, sealed, place);
  return {
    keyIds: [newest.id, ...older.map(({ id }) => id)],
    async seal(secret, place) {
      const own = crypto.getRandomValues(new Uint8Array(KEY_SIZE_BYTES));
      const content = await encrypt(await importKey(own), utf8(secret), contentPlace(place));
      return written({ keyId: newest.id, wrapped: await wrap(wrapping, own, place), content });
    },
    async open(text, place) {
      const found = await unwrap(text, place);
      if (!found.ok) return found;
      const { own, envelope } = found.value;
      const secret = await decrypt(await importKey(own), envelope.content, contentPlace(place));
      return secret === null ? fail(doesNotOpen(envelope, place)) : ok(decoded(secret));
    },
    async rewrap(text, place) {
      const found = await unwrap(text, place);
      if (!found.ok) return found;
      const { own, envelope } = found.value;
      const wrapped = await wrap(wrapping, own, place);
      return ok(written({ ...envelope, keyId: newest.id, wrapped }));
    },
  };
}

async function wrap(ring: RingKey, own: Bytes, place: Place): Promise<Sealed> {
  return encrypt(await ring.key(), own, keyPlace(place, ring.id));
}

async function unwrapWith(
  ring: ReadonlyMap<string, RingKey>,
  text: string,
  place: Place,
): Promise<Opened<{ readonly own: Bytes; readonly envelope: Envelope }>> {
  const envelope = parse(text);
  if (envelope === null) return fail({ message: "the sealed value is damaged" });
  const { keyId, wrapped } = envelope;
  const known = ring.get(keyId);
  if (known === undefined) {
    return fail({ message: `the key "${keyId}" is not in CREDENTIALS_KEYS` });
  }
  const own = await decrypt(await known.key(), wrapped, keyPlace(place, keyId));
  return own === null ? fail(doesNotOpen(envelope, place)) : ok({ own, envelope });
}

function doesNotOpen({ keyId }: Envelope, { field }: Place): { readonly message: string } {
  return {
    message: `the sealed value does not open as "${field}" of this installation with the key "${keyId}"`,
  };
}

/**
 * Remembers the key only when it is there: a promise that one request began must not be awaited by another,
 * since workerd binds it to the first request's life and the second would hang.
 */
function ringKey({ id, bytes }: CredentialsKey): RingKey {
  let imported: CryptoKey | null = null;
  return {
    id,
    async key() {
      if (imported !== null) return imported;
      const fresh = await importKey(bytes);
      imported = fresh;
      return fresh;
    },
  };
}

function written({ keyId, wrapped, content }: Envelope): string {
  const parts = [wrapped.iv, wrapped.ciphertext, content.iv, content.ciphertext];
  return [VERSION, keyId, ...parts.map((bytes) => toBase64Url(bytes))].join(".");
}

function parse(text: string): Envelope | null {
  const [version, keyId, ...texts] = text.split(".");
  if (version !== VERSION || keyId === undefined || texts.length !== 4) return null;
  const [wrapIv, wrappedKey, iv, ciphertext] = texts.map((part) => fromBase64Url(part));
  if (!wrapIv || !wrappedKey || !iv || !ciphertext) return null;
  const wrapped = { iv: wrapIv, ciphertext: wrappedKey };
  return { keyId, wrapped, content: { iv, ciphertext } };
}

/** Both parts are bound to the place; the wrapped key also to the id of the key that wraps it. */
function contentPlace({ installationId, field }: Place): Bytes {
  return utf8([VERSION, installationId, field].join("|"));
}

function keyPlace({ installationId, field }: Place, keyId: string): Bytes {
  return utf8([VERSION, "key", installationId, field, keyId].join("|"));
}

function decoded(bytes: Bytes): string {
  return new TextDecoder().decode(bytes);
}
