import { INTEGER_ARGUMENTS, type Operation, OPERATIONS } from "./operations.ts";
import { childrenOf, element, escapeXml, parseXml, textOf, type XmlNode } from "./xml.ts";

/** SOAP 1.1 and 1.2 envelopes as ASMX reads and writes them ("iMUIS API, SOAP contract"). */

export const NAMESPACE = "https://cloudswitch.imuisonline.com/";
const SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

export type SoapVersion = "1.1" | "1.2";

/** Malformed envelopes, unknown operations and wrong arguments. */
export class SoapFault extends Error {}

export interface SoapCall {
  version: SoapVersion;
  name: string;
  operation: Operation;
  arguments: Record<string, string>;
}

export function soapVersion(contentType: string | null): SoapVersion {
  return contentType?.includes("application/soap+xml") ? "1.2" : "1.1";
}

/** What a call seems to be about, for the list of calls; never fails. */
export function peek(body: string): { name: string; environmentCode: string } {
  const [name, node] = operationElement(body) ?? ["unknown", ""];
  const code = childrenOf(node).find(([argument]) => argument === "Omgevingscode")?.[1][0];
  return { name, environmentCode: textOf(code) ?? "" };
}

export function readCall(body: string, headers: Headers): SoapCall {
  const version = soapVersion(headers.get("content-type"));
  const found = operationElement(body);
  if (!found) throw new SoapFault("Server was unable to read request. Envelope is not valid XML.");
  if (!body.includes(version === "1.1" ? SOAP_11 : SOAP_12)) {
    throw new SoapFault("Possible SOAP version mismatch: envelope namespace was unexpected.");
  }
  const [name, node] = found;
  checkAction(version, name, headers);
  const operation = OPERATIONS[name];
  if (!operation || !new RegExp(`xmlns(:\\w+)?=["']${NAMESPACE}["']`).test(body)) {
    throw new SoapFault(`Unable to handle request without a valid action: ${name}.`);
  }
  return { version, name, operation, arguments: readArguments(name, operation, node) };
}

function operationElement(body: string): [string, XmlNode] | null {
  const envelope = childrenOf(parseXml(body) ?? "").find(([name]) => name === "Envelope");
  const content = childrenOf(envelope?.[1][0]).find(([name]) => name === "Body");
  const [first, ...others] = childrenOf(content?.[1][0]);
  if (!first || others.length > 0 || first[1].length !== 1) return null;
  return [first[0], first[1][0] ?? ""];
}

/** SOAP 1.1 of ASMX routes on the header; SOAP 1.2 falls back on the body element. */
function checkAction(version: SoapVersion, name: string, headers: Headers): void {
  if (version === "1.2") return;
  const action = (headers.get("soapaction") ?? "").replaceAll('"', "");
  if (action === NAMESPACE + name) return;
  throw new SoapFault(`Server did not recognize the value of HTTP Header SOAPAction: ${action}.`);
}

function readArguments(name: string, operation: Operation, node: XmlNode): Record<string, string> {
  const result: Record<string, string> = {};
  let position = 0;
  for (const [argument, values] of childrenOf(node)) {
    const found = operation.arguments.indexOf(argument, position);
    if (found < 0 || values.length !== 1) {
      throw new SoapFault(`${name}: argument ${argument} is unknown, repeated or out of order.`);
    }
    position = found + 1;
    result[argument] = argumentText(argument, values[0]);
  }
  for (const argument of operation.arguments) {
    if (INTEGER_ARGUMENTS.has(argument) && !/^-?\d+$/.test(result[argument] ?? "")) {
      throw new SoapFault(`${name}: argument ${argument} is no valid Int32 value.`);
    }
  }
  return result;
}

/** Keys come back as an array of strings, and may be sent as one; every other argument is text. */
function argumentText(argument: string, node: XmlNode | undefined): string {
  const text = textOf(node);
  if (text !== null) return text;
  if (argument === "Primarykey") return "";
  throw new SoapFault(`Argument ${argument} must be text, not elements.`);
}

export type Answer = Record<string, string | string[]>;

export interface Outcome {
  result: boolean;
  message: string;
  answers: Answer;
}

export function answerEnvelope(call: SoapCall, outcome: Outcome): Response {
  const fields = call.operation.answers.map((name) => answerElement(name, outcome.answers[name]));
  const message = call.operation.arguments.includes("Foutmelding")
    ? element("Foutmelding", outcome.message)
    : "";
  const result = `<${call.name}Result>${outcome.result}</${call.name}Result>`;
  const content = `${result}${fields.join("")}${message}`;
  const body = `<${call.name}Response xmlns="${NAMESPACE}">${content}</${call.name}Response>`;
  return envelope(call.version, body, 200);
}

function answerElement(name: string, value: string | string[] | undefined): string {
  if (name === "ORDNR") return element(name, typeof value === "string" ? value : "0");
  if (!Array.isArray(value)) return element(name, value ?? "");
  return `<${name}>${value.map((part) => element("string", part)).join("")}</${name}>`;
}

export function faultEnvelope(version: SoapVersion, text: string): Response {
  const body =
    version === "1.1"
      ? `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escapeXml(text)}</faultstring><detail /></soap:Fault>`
      : `<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${escapeXml(text)}</soap:Text></soap:Reason><soap:Detail /></soap:Fault>`;
  return envelope(version, body, 500);
}

function envelope(version: SoapVersion, body: string, status: number): Response {
  const [namespace, type] =
    version === "1.1" ? [SOAP_11, "text/xml"] : [SOAP_12, "application/soap+xml"];
  const text = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}"><soap:Body>${body}</soap:Body></soap:Envelope>`;
  return new Response(text, { status, headers: { "content-type": `${type}; charset=utf-8` } });
}
