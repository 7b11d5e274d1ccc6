import * as fc from "fast-check";
import { test } from "vitest";

import { APP_SECRET, OPERATOR_TOKEN, PUBLIC_URL, shopAt, sign } from "./fakes.ts";
import { newActiveOwner, startApp } from "./owner.ts";

/** Garbage at every route: what doesn't validate is a 4xx problem, and nothing of it is ever a 5xx or a stored document. */

const RUNS = 150;

const anything = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.jsonValue().map((value) => JSON.stringify({ id: value, href: value, kind: "order" })),
);
const word = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
  fc.constantFrom("order", "invoice", "1", "%00", "..", "%", "null"),
);

interface Route {
  readonly method: string;
  readonly path: string;
}

test("no route answers garbage with a 5xx", async ({ expect }) => {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const document = await (
    await harness.call("/api/openapi.json")
  ).json<{ paths: Record<string, object> }>();
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method): Route => ({ path, method: method.toUpperCase() })),
  );
  const call = fc.record({
    route: fc.constantFrom(...routes),
    words: fc.array(word, { minLength: 2, maxLength: 2 }),
    body: anything,
    query: fc.dictionary(
      fc.constantFrom("from", "to", "search", "limit", "cursor", "code", "name"),
      word,
    ),
  });
  const property = fc.asyncProperty(
    call,
    async ({ route: { method, path }, words, body, query }) => {
      const [first = "x", second = "x"] = words.map((text) => encodeURIComponent(wellFormed(text)));
      const target = path.replace(/\{(kind|id)\}/, first).replace("{sourceId}", second);
      const entries = Object.entries(query).map(([name, text]): [string, string] => [
        name,
        wellFormed(text),
      ]);
      const hasBody = method !== "GET";
      const answer = await harness.call(`${target}?${new URLSearchParams(entries).toString()}`, {
        method,
        token: path.startsWith("/api/operator/") ? OPERATOR_TOKEN : owner.token,
        ...(hasBody ? { body: wellFormed(body) } : {}),
      });
      expect(answer.status, await answer.clone().text()).toBeLessThan(500);
    },
  );
  await fc.assert(property, { numRuns: RUNS * 4 });
});

test("no signed call of the App Store or delivery is answered with a 5xx", async ({ expect }) => {
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
  await fc.assert(property, { numRuns: RUNS });
  for (const message of harness.world.messages) {
    expect(message).toMatchObject({ type: "document", sourceId: expect.stringMatching(/^\d+$/) });
  }
});

/** What can be sent at all: half of a pair of surrogates can't. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
