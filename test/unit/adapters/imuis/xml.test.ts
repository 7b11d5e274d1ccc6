import { expect, test } from "vitest";

import { parseXml, XML_LIMIT_CHARACTERS } from "../../../../src/adapters/imuis/xml.ts";

/** What is refused although it is well formed: a document that could do something, and one that is too large. */

test.each([
  ["a DOCTYPE", "<!DOCTYPE a><a>1</a>"],
  ["a DOCTYPE behind the declaration", `<?xml version="1.0"?>\n<!DOCTYPE a>\n<a>1</a>`],
  ["a DOCTYPE behind a remark", "<!-- x --><!doctype a><a>1</a>"],
  ["entities that grow", `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>`],
  ["an entity from elsewhere", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`],
])("%s is refused for that alone", (_, xml) => {
  expect(parseXml(xml)).toEqual({ ok: false, error: { message: "the XML holds a DOCTYPE" } });
});

test("two million characters are read, more are not", () => {
  const xml = (characters: number): string => `<a>${"x".repeat(characters - 7)}</a>`;
  expect(XML_LIMIT_CHARACTERS).toBe(2 * 1024 * 1024);
  expect(parseXml(xml(XML_LIMIT_CHARACTERS)).ok).toBe(true);
  expect(parseXml(xml(XML_LIMIT_CHARACTERS + 1))).toEqual({
    ok: false,
    error: { message: "the XML is too large" },
  });
});
