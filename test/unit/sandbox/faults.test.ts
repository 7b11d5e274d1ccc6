import { describe, it } from "vitest";

import type { FaultEffect } from "../../../sandbox/faults/fault.ts";
import { boeRows } from "./creates.ts";
import { prepared } from "./failing.ts";
import { envelope, soapRequest, text } from "./soap.ts";

const LOST = "Network connection lost.";

describe("faults of the connection", () => {
  it("reset before: nothing is booked", async ({ expect }) => {
    const { fail, book, booked, control } = await prepared();
    fail({ kind: "resetBefore" });
    await expect(book()).rejects.toThrow(LOST);
    expect(booked()).toBe(0);
    const [call] = control.calls.list({ operation: "CreateJournaalpost" });
    expect(call).toMatchObject({ status: null, processed: false, fault: "resetBefore" });
  });

  it("reset after: booked, and nobody knows", async ({ expect }) => {
    const { fail, book, booked } = await prepared();
    fail({ kind: "resetAfter" });
    await expect(book()).rejects.toThrow(LOST);
    expect(booked()).toBe(1);
    expect((await book()).message).toBe("");
    expect(booked()).toBe(2);
  });

  it("late commit: booked only after the caller was told it is lost", async ({ expect }) => {
    const { fail, book, booked, control } = await prepared();
    fail({ kind: "lateCommit", milliseconds: 20 });
    await expect(book()).rejects.toThrow(LOST);
    expect(booked()).toBe(0);
    await control.calls.settle();
    expect(booked()).toBe(1);
  });

  it.for([
    ["hangBefore", 0],
    ["hangAfter", 1],
  ] as const)("%s: the caller gives up", async ([kind, count], { expect }) => {
    const { fail, booked, sandbox, session, control } = await prepared();
    fail({ kind });
    const body = envelope("CreateJournaalpost", [
      ["PartnerKey", "abcdefghijklmnopqrstuvwxyz"],
      ["Omgevingscode", "00000"],
      ["SessionId", session],
      ["Journaalpost", `<NewDataSet>${boeRows().map(boe).join("")}</NewDataSet>`],
    ]);
    const signal = AbortSignal.timeout(20);
    await expect(
      sandbox.fetch(soapRequest("CreateJournaalpost", body, signal)),
    ).rejects.toMatchObject({ name: "TimeoutError" });
    await control.calls.settle();
    expect(booked()).toBe(count);
  });

  it.for(["malformed", "truncated", "empty"] as const)(
    "%s answer: booked all the same",
    async (kind, { expect }) => {
      const { fail, book, booked } = await prepared();
      fail({ kind });
      await book().catch(() => null);
      expect(booked()).toBe(1);
    },
  );

  it("status: not booked; statusAfter: booked", async ({ expect }) => {
    const { fail, book, booked } = await prepared();
    fail({ kind: "status", status: 503 });
    await book().catch(() => null);
    expect(booked()).toBe(0);
    fail({ kind: "statusAfter", status: 502 });
    await book().catch(() => null);
    expect(booked()).toBe(1);
  });
});

function boe(row: Record<string, string>): string {
  return `<BOE>${Object.entries(row)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join("")}</BOE>`;
}

describe("the list of faults", () => {
  it("fires at random, the same under one seed", async ({ expect }) => {
    const { control, keep } = await prepared();
    const effect: FaultEffect = { kind: "refuse", text: "no" };
    control.faults.add({ match: { vendor: "imuis" }, effect, probability: 0.5 });
    const run = async () => {
      control.faults.seed({ seed: 7 });
      const results = [];
      for (let turn = 0; turn < 12; turn += 1) {
        results.push(text(await keep(), "KeepSessionResult"));
      }
      return results;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set(["true", "false"]));
    expect(await run()).toEqual(first);
  });

  it("can be listed and cleared", async ({ expect }) => {
    const { control, fail } = await prepared();
    const { id } = fail({ kind: "empty" });
    fail({ kind: "malformed" });
    expect(control.faults.clear({ id })).toMatchObject([{ effect: { kind: "malformed" } }]);
    expect(control.faults.clear()).toEqual([]);
  });
});

describe("the list of calls", () => {
  it("counts calls, and how many were in flight together", async ({ expect }) => {
    const { control, keep } = await prepared();
    control.calls.reset();
    const match = { operation: "KeepSession" };
    control.faults.add({ match, effect: { kind: "delay", milliseconds: 10 } });
    await keep();
    expect(control.calls.mostInFlight()).toEqual({ "imuis 2000": 1 });
    await Promise.all([keep(), keep(), keep()]);
    expect(control.calls.mostInFlight()).toEqual({ "imuis 2000": 3 });
    expect(control.calls.counts()).toEqual({ "imuis 2000 KeepSession": 4 });
  });

  it("keeps what was sent, with begin and end", async ({ expect }) => {
    const { control, book } = await prepared();
    await book();
    const [call] = control.calls.list({ contains: "14194" });
    expect(call).toMatchObject({
      vendor: "imuis",
      operation: "CreateJournaalpost",
      subject: "2000",
      status: 200,
      processed: true,
      startedAt: "2023-03-01T12:00:00.000Z",
      endedAt: "2023-03-01T12:00:00.000Z",
    });
    expect(call?.endedOrder).toBeGreaterThan(call?.startedOrder ?? Infinity);
  });
});
