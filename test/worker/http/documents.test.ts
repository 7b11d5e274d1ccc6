import { describe, test } from "vitest";

import { OPERATOR_TOKEN, shopAt } from "./fakes.ts";
import { newActiveOwner, newOwner, startApp } from "./owner.ts";
import { ENTRY, place, post } from "./place.ts";

describe("reading", () => {
  test("each list shows its statuses, in the form of the contract", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { token } = owner;
    await place(harness, owner, {
      sourceId: "1",
      status: "processed",
      imuisReference: "BOE 1",
      booking: ENTRY,
    });
    await place(harness, owner, {
      sourceId: "2",
      status: "error",
      error: { code: "VAT_CODE_MISSING", figures: { country: "DE", percentage: "19" } },
    });
    await place(harness, owner, { sourceId: "3", status: "open", reason: "NOT_PAID" });
    await place(harness, owner, { sourceId: "4", status: "skipped", reason: "ZERO_TOTAL" });
    await place(harness, owner, { sourceId: "5", status: "unknown" });
    const ids = async (path: string) => {
      const answer = await harness.call(path, { token });
      expect([path, answer.status]).toEqual([path, 200]);
      const { items } = await answer.json<{ items: { sourceId: string }[] }>();
      return items.map(({ sourceId }) => sourceId).toSorted();
    };
    expect(await ids("/api/report")).toEqual(["1"]);
    expect(await ids("/api/errors")).toEqual(["2", "5"]);
    expect(await ids("/api/open")).toEqual(["3"]);
    expect(await ids("/api/skipped")).toEqual(["4"]);
    expect(await ids("/api/documents?search=14194")).toEqual(["1", "2", "3", "4", "5"]);
    expect(await ids("/api/documents?search=jansen&code=NOT_PAID")).toEqual(["3"]);
    expect(await ids("/api/documents?search=nobody")).toEqual([]);
    expect(await ids(`/api/documents?search=${"%25".repeat(60)}`)).toEqual([]);
    expect(await ids("/api/errors?code=VAT_CODE_MISSING")).toEqual(["2"]);
    expect(await ids("/api/report?from=2026-11-20&to=2026-11-20")).toEqual(["1"]);
    expect(await ids("/api/report?from=2026-11-21")).toEqual([]);
    const report = await harness.call("/api/report", { token });
    expect(await report.json()).toEqual({
      items: [
        {
          kind: "order",
          sourceId: "1",
          number: "14194",
          date: "2026-11-20",
          customer: "J. Jansen",
          total: "50.08",
          currency: "EUR",
          status: "processed",
          receivedAt: "2026-11-24T09:30:00.000Z",
          processedAt: "2026-11-24T09:30:00.000Z",
          imuisReference: "BOE 1",
          error: null,
          reason: null,
          warnings: [],
        },
      ],
      nextCursor: null,
    });
  });

  test("pages follow each other without gap or repetition", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    for (const sourceId of ["11", "12", "13"]) {
      await place(harness, owner, { sourceId, status: "open", reason: "NOT_PAID" });
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await harness.call(`/api/open?limit=1${query}`, { token: owner.token });
      const page = await answer.json<{
        items: { sourceId: string }[];
        nextCursor: string | null;
      }>();
      seen.push(...page.items.map(({ sourceId }) => sourceId));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(["11", "12", "13"]);
  });

  test.for(["from=2026-13-01", "limit=0", "limit=x", "code=%27", "to=yesterday"])(
    "the query %s is 422",
    async (query, { expect }) => {
      const harness = startApp();
      const { token } = await newOwner(harness);
      expect((await harness.call(`/api/documents?${query}`, { token })).status).toBe(422);
    },
  );

  test("one document shows its booking with amounts as text, trace and history", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const path = await place(harness, owner, {
      sourceId: "1",
      status: "processed",
      imuisReference: "BOE 1",
      booking: ENTRY,
    });
    const answer = await harness.call(path, { token: owner.token });
    expect(await answer.json()).toMatchObject({
      total: "50.08",
      booking: {
        journal: 41,
        total: { debtorNumber: 12001, amount: "50.08" },
        lines: [{ ledgerAccount: 8000, amount: "-14.99", vat: "-2.60" }],
      },
      trace: { steps: [] },
      history: [{ event: "received" }, { event: "settled", status: "processed" }],
    });
    expect((await harness.call("/api/documents/order/999", { token: owner.token })).status).toBe(
      404,
    );
    expect((await harness.call("/api/documents/order/x", { token: owner.token })).status).toBe(422);
  });

  test("messages are Dutch for who asks for Dutch", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await place(harness, owner, {
      sourceId: "2",
      status: "error",
      error: { code: "SOURCE_NOT_FOUND", figures: {} },
    });
    const message = async (headers: Record<string, string>) => {
      const answer = await harness.call("/api/errors", { token: owner.token, headers });
      const { items } = await answer.json<{ items: { error: { message: string } }[] }>();
      return items[0]?.error.message;
    };
    expect(await message({ "accept-language": "nl-NL" })).not.toBe(await message({}));
  });
});

describe("process", () => {
  test("an error is queued with the caller's overrides", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const path = await place(harness, owner, {
      sourceId: "2",
      status: "error",
      error: { code: "PERIOD_CLOSED", figures: {} },
    });
    harness.world.messages.length = 0;
    const body = { bookingDate: "2026-12-01", acceptVatNumber: { reason: "seen the letter" } };
    const answer = await harness.call(`${path}/process`, { ...post(body), cookie: owner.cookie });
    expect(answer.status).toBe(202);
    expect(harness.world.messages).toMatchObject([{ sourceId: "2", cause: "process" }]);
    const detail = await harness.call(path, { token: owner.token });
    expect(await detail.json()).toMatchObject({
      status: "queued",
      error: null,
      overrides: {
        force: true,
        bookingDate: "2026-12-01",
        acceptVatNumber: { reason: "seen the letter", by: owner.email },
        by: owner.email,
      },
    });
    const again = await harness.call(`${path}/process`, { ...post(), token: owner.token });
    expect(again.status).toBe(202);
    expect(harness.world.messages).toHaveLength(1);
  });

  test("what is processed or booked through another document is 409", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const paths = [
      await place(harness, owner, {
        sourceId: "1",
        status: "processed",
        imuisReference: "BOE 1",
        booking: ENTRY,
      }),
      await place(harness, owner, {
        sourceId: "2",
        status: "skipped",
        reason: "ALREADY_PROCESSED",
      }),
    ];
    for (const path of paths) {
      const answer = await harness.call(`${path}/process`, { ...post(), token: owner.token });
      expect(await answer.json()).toMatchObject({ status: 409, code: "ALREADY_PROCESSED" });
    }
  });

  test("a queue that fails is told", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const path = await place(harness, owner, {
      sourceId: "3",
      status: "open",
      reason: "NOT_PAID",
    });
    harness.world.queueIsDown = true;
    const answer = await harness.call(`${path}/process`, { ...post(), token: owner.token });
    expect(answer.status).toBe(503);
  });

  test("wrong input is 422, an unknown document 404", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const path = "/api/documents/order/404/process";
    expect((await harness.call(path, { ...post({ bookingDate: "x" }), token })).status).toBe(422);
    expect((await harness.call(path, { ...post(), token })).status).toBe(404);
  });
});

describe("other acts", () => {
  test("dismiss skips an open document, and no processed one", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { token } = owner;
    const open = await place(harness, owner, {
      sourceId: "3",
      status: "open",
      reason: "CANCELLED",
    });
    const done = await place(harness, owner, {
      sourceId: "1",
      status: "processed",
      imuisReference: "BOE 1",
    });
    expect((await harness.call(`${open}/dismiss`, { ...post({}), token })).status).toBe(422);
    const body = { reason: "never sent" };
    const dismissed = await harness.call(`${open}/dismiss`, { ...post(body), token });
    expect(await dismissed.json()).toEqual({ status: "skipped" });
    expect(await (await harness.call(open, { token })).json()).toMatchObject({
      status: "skipped",
      reason: "DISMISSED",
    });
    expect((await harness.call(`${done}/dismiss`, { ...post(body), token })).status).toBe(409);
  });

  test("resolve settles only what is unknown", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { token } = owner;
    const booked = await place(harness, owner, { sourceId: "5", status: "unknown" });
    const absent = await place(harness, owner, { sourceId: "6", status: "unknown" });
    harness.world.messages.length = 0;
    const body = { outcome: "booked", reference: "2026-77" };
    const first = await harness.call(`${booked}/resolve`, { ...post(body), token });
    expect(await first.json()).toEqual({ status: "processed" });
    expect(await (await harness.call(booked, { token })).json()).toMatchObject({
      status: "processed",
      imuisReference: "2026-77",
    });
    const second = await harness.call(`${absent}/resolve`, {
      ...post({ outcome: "not-booked" }),
      token,
    });
    expect(await second.json()).toEqual({ status: "queued" });
    expect(harness.world.messages).toMatchObject([{ sourceId: "6" }]);
    const third = await harness.call(`${booked}/resolve`, { ...post(body), token });
    expect(await third.json()).toMatchObject({ status: 409, code: "NOT_UNKNOWN" });
    const wrong = await harness.call(`${booked}/resolve`, { ...post({ outcome: "maybe" }), token });
    expect(wrong.status).toBe(422);
  });

  test("preview answers what would be booked", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newActiveOwner(harness);
    harness.world.preview = {
      kind: "evaluated",
      outcome: "book",
      reason: null,
      error: null,
      booking: ENTRY,
      debtor: { action: "create", number: null },
      warnings: [],
      trace: [],
    };
    const path = "/api/documents/order/1/preview";
    const answer = await harness.call(path, { ...post(), token });
    expect(await answer.json()).toMatchObject({
      outcome: "book",
      booking: { total: { amount: "50.08" } },
      debtor: { action: "create" },
    });
    harness.world.preview = { kind: "incomplete", code: "NOT_CONFIGURED" };
    const early = await (
      await harness.call(path, { method: "POST", token })
    ).json<{
      detail: string;
    }>();
    expect(early).toMatchObject({ status: 409, code: "NOT_CONFIGURED" });
    expect(early.detail).toContain("PUT /api/configuration");
    harness.world.preview = { kind: "not-found" };
    const gone = await harness.call(path, { ...post(), token });
    expect(await gone.json()).toMatchObject({ status: 404, code: "SOURCE_NOT_FOUND" });
  });

  test("fetch looks a number up in the shop", async ({ expect }) => {
    const harness = startApp();
    const { token, keys } = await newActiveOwner(harness);
    shopAt(harness.world, keys.apiRoot).numbers.set("W-14194", "340");
    harness.world.messages.length = 0;
    const body = { kind: "order", number: "W-14194" };
    const found = await harness.call("/api/documents/fetch", { ...post(body), token });
    expect(found.status).toBe(202);
    expect(harness.world.messages).toMatchObject([{ sourceId: "340", cause: "fetch" }]);
    const missing = await harness.call("/api/documents/fetch", {
      ...post({ ...body, number: "0" }),
      token,
    });
    expect(await missing.json()).toMatchObject({ status: 404, code: "SOURCE_NOT_FOUND" });
  });

  test("a migration is started, read and stopped", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const body = { kind: "order", from: "2026-01-01", to: "2026-03-31", dryRun: true };
    harness.world.messages.length = 0;
    const started = await harness.call("/api/backfill", { ...post(body), token });
    expect(started.status).toBe(202);
    const { id } = await started.json<{ id: string }>();
    expect(harness.world.messages).toMatchObject([
      { type: "backfill", installationId, backfillId: id },
    ]);
    const read = await harness.call(`/api/backfill/${id}`, { token });
    expect(await read.json()).toMatchObject({
      state: "running",
      dryRun: true,
      total: null,
      done: 0,
      booked: 0,
      failed: 0,
      skipped: 0,
      finishedAt: null,
    });
    const stopped = await harness.call(`/api/backfill/${id}`, { method: "DELETE", token });
    expect(stopped.status).toBe(204);
    const after = await harness.call(`/api/backfill/${id}`, { token });
    expect(await after.json()).toMatchObject({ state: "stopped" });
    const reversed = { ...body, from: "2026-04-01" };
    expect((await harness.call("/api/backfill", { ...post(reversed), token })).status).toBe(422);
  });
});

describe("tickets and the operator", () => {
  test("a reported problem and a question reach the operator, and the answer the owner", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { token } = owner;
    const path = await place(harness, owner, {
      sourceId: "2",
      status: "error",
      error: { code: "NUMBER_CONFLICT", figures: {} },
    });
    const reported = await harness.call(`${path}/report-problem`, { ...post(), token });
    expect(reported.status).toBe(201);
    const { ticketId } = await reported.json<{ ticketId: string }>();
    const asked = await harness.call("/api/questions", {
      ...post({ subject: "How?", message: "Why?" }),
      token,
    });
    expect(asked.status).toBe(201);
    const all = await harness.call("/api/operator/tickets", { token: OPERATOR_TOKEN });
    const { items } = await all.json<{ items: { id: string; details: object }[] }>();
    const ticket = items.find(({ id }) => id === ticketId);
    expect(ticket?.details).toMatchObject({ error: { code: "NUMBER_CONFLICT" } });
    expect(JSON.stringify(ticket)).not.toContain("Jansen");
    const answered = await harness.call(`/api/operator/tickets/${ticketId}`, {
      method: "PATCH",
      body: { answer: "Mended." },
      token: OPERATOR_TOKEN,
    });
    expect(await answered.json()).toMatchObject({ state: "answered", answer: "Mended." });
    const mine = await harness.call("/api/questions", { token });
    expect((await mine.json<{ items: object[] }>()).items).toHaveLength(2);
  });

  test("a ticket holds what support needs and no secret", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { token, keys } = owner;
    const path = await place(harness, owner, {
      sourceId: "3",
      status: "error",
      error: { code: "IMUIS_REFUSED", figures: { text: "Rekening geblokkeerd" } },
    });
    await harness.call(`${path}/report-problem`, { ...post({ message: "Help" }), token });
    const { tickets, credentials, installations } = harness.world.dependencies;
    const [ticket] = await tickets.list(owner.installationId);
    expect(ticket).toMatchObject({
      kind: "problem",
      message: "Help",
      details: {
        kind: "order",
        sourceId: "3",
        status: "error",
        error: { code: "IMUIS_REFUSED" },
        configurationVersion: 1,
      },
    });
    expect(Object.keys(ticket?.details ?? {})).toContain("trace");
    const installation = await installations.find(owner.installationId);
    const code = installation && (await credentials.environmentCode(installation));
    const secrets = [
      keys.apiSecret,
      token,
      owner.cookie.split("=")[1] ?? "",
      owner.password,
      code?.ok ? code.value : "",
      ...shopAt(harness.world, keys.apiRoot).webhooks.map(({ key }) => key),
    ];
    const told = JSON.stringify([ticket, harness.world.sent]);
    expect(harness.world.sent.some(({ text }) => text.includes("IMUIS_REFUSED"))).toBe(true);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(3);
      expect(told).not.toContain(secret);
    }
  });

  test("the operator sees shops and causes, and puts invoices into profiles", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await place(harness, owner, {
      sourceId: "2",
      status: "error",
      error: { code: "TOTAL_MISMATCH", figures: {} },
    });
    const operator = { token: OPERATOR_TOKEN };
    const errors = await harness.call("/api/operator/errors", operator);
    const { items } = await errors.json<{ items: { code: string; documents: number }[] }>();
    expect(items.some(({ code }) => code === "TOTAL_MISMATCH")).toBe(true);
    const path = `/api/operator/installations/${owner.installationId}/invoices`;
    const pdf = "%PDF-1.7 invoice";
    const added = await harness.call(path, {
      ...post({ name: "2026-11.pdf", contentBase64: btoa(pdf) }),
      ...operator,
    });
    expect(added.status).toBe(201);
    const raw = await harness.call(`${path}?name=raw.pdf`, {
      ...post(pdf),
      ...operator,
      headers: { "content-type": "application/pdf" },
    });
    expect(raw.status).toBe(201);
    const wrong = await harness.call(path, {
      ...post({ name: "x", contentBase64: btoa("no pdf") }),
      ...operator,
    });
    expect(wrong.status).toBe(422);
    const profile = await harness.call("/api/profile", { token: owner.token });
    const { invoices } = await profile.json<{ invoices: { href: string; name: string }[] }>();
    expect(invoices.map(({ name }) => name).toSorted()).toEqual(["2026-11.pdf", "raw.pdf"]);
    const file = await harness.call(invoices[0]?.href ?? "", { token: owner.token });
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(new TextDecoder().decode(await file.arrayBuffer())).toBe(pdf);
    const shops = await harness.call("/api/operator/installations?limit=200", operator);
    expect(JSON.stringify(await shops.json())).toContain(owner.installationId);
  });
});
