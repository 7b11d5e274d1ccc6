import { XMLParser, XMLValidator } from "fast-xml-parser";

/** Reading and writing XML. Values stay text, white space included: TAB separates the lists of a selection. */

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] };

/** Null when the text is not well-formed. */
export function parseXml(text: string): { [name: string]: XmlNode | XmlNode[] } | null {
  if (text.trim() === "" || XMLValidator.validate(text) !== true) return null;
  const parsed: unknown = parser.parse(text);
  if (typeof parsed !== "object" || parsed === null) return null;
  return parsed as { [name: string]: XmlNode | XmlNode[] };
}

/** The child elements of a node, in the order of their first appearance, repeated ones as a list. */
export function childrenOf(node: XmlNode | XmlNode[] | undefined): [string, XmlNode[]][] {
  if (node === undefined || typeof node === "string" || Array.isArray(node)) return [];
  return Object.entries(node)
    .filter(([name]) => name !== "#text" && name !== "?xml")
    .map(([name, value]) => [name, Array.isArray(value) ? value : [value]]);
}

/** The text of an element without child elements; null when it has some. */
export function textOf(node: XmlNode | undefined): string | null {
  if (node === undefined) return "";
  if (typeof node === "string") return node;
  if (childrenOf(node).length > 0) return null;
  return typeof node["#text"] === "string" ? node["#text"] : "";
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** One element with escaped text, or an empty one. */
export function element(name: string, text: string): string {
  return text === "" ? `<${name} />` : `<${name}>${escapeXml(text)}</${name}>`;
}

/** One row of a dataset, for example `<DATA>`. */
export function rowElement(name: string, row: Readonly<Record<string, string>>): string {
  const fields = Object.entries(row).map(([field, value]) => element(field, value));
  return `<${name}>${fields.join("")}</${name}>`;
}
