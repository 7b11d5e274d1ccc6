import type { Sandbox } from "../../../sandbox/sandbox.ts";
import { at, escape, inSession, parse, text } from "./soap.ts";

/** Selections, and reading the escaped datasets they answer. */

export interface Selection {
  table: string;
  fields?: string;
  where?: [field: string, operator: string, value: string][];
  orderBy?: string;
  maximum?: number;
  size?: number;
  page?: number;
}

export function selectionXml(selection: Selection): string {
  const where = selection.where ?? [];
  const lists = [0, 1, 2].map((index) => where.map((condition) => condition[index]).join("\t"));
  const tags: [string, string][] = [
    ["TABLE", selection.table],
    ["SELECTFIELDS", selection.fields ?? "*"],
    ["WHEREFIELDS", lists[0] ?? ""],
    ["WHEREOPERATORS", lists[1] ?? ""],
    ["WHEREVALUES", lists[2] ?? ""],
    ["ORDERBY", selection.orderBy ?? "HROW"],
    ["MAXRESULT", String(selection.maximum ?? 0)],
    ["PAGESIZE", String(selection.size ?? 1000)],
    ["SELECTPAGE", String(selection.page ?? 1)],
  ];
  const inner = tags.map(([name, value]) => `<${name}>${escape(value)}</${name}>`).join("");
  return `<NewDataSet><Table1>${inner}</Table1></NewDataSet>`;
}

export interface Search {
  message: string;
  count: number | null;
  pages: number | null;
  rows: Record<string, string>[];
}

/** Reads the escaped dataset of a search. */
export async function search(
  sandbox: Sandbox,
  session: string,
  selection: Selection & { operation?: string; xml?: string },
): Promise<Search> {
  const operation = selection.operation ?? "GetStamtabelRecords";
  const own: [string, string][] = [
    ["Selectie", selection.xml ?? selectionXml(selection)],
    ["Records", ""],
  ];
  const answer = await inSession(sandbox, { operation, session, own });
  const data = parse(text(answer, "Records"));
  const rows = at(data, "NewDataSet", "DATA") ?? [];
  const count = at(data, "NewDataSet", "METADATA", "RECORDCOUNT");
  const pages = at(data, "NewDataSet", "METADATA", "TOTALPAGES");
  return {
    message: text(answer, "Foutmelding"),
    count: count === undefined ? null : Number(count),
    pages: pages === undefined ? null : Number(pages),
    rows: (Array.isArray(rows) ? rows : [rows]) as Record<string, string>[],
  };
}
