import { describe, expect, test } from "vitest";

import {
  afterNews,
  type BreakerState,
  passage,
  WAY_OPEN,
} from "../../../src/booking/connection-breaker.ts";
import { guardConnection } from "../../../src/booking/guard-connection.ts";
import type { Pace } from "../../../src/booking/retry-policy.ts";

/** A connection's breaker: five failures close the way, one probe at a time asks whether it is open again. */

function clock(): { now: number; pace: Pace } {
  const state = { now: 1_000_000 };
  return {
    get now() {
      return state.now;
    },
    set now(value) {
      state.now = value;
    },
    pace: { retryBaseSeconds: 30, random: () => 0, now: () => state.now },
  };
}

function failTimes(times: number, pace: Pace): BreakerState {
  let state = WAY_OPEN;
  for (let count = 0; count < times; count += 1) state = afterNews(state, { kind: "failed" }, pace);
  return state;
}

describe("the breaker", () => {
  test("closes the way at the fifth failure in a row, for ten bases", () => {
    const { pace } = clock();
    expect(failTimes(4, pace).blockedUntil).toBe(0);
    expect(failTimes(5, pace).blockedUntil).toBe(pace.now() + 300_000);
  });

  test("one answer opens it, and the count begins anew", () => {
    const { pace } = clock();
    const answered = afterNews(failTimes(4, pace), { kind: "answered" }, pace);
    expect(afterNews(answered, { kind: "failed" }, pace)).toEqual({ failures: 1, blockedUntil: 0 });
  });

  test("lets one probe through when the time is over, and blocks the others meanwhile", () => {
    const at = clock();
    const closed = failTimes(5, at.pace);
    expect(passage(closed, at.pace)).toEqual({ kind: "refused", notBefore: closed.blockedUntil });
    at.now = closed.blockedUntil;
    const probe = passage(closed, at.pace);
    expect(probe.kind).toBe("let-through");
    if (probe.kind === "let-through") expect(passage(probe.state, at.pace).kind).toBe("refused");
  });

  test("a rate limit closes the way for as long as the other side says, else two bases", () => {
    const { pace } = clock();
    const limited = (retryAfterSeconds: number | null) =>
      afterNews(WAY_OPEN, { kind: "limited", retryAfterSeconds }, pace).blockedUntil - pace.now();
    expect(limited(5)).toBe(5_000);
    expect(limited(null)).toBe(60_000);
  });
});

describe("a guarded port", () => {
  function guarded(answers: readonly unknown[], pace: Pace) {
    let state = WAY_OPEN;
    const calls: string[] = [];
    const port = {
      async ask(question: string): Promise<unknown> {
        calls.push(question);
        return answers[calls.length - 1] ?? { ok: true, value: null };
      },
    };
    const keeper = { read: () => state, write: (next: BreakerState) => (state = next) };
    return { port: guardConnection(port, keeper, pace), calls };
  }

  const DOWN = { ok: false, error: { kind: "unavailable", message: "reset", executed: "no" } };

  test("is not called while it is down; callers are told until when", async () => {
    const at = clock();
    const { port, calls } = guarded([DOWN, DOWN, DOWN, DOWN, DOWN], at.pace);
    for (const question of ["1", "2", "3", "4", "5"]) await port.ask(question);
    expect(await port.ask("6")).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no", notBefore: at.now + 300_000 },
    });
    expect(calls).toEqual(["1", "2", "3", "4", "5"]);
    at.now += 300_000;
    expect(await port.ask("7")).toEqual({ ok: true, value: null });
    expect(await port.ask("8")).toEqual({ ok: true, value: null });
  });

  test("a call that was not made says nothing", async () => {
    const at = clock();
    const late = { ok: false, error: { ...DOWN.error, notBefore: at.now } };
    const { port, calls } = guarded([DOWN, DOWN, DOWN, DOWN, late, late, DOWN], at.pace);
    for (let count = 0; count < 7; count += 1) await port.ask(String(count));
    expect(calls).toHaveLength(7);
    expect(await port.ask("8")).toMatchObject({ error: { notBefore: at.now + 300_000 } });
  });

  test("a probe that was not made leaves the next one its chance", async () => {
    const at = clock();
    const late = { ok: false, error: { ...DOWN.error, notBefore: at.now } };
    const { port, calls } = guarded([DOWN, DOWN, DOWN, DOWN, DOWN, late], at.pace);
    for (let count = 0; count < 5; count += 1) await port.ask(String(count));
    at.now += 300_000;
    await port.ask("late");
    expect(await port.ask("probe")).toEqual({ ok: true, value: null });
    expect(calls).toHaveLength(7);
  });

  test("a refusal proves that the other side is there", async () => {
    const at = clock();
    const refusal = { ok: false, error: { kind: "refused", message: "no", code: null } };
    const { port, calls } = guarded([DOWN, DOWN, DOWN, DOWN, refusal, DOWN], at.pace);
    for (let count = 0; count < 7; count += 1) await port.ask(String(count));
    expect(calls).toHaveLength(7);
  });
});
