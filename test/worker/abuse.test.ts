import { describe, expect, test } from "vitest";

import { APP_SECRET, OPERATOR_TOKEN, PUBLIC_URL, shopAt, sign } from "./http/fakes.ts";
import {
  cookieOf,
  handshake,
  type Harness,
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

describe("with a brake on failures", () => {
  const LIMIT = 5;
  const FROM = { "cf-connecting-ip": "192.0.2.7" };

  /** As the platform's binding: so many of a key, then no more. */
  function brakedApp() {
    const harness = startApp();
    const asked: string[] = [];
    const failureBrake = {
      async limit({ key }: { readonly key: string }) {
        asked.push(key);
        return { success: asked.filter((known) => known === key).length <= LIMIT };
      },
    };
    Object.assign(harness.world.dependencies, { failureBrake });
    return { harness, asked };
  }

  const wrongAt = async (harness: Harness, path: string, headers = FROM): Promise<Response> =>
    harness.call(path, { method: "POST", body: "{}", headers: { "x-hash": "00", ...headers } });

  test.for([
    "/ccv/handshake",
    "/ccv/uninstall",
    "/webhooks/ccv/unknown/orders.paid",
    "/webhooks/ccv/x",
  ])("too many at %s are 429, of the same address only", async (path, { expect }) => {
    const { harness } = brakedApp();
    const statuses: number[] = [];
    for (let count = 0; count < LIMIT + 2; count += 1) {
      statuses.push((await wrongAt(harness, path)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: LIMIT }, () => 401), 429, 429]);
    const last = await wrongAt(harness, path);
    expect(last.headers.get("retry-after")).toBe("60");
    expect(await last.json()).toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    const other = await wrongAt(harness, path, { "cf-connecting-ip": "192.0.2.8" });
    expect(other.status).toBe(401);
  });

  test("what is signed correctly goes through from the same address, and is not counted", async ({
    expect,
  }) => {
    const { harness, asked } = brakedApp();
    const owner = await newActiveOwner(harness);
    const [webhook] = shopAt(harness.world, owner.keys.apiRoot).webhooks;
    const { address = "", key = "" } = webhook ?? {};
    const path = new URL(address).pathname;
    for (let count = 0; count < LIMIT + 5; count += 1) await wrongAt(harness, path);
    expect((await wrongAt(harness, path)).status).toBe(429);
    const failures = asked.length;
    const body = JSON.stringify({ id: 4711 });
    for (let count = 0; count < LIMIT * 2; count += 1) {
      const hash = await sign(key, `${address}|${body}`);
      const right = await harness.call(path, { body, headers: { "x-hash": hash, ...FROM } });
      expect(right.status).toBe(200);
    }
    const handshaken = newKeys();
    const shake = JSON.stringify({
      api_public: handshaken.apiPublic,
      api_secret: handshaken.apiSecret,
      api_root: handshaken.apiRoot,
      return_url: `${handshaken.apiRoot}/return`,
    });
    const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/handshake|${shake}`);
    const shaken = await harness.call("/ccv/handshake", {
      body: shake,
      headers: { "x-hash": hash, ...FROM },
    });
    expect(shaken.status).toBe(200);
    expect(asked).toHaveLength(failures);
  });

  test("wrong ones at a right address are still counted for the shop", async ({ expect }) => {
    const { harness } = brakedApp();
    const owner = await newActiveOwner(harness);
    const [webhook] = shopAt(harness.world, owner.keys.apiRoot).webhooks;
    const path = new URL(webhook?.address ?? "").pathname;
    for (let count = 0; count < LIMIT + 3; count += 1) await wrongAt(harness, path);
    const { setUp } = harness.world.dependencies;
    expect((await setUp.refusedDeliveriesOf(owner.installationId, 0)).count).toBe(LIMIT + 3);
  });

  test("that fails, nobody is braked", async ({ expect }) => {
    const harness = startApp();
    const failureBrake = { limit: () => Promise.reject(new Error("down")) };
    Object.assign(harness.world.dependencies, { failureBrake });
    expect((await wrongAt(harness, "/ccv/handshake")).status).toBe(401);
  });
});

test("two hundred wrong passwords from one address brake it for every account, and no other", async ({
  expect,
}) => {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const { email, password } = owner;
  const minute = Math.floor(harness.world.now / 60_000);
  const from = { "cf-connecting-ip": "192.0.2.9" };
  const { access, crypto: hashes } = harness.world.dependencies;
  const subject = `address/${await hashes.hashToken("192.0.2.9")}`;
  for (let count = 0; count < 199; count += 1) await access.countFailure(subject, minute);
  const logIn = (body: unknown, headers: Readonly<Record<string, string>>) =>
    harness.call("/api/login", { body, headers });
  const wrong = { email: "nobody@example.com", password: "wrong" };
  expect((await logIn({ email, password }, from)).status).toBe(200);
  expect((await logIn(wrong, from)).status).toBe(429);
  expect((await logIn({ email, password }, from)).status).toBe(429);
  expect((await logIn({ email, password }, { "cf-connecting-ip": "192.0.2.1" })).status).toBe(200);
});

describe("a body that is too large", () => {
  const LARGE = "x".repeat(1024 * 1024 + 1);

  /** Piece by piece, without a stated length. */
  const streamed = (): ReadableStream<Uint8Array> => {
    let left = 80;
    return new ReadableStream({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(new TextEncoder().encode("x".repeat(16 * 1024)));
      },
    });
  };

  const PATHS = [
    "/ccv/handshake",
    "/ccv/uninstall",
    "/webhooks/ccv/x/orders.paid",
    "/webhooks/ccv/x",
    "/api/login",
    "/api/questions",
    "/api/operator/look-before-create",
    "/login",
    "/logout",
    "/language",
    "/reset/x",
    "/setup/account",
    "/configuration/vat",
    "/documents/order/1",
    "/questions",
    "/profile",
  ] as const;

  test.for(PATHS)("is 413 at %s, stated or not", async (path, { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const headers = {
      cookie: owner.cookie,
      origin: PUBLIC_URL,
      "content-type": "application/json",
    };
    const bodies = [
      { body: LARGE, headers: { ...headers, "content-length": String(LARGE.length) } },
      { body: streamed(), headers },
    ];
    for (const init of bodies) {
      const request = new Request(`${PUBLIC_URL}${path}`, { method: "POST", ...init });
      const answer = await harness.app.fetch(request, harness.world.dependencies);
      expect([path, answer.status]).toEqual([path, 413]);
    }
  });
});

test.each([
  ["no origin", undefined],
  ["a null origin", "null"],
  ["another origin", "https://evil.example"],
  ["our address over http", PUBLIC_URL.replace("https:", "http:")],
  ["our address on another port", `${PUBLIC_URL}:8443`],
])("a form with %s changes nothing", async (_, origin) => {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const post = (path: string, body: string) =>
    harness.app.fetch(
      new Request(`${PUBLIC_URL}${path}`, {
        method: "POST",
        body,
        headers: {
          cookie: owner.cookie,
          "content-type": "application/x-www-form-urlencoded",
          ...(origin === undefined ? {} : { origin }),
        },
      }),
      harness.world.dependencies,
    );
  for (const path of [
    "/profile/stop",
    "/logout",
    "/language",
    "/questions",
    "/configuration/vat",
  ]) {
    expect([path, (await post(path, "sure=yes&language=en")).status]).toEqual([path, 403]);
  }
  const status = await harness.call("/api/status", { cookie: owner.cookie });
  expect(await status.json()).toMatchObject({ state: "active" });
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
