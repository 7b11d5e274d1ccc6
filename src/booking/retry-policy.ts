import type { BookingError } from "../domain/booking-error.ts";
import type { OpenReason } from "../domain/codes.ts";
import type { BooksFailure } from "./ports/books.ts";
import type { ShopFailure } from "./ports/shop.ts";

/**
 * The one place that decides whether a failure is tried again, and when. Everything else only carries the answer out.
 * Every pause scales with `RETRY_BASE_SECONDS` (contract section 1).
 */

/** Thirty attempts with an hour at most between them: about a day. */
export const ATTEMPT_LIMIT = 30;

/** At the default base of 30 seconds: one hour. */
const LONGEST_DELAY_IN_BASES = 120;

/** A vendor that limits us without saying for how long. */
const RATE_LIMIT_DELAY_IN_BASES = 2;

/** A breaker opens after this many failures in a row and lets one probe through every `PROBE_IN_BASES`. */
export const BREAKER_FAILURE_LIMIT = 5;
export const PROBE_IN_BASES = 10;

const MS_PER_SECOND = 1000;

export type Failure =
  | { readonly side: "shop"; readonly failure: ShopFailure }
  /** `during` the create, or something before it that cannot have booked anything. */
  | {
      readonly side: "books";
      readonly failure: BooksFailure;
      readonly during: "before" | "create";
    };

export type Policy =
  /** Waits as `open` and is tried again by itself. `counts`: it uses up an attempt. */
  | {
      readonly kind: "again";
      readonly reason: OpenReason;
      readonly delayMs: number;
      readonly counts: boolean;
      readonly cause: string;
    }
  /** A person must act. */
  | { readonly kind: "final"; readonly error: BookingError }
  /** It may have been booked: look before anything else. */
  | { readonly kind: "unknown"; readonly cause: string };

export interface Pace {
  readonly retryBaseSeconds: number;
  /** 0 to 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Base x 2^attempt, at most 120 bases (an hour by default), half of it fixed and half at random. */
export function backoffMs(attempt: number, pace: Pace): number {
  const longest = LONGEST_DELAY_IN_BASES * pace.retryBaseSeconds;
  const delay = Math.min(longest, pace.retryBaseSeconds * 2 ** attempt);
  return Math.round(MS_PER_SECOND * delay * (0.5 + pace.random() / 2));
}

function rateLimitMs(retryAfterSeconds: number | null, pace: Pace): number {
  const seconds = retryAfterSeconds ?? RATE_LIMIT_DELAY_IN_BASES * pace.retryBaseSeconds;
  return Math.round(MS_PER_SECOND * seconds * (1 + pace.random() / 2));
}

/** Waiting for a connection that is known to be down uses up no attempt: one probe now and then asks for all. */
function unavailablePolicy(
  failure: { readonly message: string; readonly notBefore?: number },
  reason: OpenReason,
  retry: { readonly attempt: number; readonly pace: Pace },
): Policy {
  const { attempt, pace } = retry;
  const held = failure.notBefore !== undefined;
  return {
    kind: "again",
    reason,
    delayMs: held ? Math.max(0, failure.notBefore - pace.now()) : backoffMs(attempt, pace),
    counts: !held,
    cause: failure.message,
  };
}

function shopPolicy(failure: ShopFailure, attempt: number, pace: Pace): Policy {
  switch (failure.kind) {
    case "not-found":
      return { kind: "final", error: { code: "SOURCE_NOT_FOUND", figures: {} } };
    case "invalid":
      return sourceInvalid(failure.path, failure.message);
    case "refused":
      return sourceInvalid(failure.code, failure.message);
    case "credentials-refused":
      return {
        kind: "final",
        error: { code: "CCV_CREDENTIALS_INVALID", figures: { text: failure.message } },
      };
    case "rate-limited":
      return {
        kind: "again",
        reason: "CCV_UNAVAILABLE",
        delayMs: rateLimitMs(failure.retryAfterSeconds, pace),
        counts: false,
        cause: failure.message,
      };
    case "unavailable":
      return unavailablePolicy(failure, "CCV_UNAVAILABLE", { attempt, pace });
  }
}

function sourceInvalid(path: string, text: string): Policy {
  return { kind: "final", error: { code: "SOURCE_INVALID", figures: { path, text } } };
}

function booksPolicy(
  failed: Extract<Failure, { side: "books" }>,
  attempt: number,
  pace: Pace,
): Policy {
  const { failure, during } = failed;
  switch (failure.kind) {
    case "login-refused":
      return {
        kind: "final",
        error: { code: "IMUIS_LOGIN_FAILED", figures: { text: failure.message } },
      };
    case "refused":
      return {
        kind: "final",
        error: { code: "IMUIS_REFUSED", figures: { text: failure.message } },
      };
    case "unavailable":
      return during === "create" && failure.executed === "unknown"
        ? { kind: "unknown", cause: failure.message }
        : unavailablePolicy(failure, "IMUIS_UNAVAILABLE", { attempt, pace });
  }
}

/** What follows from a failure at the given attempt (0 = the first). Pure but for the random number it is given. */
export function decideRetry(failed: Failure, attempt: number, pace: Pace): Policy {
  const policy =
    failed.side === "shop"
      ? shopPolicy(failed.failure, attempt, pace)
      : booksPolicy(failed, attempt, pace);
  if (policy.kind !== "again" || !policy.counts || attempt + 1 < ATTEMPT_LIMIT) return policy;
  return {
    kind: "final",
    error: { code: "GAVE_UP", figures: { attempts: String(ATTEMPT_LIMIT), cause: policy.cause } },
  };
}
