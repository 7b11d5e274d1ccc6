import type { Sandbox } from "../../../sandbox/sandbox.ts";
import { at, escape, inSession, parse, text } from "./soap.ts";

/** The three creates, with the document that each wants. */

export function dataset(rows: readonly (readonly [string, Record<string, string>])[]): string {
  const content = rows.map(([name, fields]) => {
    const inner = Object.entries(fields).map(([key, value]) => `<${key}>${escape(value)}</${key}>`);
    return `<${name}>${inner.join("")}</${name}>`;
  });
  return `<NewDataSet>${content.join("")}</NewDataSet>`;
}

export async function create(
  sandbox: Sandbox,
  session: string,
  record: { table: string; fields: Record<string, string> },
): Promise<{ message: string; key: string }> {
  const xml = dataset([
    ["METADATA", { TABLE: record.table }],
    ["DATA", record.fields],
  ]);
  const own: [string, string][] = [
    ["Stamtabel", xml],
    ["Primarykey", ""],
  ];
  const answer = await inSession(sandbox, { operation: "CreateStamTabelRecord", session, own });
  return { message: text(answer, "Foutmelding"), key: text(answer, "Primarykey") };
}

/** The manual's own example: 14.99 incl. 21 % and 35.09 more, 50.08 in all. */
export function boeRows(changes: Record<string, string>[] = []): Record<string, string>[] {
  const common = {
    DAGB: "41",
    JR: "2023",
    PN: "3",
    DAT: "01-03-2023",
    TEGREK: "2975",
    BOEKSTUK: "14194",
    OMSCHR: "14194",
  };
  const rows: Record<string, string>[] = [
    { ...common, REK: "12000", BTW: "0", BEDRBOEK: "50.08", BEDRBTW: "0.00", FACT: "14194" },
    { ...common, REK: "8000", BTW: "2", BEDRBOEK: "-14.99", BEDRBTW: "-2.60" },
    { ...common, REK: "8000", BTW: "2", BEDRBOEK: "-35.09", BEDRBTW: "-6.09" },
  ];
  return rows.map((row, index) => Object.assign(row, changes[index]));
}

export async function bookEntry(
  sandbox: Sandbox,
  session: string,
  rows: Record<string, string>[],
): Promise<{ message: string; result: string; key: unknown; rows: unknown }> {
  const own: [string, string][] = [
    ["Journaalpost", dataset(rows.map((row) => ["BOE", row]))],
    ["Primarykey", ""],
  ];
  const answer = await inSession(sandbox, { operation: "CreateJournaalpost", session, own });
  return {
    message: text(answer, "Foutmelding"),
    result: text(answer, "CreateJournaalpostResult"),
    key: at(answer, "Primarykey", "string"),
    rows: at(parse(text(answer, "Journaalpost")), "NewDataSet", "BOE"),
  };
}

export async function bookOrder(
  sandbox: Sandbox,
  session: string,
  order: { head: Record<string, string>; lines: Record<string, string>[] },
): Promise<{ message: string; number: string }> {
  const xml = dataset([
    ["ORDKOP", order.head],
    ...order.lines.map((line): [string, Record<string, string>] => ["ORDRG", line]),
  ]);
  const own: [string, string][] = [
    ["Verkooporder", xml],
    ["ORDNR", "0"],
  ];
  const answer = await inSession(sandbox, { operation: "CreateVerkoopOrder", session, own });
  return { message: text(answer, "Foutmelding"), number: text(answer, "ORDNR") };
}
