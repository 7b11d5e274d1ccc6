import { XMLParser } from "fast-xml-parser";

import { IMUIS_PATH, type Sandbox } from "../../../sandbox/sandbox.ts";

/** A small SOAP client of the sandbox's iMUIS, written from the documentation and not from the sandbox's own code. */

const PARTNER_KEY = "abcdefghijklmnopqrstuvwxyz";

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An envelope with these arguments in this order. */
export function envelope(operation: string, parts: readonly (readonly [string, string])[]): string {
  const content = parts.map(([name, text]) => `<${name}>${escape(text)}</${name}>`).join("");
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${operation} xmlns="https://cloudswitch.imuisonline.com/">${content}</${operation}></soap:Body></soap:Envelope>`;
}

export function soapRequest(operation: string, body: string, signal?: AbortSignal): Request {
  return new Request(`https://imuis.example${IMUIS_PATH}`, {
    method: "POST",
    headers: {
      "content-type": "text/xml; charset=utf-8",
      soapaction: `"https://cloudswitch.imuisonline.com/${operation}"`,
    },
    body,
    ...(signal ? { signal } : {}),
  });
}

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, trimValues: false });

export type Parsed = Record<string, unknown>;

export function parse(text: string): Parsed {
  return parser.parse(text) as Parsed;
}

/** A walk down the parsed XML. */
export function at(node: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Parsed | undefined)?.[name], node);
}

export async function soap(
  sandbox: Sandbox,
  operation: string,
  parts: readonly (readonly [string, string])[],
): Promise<Parsed> {
  const response = await sandbox.fetch(soapRequest(operation, envelope(operation, parts)));
  const body = at(parse(await response.text()), "Envelope", "Body") as Parsed;
  return (at(body, `${operation}Response`) ?? body) as Parsed;
}

export async function login(sandbox: Sandbox, environmentCode = "00000"): Promise<string> {
  const answer = await soap(sandbox, "Login", [
    ["PartnerKey", PARTNER_KEY],
    ["Omgevingscode", environmentCode],
    ["SessionId", ""],
    ["Foutmelding", ""],
  ]);
  return text(answer, "SessionId");
}

/** A call within a session; `own` are the arguments between SessionId and Foutmelding. */
export function inSession(
  sandbox: Sandbox,
  call: { operation: string; session: string; own?: readonly (readonly [string, string])[] },
): Promise<Parsed> {
  return soap(sandbox, call.operation, [
    ["PartnerKey", PARTNER_KEY],
    ["Omgevingscode", "00000"],
    ["SessionId", call.session],
    ...(call.own ?? []),
    ["Foutmelding", ""],
  ]);
}

/** The text of an element that has no children. */
export function text(node: Parsed, name: string): string {
  const value = node[name];
  return typeof value === "string" ? value : "";
}
