import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** Secrets are compared by `timingSafeEqual`, `equalBytes` or `crypto.subtle.verify`, never by an operator that stops at the first difference. */

/** A name that sounds like a secret, beside an operator, and something that is no constant of the language. */
const COMPARED =
  /\w*(?:hash|token|secret|signature|password|hmac)\w*(?:\.\w+)*\)?\s*[!=]==\s*(?!null|undefined|""|"string")\S+|[!=]==\s*[\w.]*(?:Hash|[tT]oken|[sS]ecret|[sS]ignature|[pP]assword|hmac)\b/g;

/** What sounds like a secret and is none. */
const NO_SECRET = new Set([
  // Whether the document changed: a fingerprint of the shop's data.
  "hash === record.sourceHash",
  "tokens.length === 0",
]);

test("no secret is compared by an operator", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" });
  const found = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      Array.from(readFileSync(`src/${file}`, "utf8").matchAll(COMPARED), ([text]) => text),
    );
  expect(found.filter((text) => !NO_SECRET.has(text.replace(/\)+$/, "")))).toEqual([]);
});

test.each(["bearer === c.env.operatorToken", "hash !== expected", "signature === computed"])(
  "%s would be found",
  (text) => {
    expect(Array.from(text.matchAll(COMPARED))).toHaveLength(1);
  },
);
