/**
 * One outbound request, with a limit on everything: time, size, redirects. Shared by the adapters that speak HTTP.
 * It never throws for what the other side does; what an answer means is the adapter's business.
 */
import { fail, ok, type Result } from "../domain/result.ts";

export type Fetch = (request: Request) => Promise<Response>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface NoAnswer {
  readonly reason: "network" | "timeout" | "too-large" | "redirect";
  readonly message: string;
}

export interface OutboundRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `null` sends none. */
  readonly body: string | null;
}

export interface SendOptions {
  readonly fetch: Fetch;
  /** Covers the whole exchange, reading the body included. */
  readonly timeoutMs: number;
  readonly bodyLimitBytes: number;
}

/** Enough to recognise a runtime's own words in a message; more could be anything. */
const ERROR_TEXT_LIMIT_CHARACTERS = 200;

/** Redirects are never followed: a signature or a session would travel to an address nobody checked. */
export async function sendRequest(
  outbound: OutboundRequest,
  options: SendOptions,
): Promise<Result<Answer, NoAnswer>> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  const exchange = exchangeOnce(outbound, options, signal);
  try {
    return await Promise.race([exchange, rejectOnAbort(signal)]);
  } catch (error) {
    exchange.catch(() => {});
    return fail(noAnswer(error, options.timeoutMs, signal));
  }
}

async function exchangeOnce(
  outbound: OutboundRequest,
  options: SendOptions,
  signal: AbortSignal,
): Promise<Result<Answer, NoAnswer>> {
  // Called without a receiver: workerd's own fetch refuses any other `this`.
  const { fetch } = options;
  const response = await fetch(
    new Request(outbound.url, {
      method: outbound.method,
      headers: { ...outbound.headers },
      body: outbound.body,
      redirect: "manual",
      signal,
    }),
  );
  if (isRedirect(response)) {
    await response.body?.cancel();
    return fail({ reason: "redirect", message: `redirect (${response.status}) not followed` });
  }
  const body = await readLimited(response, options.bodyLimitBytes);
  if (body === null) {
    const message = `the answer is larger than ${options.bodyLimitBytes} bytes`;
    return fail({ reason: "too-large", message });
  }
  return ok({ status: response.status, headers: response.headers, body });
}

function isRedirect(response: Response): boolean {
  return response.status === 0 || (response.status >= 300 && response.status < 400);
}

/** For texts that are there as a whole: nothing of one is left over for the next. */
const wholeText = new TextDecoder();

async function readLimited(response: Response, limitBytes: number): Promise<string | null> {
  if (response.body === null) return "";
  if (!isStatedWithin(response.headers, limitBytes)) return readInParts(response.body, limitBytes);
  const bytes = await response.arrayBuffer();
  return bytes.byteLength > limitBytes ? null : wholeText.decode(bytes);
}

/** HTTP itself cuts a body off at its stated length, unless it comes in chunks; a compressed one is longer when it is read. */
function isStatedWithin(headers: Headers, limitBytes: number): boolean {
  const stated = headers.get("content-length") ?? "";
  const isCutOff = !headers.has("content-encoding") && !headers.has("transfer-encoding");
  return /^\d+$/.test(stated) && Number(stated) <= limitBytes && isCutOff;
}

async function readInParts(body: ReadableStream, limitBytes: number): Promise<string | null> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** A fetch that ignores its signal must not outlive the limit either. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("time is up")), { once: true });
  });
}

function noAnswer(error: unknown, timeoutMs: number, signal: AbortSignal): NoAnswer {
  if (signal.aborted) return { reason: "timeout", message: `no answer within ${timeoutMs} ms` };
  const text = error instanceof Error ? error.message : "unknown cause";
  return {
    reason: "network",
    message: `network error: ${text.slice(0, ERROR_TEXT_LIMIT_CHARACTERS)}`,
  };
}
