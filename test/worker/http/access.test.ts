import { describe, test } from "vitest";

import { PUBLIC_URL } from "./fakes.ts";
import {
  cookieOf,
  handshake,
  type Harness,
  installLink,
  newActiveOwner,
  newKeys,
  newOwner,
  type Owner,
  startApp,
} from "./owner.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const logIn = (harness: Harness, { email, password }: Pick<Owner, "email" | "password">) =>
  harness.call("/api/login", { body: { email, password } });

describe("login", () => {
  test("opens a session with a new id and closes the former", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const answer = await harness.call("/api/login", {
      body: { email: owner.email.toUpperCase(), password: owner.password },
      cookie: owner.cookie,
    });
    expect(answer.status).toBe(200);
    const cookie = cookieOf(answer);
    expect(cookie).not.toBe(owner.cookie);
    expect((await harness.call("/api/status", { cookie })).status).toBe(200);
    expect((await harness.call("/api/status", { cookie: owner.cookie })).status).toBe(401);
    const out = await harness.call("/api/logout", { method: "POST", cookie });
    expect(out.status).toBe(204);
    expect((await harness.call("/api/status", { cookie })).status).toBe(401);
  });

  test("a wrong password and an unknown address get one answer", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const wrong = await logIn(harness, { email: owner.email, password: "wrong" });
    const unknown = await logIn(harness, { email: "nobody@example.com", password: "wrong" });
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toBe(await unknown.text());
  });

  test("from the 10th wrong password within a minute the account answers 429", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    harness.world.now = Date.UTC(2026, 10, 24, 10, 0, 58);
    const statuses: number[] = [];
    for (let attempt = 1; attempt <= 11; attempt += 1) {
      harness.world.now += 300;
      const answer = await logIn(harness, { email: owner.email, password: "wrong" });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 9 }, () => 401), 429, 429]);
    expect((await logIn(harness, owner)).status).toBe(429);
    const other = await newOwner(harness);
    expect((await logIn(harness, other)).status).toBe(200);
    harness.world.now += 2 * MINUTE_MS;
    expect((await logIn(harness, owner)).status).toBe(200);
  });

  test("from the 200th wrong password within a minute an address is refused, others are not", async ({
    expect,
  }) => {
    const harness = startApp();
    const { email, password } = await newOwner(harness);
    const { access, crypto } = harness.world.dependencies;
    const address = "203.0.113.9";
    const subject = `address/${await crypto.hashToken(address)}`;
    const minute = Math.floor(harness.world.now / MINUTE_MS);
    for (let count = 1; count < 200; count += 1) await access.countFailure(subject, minute);
    const from = (ip: string, tried: string) =>
      harness.call("/api/login", {
        body: { email, password: tried },
        headers: { "cf-connecting-ip": ip },
      });
    expect((await from(address, "wrong")).status).toBe(429);
    expect((await from(address, password)).status).toBe(429);
    expect((await from("203.0.113.10", password)).status).toBe(200);
    harness.world.now += 2 * MINUTE_MS;
    expect((await from(address, password)).status).toBe(200);
  });

  test("right passwords are never counted", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      expect((await logIn(harness, owner)).status).toBe(200);
    }
  });

  test("the stored hash is sealed", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const account = await harness.world.dependencies.access.findAccountByEmail(owner.email);
    expect(account?.passwordHash).toMatch(/^v2\.k1\./);
  });
});

describe("sessions", () => {
  test("end after 12 idle hours and after 7 days at the latest", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const idle = cookieOf(await logIn(harness, owner));
    const busy = cookieOf(await logIn(harness, owner));
    harness.world.now += 12 * HOUR_MS - 1;
    expect((await harness.call("/api/status", { cookie: busy })).status).toBe(200);
    harness.world.now += 2;
    expect((await harness.call("/api/status", { cookie: idle })).status).toBe(401);
    for (let day = 0; day < 13; day += 1) {
      harness.world.now += 12 * HOUR_MS - 1;
      await harness.call("/api/status", { cookie: busy });
    }
    harness.world.now += DAY_MS / 4;
    expect((await harness.call("/api/status", { cookie: busy })).status).toBe(401);
  });

  test.for([
    ["no origin", {}],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["a null origin", { origin: "null" }],
  ] as const)("change nothing with %s", async ([, headers], { expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const answer = await harness.call("/api/logout", {
      method: "POST",
      headers: { cookie: owner.cookie, ...headers },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "ORIGIN_MISMATCH" });
  });

  test("a body that is no JSON is 415, malformed JSON 400, too much 413", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const send = (body: string, type: string) =>
      harness.call("/api/questions", {
        method: "POST",
        body,
        token,
        headers: { "content-type": type },
      });
    expect((await send("subject=x", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await send("{", "text/plain")).status).toBe(415);
    expect((await send("{", "application/json")).status).toBe(400);
    expect((await send("{}", "application/json; charset=utf-8")).status).toBe(422);
    const large = await send(
      JSON.stringify({ message: "x".repeat(1024 * 1024) }),
      "application/json",
    );
    expect(large.status).toBe(413);
  });
});

describe("accounts", () => {
  test("a logged-in person links a second shop and chooses between them", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const second = newKeys();
    await handshake(harness, second);
    const setUp = cookieOf(await installLink(harness, second, owner.cookie));
    const linked = await harness.call("/api/account", {
      body: { email: owner.email, password: owner.password },
      cookie: setUp,
    });
    expect(linked.status).toBe(201);
    const cookie = cookieOf(await logIn(harness, owner));
    const listed = await harness.call("/api/installations", { cookie });
    const { items } = await listed.json<{ items: { id: string; apiRoot: string }[] }>();
    expect(items.map(({ apiRoot }) => apiRoot).toSorted()).toEqual(
      [owner.keys.apiRoot, second.apiRoot].toSorted(),
    );
    const undecided = await harness.call("/api/status", { cookie });
    expect(await undecided.json()).toMatchObject({
      status: 409,
      code: "INSTALLATION_NOT_SELECTED",
    });
    const secondId = items.find(({ apiRoot }) => apiRoot === second.apiRoot)?.id ?? "";
    const named = await harness.call("/api/profile", {
      cookie,
      headers: { "x-installation": secondId },
    });
    expect(named.status).toBe(200);
    const chosen = await harness.call(`/api/installations/${secondId}/select`, {
      method: "POST",
      cookie,
    });
    expect(chosen.status).toBe(200);
    expect((await harness.call("/api/status", { cookie })).status).toBe(200);
  });

  test("nobody takes over an account from a set-up page", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const second = newKeys();
    await handshake(harness, second);
    const setUp = cookieOf(await installLink(harness, second));
    const answer = await harness.call("/api/account", {
      body: { email: owner.email, password: "another password" },
      cookie: setUp,
    });
    expect(await answer.json()).toMatchObject({ status: 401, code: "LOGIN_FAILED" });
  });

  test("weak input is named", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    await handshake(harness, keys);
    const cookie = cookieOf(await installLink(harness, keys));
    const answer = await harness.call("/api/account", {
      body: { email: "nonsense", password: "short" },
      cookie,
    });
    const { errors } = await answer.json<{ errors: { path: string }[] }>();
    expect(errors.map(({ path }) => path)).toEqual(["email", "password"]);
  });

  test("tokens are shown once, stored hashed and withdrawn", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const made = await harness.call("/api/tokens", {
      body: { name: "books" },
      cookie: owner.cookie,
    });
    expect(made.status).toBe(201);
    const { id, token } = await made.json<{ id: string; token: string }>();
    const listed = await harness.call("/api/tokens", { token });
    expect(await listed.text()).not.toContain(token);
    const stored = await harness.world.dependencies.access.tokens(owner.installationId);
    expect(JSON.stringify(stored)).not.toContain(token);
    const removed = await harness.call(`/api/tokens/${id}`, { method: "DELETE", token });
    expect(removed.status).toBe(204);
    expect((await harness.call("/api/status", { token })).status).toBe(401);
  });
});

describe("every answer", () => {
  test("has a strict policy and is not kept", async ({ expect }) => {
    const harness = startApp();
    const { token } = await newOwner(harness);
    const answer = await harness.call("/api/status", { token });
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect((await harness.call("/nowhere")).status).toBe(404);
    expect(await (await harness.call("/health")).json()).toEqual({ status: "ok" });
    expect((await harness.call("/api/docs")).status).toBe(200);
  });

  test("a failure is told and logged without its text and without a token in its path", async ({
    expect,
  }) => {
    const harness = startApp();
    const { installations } = harness.world.dependencies;
    const findByWebhookToken = () => Promise.reject(new Error("D1 geheim-4711 is down"));
    Object.assign(harness.world.dependencies, {
      installations: { ...installations, findByWebhookToken },
    });
    const path = "/webhooks/ccv/geheim-4711/orders.created";
    const answer = await harness.call(path, { method: "POST", headers: { "x-hash": "00" } });
    expect(answer.status).toBe(500);
    expect(harness.world.logs.join("")).toContain("/webhooks/ccv/…/orders.created");
    const told = `${await answer.text()}${harness.world.logs.join("")}`;
    expect(told).not.toContain("geheim-4711");
  });

  test("logs hold no secret and nobody's name", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const logs = harness.world.logs.join("\n");
    for (const secret of [owner.token, owner.email, owner.keys.apiSecret, owner.password]) {
      expect(logs).not.toContain(secret);
    }
    expect(PUBLIC_URL).toMatch(/^https:/);
  });
});
