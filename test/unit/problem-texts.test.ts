import { globSync, readFileSync } from "node:fs";

import { describe, test } from "vitest";

import { textsOf } from "../../src/http/dashboard/texts/texts.ts";

/** What only programs meet: the shop's calls, the operator's, bodies that no form can send, and questions about periods. */
const NOT_ON_PAGES = new Set([
  "API_ROOT_FORBIDDEN",
  "BAD_ENVIRONMENT",
  "BODY_WITHOUT_ID",
  "HASH_INVALID",
  "INVALID_JSON",
  "REFUSED",
  "UNSUPPORTED_MEDIA_TYPE",
]);

/** The operator's own calls stand in files of their own. */
const FILES = globSync(["src/http/*.ts", "src/http/api/*.ts"]).filter(
  (file) => !/operator|move/.test(file),
);

const CODES = FILES.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(/"([A-Z]+_[A-Z_]+)"/g)].map(([, code = ""]) => code),
);

describe("every problem that a page can meet", () => {
  test.for(["nl", "en"] as const)("has its sentence in %s", (language, { expect }) => {
    const { problems } = textsOf(language).messages;
    const met = [...new Set(CODES)].filter((code) => !NOT_ON_PAGES.has(code));
    expect(met.length).toBeGreaterThan(15);
    expect(met.filter((code) => (problems[code] ?? "").length < 10)).toEqual([]);
  });
});
