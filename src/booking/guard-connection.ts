import {
  afterNews,
  type BreakerState,
  type ConnectionNews,
  passage,
} from "./connection-breaker.ts";
import type { Pace } from "./retry-policy.ts";

/** Puts a breaker before every call of a port. The port's callers see only answers. */

/** Where the state of one connection is kept. */
export interface BreakerKeeper {
  read(): BreakerState;
  write(state: BreakerState, news: ConnectionNews, message: string): void;
}

type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly kind: string } };

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "ok" in value;
}

/** Null: the call was not made, so that it says nothing. */
function newsOf(answer: unknown): ConnectionNews | null {
  if (!isAnswer(answer) || answer.ok) return { kind: "answered" };
  if (answer.error.kind === "unavailable")
    return "notBefore" in answer.error ? null : { kind: "failed" };
  if (answer.error.kind === "rate-limited") {
    const { retryAfterSeconds } = answer.error as { retryAfterSeconds?: number | null };
    return { kind: "limited", retryAfterSeconds: retryAfterSeconds ?? null };
  }
  return { kind: "answered" };
}

function messageOf(answer: unknown): string {
  if (!isAnswer(answer) || answer.ok) return "";
  const { message } = answer.error as { message?: string };
  return message ?? answer.error.kind;
}

const DOWN = "The connection does not answer; it is tried again now and then.";

async function guardCall(
  call: () => Promise<unknown>,
  keeper: BreakerKeeper,
  pace: Pace,
): Promise<unknown> {
  const before = keeper.read();
  const way = passage(before, pace);
  if (way.kind === "refused") {
    const error = { kind: "unavailable", message: DOWN, executed: "no", notBefore: way.notBefore };
    return { ok: false, error };
  }
  const isProbe = way.state !== before;
  if (isProbe) keeper.write(way.state, { kind: "failed" }, "");
  const answer = await call();
  const news = newsOf(answer);
  if (news) keeper.write(afterNews(keeper.read(), news, pace), news, messageOf(answer));
  // A probe that wasn't made leaves the next one its chance.
  else if (isProbe) keeper.write(before, { kind: "failed" }, "");
  return answer;
}

/** Every method of `port` answers a Result; a refused call answers `unavailable` with the time before which nothing is sent. */
export function guardConnection<Port extends object>(
  port: Port,
  keeper: BreakerKeeper,
  pace: Pace,
): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return (...args: unknown[]): Promise<unknown> =>
        guardCall(() => Reflect.apply(method, target, args) as Promise<unknown>, keeper, pace);
    },
  });
}

/**
 * Lets one call through at a time, in turn (`createPlaces(1)`). Whether iMUIS bears two calls in one session is not documented, and
 * a Durable Object alone does not serialise across `fetch`.
 */
export type Gate = <Value>(work: () => Promise<Value>) => Promise<Value>;

/**
 * Puts the breaker before each single call instead of before a port's method: a method that is answered from memory says
 * nothing of the connection. Every call through the gate answers a Result.
 */
export function guardGate(oneAtATime: Gate, keeper: BreakerKeeper, pace: Pace): Gate {
  return <Value>(work: () => Promise<Value>) =>
    oneAtATime(() => guardCall(work, keeper, pace) as Promise<Value>);
}
