import type { Clock } from "../shared/clock.ts";
import { CcvError } from "./errors.ts";
import type { Shop } from "./shop.ts";

/** Limits per minute ("CCV Shop API, rate limits"): per resource and kind of method, and one over everything. */

const MINUTE_MS = 60_000;

export class RateLimiter {
  readonly #clock: Clock;
  #minute = 0;
  #counts = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws 429.10 or 429.11 when the call is one too many. */
  check(shop: Shop, method: string, path: string): void {
    const { limits } = shop.behaviour;
    if (!limits.enabled) return;
    this.#startMinute();
    const resource = path.replaceAll(/\/\d+/g, "/{id}").replace(/\/$/, "");
    const limit = method === "GET" ? limits.readsPerMinute : limits.writesPerMinute;
    if (this.#count(`${shop.name} ${method} ${resource}`) > limit) {
      throw tooMany("429.10", `Limit of ${limit} calls a minute reached for ${method} ${resource}`);
    }
    const total = limits.totalPerMinute;
    if (total !== null && this.#count(shop.name) > total) {
      throw tooMany("429.11", `Limit of ${total} calls a minute reached`);
    }
  }

  #startMinute(): void {
    const minute = Math.floor(this.#clock().getTime() / MINUTE_MS);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
  }

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}

export function tooMany(code: string, message: string, retryAfter?: number): CcvError {
  return new CcvError(429, code, retryAfter === undefined ? { message } : { message, retryAfter });
}
