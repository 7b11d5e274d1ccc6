import { describe, test } from "vitest";

import { OPERATOR_TOKEN, PUBLIC_URL, shopAt, sign } from "./http/fakes.ts";
import {
  cookieOf,
  handshake,
  installLink,
  newActiveOwner,
  newKeys,
  startApp,
} from "./http/owner.ts";

/** Replays, floods of wrong signatures, and the headers that every answer carries. */

const FLOOD = 50;

describe("a replayed install link", () => {
  test("opens one session however often it is sent at once", async ({ expect }) => {
    const harness = startApp();
    const keys = newKeys();
    await handshake(harness, keys);
    const answers = await Promise.all(Array.from({ length: 8 }, () => installLink(harness, keys)));
    const opened = answers.filter((answer) => cookieOf(answer) !== "");
    expect(opened).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    const others = answers.filter((answer) => cookieOf(answer) === "");
    expect(others.map(({ headers }) => headers.get("location"))).toEqual(
      others.map(() => "/login"),
    );
  });

  test("opens nothing for a shop that was set up two hours ago", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.now += 2 * 60 * 60 * 1_000;
    const replayed = await installLink(harness, owner.keys);
    expect([replayed.headers.get("location"), cookieOf(replayed)]).toEqual(["/login", ""]);
  });
});

describe("after a flood of wrong signatures", () => {
  test("a correctly signed delivery is still taken", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const [webhook] = shopAt(harness.world, owner.keys.apiRoot).webhooks;
    const { address = "", key = "" } = webhook ?? {};
    const path = new URL(address).pathname;
    const body = JSON.stringify({ id: 4711 });
    for (let count = 0; count < FLOOD; count += 1) {
      const wrong = await harness.call(path, { method: "POST", body, headers: { "x-hash": "00" } });
      expect(wrong.status).toBe(401);
    }
    const hash = await sign(key, `${address}|${body}`);
    const right = await harness.call(path, { method: "POST", body, headers: { "x-hash": hash } });
    expect(right.status).toBe(200);
  });

  test("a correctly signed handshake is still taken", async ({ expect }) => {
    const harness = startApp();
    for (let count = 0; count < FLOOD; count += 1) {
      const wrong = await harness.call("/ccv/handshake", {
        method: "POST",
        body: "{}",
        headers: { "x-hash": "ab".repeat(64) },
      });
      expect(wrong.status).toBe(401);
    }
    expect((await handshake(harness, newKeys())).status).toBe(200);
  });
});

test("every kind of answer carries the headers", async ({ expect }) => {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const answers = await Promise.all([
    harness.call("/health"),
    harness.call("/api/status", { token: owner.token }),
    harness.call("/api/export", { token: owner.token }),
    harness.call("/api/operator/health", { token: OPERATOR_TOKEN }),
    harness.call("/api/nowhere", { token: owner.token }),
    harness.call("/login"),
    harness.call("/nowhere"),
    harness.call("/ccv/handshake", { method: "POST", body: "{}" }),
    harness.call("/webhooks/ccv/x/orders.paid", { method: "POST", body: "{}" }),
    installLink(harness, owner.keys),
  ]);
  for (const { url, headers } of answers) {
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, url).toContain("default-src 'none'");
    expect(policy, url).toContain("frame-ancestors 'none'");
    expect(policy, url).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get("strict-transport-security"), url).toMatch(/max-age=31536000/);
    expect(headers.get("x-content-type-options"), url).toBe("nosniff");
    expect(headers.get("access-control-allow-origin"), url).toBeNull();
  }
  const elsewhere = await harness.call("/api/logout", {
    method: "POST",
    headers: { cookie: owner.cookie, origin: `${PUBLIC_URL}.evil.example` },
  });
  expect(elsewhere.status).toBe(403);
});
