import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { APP_SECRET, PUBLIC_URL, shopAt, sign } from "./fakes.ts";
import {
  cookieOf,
  handshake,
  installLink,
  newActiveOwner,
  newKeys,
  newOwner,
  startApp,
} from "./owner.ts";

const HOUR_MS = 60 * 60 * 1000;

describe("handshake", () => {
  test("answers OK, keeps the keys sealed and makes no outgoing call", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    const answer = await handshake(harness, keys);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("OK");
    expect(harness.world.shops.size).toBe(0);
    const stored = await harness.world.dependencies.installations.findByApiPublic(keys.apiPublic);
    expect(stored).toMatchObject({
      state: "new",
      apiRoot: keys.apiRoot,
      trialEndsOn: "2026-12-01",
    });
    expect(stored?.apiSecret).toMatch(/^v2\.k1\./);
    expect(stored?.apiSecret).not.toContain(keys.apiSecret);
    expect(stored?.licenseKey).toMatch(/^KM(-[2-9A-Z]{4}){4}$/);
    expect(stored?.webhookToken).toMatch(/^[\w-]{43}$/);
  });

  test("a wrong or missing hash is a 401 problem and stores nothing", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    const body = JSON.stringify({ api_public: keys.apiPublic });
    for (const hash of ["", "00".repeat(64)]) {
      const answer = await harness.call("/ccv/handshake", {
        method: "POST",
        body,
        headers: { "x-hash": hash },
      });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    }
    const stored = await harness.world.dependencies.installations.findByApiPublic(keys.apiPublic);
    expect(stored).toBeNull();
  });

  test.for([
    "http://shop.ccvshop.nl",
    "https://127.0.0.1",
    "https://localhost",
    "https://user:word@shop.example.com",
  ])("refuses the address %s with 422", async (apiRoot, { expect }) => {
    const harness = startApp();
    const answer = await handshake(harness, { ...newKeys(), apiRoot });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "API_ROOT_FORBIDDEN" });
  });

  test("an invalid body is a 422 that names the fields", async ({ expect }) => {
    const harness = startApp();
    for (const body of ["no json", "{}", "[]"]) {
      const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/handshake|${body}`);
      const answer = await harness.call("/ccv/handshake", {
        method: "POST",
        body,
        headers: { "x-hash": hash },
      });
      expect(answer.status).toBe(422);
    }
  });

  test("sent twice at once it makes one installation", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    const answers = await Promise.all([handshake(harness, keys), handshake(harness, keys)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { DB } = env;
    const count = await DB.prepare("SELECT COUNT(*) AS n FROM installations WHERE api_root = ?")
      .bind(keys.apiRoot)
      .first("n");
    expect(count).toBe(1);
  });

  test("repeated for the same address it renews the keys and keeps everything else", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { installations } = harness.world.dependencies;
    const before = await installations.find(owner.installationId);
    const renewed = { ...newKeys(), apiRoot: owner.keys.apiRoot };
    expect((await handshake(harness, renewed)).status).toBe(200);
    const after = await installations.find(owner.installationId);
    expect(after).toMatchObject({
      state: "active",
      apiPublic: renewed.apiPublic,
      webhookToken: before?.webhookToken,
      licenseKey: before?.licenseKey,
    });
    expect(await installations.webhooks(owner.installationId)).toHaveLength(5);
    expect(after?.apiSecret).not.toBe(before?.apiSecret);
  });
});

describe("install link", () => {
  test("opens a session once per handshake and then leads to the login", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    await handshake(harness, keys);
    const first = await installLink(harness, keys);
    expect(first.status).toBe(303);
    expect(first.headers.get("location")).toBe("/setup");
    expect(first.headers.get("set-cookie")).toMatch(
      /^__Host-session=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const status = await harness.call("/api/status", { cookie: cookieOf(first) });
    expect(status.status).toBe(200);
    const second = await installLink(harness, keys);
    expect(second.headers.get("location")).toBe("/login");
    expect(second.headers.get("set-cookie")).toBeNull();
    await handshake(harness, keys);
    expect((await installLink(harness, keys)).headers.get("location")).toBe("/setup");
  });

  test("opens nothing an hour after the handshake", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    await handshake(harness, keys);
    harness.world.now += HOUR_MS + 1;
    const late = await installLink(harness, keys);
    expect(late.headers.get("location")).toBe("/login");
    expect(late.headers.get("set-cookie")).toBeNull();
  });

  test("a wrong hash is 401, unknown keys are 404", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    const forged = await harness.call(
      `/ccv/install?api_public=${encodeURIComponent(keys.apiPublic)}&x-hash=${"0".repeat(128)}`,
    );
    expect(forged.status).toBe(401);
    expect((await installLink(harness, keys)).status).toBe(404);
  });

  test("a shop that doesn't answer can still be set up", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    await handshake(harness, keys);
    shopAt(harness.world, keys.apiRoot).isDown = true;
    const opened = await installLink(harness, keys);
    expect(opened.headers.get("location")).toBe("/setup");
    const status = await harness.call("/api/status", { cookie: cookieOf(opened) });
    const { connections } = await status.json<{ connections: { ccv: object } }>();
    expect(connections.ccv).toMatchObject({ ok: false, problem: "no answer" });
  });

  test("a shop known under another address gets its installation back", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const { installations, credentials } = harness.world.dependencies;
    const moved = newKeys();
    await handshake(harness, moved);
    const made = await installations.findByApiPublic(moved.apiPublic);
    shopAt(harness.world, moved.apiRoot).webShopId = shopAt(
      harness.world,
      owner.keys.apiRoot,
    ).webShopId;
    const opened = await installLink(harness, moved);
    expect(opened.headers.get("location")).toBe("/setup");
    expect(await installations.find(made?.id ?? "")).toBeNull();
    const merged = await installations.find(owner.installationId);
    expect(merged).toMatchObject({ apiRoot: moved.apiRoot, apiPublic: moved.apiPublic });
    const opens = merged === null ? null : await credentials.shop(merged);
    expect(opens).toMatchObject({ ok: true, value: { apiSecret: moved.apiSecret } });
    const status = await harness.call("/api/installations", { cookie: cookieOf(opened) });
    expect(await status.json()).toMatchObject({ items: [{ id: owner.installationId }] });
  });
});

describe("uninstall", () => {
  test("stops, erases the credentials and keeps the history", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const body = JSON.stringify({ api_public: owner.keys.apiPublic });
    const forged = await harness.call("/ccv/uninstall", { method: "POST", body });
    expect(forged.status).toBe(401);
    const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/uninstall|${body}`);
    const answer = await harness.call("/ccv/uninstall", {
      method: "POST",
      body,
      headers: { "x-hash": hash },
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("OK");
    const { installations } = harness.world.dependencies;
    const stored = await installations.find(owner.installationId);
    expect(stored).toMatchObject({
      state: "uninstalled",
      apiSecret: null,
      environmentCode: null,
    });
    expect(await installations.webhooks(owner.installationId)).toEqual([]);
    const report = await harness.call("/api/report", { token: owner.token });
    expect(report.status).toBe(200);
    const connect = await harness.call("/api/connections/imuis", {
      method: "PUT",
      body: { environmentCode: "x" },
      token: owner.token,
    });
    expect(await connect.json()).toMatchObject({ status: 409, code: "UNINSTALLED" });
  });
});
