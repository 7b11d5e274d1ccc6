/** Books over a scripted SOAP endpoint. The script is written as text, so that it doesn't lean on the code under test. */
import { createBooks } from "../../../../src/adapters/imuis/books.ts";
import type { ImuisSession } from "../../../../src/adapters/imuis/session.ts";
import { createPlaces } from "../../../../src/booking/places.ts";
import type { Books } from "../../../../src/booking/ports/books.ts";
import { scriptedFetch, type Asked, type Scripted } from "../scripted-fetch.ts";

const NAMESPACE = "https://cloudswitch.imuisonline.com/";

export interface SoapCall {
  readonly operation: string;
  readonly body: string;
  /** How often this operation was called before. */
  readonly earlier: number;
}

export type Answering = (call: SoapCall) => Response | Promise<Response>;

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An answer as the WSDL has it; `fields` is XML. */
export function answer(
  operation: string,
  fields: string,
  { result = true, fault = "" } = {},
): Response {
  const content = `<${operation}Result>${result}</${operation}Result>${fields}<Foutmelding>${escape(fault)}</Foutmelding>`;
  return envelope(`<${operation}Response xmlns="${NAMESPACE}">${content}</${operation}Response>`);
}

export function envelope(body: string, status = 200): Response {
  const text = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
  return new Response(text, { status, headers: { "content-type": "text/xml; charset=utf-8" } });
}

/** `rows` are the contents of DATA elements. */
export function records(rows: readonly string[], operation = "GetStamtabelRecords"): Response {
  const data = rows.map((row) => `<DATA>${row}</DATA>`).join("");
  const metadata = `<METADATA><RECORDCOUNT>${rows.length}</RECORDCOUNT><TOTALPAGES>1</TOTALPAGES></METADATA>`;
  return dataset(`${metadata}${data}`, operation);
}

export function dataset(content: string, operation = "GetStamtabelRecords"): Response {
  return answer(operation, `<Records>${escape(`<NewDataSet>${content}</NewDataSet>`)}</Records>`);
}

export function loggedIn(sessionId = "65914/205@;0"): Response {
  return answer("Login", `<SessionId>${sessionId}</SessionId>`);
}

interface Fixture extends Scripted {
  readonly books: Books;
  readonly operations: () => readonly string[];
  readonly stored: { session: ImuisSession | null };
  readonly clock: { now: number };
}

/** Logins succeed unless the script says otherwise. */
export function booksAnswering(answering: Answering): Fixture {
  const seen: string[] = [];
  const script = scriptedFetch((asked) => {
    const operation = operationOf(asked);
    const earlier = seen.filter((known) => known === operation).length;
    seen.push(operation);
    return answering({ operation, body: asked.body, earlier });
  });
  const stored: { session: ImuisSession | null } = { session: null };
  const clock = { now: Date.parse("2023-03-01T10:00:00Z") };
  const books = createBooks({
    fetch: script.fetch,
    url: "https://imuis.example/v1/ws1_xml.asmx",
    partnerKey: "partner&key",
    environmentCode: "00000",
    timeoutMs: 50,
    now: () => new Date(clock.now),
    gate: createPlaces(1),
    sessions: {
      load: async () => stored.session,
      save: async (session) => {
        stored.session = session;
      },
      forget: async () => {
        stored.session = null;
      },
    },
  });
  return { ...script, books, operations: () => seen, stored, clock };
}

function operationOf(asked: Asked): string {
  const action = asked.headers.get("soapaction") ?? "";
  const [, operation = ""] =
    /^"https:\/\/cloudswitch\.imuisonline\.com\/(\w+)"$/.exec(action) ?? [];
  return operation;
}

/** The inner document of an argument, unescaped once. */
export function argument(body: string, name: string): string {
  const [, escaped = ""] = new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(body) ?? [];
  return unescape(escaped);
}

export function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
