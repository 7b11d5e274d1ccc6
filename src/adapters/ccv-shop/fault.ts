/** CCV Shop's error answers in our words (ccvshop.md 7.3 and 7.4). Business errors come as HTTP 500 with a code. */
import type { ShopFailure } from "../../booking/ports/shop.ts";
import type { Answer, NoAnswer } from "../send-request.ts";

/** The coded 500s and 501s that another try cannot change (table of ccvshop.md 7.4). */
const BUSINESS_CODES: ReadonlySet<string> = new Set([
  "500.20",
  "500.21",
  "500.22",
  "500.23",
  "500.24",
  "500.25",
  "500.40",
  "500.50",
  "500.60",
  "500.70",
  "500.80",
  "500.90",
  "501.10",
  "501.20",
  "501.30",
]);

/** "Unknown rate limit": comes as 500, means the same as a 429. */
const UNKNOWN_RATE_LIMIT = "500.10";

/** "Same value": the change was there already. */
export const SAME_VALUE_CODE = "500.50";

/** A developer message is a sentence; what is longer would be a page of a proxy. */
const MESSAGE_LIMIT_CHARACTERS = 300;

export function toUnansweredFailure(error: NoAnswer): ShopFailure {
  switch (error.reason) {
    case "network":
    case "timeout":
    case "redirect":
      return { kind: "unavailable", message: `CCV Shop: ${error.message}` };
    case "too-large":
      return { kind: "invalid", path: "", message: `CCV Shop: ${error.message}` };
  }
}

/** For every status but 2xx. */
export function toShopFailure(answer: Answer, now: Date): ShopFailure {
  const { code, text } = readErrorBody(answer.body);
  const message = describe(answer.status, code, text);
  if (answer.status === 401 || answer.status === 403)
    return { kind: "credentials-refused", message };
  if (answer.status === 429 || code.startsWith("429.") || code === UNKNOWN_RATE_LIMIT) {
    const retryAfterSeconds = readRetryAfter(answer.headers.get("retry-after"), now);
    return { kind: "rate-limited", retryAfterSeconds, message };
  }
  if (answer.status === 404) return { kind: "not-found", message };
  if (answer.status >= 500 && !BUSINESS_CODES.has(code)) return { kind: "unavailable", message };
  return { kind: "refused", code: code === "" ? String(answer.status) : code, message };
}

function describe(status: number, code: string, text: string): string {
  const words = [`CCV Shop answered ${status}`, code === "" ? "" : `(${code})`, text];
  return words.filter((word) => word !== "").join(" ");
}

/** `{status, code, developermessage}`; a proxy may answer with anything. */
function readErrorBody(body: string): { readonly code: string; readonly text: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return { code: "", text: "" };
    const code = "code" in parsed ? parsed.code : "";
    const text = "developermessage" in parsed ? parsed.developermessage : "";
    return {
      code: typeof code === "string" || typeof code === "number" ? String(code) : "",
      text: typeof text === "string" ? text.slice(0, MESSAGE_LIMIT_CHARACTERS) : "",
    };
  } catch {
    return { code: "", text: "" };
  }
}

/** Seconds or an HTTP date (RFC 9110 10.2.3); null when the shop didn't say. */
function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim());
  const milliseconds = Date.parse(header) - now.getTime();
  return Number.isNaN(milliseconds) ? null : Math.max(0, Math.ceil(milliseconds / 1000));
}

export function invalid(path: string, message: string): ShopFailure {
  return { kind: "invalid", path, message };
}
