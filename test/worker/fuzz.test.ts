import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { test } from "vitest";

import { parseMessage } from "../../src/booking/message.ts";
import { APP_SECRET, OPERATOR_TOKEN, PUBLIC_URL, shopAt, sign } from "./http/fakes.ts";
import { type Harness, newActiveOwner, type Owner, startApp } from "./http/owner.ts";

/**
 * Garbage at every route: what doesn't validate is a 4xx problem, and nothing of it is ever a 5xx or a stored document.
 * A failing run is repeated with its seed: `FUZZ_SEED=<seed> npx vitest run --project worker test/worker/fuzz.test.ts`.
 */

const SEED = env.FUZZ_SEED === "" ? Math.floor(Math.random() * 2 ** 31) : Number(env.FUZZ_SEED);
// oxlint-disable-next-line no-console -- the seed is what makes a run of garbage repeatable
console.info(`fuzz seed ${SEED}`);

const API_RUNS = 1_500;
const PAGE_RUNS = 300;
const SIGNED_RUNS = 300;
const STRANGER_RUNS = 500;
const MESSAGE_RUNS = 1_000;
const TIME_LIMIT_MS = 60_000;

const BODIES = [
  { source: "orders", target: "journal", vat: { countries: [{ country: "NL", rates: [] }] } },
  { kind: "order", from: "2026-01-01", to: "2026-13-45", dryRun: true },
  { email: "a@b.nl", password: "x".repeat(9), name: "y" },
  { outcome: "booked", reference: {} },
  { since: "9999-99-99T00:00:00Z" },
];

const anything = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.jsonValue().map((value) => JSON.stringify({ id: value, href: value, kind: "order" })),
  fc
    .tuple(fc.constantFrom(...BODIES), fc.string({ maxLength: 8 }), fc.jsonValue())
    .map(([body, key, value]) => JSON.stringify({ ...body, [key]: value })),
);
const word = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.constantFrom("order", "invoice", "1", "%00", "..", "%", "null", "9".repeat(30), "0000-00-00"),
  // Cursors of our own making, with something else inside.
  fc.jsonValue({ maxDepth: 1 }).map((value) => btoa(encodeURIComponent(JSON.stringify(value)))),
  fc
    .jsonValue({ maxDepth: 1 })
    .map((value) => btoa(JSON.stringify(value).replaceAll(/[^ -~]/g, ""))),
);
const headerText = fc.oneof(
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^ -~]/g, "").trim()),
  fc.constantFrom("Bearer", "Bearer x", "bytes=0-", "*/*", "text/html", "a=b; c=d", "nl;q=x"),
);
const headers = fc.dictionary(
  fc.constantFrom(
    "accept-language",
    "accept",
    "x-installation",
    "if-none-match",
    "range",
    "x-date",
  ),
  headerText,
);

/** What a stranger may send in place of a login; none of it is one. */
const strangers = fc.dictionary(
  fc.constantFrom(
    "authorization",
    "cookie",
    "origin",
    "content-type",
    "x-hash",
    "cf-connecting-ip",
  ),
  fc.oneof(
    headerText,
    fc.constantFrom(`__Host-session=${"A".repeat(43)}`, "session=x", "Basic YTpi", PUBLIC_URL),
  ),
);

/** Calls that are made without a login. */
const PUBLIC = /^\/(health$|api\/(login|password-reset|docs|openapi))/;

interface Route {
  readonly method: string;
  readonly path: string;
}

async function routesOf(harness: Harness): Promise<readonly Route[]> {
  const answer = await harness.call("/api/openapi.json");
  const document = await answer.json<{ paths: Record<string, object> }>();
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method): Route => ({ path, method: method.toUpperCase() })),
  );
}

function callOf(routes: readonly Route[]) {
  return fc.record({
    route: fc.constantFrom(...routes),
    words: fc.array(word, { minLength: 2, maxLength: 2 }),
    body: anything,
    query: fc.dictionary(
      fc.constantFrom("from", "to", "search", "limit", "cursor", "code", "name", "kind"),
      word,
    ),
    headers,
  });
}

type Call = ReturnType<typeof callOf> extends fc.Arbitrary<infer Value> ? Value : never;

function targetOf({ route: { path }, words, query }: Call): string {
  const [first = "x", second = "x"] = words.map((text) => encodeURIComponent(wellFormed(text)));
  const entries = Object.entries(query).map(([name, text]): [string, string] => [
    name,
    wellFormed(text),
  ]);
  const filled = path.replace(/\{(kind|id)\}/, first).replace(/\{\w+\}/, second);
  return `${filled}?${new URLSearchParams(entries).toString()}`;
}

const storedDocuments = async (): Promise<number> =>
  (await env.DB.prepare("SELECT COUNT(*) AS number FROM documents").first<number>("number")) ?? 0;

function send(harness: Harness, owner: Owner, call: Call): Promise<Response> {
  const { method, path } = call.route;
  return harness.call(targetOf(call), {
    method,
    headers: call.headers,
    token: path.startsWith("/api/operator/") ? OPERATOR_TOKEN : owner.token,
    ...(method === "GET" ? {} : { body: wellFormed(call.body) }),
  });
}

test(
  `no route answers garbage with a 5xx (seed ${SEED})`,
  { timeout: TIME_LIMIT_MS },
  async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const routes = await routesOf(harness);
    const before = await storedDocuments();
    const reached = new Set<Route>();
    const property = fc.asyncProperty(callOf(routes), async (call) => {
      reached.add(call.route);
      const answer = await send(harness, owner, call);
      const text = await answer.text();
      expect(answer.status, text).toBeLessThan(500);
      if (answer.status < 400) return;
      expect(answer.headers.get("content-type"), text).toBe("application/problem+json");
      expect(JSON.parse(text)).toMatchObject({ status: answer.status, code: expect.any(String) });
    });
    await fc.assert(property, { numRuns: API_RUNS, seed: SEED });
    expect(await storedDocuments()).toBe(before);
    expect(routes.filter((route) => !reached.has(route))).toEqual([]);
  },
);

test(
  `nobody gets in with garbage for a login (seed ${SEED})`,
  { timeout: TIME_LIMIT_MS },
  async ({ expect }) => {
    const harness = startApp();
    await newActiveOwner(harness);
    const routes = (await routesOf(harness)).filter(({ path }) => !PUBLIC.test(path));
    const before = await storedDocuments();
    const property = fc.asyncProperty(callOf(routes), strangers, async (call, stranger) => {
      const answer = await harness.call(targetOf(call), {
        method: call.route.method,
        headers: { ...call.headers, ...stranger },
        ...(call.route.method === "GET" ? {} : { body: wellFormed(call.body) }),
      });
      expect([401, 403, 415], await answer.text()).toContain(answer.status);
    });
    await fc.assert(property, { numRuns: STRANGER_RUNS, seed: SEED });
    expect(await storedDocuments()).toBe(before);
  },
);

test(
  `no path at all, page or nothing, is answered with a 5xx (seed ${SEED})`,
  {
    timeout: TIME_LIMIT_MS,
  },
  async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const roots = [
      "/",
      "/login",
      "/setup",
      "/settings",
      "/documents",
      "/open",
      "/errors",
      "/report",
    ];
    const before = await storedDocuments();
    const property = fc.asyncProperty(
      fc.constantFrom(...roots),
      fc.constantFrom("GET", "POST", "PUT", "HEAD"),
      fc.record({ words: fc.array(word, { maxLength: 3 }), body: anything, headers }),
      async (root, method, { words, body, headers }) => {
        const rest = words.map((text) => encodeURIComponent(wellFormed(text))).join("/");
        const answer = await harness.call(`${root}/${rest}`.replace("//", "/"), {
          method,
          cookie: owner.cookie,
          headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
          ...(method === "GET" || method === "HEAD" ? {} : { body: wellFormed(body) }),
        });
        expect(answer.status, await answer.text()).toBeLessThan(500);
      },
    );
    await fc.assert(property, { numRuns: PAGE_RUNS, seed: SEED });
    expect(await storedDocuments()).toBe(before);
  },
);

test(
  `no signed call of the App Store or delivery is answered with a 5xx (seed ${SEED})`,
  {
    timeout: TIME_LIMIT_MS,
  },
  async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const [webhook] = shopAt(harness.world, owner.keys.apiRoot).webhooks;
    const address = webhook?.address ?? "";
    const key = webhook?.key ?? "";
    const targets = [
      { url: `${PUBLIC_URL}/ccv/handshake`, secret: APP_SECRET },
      { url: `${PUBLIC_URL}/ccv/uninstall`, secret: APP_SECRET },
      { url: address, secret: key },
    ];
    harness.world.messages.length = 0;
    const before = await storedDocuments();
    const property = fc.asyncProperty(
      fc.constantFrom(...targets),
      anything,
      fc.boolean(),
      async ({ url, secret }, text, isSigned) => {
        const body = wellFormed(text);
        const hash = isSigned ? await sign(secret, `${url}|${body}`) : body.slice(0, 20);
        const answer = await harness.call(new URL(url).pathname, {
          method: "POST",
          body,
          headers: { "x-hash": hash.replaceAll(/[^\w]/g, "") },
        });
        expect(answer.status).toBeLessThan(500);
        if (!isSigned) expect(answer.status).toBe(401);
      },
    );
    await fc.assert(property, { numRuns: SIGNED_RUNS, seed: SEED });
    expect(await storedDocuments()).toBe(before);
    for (const message of harness.world.messages) {
      expect(message).toMatchObject({ type: "document", sourceId: expect.stringMatching(/^\d+$/) });
    }
  },
);

test(`a message of garbage is none of ours (seed ${SEED})`, ({ expect }) => {
  const message = fc.record({
    type: fc.oneof(
      fc.constantFrom("document", "sweep", "nightly", "backfill", "retention", "digest"),
      word,
    ),
    installationId: fc.oneof(fc.constant("i"), fc.anything()),
    sourceId: fc.anything(),
    kind: fc.anything(),
    cause: fc.anything(),
    start: fc.anything(),
  });
  const property = fc.property(fc.oneof(fc.anything(), message), (input) => {
    const parsed = parseMessage(input);
    if (parsed !== null) expect(parsed.installationId).toEqual(expect.any(String));
  });
  fc.assert(property, { numRuns: MESSAGE_RUNS, seed: SEED });
});

/** What can be sent at all: half of a pair of surrogates can't. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
