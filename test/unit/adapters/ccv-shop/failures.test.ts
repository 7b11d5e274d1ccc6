import { describe, expect, test } from "vitest";

import { json, silence } from "../scripted-fetch.ts";
import { shopWith } from "./shop-fixture.ts";

const body = (status: number, code: string): Response =>
  json({ status, code, developermessage: "said the shop" }, { status });

async function failureOf(respond: () => Response | Promise<Response>): Promise<unknown> {
  const read = await shopWith(respond).shop.readProductEan("1");
  return read.ok ? read.value : read.error;
}

describe("what the shop answers", () => {
  test.each([
    [401, "401.10", { kind: "credentials-refused" }],
    [403, "", { kind: "credentials-refused" }],
    [404, "404.10", { kind: "not-found" }],
    [429, "429.10", { kind: "rate-limited", retryAfterSeconds: null }],
    [500, "429.11", { kind: "rate-limited" }],
    [500, "500.10", { kind: "rate-limited" }],
    [500, "500.20", { kind: "refused", code: "500.20" }],
    [500, "500.90", { kind: "refused", code: "500.90" }],
    [501, "501.20", { kind: "refused", code: "501.20" }],
    [500, "500.99", { kind: "unavailable" }],
    [500, "", { kind: "unavailable" }],
    [503, "", { kind: "unavailable" }],
    [400, "400.10", { kind: "refused", code: "400.10" }],
    [422, "", { kind: "refused", code: "422" }],
  ])("%d %s", async (status, code, failure) => {
    expect(await failureOf(() => body(status, code))).toMatchObject({
      ...failure,
      message: expect.stringContaining(String(status)),
    });
  });

  test("repeats the shop's own words", async () => {
    expect(await failureOf(() => body(500, "500.80"))).toMatchObject({
      message: "CCV Shop answered 500 (500.80) said the shop",
    });
  });

  test.each([
    ["17", 17],
    ["Sat, 26 Nov 2022 00:46:54 GMT", 60],
    ["Sat, 26 Nov 2022 00:00:00 GMT", 0],
    ["soon", null],
  ])("Retry-After: %s", async (header, retryAfterSeconds) => {
    const headers = { "retry-after": header };
    const failure = await failureOf(() => new Response("", { status: 429, headers }));
    expect(failure).toMatchObject({ kind: "rate-limited", retryAfterSeconds });
  });

  test.each([
    ["a page of a proxy", () => new Response("<html>", { status: 200 })],
    ["a proxy's 502", () => new Response("<html>", { status: 502 })],
    ["a redirect", () => new Response(null, { status: 301, headers: { location: "/x" } })],
    ["a network error", () => Promise.reject(new Error("connection refused"))],
    ["silence", silence],
    [
      "a body that never ends",
      () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
    ],
  ])("%s is worth another try", async (_, respond) => {
    expect(await failureOf(respond)).toMatchObject({ kind: "unavailable" });
  });

  test("a body that is too large is not read to its end", async () => {
    const failure = await failureOf(() => new Response("x".repeat(3 * 1024 * 1024)));
    expect(failure).toMatchObject({ kind: "invalid" });
  });

  test("an address that cannot be a shop's is never called", async () => {
    const credentials = { apiRoot: "https://127.0.0.1", apiPublic: "p", apiSecret: "secret" };
    const { shop, asked } = shopWith(() => json({}), credentials);
    expect(await shop.readIdentity()).toMatchObject({
      ok: false,
      error: { kind: "invalid", path: "api_root" },
    });
    expect(asked).toEqual([]);
  });
});
