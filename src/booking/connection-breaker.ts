import { BREAKER_FAILURE_LIMIT, PROBE_IN_BASES, type Pace } from "./retry-policy.ts";

/**
 * One connection's circuit breaker: after some failures in a row nothing is sent any more but one probe now and then;
 * the first answer lets everything through again. A rate limit closes the way in the same manner, until its time is over.
 */

export interface BreakerState {
  readonly failures: number;
  /** Nothing is sent before (ms since 1970); 0 = open way. */
  readonly blockedUntil: number;
}

export const WAY_OPEN: BreakerState = { failures: 0, blockedUntil: 0 };

const MS_PER_SECOND = 1000;
const RATE_LIMIT_IN_BASES = 2;

/** What an answer says of the connection; business answers, refusals included, prove that the other side is there. */
export type ConnectionNews =
  | { readonly kind: "answered" }
  | { readonly kind: "failed" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number | null };

export function afterNews(state: BreakerState, news: ConnectionNews, pace: Pace): BreakerState {
  switch (news.kind) {
    case "answered":
      return WAY_OPEN;
    case "limited": {
      const seconds = news.retryAfterSeconds ?? RATE_LIMIT_IN_BASES * pace.retryBaseSeconds;
      return { failures: 0, blockedUntil: pace.now() + MS_PER_SECOND * seconds };
    }
    case "failed": {
      const failures = state.failures + 1;
      return failures < BREAKER_FAILURE_LIMIT
        ? { failures, blockedUntil: 0 }
        : { failures, blockedUntil: pace.now() + probeIntervalMs(pace) };
    }
  }
}

function probeIntervalMs(pace: Pace): number {
  return MS_PER_SECOND * PROBE_IN_BASES * pace.retryBaseSeconds;
}

export type Passage =
  | { readonly kind: "refused"; readonly notBefore: number }
  /** `state` is what holds while the call is under way: a probe blocks the others. */
  | { readonly kind: "let-through"; readonly state: BreakerState };

/** May a call go out now? */
export function passage(state: BreakerState, pace: Pace): Passage {
  if (state.blockedUntil > pace.now()) return { kind: "refused", notBefore: state.blockedUntil };
  if (state.blockedUntil === 0) return { kind: "let-through", state };
  return {
    kind: "let-through",
    state: { ...state, blockedUntil: pace.now() + probeIntervalMs(pace) },
  };
}
