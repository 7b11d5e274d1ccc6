/**
 * SOAP 1.1 as iMUIS speaks it (imuis.md 1.2 and 1.3; ws1_xml.wsdl): operations with their arguments in the WSDL's order,
 * datasets as escaped text, answers with a result, a Foutmelding and the arguments that come back.
 */
import { fail, ok, type Result } from "../../domain/result.ts";
import {
  childNodes,
  childText,
  childTexts,
  element,
  escapeXml,
  parseXml,
  type XmlNode,
} from "./xml.ts";

const NAMESPACE = "https://cloudswitch.imuisonline.com/";

/** The arguments of each operation in the order of the WSDL; every one is sent, also when empty. */
const OPERATIONS = {
  Login: [],
  GetStamtabelRecords: ["Selectie", "Records"],
  GetAdmInfo: ["Selectie", "Records"],
  CreateStamTabelRecord: ["Stamtabel", "Primarykey"],
  CreateJournaalpost: ["Journaalpost", "Primarykey"],
  CreateVerkoopOrder: ["Verkooporder", "ORDNR"],
} as const satisfies Record<string, readonly string[]>;

export type Operation = keyof typeof OPERATIONS;
export type Arguments = Readonly<Record<string, string>>;

export interface Identification {
  readonly partnerKey: string;
  readonly environmentCode: string;
  readonly sessionId: string;
}

export interface SoapAnswer {
  readonly result: boolean;
  /** Trimmed; `""` when there is none. */
  readonly fault: string;
  /** A returned argument as text. */
  text(name: string): string;
  /** The strings of a returned ArrayOfString. */
  texts(name: string): readonly string[];
}

export function soapAction(operation: Operation): string {
  return `"${NAMESPACE}${operation}"`;
}

export function writeEnvelope(
  operation: Operation,
  identification: Identification,
  values: Arguments,
): string {
  const fields: readonly (readonly [string, string])[] = [
    ["PartnerKey", identification.partnerKey],
    ["Omgevingscode", identification.environmentCode],
    ["SessionId", identification.sessionId],
    ...OPERATIONS[operation].map((name): readonly [string, string] => [name, values[name] ?? ""]),
    ["Foutmelding", ""],
  ];
  const content = fields.map(([name, value]) => element(name, escapeXml(value))).join("");
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>',
    `<${operation} xmlns="${NAMESPACE}">${content}</${operation}>`,
    "</soap:Body></soap:Envelope>",
  ].join("");
}

/** An answer is the operation's own response element with a boolean result; all else says nothing about what happened. */
export function readEnvelope(
  operation: Operation,
  xml: string,
): Result<SoapAnswer, { readonly message: string }> {
  const parsed = parseXml(xml);
  if (!parsed.ok) return parsed;
  const body = descend(parsed.value, ["Envelope", "Body"]);
  if (body === null) return fail({ message: "the answer is no SOAP envelope" });
  const fault = descend(body, ["Fault"]);
  if (fault !== null) return fail({ message: `SOAP fault: ${childText(fault, "faultstring")}` });
  const response = descend(body, [`${operation}Response`]);
  const result = response === null ? null : readBoolean(childText(response, `${operation}Result`));
  if (response === null || result === null) return fail({ message: `no answer to ${operation}` });
  return ok(toAnswer(response, result));
}

function toAnswer(response: XmlNode, result: boolean): SoapAnswer {
  return {
    result,
    fault: childText(response, "Foutmelding").trim(),
    text: (name) => childText(response, name),
    texts: (name) => childNodes(response, name).flatMap((node) => childTexts(node, "string")),
  };
}

function descend(node: XmlNode, names: readonly string[]): XmlNode | null {
  let current: XmlNode | null = node;
  for (const name of names)
    current = current === null ? null : (childNodes(current, name)[0] ?? null);
  return current;
}

/** xs:boolean has four notations. */
function readBoolean(text: string): boolean | null {
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : null;
}
