import { describe, expect, test } from "vitest";

import { sendRequest } from "../../src/adapters/send-request.ts";
import { readBody } from "../../src/http/body.ts";

/** What is stated is read in one piece; what is stated wrongly still meets the limit. */

const LIMIT_BYTES = 10;

const CASES = [
  { name: "a stated length", text: "0123456789", stated: "10", expected: "0123456789" },
  { name: "no stated length", text: "0123456789", stated: null, expected: "0123456789" },
  { name: "more than is stated", text: "0123456789x", stated: "5", expected: null },
  { name: "more, and nothing stated", text: "0123456789x", stated: null, expected: null },
  { name: "a stated length above the limit", text: "0123456789x", stated: "11", expected: null },
  { name: "characters of several bytes", text: "€€€", stated: "9", expected: "€€€" },
];

describe("a body with a limit", () => {
  test.each(CASES)("of a request: $name", async ({ text, stated, expected }) => {
    const headers = stated === null ? {} : { "content-length": stated };
    const request = new Request("https://koppeling.example/", {
      method: "POST",
      headers,
      body: text,
    });
    const body = await readBody(request, LIMIT_BYTES);
    expect(body && new TextDecoder().decode(body)).toBe(expected);
  });

  test.each(CASES)("of an answer: $name", async ({ text, stated, expected }) => {
    const headers = stated === null ? {} : { "content-length": stated };
    const answer = await sendRequest(
      { url: "https://shop.example/", method: "GET", headers: {}, body: null },
      {
        fetch: () => Promise.resolve(new Response(text, { headers })),
        timeoutMs: 1000,
        bodyLimitBytes: LIMIT_BYTES,
      },
    );
    expect(answer.ok ? answer.value.body : null).toBe(expected);
  });
});
