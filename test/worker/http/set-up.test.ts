import { describe, test } from "vitest";

import { shopAt } from "./fakes.ts";
import { CONFIGURATION, newActiveOwner, newOwner, startApp } from "./owner.ts";

const put = (body: unknown) => ({ method: "PUT", body });

describe("connecting iMUIS", () => {
  test("answers the administration and never shows the code", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newOwner(harness);
    const code = `code-${crypto.randomUUID()}`;
    const answer = await harness.call("/api/connections/imuis", {
      ...put({ environmentCode: code }),
      token,
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, administration: `Administratie ${code}` });
    const stored = await harness.world.dependencies.installations.find(installationId);
    expect(JSON.stringify(stored)).not.toContain(`"${code}"`);
    expect(harness.world.logs.join("\n")).not.toContain(code);
  });

  test("a refused code is 422 with iMUIS's own text", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    harness.world.books.refusedCodes.set("wrong", "(CS001) Omgevingscode onbekend");
    const answer = await harness.call("/api/connections/imuis", {
      ...put({ environmentCode: "wrong" }),
      token,
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: "IMUIS_LOGIN_FAILED",
      detail: "(CS001) Omgevingscode onbekend",
    });
  });

  test("another administration needs a confirmation and then a new configuration", async ({
    expect,
  }) => {
    const harness = startApp();
    const { token } = await newActiveOwner(harness);
    const body = { environmentCode: `other-${crypto.randomUUID()}` };
    const refused = await harness.call("/api/connections/imuis", { ...put(body), token });
    expect(await refused.json()).toMatchObject({ status: 409, code: "ADMINISTRATION_CHANGED" });
    const confirmed = await harness.call("/api/connections/imuis", {
      ...put({ ...body, confirm: true }),
      token,
    });
    expect(confirmed.status).toBe(200);
    expect((await harness.call("/api/configuration", { token })).status).toBe(404);
    const activated = await harness.call("/api/activate", { method: "POST", token });
    expect(await activated.json()).toMatchObject({ code: "NOT_READY", missing: ["configuration"] });
  });

  test("mended it releases what waited for it", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const { documents } = harness.world.dependencies;
    const key = { kind: "order" as const, sourceId: "9001" };
    const claim = { token: "t", now: 1, leaseMs: 1000, message: "webhook" as const };
    await documents.claim(installationId, key, claim);
    await documents.settle(installationId, key, {
      token: "t",
      now: 2,
      settlement: {
        status: "error",
        error: { code: "IMUIS_LOGIN_FAILED", figures: {} },
        nextCheckAt: null,
        history: { event: "settled" },
      },
    });
    const errors = await harness.call("/api/errors", { token });
    expect(await errors.json()).toMatchObject({
      items: [{ sourceId: "9001", error: { code: "IMUIS_LOGIN_FAILED", transient: false } }],
    });
    harness.world.messages.length = 0;
    const code = `again-${crypto.randomUUID()}`;
    await harness.call("/api/connections/imuis", {
      ...put({ environmentCode: code, confirm: true }),
      token,
    });
    expect(harness.world.messages).toMatchObject([{ sourceId: "9001", cause: "recheck" }]);
  });
});

describe("options", () => {
  test("come from both sides, and say what is missing", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const early = await harness.call("/api/imuis/options", { token });
    expect(await early.json()).toMatchObject({
      status: 409,
      code: "NOT_READY",
      missing: ["imuis"],
    });
    await harness.call("/api/connections/imuis", {
      ...put({ environmentCode: crypto.randomUUID() }),
      token,
    });
    const imuis = await harness.call("/api/imuis/options", { token });
    expect(await imuis.json()).toMatchObject({ splitAccount: 2975, journals: [{ code: 41 }] });
    const ccv = await harness.call("/api/ccv/options", { token });
    expect(await ccv.json()).toMatchObject({ homeCountry: "NL", defaultVatRate: "21" });
  });

  test("debtors are searched in one's own administration", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newActiveOwner(harness);
    const search = (text: string) =>
      harness.call(`/api/imuis/debtors?search=${encodeURIComponent(text)}`, { token });
    const [debtor, ...others] = await (await search(" paypal ")).json<{ code: number }[]>();
    expect(debtor).toEqual({
      code: 12_001,
      name: "PayPal",
      searchKey: "PAYPAL",
      email: "in@paypal.example",
      city: "Delft",
    });
    expect(others).toEqual([]);
    expect(await (await search("nobody")).json()).toEqual([]);
    for (const wrong of ["", "  ", "x".repeat(65)]) {
      expect(await (await search(wrong)).json()).toMatchObject({
        status: 422,
        code: "VALIDATION_FAILED",
        errors: [{ path: "search" }],
      });
    }
    const unconnected = await newOwner(harness);
    const early = await harness.call("/api/imuis/debtors?search=x", { token: unconnected.token });
    expect(await early.json()).toMatchObject({ status: 409, code: "NOT_READY" });
    harness.world.books.isDown = true;
    expect(await (await search("x")).json()).toMatchObject({
      status: 503,
      code: "IMUIS_UNAVAILABLE",
    });
  });

  test("a side that doesn't answer is 503", async ({ expect }) => {
    const harness = startApp();
    const { token, keys } = await newActiveOwner(harness);
    harness.world.books.isDown = true;
    shopAt(harness.world, keys.apiRoot).isDown = true;
    const [imuis, ccv] = await Promise.all([
      harness.call("/api/imuis/options", { token }),
      harness.call("/api/ccv/options", { token }),
    ]);
    expect(await imuis.json()).toMatchObject({ status: 503, code: "IMUIS_UNAVAILABLE" });
    expect(await ccv.json()).toMatchObject({ status: 503, code: "CCV_UNAVAILABLE" });
  });
});

describe("configuration", () => {
  test("is answered with its defaults and comes back unchanged", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    expect(await (await harness.call("/api/configuration", { token })).json()).toMatchObject({
      status: 404,
      code: "NOT_CONFIGURED",
    });
    const saved = await harness.call("/api/configuration", { ...put(CONFIGURATION), token });
    expect(saved.status).toBe(200);
    const stored = await saved.json<object>();
    expect(stored).toEqual({
      ...CONFIGURATION,
      vatNumber: null,
      startDate: null,
      orderStatuses: [],
      roundingAccount: null,
      maxRoundingDifferenceCents: 5,
      entryAmounts: "incl",
      debtorAddress: "delivery",
      closedPeriods: "hold",
      bookingDate: "created",
      vatDifference: "book",
      invoiceNumber: "digits",
      entryDocument: "manual",
      bookingTexts: "en",
      markInShop: false,
      productRules: [],
      paymentMethods: [],
      salesOrder: null,
      vat: {
        countries: [
          {
            country: "NL",
            rates: [{ ...CONFIGURATION.vat.countries[0]?.rates[0], validFrom: null }],
          },
        ],
        icp: null,
        international: null,
      },
    });
    const again = await harness.call("/api/configuration", { ...put(stored), token });
    expect(await again.json()).toEqual(stored);
  });

  const rate = CONFIGURATION.vat.countries[0]?.rates[0];
  const withRates = (...rates: unknown[]) => ({
    ...CONFIGURATION,
    vat: { countries: [{ country: "NL", rates }] },
  });

  test.for([
    ["journal", { ...CONFIGURATION, journal: undefined }],
    ["offsetAccount", { ...CONFIGURATION, offsetAccount: null }],
    ["salesOrder", { ...CONFIGURATION, target: "orders" }],
    ["vat.countries[0].rates[0].accounts", withRates({ ...rate, accounts: null })],
    ["vat.countries[0].rates[0].vatCode", withRates({ ...rate, vatCode: "2" })],
    ["vat.countries[0].rates[0].percentage", withRates({ ...rate, percentage: "21.555" })],
    ["vat.countries[0].rates[0].percentage", withRates({ ...rate, percentage: "101" })],
    ["vat.countries[0].rates[0].percentage", withRates({ ...rate, percentage: 21 })],
    ["vat.countries[0].rates[1]", withRates(rate, { ...rate, percentage: "21.0" })],
    ["vat.countries[0].rates[0].validFrom", withRates({ ...rate, validFrom: "2026-02-30" })],
    ["vat.icp.accounts", { ...CONFIGURATION, vat: { ...CONFIGURATION.vat, icp: { vatCode: 5 } } }],
    ["orderStatuses[1]", { ...CONFIGURATION, orderStatuses: [5, 5] }],
    [
      "paymentMethods[1]",
      { ...CONFIGURATION, paymentMethods: [{ name: "i-deal" }, { name: "Ideal" }] },
    ],
    [
      "productRules[0].productNumber",
      { ...CONFIGURATION, productRules: [{ account: 1850, vatCode: 0 }] },
    ],
    ["homeCountry", { ...CONFIGURATION, homeCountry: "Nederland" }],
    ["debtorDefaults", { ...CONFIGURATION, debtorDefaults: undefined }],
    ["jurnal", { ...CONFIGURATION, jurnal: 41 }],
  ] as const)("names %s when it is wrong", async ([path, body], { expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const answer = await harness.call("/api/configuration", { ...put(body), token });
    expect(answer.status).toBe(422);
    const problem = await answer.json<{ code: string; errors: { path: string }[] }>();
    expect(problem.code).toBe("VALIDATION_FAILED");
    expect(problem.errors.map((error) => error.path)).toEqual([path]);
  });

  test("percentages lose their trailing zeros", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const body = withRates({ ...rate, percentage: "25.50" }, { ...rate, percentage: "9.0" });
    const saved = await harness.call("/api/configuration", { ...put(body), token });
    expect(await saved.json()).toMatchObject({
      vat: { countries: [{ rates: [{ percentage: "25.5" }, { percentage: "9" }] }] },
    });
  });

  test("a shop that goes over to invoices is swept when every isolate has heard of it", async ({
    expect,
  }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const { world } = harness;
    world.messages.length = 0;
    const goesOver = put({ ...CONFIGURATION, source: "invoices" });
    await harness.call("/api/configuration", { ...goesOver, token });
    expect(world.messages).toMatchObject([{ type: "sweep", installationId }]);
    expect(world.delaySeconds).toBe(90);
    await harness.call("/api/configuration", { ...goesOver, token });
    expect(world.messages).toHaveLength(1);
  });

  test("settings that don't fit iMUIS are saved and named in the status", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newActiveOwner(harness);
    const body = {
      ...withRates({ ...rate, vatCode: 1 }, { ...rate, percentage: "9", vatCode: 99 }),
      journal: 77,
    };
    const saved = await harness.call("/api/configuration", { ...put(body), token });
    expect(saved.status).toBe(200);
    const status = await (
      await harness.call("/api/status", { token })
    ).json<{
      problems: { code: string; setting: string }[];
    }>();
    expect(status.problems.map(({ code, setting }) => [code, setting])).toEqual([
      ["UNKNOWN_JOURNAL", "journal"],
      ["VAT_PERCENTAGE_DIFFERS", "vat.countries[0].rates[0].vatCode"],
      ["UNKNOWN_VAT_CODE", "vat.countries[0].rates[1].vatCode"],
    ]);
    await harness.call("/api/configuration", { ...put(CONFIGURATION), token });
    expect(await (await harness.call("/api/status", { token })).json()).toMatchObject({
      problems: [],
      configured: true,
    });
  });

  test("removed VAT settings leave the rest and count as not configured", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const removed = await harness.call("/api/configuration/vat", { method: "DELETE", token });
    expect(removed.status).toBe(204);
    const { installations } = harness.world.dependencies;
    expect((await installations.find(installationId))?.configuration).toBeNull();
    expect(await (await harness.call("/api/configuration", { token })).json()).toMatchObject({
      journal: 41,
      vat: { countries: [], icp: null, international: null },
    });
    expect(await (await harness.call("/api/status", { token })).json()).toMatchObject({
      configured: false,
    });
    const changes = await harness.call("/api/configuration/changes", { token });
    expect(await changes.json()).toMatchObject({
      items: [{ version: 2, changedBy: "token test", before: { journal: 41 } }, { version: 1 }],
    });
  });
});

describe("activation", () => {
  test("says what is missing", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const answer = await harness.call("/api/activate", { method: "POST", token });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: "NOT_READY",
      missing: ["terms", "imuis", "configuration"],
    });
  });

  test("registers one webhook per event, polls what is refused, and repeats nothing", async ({
    expect,
  }) => {
    const harness = startApp();
    const { token, keys, installationId } = await newActiveOwner(harness);
    const shop = shopAt(harness.world, keys.apiRoot);
    const events = [
      "invoices.updated.status",
      "orders.created",
      "orders.deleted",
      "orders.updated.ispaid",
      "orders.updated.status",
    ];
    expect(shop.webhooks.map(({ event }) => event).toSorted()).toEqual(events);
    expect(shop.installed).toBe(1);
    const { installations } = harness.world.dependencies;
    const first = await installations.find(installationId);
    expect(first).toMatchObject({
      state: "active",
      pollsInvoices: true,
      firstActiveOn: "2026-11-24",
      activatedAt: harness.world.now,
    });
    expect(harness.world.messages).toContainEqual({
      type: "sweep",
      installationId,
      from: "2026-11-23T09:30:00.000Z",
      start: 0,
      thorough: false,
    });
    const ids = shop.webhooks.map(({ id }) => id);
    harness.world.now += 60_000;
    const again = await harness.call("/api/activate", { method: "POST", token });
    expect(await again.json()).toEqual({ returnUrl: `${keys.apiRoot}/return` });
    expect(shop.webhooks.map(({ id }) => id)).toEqual(ids);
    expect((await installations.find(installationId))?.activatedAt).toBe(first?.activatedAt);
  });

  test("repairs: switches on, deletes surplus, makes what is gone, leaves others alone", async ({
    expect,
  }) => {
    const harness = startApp();
    const { token, keys, installationId } = await newActiveOwner(harness);
    const shop = shopAt(harness.world, keys.apiRoot);
    const stored = await harness.world.dependencies.installations.webhooks(installationId);
    const kept = stored.find(({ event }) => event === "orders.created")?.shopWebhookId;
    const created = shop.webhooks.find(({ event }) => event === "orders.created");
    if (created === undefined) throw new Error("no webhook");
    shop.webhooks.unshift({ ...created, id: "7", key: "other" });
    shop.webhooks.push({ ...created, id: "8", address: "https://elsewhere.example/hook" });
    const gone = shop.webhooks.findIndex(({ event }) => event === "orders.updated.status");
    shop.webhooks.splice(gone, 1);
    shop.webhooks.splice(
      0,
      shop.webhooks.length,
      ...shop.webhooks.map((webhook) => Object.assign({}, webhook, { active: false })),
    );
    const again = await harness.call("/api/activate", { method: "POST", token });
    expect(again.status).toBe(200);
    const ours = shop.webhooks.filter(({ address }) => address.startsWith("https://koppeling"));
    expect(ours.filter(({ event }) => event === "orders.created").map(({ id }) => id)).toEqual([
      kept,
    ]);
    expect(ours).toHaveLength(5);
    expect(ours.every(({ active }) => active)).toBe(true);
    expect(shop.webhooks.some(({ id }) => id === "8")).toBe(true);
  });

  test("a shop that doesn't answer is 503 and activates nothing", async ({ expect }) => {
    const harness = startApp();
    const { token, keys } = await newActiveOwner(harness);
    shopAt(harness.world, keys.apiRoot).isDown = true;
    const answer = await harness.call("/api/activate", { method: "POST", token });
    expect(await answer.json()).toMatchObject({ status: 503, code: "CCV_UNAVAILABLE" });
  });
});

describe("status and profile", () => {
  test("after set-up both connections are fine", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newActiveOwner(harness);
    const status = await (await harness.call("/api/status", { token })).json();
    expect(status).toMatchObject({
      state: "active",
      connections: { ccv: { ok: true }, imuis: { ok: true } },
      configured: true,
      trialEndsOn: "2026-12-01",
      counts: { open: 0, errors: 0, processed: 0, skipped: 0, unknown: 0, warnings: 0 },
      problems: [],
    });
  });

  test("stop and resume, with a sweep of what came in between", async ({ expect }) => {
    const harness = startApp();
    const { token, installationId } = await newActiveOwner(harness);
    const stopped = await harness.call("/api/profile/stop", { method: "POST", token });
    expect(await stopped.json()).toEqual({ state: "stopped" });
    harness.world.messages.length = 0;
    const resumed = await harness.call("/api/profile/resume", { method: "POST", token });
    expect(await resumed.json()).toEqual({ state: "active" });
    expect(harness.world.messages).toMatchObject([{ type: "sweep", installationId }]);
  });

  test("the additional address is checked, set and cleared", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const patch = (additionalEmail: unknown) =>
      harness.call("/api/profile", { method: "PATCH", body: { additionalEmail }, token });
    expect((await patch("nonsense")).status).toBe(422);
    expect(await (await patch("books@example.com")).json()).toMatchObject({
      additionalEmail: "books@example.com",
    });
    expect(await (await patch(null)).json()).toMatchObject({ additionalEmail: null });
  });

  test("outdated terms are not accepted", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const answer = await harness.call("/api/terms", { body: { version: "2001-01-01" }, token });
    expect(await answer.json()).toMatchObject({ status: 409, code: "TERMS_OUTDATED" });
  });
});
