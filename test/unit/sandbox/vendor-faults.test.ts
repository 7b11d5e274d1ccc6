import { describe, it } from "vitest";

import type { FaultEffect } from "../../../sandbox/faults/fault.ts";
import { prepared } from "./failing.ts";
import { search } from "./searches.ts";
import { envelope, login, soapRequest, text } from "./soap.ts";
import { ccv } from "./support.ts";

describe("faults of iMUIS", () => {
  it("refuses with a given text", async ({ expect }) => {
    const { fail, book, booked } = await prepared();
    fail({ kind: "refuse", text: "Dagboek is in gebruik." });
    expect(await book()).toMatchObject({ result: "false", message: "Dagboek is in gebruik." });
    expect(booked()).toBe(0);
  });

  it("ends the session in the middle", async ({ expect }) => {
    const { fail, book, keep } = await prepared();
    fail({ kind: "expiredSession" });
    expect((await book()).message).toContain("(CS005)");
    expect(text(await keep(), "KeepSessionResult")).toBe("false");
  });

  it("faults with HTTP 500", async ({ expect }) => {
    const { control, sandbox } = await prepared();
    control.faults.add({ match: { operation: "Login" }, effect: { kind: "soapFault" } });
    const response = await sandbox.fetch(soapRequest("Login", envelope("Login", [])));
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("soap:Fault");
  });

  it("refuses a login", async ({ expect }) => {
    const { control, sandbox } = await prepared();
    control.faults.add({ match: { operation: "Login" }, effect: { kind: "refusedLogin" } });
    expect(await login(sandbox)).toBe("");
  });

  it("hides what a search would find", async ({ expect }) => {
    const { control, sandbox, session } = await prepared();
    const operation = "GetStamtabelRecords:DEB";
    const find = (table: string) => search(sandbox, session, { table });
    control.faults.add({ match: { operation }, effect: { kind: "emptySearch" }, nth: 1 });
    control.faults.add({ match: { operation }, effect: { kind: "noMetadata" }, nth: 2 });
    expect((await find("BTW")).count).toBe(14);
    expect(await find("DEB")).toMatchObject({ count: 0, rows: [], message: "" });
    expect(await find("DEB")).toMatchObject({ count: null, rows: [], message: "" });
    expect((await find("DEB")).count).toBe(2);
  });
});

describe("faults of CCV Shop", () => {
  it("answers 429 with and without Retry-After", async ({ expect }) => {
    const { control, sandbox } = await prepared();
    const match = { vendor: "ccv", operation: "GET /orders/*" } as const;
    control.faults.add({ match, effect: { kind: "rateLimit", retryAfterSeconds: 7 }, times: 1 });
    control.faults.add({ match, effect: { kind: "rateLimit", code: "429.11" }, times: 1 });
    const first = await ccv(sandbox, "/orders/");
    const second = await ccv(sandbox, "/orders/5/");
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
    expect(await second.json()).toMatchObject({ code: "429.11" });
    expect((await ccv(sandbox, "/orders/")).status).toBe(200);
  });

  it("answers any error of its own", async ({ expect }) => {
    const { control, sandbox } = await prepared();
    const effect: FaultEffect = { kind: "ccvError", status: 500, code: "500.90" };
    control.faults.add({ match: { subject: "shop-1" }, effect });
    const response = await ccv(sandbox, "/orders/");
    expect(await response.json()).toMatchObject({ status: 500, code: "500.90" });
  });
});
