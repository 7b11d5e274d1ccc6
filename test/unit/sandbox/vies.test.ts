import { describe, it } from "vitest";

import { sandboxWithShop } from "./support.ts";

async function prepared() {
  const { sandbox, control } = await sandboxWithShop();
  const base = "https://vies.example/vies/rest-api";
  return {
    control,
    get: (path: string) => sandbox.fetch(new Request(base + path)),
    check: (body: Record<string, string>, path = "/check-vat-number") =>
      sandbox.fetch(new Request(base + path, { method: "POST", body: JSON.stringify(body) })),
  };
}

const QUESTION = { countryCode: "DE", vatNumber: "136695976" };
const REQUESTER = { requesterMemberStateCode: "NL", requesterNumber: "810755610B01" };

describe("VIES", () => {
  it("answers what was set, with a consultation number only for a requester", async ({
    expect,
  }) => {
    const { check, control } = await prepared();
    const answer = { valid: true, requestIdentifier: "WAPIAAAAY0000001" };
    control.vies.set({ number: "DE136695976", answer });
    const anonymous = await (await check(QUESTION)).json();
    expect(anonymous).toMatchObject({ valid: true, countryCode: "DE", requestIdentifier: "" });
    const named = await (await check({ ...QUESTION, ...REQUESTER })).json();
    expect(named).toMatchObject({ valid: true, requestIdentifier: "WAPIAAAAY0000001" });
  });

  it("says not valid of numbers that nobody set", async ({ expect }) => {
    const { check } = await prepared();
    expect(await (await check(QUESTION)).json()).toMatchObject({ valid: false, name: "---" });
  });

  it.for([
    ["100", 200, { valid: true }],
    ["200", 200, { valid: false }],
    ["201", 400, { errorWrappers: [{ error: "INVALID_INPUT" }] }],
    ["301", 200, { actionSucceed: false, errorWrappers: [{ error: "MS_UNAVAILABLE" }] }],
    ["601", 200, { errorWrappers: [{ error: "MS_MAX_CONCURRENT_REQ_TIME" }] }],
    ["999", 200, { errorWrappers: [{ error: "SERVICE_UNAVAILABLE" }] }],
  ] as const)("test number %s", async ([vatNumber, status, body], { expect }) => {
    const { check } = await prepared();
    const response = await check({ countryCode: "NL", vatNumber }, "/check-vat-test-service");
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  it.for(["GB", "GR", "XX"])("doesn't know country %s", async (countryCode, { expect }) => {
    const { check } = await prepared();
    expect((await check({ countryCode, vatNumber: "123456789" })).status).toBe(400);
  });

  it("answers isValid by GET", async ({ expect }) => {
    const { get } = await prepared();
    const body = await (await get("/ms/NL/vat/100")).json();
    expect(body).toMatchObject({ isValid: true, userError: "VALID" });
    expect(body).not.toHaveProperty("valid");
  });

  it("tells its status", async ({ expect }) => {
    const { get } = await prepared();
    expect(await (await get("/check-status")).json()).toMatchObject({ vow: { available: true } });
  });

  it("fails when told to", async ({ expect }) => {
    const { check, control } = await prepared();
    const effect = { kind: "viesError", error: "MS_UNAVAILABLE" } as const;
    control.faults.add({ match: { vendor: "vies", subject: "DE" }, effect });
    const response = await check(QUESTION);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ actionSucceed: false });
  });
});
