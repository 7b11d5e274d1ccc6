/**
 * The EU's register of VAT numbers over its REST API (vat.md 1.1 to 1.6). Decides on the body alone: only a boolean
 * `valid` is an answer, since most errors come with HTTP 200. Format and checksum are the domain's.
 */
import type {
  VatNumberAnswer,
  VatNumberRegister,
} from "../../booking/ports/vat-number-register.ts";
import { sendRequest, type Fetch } from "../send-request.ts";

export interface VatNumberRegisterOptions {
  readonly fetch: Fetch;
  /** Base of the REST API, `VIES_URL`. */
  readonly url: string;
  readonly timeoutMs: number;
}

interface Question {
  readonly vatNumber: string;
  readonly requester: string | null;
}

/** An answer is a few hundred bytes; an error page of a proxy may be some kilobytes. */
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** VIES's words about the number itself (vat.md 1.3); every other word means "not now". */
const REJECTIONS: ReadonlySet<string> = new Set(["INVALID_INPUT", "VAT_BLOCKED"]);

/** Our setting is wrong, not the customer's number: asked once more without it. */
const REFUSED_REQUESTER = "INVALID_REQUESTER_INFO";

const NO_ANSWER = "NO_ANSWER";

export function createVatNumberRegister(options: VatNumberRegisterOptions): VatNumberRegister {
  return {
    async check(vatNumber, requester) {
      const answer = await ask(options, { vatNumber, requester });
      if (requester === null || !isRequesterRefused(answer)) return answer;
      return ask(options, { vatNumber, requester: null });
    },
  };
}

async function ask(
  options: VatNumberRegisterOptions,
  question: Question,
): Promise<VatNumberAnswer> {
  const sent = await sendRequest(
    {
      url: `${options.url.replace(/\/+$/, "")}/check-vat-number`,
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(questionBody(question)),
    },
    { fetch: options.fetch, timeoutMs: options.timeoutMs, bodyLimitBytes: ANSWER_LIMIT_BYTES },
  );
  if (!sent.ok) return noAnswer(NO_ANSWER, sent.error.message);
  return readAnswer(question.vatNumber, sent.value);
}

function questionBody({ vatNumber, requester }: Question): Record<string, string> {
  const asked = splitPrefix(vatNumber);
  const body = { countryCode: asked.country, vatNumber: asked.number };
  if (requester === null) return body;
  const own = splitPrefix(requester);
  return { ...body, requesterMemberStateCode: own.country, requesterNumber: own.number };
}

/** VIES writes Greece as EL, addresses write GR. */
function splitPrefix(vatNumber: string): { readonly country: string; readonly number: string } {
  const plain = vatNumber.toUpperCase().replaceAll(/[^A-Z0-9+*]/g, "");
  const prefix = plain.slice(0, 2);
  return { country: prefix === "GR" ? "EL" : prefix, number: plain.slice(2) };
}

function readAnswer(
  vatNumber: string,
  answer: { readonly status: number; readonly body: string },
): VatNumberAnswer {
  const body = parseObject(answer.body);
  if (body === null) return noAnswer(NO_ANSWER, `VIES answered ${answer.status} without JSON`);
  const code = errorCode(body);
  if (code === null && typeof body.valid === "boolean") return settled(vatNumber, body.valid, body);
  if (code === null) return noAnswer(NO_ANSWER, `VIES answered ${answer.status} without "valid"`);
  if (!REJECTIONS.has(code)) return noAnswer(code, `VIES could not answer: ${code}`);
  return { kind: "rejected", code, message: `VIES refuses the number ${vatNumber}: ${code}` };
}

function settled(
  vatNumber: string,
  valid: boolean,
  body: Readonly<Record<string, unknown>>,
): VatNumberAnswer {
  return {
    kind: valid ? "valid" : "invalid",
    vatNumber,
    requestDate: textOrNull(body.requestDate) ?? "",
    consultationNumber: textOrNull(body.requestIdentifier),
    name: textOrNull(body.name),
    address: textOrNull(body.address),
  };
}

/** Members that publish nothing answer `---`. */
function textOrNull(value: unknown): string | null {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || /^-+$/.test(text) ? null : text;
}

/** `{"actionSucceed":false,"errorWrappers":[{"error":"MS_UNAVAILABLE"}]}` */
function errorCode(body: Readonly<Record<string, unknown>>): string | null {
  const wrappers: readonly unknown[] = Array.isArray(body.errorWrappers) ? body.errorWrappers : [];
  const [first] = wrappers;
  if (isObject(first) && typeof first.error === "string" && first.error !== "") return first.error;
  return body.actionSucceed === false ? NO_ANSWER : null;
}

function isRequesterRefused(answer: VatNumberAnswer): boolean {
  return answer.kind === "no-answer" && answer.code === REFUSED_REQUESTER;
}

function noAnswer(code: string, message: string): VatNumberAnswer {
  return { kind: "no-answer", code, message };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
