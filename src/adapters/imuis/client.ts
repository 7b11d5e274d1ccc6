/**
 * Calls to one administration in iMUIS: one at a time, in one session, with a clear word on what became of each
 * (architecture.md, "What can happen to a create"). Knows no table.
 */
import type { Gate } from "../../booking/guard-connection.ts";
import type { BooksFailure } from "../../booking/ports/books.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { sendRequest, type Fetch } from "../send-request.ts";
import { discreet, withoutSecrets } from "./discreet.ts";
import {
  readEnvelope,
  soapAction,
  writeEnvelope,
  type Arguments,
  type Operation,
  type SoapAnswer,
} from "./envelope.ts";
import { concernsAccess, isSessionOver, loginRefused, refused, unavailable } from "./fault.ts";
import { isAlive, needsTouch, type ImuisSession, type SessionStore } from "./session.ts";

export interface ImuisOptions {
  readonly fetch: Fetch;
  /** The SOAP endpoint, `IMUIS_URL`. */
  readonly url: string;
  readonly partnerKey: string;
  readonly environmentCode: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly sessions: SessionStore;
  /** Lets one call through at a time, also across several `Books` of one administration. */
  readonly gate: Gate;
}

export interface ImuisCall {
  readonly operation: Exclude<Operation, "Login">;
  readonly values: Arguments;
  /** Ms since 1970; later it is not sent any more. */
  readonly sendBefore?: number;
}

export interface ImuisClient {
  /** Always a new session. */
  login(): Promise<Result<null, BooksFailure>>;
  call(call: ImuisCall): Promise<Result<SoapAnswer, BooksFailure>>;
}

/** What the reader takes at most; the bytes of UTF-8 may be a few more. */
const ANSWER_LIMIT_BYTES = 2 * 1024 * 1024;

export function createImuisClient(options: ImuisOptions): ImuisClient {
  return {
    login: () =>
      options.gate(async () => {
        const session = await login(options);
        return session.ok ? ok(null) : session;
      }),
    call: (call) => options.gate(() => callInSession(options, call)),
  };
}

/** A call that iMUIS refuses because the session is over was not executed: it is repeated once, in a new session. */
async function callInSession(
  options: ImuisOptions,
  call: ImuisCall,
): Promise<Result<SoapAnswer, BooksFailure>> {
  const stored = await openSession(options);
  if (!stored.ok) return stored;
  const first = await attempt(options, call, stored.value);
  if (!first.ok || !needsNewSession(call.operation, first.value)) {
    return conclude(call.operation, first);
  }
  const renewed = await login(options);
  if (!renewed.ok) return renewed;
  const second = await attempt(options, call, renewed.value);
  if (!second.ok || !isOver(second.value)) return conclude(call.operation, second);
  await options.sessions.forget();
  return fail(unavailable(second.value.fault, "no"));
}

async function openSession(options: ImuisOptions): Promise<Result<ImuisSession, BooksFailure>> {
  const session = await options.sessions.load();
  return session !== null && isAlive(session, options.now()) ? ok(session) : login(options);
}

/** A failed login changes nothing in the books. */
async function login(options: ImuisOptions): Promise<Result<ImuisSession, BooksFailure>> {
  await options.sessions.forget();
  const answer = await exchange(options, { operation: "Login", values: {}, sessionId: "" });
  if (!answer.ok) return fail(unavailable(answer.error, "no"));
  if (!answer.value.result || answer.value.fault !== "")
    return fail(loginRefused(answer.value.fault));
  const sessionId = answer.value.text("SessionId");
  if (sessionId === "") return fail(unavailable("iMUIS answered a login without a session", "no"));
  const session = { sessionId, usedAtMs: options.now().getTime() };
  await options.sessions.save(session);
  return ok(session);
}

async function attempt(
  options: ImuisOptions,
  call: ImuisCall,
  session: ImuisSession,
): Promise<Result<SoapAnswer, BooksFailure>> {
  const turnAt = options.now().getTime();
  if (turnAt > (call.sendBefore ?? Infinity)) return fail(tooLate(turnAt));
  const answer = await exchange(options, { ...call, sessionId: session.sessionId });
  if (!answer.ok) return fail(unavailable(answer.error, executedWithoutAnswer(call.operation)));
  const now = options.now();
  if (needsTouch(session, now) && !isOver(answer.value)) {
    await options.sessions.save({ ...session, usedAtMs: now.getTime() });
  }
  return answer;
}

/** iMUIS answers slowly, but it answers: the document comes back at once, with a claim of its full length. */
function tooLate(now: number): BooksFailure {
  const message = "iMUIS had no turn for it in time";
  return { kind: "unavailable", message, executed: "no", notBefore: now };
}

function isOver(answer: SoapAnswer): boolean {
  return answer.fault !== "" && isSessionOver(answer.fault);
}

/**
 * No list of error texts exists, so that a read that is refused for any reason is worth a new login: it tells whether the
 * access itself is gone. A create is repeated only when the text clearly concerns the session.
 */
function needsNewSession(operation: ImuisCall["operation"], answer: SoapAnswer): boolean {
  const isRead = executedWithoutAnswer(operation) === "no";
  return isOver(answer) || (isRead && answer.fault !== "");
}

/** A create whose answer is lost may have been executed: workerd reports a refused and a broken connection alike. */
function executedWithoutAnswer(operation: ImuisCall["operation"]): "no" | "unknown" {
  switch (operation) {
    case "GetStamtabelRecords":
    case "GetAdmInfo":
      return "no";
    case "CreateStamTabelRecord":
    case "CreateJournaalpost":
    case "CreateVerkoopOrder":
      return "unknown";
  }
}

/** A Foutmelding beside a key contradicts itself: then only looking tells what happened. */
function conclude(
  operation: ImuisCall["operation"],
  answer: Result<SoapAnswer, BooksFailure>,
): Result<SoapAnswer, BooksFailure> {
  if (!answer.ok) return answer;
  const { result, fault } = answer.value;
  if (result && fault === "") return answer;
  if (result && hasKey(answer.value)) {
    return fail(unavailable(fault, executedWithoutAnswer(operation)));
  }
  return fail(concernsAccess(fault) ? loginRefused(fault) : refused(fault));
}

function hasKey(answer: SoapAnswer): boolean {
  const orderNumber = answer.text("ORDNR");
  const isOrder = orderNumber !== "" && orderNumber !== "0";
  return isOrder || answer.text("Primarykey") !== "" || answer.texts("Primarykey").length > 0;
}

async function exchange(
  options: ImuisOptions,
  call: { readonly operation: Operation; readonly values: Arguments; readonly sessionId: string },
): Promise<Result<SoapAnswer, string>> {
  const { partnerKey, environmentCode } = options;
  const identification = { partnerKey, environmentCode, sessionId: call.sessionId };
  const sent = await sendRequest(
    {
      url: options.url,
      method: "POST",
      headers: {
        "content-type": "text/xml; charset=utf-8",
        soapaction: soapAction(call.operation),
      },
      body: writeEnvelope(call.operation, identification, call.values),
    },
    { fetch: options.fetch, timeoutMs: options.timeoutMs, bodyLimitBytes: ANSWER_LIMIT_BYTES },
  );
  if (!sent.ok) return fail(`iMUIS (${call.operation}): ${sent.error.message}`);
  const answer = readEnvelope(call.operation, sent.value.body);
  if (sent.value.status === 200 && answer.ok) return ok(discreet(answer.value, identification));
  const detail = answer.ok ? "" : `: ${withoutSecrets(answer.error.message, identification)}`;
  return fail(`iMUIS (${call.operation}) answered ${sent.value.status}${detail}`);
}
