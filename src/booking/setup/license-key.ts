/** Without letters and digits that look alike, so that a key can be read over the telephone. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUP_COUNT = 4;
const GROUP_LENGTH_CHARACTERS = 4;

/** A readable licence key, `KM-7QXA-2M9D-…`. It names an installation and opens nothing. */
export function createLicenseKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(GROUP_COUNT * GROUP_LENGTH_CHARACTERS));
  const letters = Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  const groups = letters.match(new RegExp(`.{${GROUP_LENGTH_CHARACTERS}}`, "g")) ?? [];
  return ["KM", ...groups].join("-");
}
