import { describe, expect, test } from "vitest";

import { createVatNumberRegister } from "../../../../src/adapters/vies/register.ts";
import type { VatNumberRegister } from "../../../../src/booking/ports/vat-number-register.ts";
import { json, scriptedFetch, silence, type Respond } from "../scripted-fetch.ts";

const VALID = {
  countryCode: "BE",
  vatNumber: "0123456749",
  requestDate: "2026-08-29+02:00",
  valid: true,
  requestIdentifier: "WAPIAAAAX1",
  name: "ACME",
  address: "---",
};

function register(respond: Respond) {
  const script = scriptedFetch(respond);
  const url = "https://vies.example/rest-api/";
  const built = createVatNumberRegister({ fetch: script.fetch, url, timeoutMs: 50 });
  const check: VatNumberRegister["check"] = (number, requester) => built.check(number, requester);
  return { ...script, check };
}

function failure(error: string, status = 200): Response {
  return json({ actionSucceed: false, errorWrappers: [{ error }] }, { status });
}

describe("asking VIES", () => {
  test("sends the number without prefix, with the requester, and keeps the proof", async () => {
    const { check, asked } = register(() => json(VALID));
    expect(await check("BE0123456749", "NL810755610B01")).toEqual({
      kind: "valid",
      vatNumber: "BE0123456749",
      requestDate: "2026-08-29+02:00",
      consultationNumber: "WAPIAAAAX1",
      name: "ACME",
      address: null,
    });
    expect(asked[0]?.url).toBe("https://vies.example/rest-api/check-vat-number");
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      countryCode: "BE",
      vatNumber: "0123456749",
      requesterMemberStateCode: "NL",
      requesterNumber: "810755610B01",
    });
  });

  test("writes Greece as EL", async () => {
    const { check, asked } = register(() => json({ ...VALID, valid: false }));
    expect(await check("GR094259216", null)).toMatchObject({ kind: "invalid" });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ countryCode: "EL", vatNumber: "094259216" });
  });

  test.each([200, 400, 500])("busy is never invalid, also with HTTP %d", async (status) => {
    const { check } = register(() => failure("MS_MAX_CONCURRENT_REQ", status));
    expect(await check("DE136695976", null)).toMatchObject({
      kind: "no-answer",
      code: "MS_MAX_CONCURRENT_REQ",
    });
  });

  test.each(["INVALID_INPUT", "VAT_BLOCKED"])("%s is about the number itself", async (code) => {
    const { check } = register(() => failure(code, 400));
    expect(await check("XX1", null)).toMatchObject({ kind: "rejected", code });
  });

  test("a refused requester is left out once", async () => {
    const { check, asked } = register(({ body }) =>
      body.includes("requesterNumber") ? failure("INVALID_REQUESTER_INFO") : json(VALID),
    );
    expect(await check("BE0123456749", "NL1")).toMatchObject({ kind: "valid" });
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["no JSON", () => new Response("<html>", { status: 502 })],
    ["no boolean", () => json({ ...VALID, valid: "true" })],
    ["a list", () => json([])],
    ["valid beside a failure", () => json({ actionSucceed: false, valid: false })],
    ["a redirect", () => new Response(null, { status: 302, headers: { location: "/" } })],
    ["a network error", () => Promise.reject(new Error("refused"))],
    ["silence", silence],
  ])("%s is no answer", async (_, respond) => {
    const { check } = register(respond);
    expect(await check("BE0123456749", null)).toMatchObject({
      kind: "no-answer",
      code: "NO_ANSWER",
    });
  });
});
