import type { HttpContext } from "./context.ts";
import { problemResponse, wrongHash } from "./problem.ts";

/**
 * The brake on wrong hashes and unknown addresses (contract section 4). It is asked only once a call has failed, so that a
 * correctly signed one is never refused, however many wrong ones came from the same place. The binding is optional.
 */

/** As much of a rate-limit binding as is used. */
export interface FailureBrake {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

const RETRY_AFTER_SECONDS = 60;

/** What a call with a wrong hash is answered: always the same, until there were too many of them. */
export async function refuseHash(c: HttpContext): Promise<Response> {
  return (await hasTooMany(c)) ? tooManyFailures() : wrongHash();
}

/** A brake that fails brakes nobody. */
async function hasTooMany(c: HttpContext): Promise<boolean> {
  const key = c.req.header("cf-connecting-ip");
  const brake = c.env.failureBrake;
  if (key === undefined || brake === null) return false;
  try {
    return !(await brake.limit({ key })).success;
  } catch {
    return false;
  }
}

function tooManyFailures(): Response {
  return problemResponse({
    status: 429,
    code: "TOO_MANY_ATTEMPTS",
    detail: "Too many calls with a wrong hash. Please wait a minute.",
    headers: { "retry-after": String(RETRY_AFTER_SECONDS) },
  });
}
