import type { BookingError } from "../domain/booking-error.ts";
import type { OpenReason, SkippedReason } from "../domain/codes.ts";
import type { Settlement } from "./ports/claim.ts";
import type { SettledFields } from "./ports/document-record.ts";
import { decideRetry, type Failure, type Policy } from "./retry-policy.ts";
import type { Work } from "./work.ts";

/** How a claim ends: each way in one function, so that no path forgets a field. */

export function settleOpen(
  reason: OpenReason,
  options: {
    readonly fields?: SettledFields;
    readonly detail: string;
    readonly nextCheckAt?: number | null;
  },
): Settlement {
  return {
    status: "open",
    reason,
    nextCheckAt: options.nextCheckAt ?? null,
    clearIntent: true,
    attempts: 0,
    history: { event: "settled", code: reason, detail: options.detail },
    ...(options.fields && { fields: options.fields }),
  };
}

export function settleSkipped(
  reason: SkippedReason,
  options: { readonly fields?: SettledFields; readonly detail: string; readonly linkedTo?: string },
): Settlement {
  return {
    status: "skipped",
    reason,
    nextCheckAt: null,
    clearIntent: true,
    history: { event: "settled", code: reason, detail: options.detail },
    ...(options.fields && { fields: options.fields }),
    ...(options.linkedTo && { linkedTo: options.linkedTo }),
  };
}

export function settleError(error: BookingError, fields?: SettledFields): Settlement {
  return {
    status: "error",
    error,
    nextCheckAt: null,
    clearIntent: true,
    attempts: 0,
    history: { event: "settled", code: error.code },
    ...(fields && { fields }),
  };
}

/** Nobody knows whether it was booked: look at `nextCheckAt`, and keep the intent. */
export function settleUnknown(
  cause: string,
  options: {
    readonly nextCheckAt: number;
    readonly looks: number;
    readonly fields?: SettledFields;
  },
): Settlement {
  return {
    status: "unknown",
    nextCheckAt: options.nextCheckAt,
    lookFrom: options.nextCheckAt,
    looks: options.looks,
    history: { event: "settled", code: "UNKNOWN", detail: cause },
    ...(options.fields && { fields: options.fields }),
  };
}

/** Carries out what the retry policy says of a failure before the create. */
export function settleFailure(work: Work, failed: Failure, fields?: SettledFields): Settlement {
  const policy: Policy = decideRetry(failed, work.record.attempts, work.deps.pace);
  switch (policy.kind) {
    case "final":
      return settleError(policy.error, fields);
    case "unknown":
      return settleUnknown(policy.cause, {
        nextCheckAt: work.deps.now() + work.deps.settleMs,
        looks: 0,
        ...(fields && { fields }),
      });
    case "again":
      return {
        ...settleOpen(policy.reason, {
          detail: policy.cause,
          nextCheckAt: work.deps.now() + policy.delayMs,
          ...(fields && { fields }),
        }),
        attempts: work.record.attempts + (policy.counts ? 1 : 0),
      };
  }
}
