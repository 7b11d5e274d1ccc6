/**
 * The search key of a debtor that is to be created: always the same for one customer of one installation, so that a
 * second create after a lost answer collides in the books instead of making a twin. No secret and no cryptography.
 */

const FNV_OFFSET = 0xcbf29ce484222325n;
/** A second start value, so that two halves together make a key that does not collide by chance. */
const SECOND_OFFSET = 0x84222325cbf29ce4n;
const FNV_PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;
/** Without letters and digits that people confuse. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_DIGITS = 19;
const KEY_PREFIX = "W";

/** Up to 20 characters (ZKSL), from the installation and whatever identifies the customer. */
export function searchKeyOf(installationKey: string, customerKey: string): string {
  const text = `${installationKey}|${customerKey}`;
  const hash = (fnv1a(text, FNV_OFFSET) << 64n) | fnv1a(text, SECOND_OFFSET);
  return `${KEY_PREFIX}${base32(hash)}`;
}

/** FNV-1a over UTF-16 units, 64 bits. */
function fnv1a(text: string, offset: bigint): bigint {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= BigInt(text.charCodeAt(index));
    hash = (hash * FNV_PRIME) & MASK;
  }
  return hash;
}

function base32(hash: bigint): string {
  let rest = hash;
  let key = "";
  for (let digit = 0; digit < KEY_DIGITS; digit += 1) {
    key = (ALPHABET[Number(rest & 31n)] ?? "") + key;
    rest >>= 5n;
  }
  return key;
}
