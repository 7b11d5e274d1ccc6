import { refuse } from "./refusal.ts";
import { childrenOf, parseXml, rowElement, textOf, type XmlNode } from "./xml.ts";

/** The XML documents inside string arguments ("iMUIS API, datasets"): no namespace, root NewDataSet. */

export interface DatasetRow {
  name: string;
  fields: Record<string, string>;
}

/** The rows of a dataset in document order per element name. */
export function readDataset(text: string, what: string): DatasetRow[] {
  const root = childrenOf(parseXml(text) ?? "")[0];
  if (!root || !["NewDataSet", "DATASET"].includes(root[0]) || root[1].length !== 1) {
    refuse(`${what} is geen geldig XML-document met NewDataSet.`);
  }
  return childrenOf(root[1][0]).flatMap(([name, nodes]) =>
    nodes.map((node) => ({ name, fields: readFields(name, node) })),
  );
}

function readFields(row: string, node: XmlNode): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, values] of childrenOf(node)) {
    const text = values.length === 1 ? textOf(values[0]) : null;
    if (text === null)
      refuse(`Element ${name} in ${row} komt meer dan eens voor of is geen tekst.`);
    fields[name] = text;
  }
  return fields;
}

export function writeDataset(rows: readonly DatasetRow[]): string {
  return `<NewDataSet>${rows.map(({ name, fields }) => rowElement(name, fields)).join("")}</NewDataSet>`;
}

export interface SearchResult {
  rows: Record<string, string>[];
  recordCount: number;
  totalPages: number;
}

/** The answer to a selection; columns without a value are left out. */
export function writeSearchResult(result: SearchResult): string {
  const metadata = {
    RECORDCOUNT: String(result.recordCount),
    TOTALPAGES: String(result.totalPages),
  };
  const data = result.rows.map((row) => ({ name: "DATA", fields: withoutEmpty(row) }));
  return writeDataset([{ name: "METADATA", fields: metadata }, ...data]);
}

function withoutEmpty(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""));
}
