/** XML for iMUIS: escaping on the way out, a strict reading on the way in. Knows no operation and no table. */
import { XMLParser, XMLValidator } from "fast-xml-parser";

import { fail, ok, type Result } from "../../domain/result.ts";

export type XmlNode = Readonly<Record<string, unknown>>;

/** What XML 1.0 cannot hold, not even escaped (section 2.2): control characters, lone surrogates, U+FFFE and U+FFFF. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const SPECIAL = /[&<>"'\r]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A bare carriage return is read as a line feed.
  "\r": "&#13;",
};

/** An answer of a thousand rows is some hundred KB; more is no answer to anything we ask. */
export const XML_LIMIT_CHARACTERS = 2 * 1024 * 1024;

const parser = new XMLParser({
  parseTagValue: false,
  removeNSPrefix: true,
  ignoreAttributes: true,
  // Also decodes numeric entities, which plain XML allows.
  htmlEntities: true,
});

/** Characters that XML cannot hold are dropped; everything else survives the round trip. */
export function escapeXml(text: string): string {
  return text.replace(ILLEGAL, "").replace(SPECIAL, (character) => ESCAPES[character] ?? "");
}

/** `content` is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** Cut, malformed, oversized documents and those with a DOCTYPE are refused: half a list must not pass for a whole one. */
export function parseXml(xml: string): Result<XmlNode, { readonly message: string }> {
  if (xml.length > XML_LIMIT_CHARACTERS) return fail({ message: "the XML is too large" });
  if (/<!doctype/i.test(xml)) return fail({ message: "the XML holds a DOCTYPE" });
  try {
    if (XMLValidator.validate(xml) !== true) return fail({ message: "this is no well-formed XML" });
    const parsed: unknown = parser.parse(xml);
    return isNode(parsed) ? ok(parsed) : fail({ message: "the XML is empty" });
  } catch {
    return fail({ message: "the XML cannot be read" });
  }
}

export function isNode(value: unknown): value is XmlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A child that occurs once is an object, more often a list: here always a list. */
export function childNodes(node: XmlNode, name: string): readonly XmlNode[] {
  return childList(node, name).filter(isNode);
}

export function childTexts(node: XmlNode, name: string): readonly string[] {
  return childList(node, name).filter((child) => typeof child === "string");
}

/** The text of a child; `""` when there is none, or it has children itself. */
export function childText(node: XmlNode, name: string): string {
  return childTexts(node, name)[0] ?? "";
}

function childList(node: XmlNode, name: string): readonly unknown[] {
  const child = Object.hasOwn(node, name) ? node[name] : undefined;
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child];
}
