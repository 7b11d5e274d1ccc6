/** Passwords of logins: PBKDF2-SHA-256. A stored hash reads `pbkdf2-sha256.<iterations>.<salt>.<hash>`. */
import { fromBase64Url, toBase64Url, utf8, type Bytes } from "./encoding.ts";
import { equalBytes } from "./secrets.ts";

const ALGORITHM = "pbkdf2-sha256";

/** The most that workerd's PBKDF2 accepts in production; more throws there while it works locally (cloudflare.md 0.10). */
const ITERATIONS_COUNT = 100_000;

const SALT_SIZE_BYTES = 16;
const HASH_SIZE_BYTES = 32;

export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_SIZE_BYTES));
  const hash = await derive(password, salt, ITERATIONS_COUNT);
  return [ALGORITHM, String(ITERATIONS_COUNT), toBase64Url(salt), toBase64Url(hash)].join(".");
}

/** False for a wrong password and for anything that is no stored hash. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [algorithm, iterationsText, saltText, hashText] = stored.split(".");
  const iterations = Number(iterationsText);
  const salt = fromBase64Url(saltText ?? "");
  const hash = fromBase64Url(hashText ?? "");
  if (algorithm !== ALGORITHM || !isIterationCount(iterations)) return false;
  if (salt === null || hash?.byteLength !== HASH_SIZE_BYTES) return false;
  return equalBytes(await derive(password, salt, iterations), hash);
}

function isIterationCount(iterations: number): boolean {
  return Number.isInteger(iterations) && iterations > 0 && iterations <= ITERATIONS_COUNT;
}

async function derive(password: string, salt: Bytes, iterations: number): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, HASH_SIZE_BYTES * 8));
}
