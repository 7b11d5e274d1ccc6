import { describe, expect, test } from "vitest";

import type { BooksFailure } from "../../../src/booking/ports/books.ts";
import type { ShopFailure } from "../../../src/booking/ports/shop.ts";
import {
  ATTEMPT_LIMIT,
  backoffMs,
  decideRetry,
  type Pace,
} from "../../../src/booking/retry-policy.ts";

/** The one place that decides retry: every kind of failure, and how every pause scales. */

const NOW = 1_700_000_000_000;

function pace(retryBaseSeconds: number, random = 0): Pace {
  return { retryBaseSeconds, random: () => random, now: () => NOW };
}

const shop = (failure: ShopFailure, attempt = 0) =>
  decideRetry({ side: "shop", failure }, attempt, pace(30));
const books = (failure: BooksFailure, during: "before" | "create", attempt = 0) =>
  decideRetry({ side: "books", failure, during }, attempt, pace(30));

describe("permanent failures of the shop", () => {
  test.for<[ShopFailure, string]>([
    [{ kind: "not-found", message: "" }, "SOURCE_NOT_FOUND"],
    [{ kind: "invalid", path: "total_price", message: "no number" }, "SOURCE_INVALID"],
    [{ kind: "refused", code: "500.90", message: "app not installed" }, "SOURCE_INVALID"],
    [{ kind: "credentials-refused", message: "401" }, "CCV_CREDENTIALS_INVALID"],
  ])("%o is %s", ([failure, code]) => {
    expect(shop(failure)).toMatchObject({ kind: "final", error: { code } });
  });
});

describe("failures that may pass", () => {
  test("a shop that does not answer uses up an attempt", () => {
    expect(shop({ kind: "unavailable", message: "503" })).toMatchObject({
      kind: "again",
      reason: "CCV_UNAVAILABLE",
      counts: true,
    });
  });

  test("a rate limit waits as long as the shop says, else two bases, and uses up none", () => {
    const limited = (retryAfterSeconds: number | null) =>
      shop({ kind: "rate-limited", retryAfterSeconds, message: "429.10" });
    expect(limited(7)).toMatchObject({ kind: "again", delayMs: 7_000, counts: false });
    expect(limited(null)).toMatchObject({ kind: "again", delayMs: 60_000, counts: false });
  });

  test("a connection that is known to be down costs no attempt and is waited for", () => {
    const down: BooksFailure = {
      kind: "unavailable",
      message: "",
      executed: "no",
      notBefore: NOW + 5_000,
    };
    expect(books(down, "before", ATTEMPT_LIMIT + 5)).toMatchObject({
      kind: "again",
      reason: "IMUIS_UNAVAILABLE",
      delayMs: 5_000,
      counts: false,
    });
  });

  test("the thirtieth attempt is the last; it names the cause", () => {
    const failure: ShopFailure = { kind: "unavailable", message: "answered 503" };
    expect(shop(failure, ATTEMPT_LIMIT - 2)).toMatchObject({ kind: "again" });
    expect(shop(failure, ATTEMPT_LIMIT - 1)).toEqual({
      kind: "final",
      error: { code: "GAVE_UP", figures: { attempts: "30", cause: "answered 503" } },
    });
  });
});

describe("what may have been booked is never simply sent again", () => {
  test("a create without an answer is unknown, whatever the attempt", () => {
    const lost: BooksFailure = { kind: "unavailable", message: "reset", executed: "unknown" };
    expect(books(lost, "create")).toEqual({ kind: "unknown", cause: "reset" });
    expect(books(lost, "create", ATTEMPT_LIMIT)).toEqual({ kind: "unknown", cause: "reset" });
  });

  test("what failed before the create, or certainly was not executed, is tried again", () => {
    expect(
      books({ kind: "unavailable", message: "", executed: "unknown" }, "before"),
    ).toMatchObject({ kind: "again" });
    expect(books({ kind: "unavailable", message: "", executed: "no" }, "create")).toMatchObject({
      kind: "again",
    });
  });

  test("a refusal is a person's, with iMUIS's own text", () => {
    expect(books({ kind: "refused", message: "Dagboek onbekend", code: null }, "create")).toEqual({
      kind: "final",
      error: { code: "IMUIS_REFUSED", figures: { text: "Dagboek onbekend" } },
    });
    expect(books({ kind: "login-refused", message: "Onbekend" }, "before")).toMatchObject({
      error: { code: "IMUIS_LOGIN_FAILED" },
    });
  });
});

describe("the backoff", () => {
  test("doubles from the base, half of it at random, and ends at 120 bases", () => {
    expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, pace(30)))).toEqual([
      15_000, 30_000, 60_000, 120_000,
    ]);
    expect(backoffMs(0, pace(30, 1))).toBe(30_000);
    expect(backoffMs(25, pace(30, 1))).toBe(3_600_000);
  });

  test("scales with the base", () => {
    expect(backoffMs(3, pace(0.1, 1))).toBe(800);
    expect(backoffMs(25, pace(0.1, 1))).toBe(12_000);
  });

  test("thirty attempts last about a day", () => {
    const total = Array.from({ length: ATTEMPT_LIMIT }, (_, attempt) =>
      backoffMs(attempt, pace(30, 0.5)),
    );
    const hours = total.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(16);
    expect(hours).toBeLessThan(26);
  });
});
