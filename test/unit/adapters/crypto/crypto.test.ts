import { describe, expect, test } from "vitest";

import { parseCredentialsKeys } from "../../../../src/adapters/crypto/credentials-keys.ts";
import { hashPassword, verifyPassword } from "../../../../src/adapters/crypto/password.ts";
import {
  hashToken,
  hmacSha256Hex,
  randomToken,
  timingSafeEqual,
} from "../../../../src/adapters/crypto/secrets.ts";
import { createVault } from "../../../../src/adapters/crypto/vault.ts";

const OLD = `old:${btoa("o".repeat(32))}`;
const NEW = `new:${btoa("n".repeat(32))}`;
const PLACE = { installationId: "inst-1", field: "apiSecret" };

describe("the vault", () => {
  test("opens what it sealed, differently every time", async () => {
    const vault = createVault(NEW);
    const sealed = await vault.seal("geheim & 😀", PLACE);
    expect(sealed).toMatch(/^v2\.new(\.[\w-]+){4}$/);
    expect(sealed).not.toBe(await vault.seal("geheim & 😀", PLACE));
    expect(await vault.open(sealed, PLACE)).toEqual({ ok: true, value: "geheim & 😀" });
  });

  test("still opens what an older key sealed, and seals with the first", async () => {
    const sealed = await createVault(OLD).seal("x", PLACE);
    const rotated = createVault(`${NEW},${OLD}`);
    expect(await rotated.open(sealed, PLACE)).toEqual({ ok: true, value: "x" });
    expect(await rotated.seal("x", PLACE)).toMatch(/^v2\.new\./);
  });

  test("names a key that is gone", async () => {
    const sealed = await createVault(OLD).seal("x", PLACE);
    expect(await createVault(NEW).open(sealed, PLACE)).toEqual({
      ok: false,
      error: { message: 'the key "old" is not in CREDENTIALS_KEYS' },
    });
  });

  test.each([
    ["another installation", { installationId: "inst-2", field: "apiSecret" }],
    ["another field", { installationId: "inst-1", field: "environmentCode" }],
  ])("does not open at %s", async (_, place) => {
    const vault = createVault(NEW);
    const opened = await vault.open(await vault.seal("x", PLACE), place);
    expect(opened).toMatchObject({ ok: false });
    expect(JSON.stringify(opened)).toContain("does not open");
  });

  test.each([
    "",
    "v2.new",
    "v1.new.AAAA.AAAA",
    "v2.new.AAAA.AAAA",
    "v2.new.!.!.!.!",
    "v3.new.AA.AA.AA.AA",
    "text",
  ])("calls %j damaged", async (sealed) => {
    expect(await createVault(NEW).open(sealed, PLACE)).toEqual({
      ok: false,
      error: { message: "the sealed value is damaged" },
    });
  });

  test("does not open a value that was cut or changed", async () => {
    const vault = createVault(NEW);
    const sealed = await vault.seal("a long enough secret", PLACE);
    expect(await vault.open(sealed.slice(0, -4), PLACE)).toMatchObject({ ok: false });
    const changed = sealed.replace(/.{4}$/, (end) => (end === "AAAA" ? "BBBB" : "AAAA"));
    expect(await vault.open(changed, PLACE)).toMatchObject({ ok: false });
  });

  test("moves a value to the newest key without opening it", async () => {
    const sealed = await createVault(OLD).seal("x", PLACE);
    const moved = await createVault(`${NEW},${OLD}`).rewrap(sealed, PLACE);
    if (!moved.ok) throw new Error(moved.error.message);
    expect(moved.value).toMatch(/^v2\.new\./);
    expect(await createVault(NEW).open(moved.value, PLACE)).toEqual({ ok: true, value: "x" });
    // What holds the secret is the same as before; only its key is wrapped anew.
    expect(moved.value.split(".").slice(4)).toEqual(sealed.split(".").slice(4));
    expect(moved.value.split(".")[3]).not.toBe(sealed.split(".")[3]);
  });

  test.each([
    ["a key that is gone", createVault(NEW), PLACE],
    ["another installation", createVault(`${NEW},${OLD}`), { ...PLACE, installationId: "inst-2" }],
    ["another field", createVault(`${NEW},${OLD}`), { ...PLACE, field: "environmentCode" }],
  ])("moves nothing with %s", async (_, vault, place) => {
    const sealed = await createVault(OLD).seal("x", PLACE);
    expect(await vault.rewrap(sealed, place)).toMatchObject({ ok: false });
  });

  test("does not open the content of one value with the key of another", async () => {
    const vault = createVault(NEW);
    const [one, other] = [await vault.seal("one", PLACE), await vault.seal("other", PLACE)];
    const mixed = [...one.split(".").slice(0, 4), ...other.split(".").slice(4)].join(".");
    expect(await vault.open(mixed, PLACE)).toMatchObject({ ok: false });
  });

  test("gives every value a key of its own", async () => {
    const vault = createVault(NEW);
    const wrapped = await Promise.all(
      Array.from({ length: 20 }, async () => (await vault.seal("x", PLACE)).split(".")[3]),
    );
    expect(new Set(wrapped).size).toBe(20);
  });
});

describe("CREDENTIALS_KEYS", () => {
  test("may hold several keys with blanks between", () => {
    const parsed = parseCredentialsKeys(`${NEW}, ${OLD}`);
    expect(parsed.ok && parsed.value.map((key) => key.id)).toEqual(["new", "old"]);
  });

  test.each([
    "",
    "abc",
    "a:short",
    `a:${btoa("x".repeat(31))}`,
    `${NEW},${NEW}`,
    `${NEW},`,
    "a b:AA",
  ])("refuses %j without repeating it", (keys) => {
    const parsed = parseCredentialsKeys(keys);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok && keys.length > 3) expect(parsed.error.message).not.toContain(keys);
  });
});

describe("passwords", () => {
  test("verify, and only the right one", async () => {
    const stored = await hashPassword("correct horse");
    expect(stored).toMatch(/^pbkdf2-sha256\.100000\./);
    expect(await verifyPassword("correct horse", stored)).toBe(true);
    expect(await verifyPassword("correct horses", stored)).toBe(false);
    expect(stored).not.toBe(await hashPassword("correct horse"));
  });

  test.each(["", "x", "pbkdf2-sha256.999999999.AA.AA", "pbkdf2-sha256.0.AA.AA"])(
    "%j is no stored hash",
    async (stored) => {
      expect(await verifyPassword("x", stored)).toBe(false);
    },
  );
});

describe("secrets", () => {
  test("compare as texts do", async () => {
    expect(await timingSafeEqual("abc", "abc")).toBe(true);
    expect(await timingSafeEqual("abc", "abd")).toBe(false);
    expect(await timingSafeEqual("abc", "abcd")).toBe(false);
    expect(await timingSafeEqual("", "")).toBe(true);
  });

  test("tokens are random, long enough and fit in a URL", () => {
    expect(randomToken(16)).toMatch(/^[\w-]{22}$/);
    expect(randomToken(16)).not.toBe(randomToken(16));
  });

  test("hashes are the known ones", async () => {
    expect(await hashToken("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    // RFC 4231, case 2.
    expect(await hmacSha256Hex("Jefe", "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });
});
