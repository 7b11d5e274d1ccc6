import { describe, expect, test } from "vitest";

import { type Fetch, sendRequest } from "../../../src/adapters/send-request.ts";

/** The limits that every call to the outside has. */

const LIMIT_BYTES = 100;
const TIME_LIMIT_MS = 30;

const REQUEST = { url: "https://shop.example/x", method: "GET", headers: {}, body: null } as const;

function send(fetch: Fetch) {
  return sendRequest(REQUEST, { fetch, timeoutMs: TIME_LIMIT_MS, bodyLimitBytes: LIMIT_BYTES });
}

/** A body that comes in pieces; what is still wanted of it is told. */
function pieces(next: (count: number) => Uint8Array | null | Promise<never>) {
  let asked = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        asked += 1;
        const piece = await next(asked);
        if (piece === null) controller.close();
        else controller.enqueue(piece);
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked: () => asked, cancelled: () => cancelled };
}

const TEN = new TextEncoder().encode("0123456789");
const never = (): Promise<never> => new Promise(() => {});

describe("an answer", () => {
  test("is never followed elsewhere, by the runtime neither", async () => {
    let mode = "";
    const answer = await send(async (request) => {
      mode = request.redirect;
      return new Response(null, { status: 302, headers: { location: "https://127.0.0.1/" } });
    });
    expect(mode).toBe("manual");
    expect(answer).toMatchObject({ ok: false, error: { reason: "redirect" } });
  });

  test("of exactly the limit is read, one byte more is not, and is let go of", async () => {
    const exact = pieces((count) => (count <= 10 ? TEN : null));
    expect(await send(async () => new Response(exact.body))).toMatchObject({ ok: true });
    const more = pieces(() => TEN);
    const answer = await send(async () => new Response(more.body));
    expect(answer).toMatchObject({ ok: false, error: { reason: "too-large" } });
    expect([more.asked(), more.cancelled()]).toEqual([11, true]);
  });

  test("that states a small length and sends more is not read either", async () => {
    const more = pieces((count) => (count <= 11 ? TEN : null));
    const headers = { "content-length": "10" };
    const answer = await send(async () => new Response(more.body, { headers }));
    expect(answer).toMatchObject({ ok: false, error: { reason: "too-large" } });
  });

  test("that comes in chunks is counted, whatever length it states", async () => {
    const more = pieces(() => TEN);
    const headers = { "content-length": "10", "transfer-encoding": "chunked" };
    const answer = await send(async () => new Response(more.body, { headers }));
    expect(answer).toMatchObject({ ok: false, error: { reason: "too-large" } });
    expect(more.asked()).toBe(11);
  });

  test.each([
    ["that never begins", () => never()],
    ["whose body never begins", async () => new Response(pieces(never).body)],
    [
      "whose body stops in the middle",
      async () => new Response(pieces((count) => (count < 3 ? TEN : never())).body),
    ],
  ])("%s ends at the time limit", async (_, fetch) => {
    expect(await send(fetch)).toEqual({
      ok: false,
      error: { reason: "timeout", message: `no answer within ${TIME_LIMIT_MS} ms` },
    });
  });

  test("whose connection breaks in the middle is no answer, never half of one", async () => {
    const broken = pieces((count) => (count < 3 ? TEN : Promise.reject(new Error("reset"))));
    expect(await send(async () => new Response(broken.body))).toEqual({
      ok: false,
      error: { reason: "network", message: "network error: reset" },
    });
  });

  test("is asked for with a signal that ends the exchange", async () => {
    let signal: AbortSignal | null = null;
    await send((request) => {
      ({ signal } = request);
      return never();
    });
    expect(signal).toMatchObject({ aborted: true });
  });
});
