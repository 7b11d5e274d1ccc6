import { describe, test } from "vitest";

import { OPERATOR_TOKEN } from "./fakes.ts";
import { CONFIGURATION, type Harness, newActiveOwner, newOwner, startApp } from "./owner.ts";
import { allRoutes, fillPath, isOperators, namesSomething } from "./routes.ts";
import { everythingOf, newVictim, ofVictim, type Victim } from "./victim.ts";

/** One shop sees and changes nothing of another, by any call of the JSON API, with a session or with a token. */

/** Calls that name nothing in their path: they can only be about the caller's own shop. A new one must be put here or fail. */
const NAMES_NOTHING = new Set([
  "POST /api/account",
  "POST /api/login",
  "POST /api/logout",
  "POST /api/tokens",
  "GET /api/tokens",
  "GET /api/installations",
  "GET /api/status",
  "PUT /api/connections/imuis",
  "GET /api/imuis/options",
  "GET /api/imuis/debtors",
  "GET /api/ccv/options",
  "GET /api/configuration",
  "PUT /api/configuration",
  "DELETE /api/configuration/vat",
  "GET /api/configuration/changes",
  "GET /api/terms",
  "POST /api/terms",
  "POST /api/activate",
  "GET /api/report",
  "GET /api/errors",
  "GET /api/open",
  "GET /api/skipped",
  "GET /api/documents",
  "GET /api/export",
  "POST /api/customers/erase",
  "POST /api/documents/fetch",
  "POST /api/questions",
  "GET /api/questions",
  "POST /api/backfill",
  "GET /api/profile",
  "PATCH /api/profile",
  "POST /api/profile/stop",
  "POST /api/profile/resume",
  "GET /api/mails",
  "GET /api/activity",
  "POST /api/configuration/what-if",
  "POST /api/password-reset",
  "POST /api/password-reset/confirm",
]);

/** Without a login by design. */
const PUBLIC = /^\/api\/(login|password-reset)/;

/** Bodies that are accepted for one's own, so that nothing is refused for its form; they name what is the victim's where they can. */
function bodyOf(name: string, victim: Victim): unknown {
  const period = { kind: "order", from: "2026-01-01", to: "2026-12-31", dryRun: true };
  const bodies: Readonly<Record<string, unknown>> = {
    "POST /api/documents/{kind}/{sourceId}/dismiss": { reason: "x" },
    "POST /api/documents/{kind}/{sourceId}/resolve": { outcome: "not-booked" },
    "POST /api/documents/fetch": { kind: "order", number: victim.number },
    "POST /api/customers/erase": { email: `${victim.number}@example.com`, name: victim.number },
    "POST /api/questions": { subject: victim.sourceId, message: victim.sourceId },
    "POST /api/backfill": period,
    "POST /api/tokens": { name: "x" },
    "POST /api/account": { email: victim.owner.email, password: "another password" },
    "POST /api/login": { email: victim.owner.email, password: "another password" },
    "PUT /api/connections/imuis": { environmentCode: "code-of-the-intruder" },
    "PUT /api/configuration": CONFIGURATION,
    "POST /api/configuration/what-if": CONFIGURATION,
    "PATCH /api/profile": { additionalEmail: null },
  };
  return bodies[name];
}

const optionsOf = (name: string, victim: Victim, method: string) => {
  const body = bodyOf(name, victim);
  return { method, ...(body === undefined ? {} : { body }) };
};

describe("another tenant's things", () => {
  test("are not found by any call that names them, and are as they were", async ({ expect }) => {
    const harness = startApp();
    const victim = await newVictim(harness);
    const intruder = await newActiveOwner(harness);
    const before = await everythingOf(victim);
    const walked = (await allRoutes(harness)).filter(
      (route) => namesSomething(route) && !isOperators(route),
    );
    for (const { name, method, path } of walked) {
      const target = fillPath(path, ofVictim(victim, path));
      for (const by of [{ token: intruder.token }, { cookie: intruder.cookie }]) {
        const answer = await harness.call(target, { ...optionsOf(name, victim, method), ...by });
        expect([name, answer.status]).toEqual([name, 404]);
        expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/NOT_FOUND$/) });
      }
    }
    expect(await everythingOf(victim)).toEqual(before);
    // The same calls find them for their owner: otherwise the walk would prove nothing.
    for (const { name, method, path } of walked) {
      const target = fillPath(path, ofVictim(victim, path));
      const own = { ...optionsOf(name, victim, method), cookie: victim.owner.cookie };
      const { status } = await harness.call(target, own);
      expect([name, status === 404 || status >= 500]).toEqual([name, name.endsWith("/preview")]);
    }
  });

  test("show in no answer to a call that names nothing, and stay as they were", async ({
    expect,
  }) => {
    const harness = startApp();
    const victim = await newVictim(harness);
    const intruder = await newActiveOwner(harness);
    const nextCursor = await cursorOf(harness, victim);
    const before = await everythingOf(victim);
    for (const { name, method } of (await allRoutes(harness)).filter(
      (route) => !namesSomething(route) && !isOperators(route),
    )) {
      if (name === "POST /api/logout") continue;
      const [, path = ""] = name.split(" ");
      const query = method === "GET" ? `?cursor=${nextCursor}&search=${victim.number}` : "";
      for (const by of [{ token: intruder.token }, { cookie: intruder.cookie }]) {
        const options = { ...optionsOf(name, victim, method), ...by };
        for (const target of [path, `${path}${query}`]) {
          const text = await (await harness.call(target, options)).text();
          expect(victim.marks.filter((mark) => text.includes(mark))).toEqual([]);
        }
      }
    }
    expect(await everythingOf(victim)).toEqual(before);
  });

  test("are not hidden by a route that nobody thought of", async ({ expect }) => {
    const routes = await allRoutes(startApp());
    expect(routes.length).toBeGreaterThan(40);
    const forgotten = routes.filter(
      (route) => !namesSomething(route) && !isOperators(route) && !NAMES_NOTHING.has(route.name),
    );
    expect(forgotten.map(({ name }) => name)).toEqual([]);
  });

  test("are not opened by the header x-installation on any route", async ({ expect }) => {
    const harness = startApp();
    const victim = await newVictim(harness);
    const intruder = await newOwner(harness);
    for (const route of await allRoutes(harness)) {
      const { name, method, path } = route;
      const isAboutLogin = PUBLIC.test(path) || /^\/api\/(logout|installations)/.test(path);
      if (isAboutLogin || isOperators(route)) continue;
      for (const by of [{ token: intruder.token }, { cookie: intruder.cookie }]) {
        const answer = await harness.call(fillPath(path, ofVictim(victim, path)), {
          ...optionsOf(name, victim, method),
          ...by,
          headers: { "x-installation": victim.owner.installationId },
        });
        expect([name, answer.status]).toEqual([name, 404]);
      }
    }
  });

  test("are not found on a page either", async ({ expect }) => {
    const harness = startApp();
    const victim = await newVictim(harness);
    const intruder = await newActiveOwner(harness);
    const path = `/documents/order/${victim.sourceId}`;
    const mine = await harness.call(path, { cookie: victim.owner.cookie });
    expect([mine.status, (await mine.text()).includes(victim.number)]).toEqual([200, true]);
    for (const target of [path, "/errors", "/profile", `/search?search=${victim.number}`]) {
      const answer = await harness.call(target, { cookie: intruder.cookie });
      const text = await answer.text();
      const marks = victim.marks.filter((mark) => !target.includes(mark) && text.includes(mark));
      expect([target, marks]).toEqual([target, []]);
    }
    expect((await harness.call(path, { cookie: intruder.cookie })).status).toBe(404);
  });
});

async function cursorOf(harness: Harness, { owner }: Victim): Promise<string> {
  const { installationId, token } = owner;
  const { documents } = harness.world.dependencies;
  const claim = { token: "t", now: harness.world.now, leaseMs: 1, message: "webhook" as const };
  await documents.claim(installationId, { kind: "order", sourceId: "1" }, claim);
  const answer = await harness.call("/api/documents?limit=1", { token });
  const page = await answer.json<{ nextCursor: string | null }>();
  if (page.nextCursor === null) throw new Error("one page is no list");
  return page.nextCursor;
}

describe("nobody", () => {
  test("gets in without a login, with garbage or with the wrong kind of login", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    for (const route of await allRoutes(harness)) {
      const { name, method, path } = route;
      if (PUBLIC.test(path)) continue;
      const foreign = isOperators(route)
        ? [{ token: owner.token }, { cookie: owner.cookie }]
        : [{ token: OPERATOR_TOKEN }, { cookie: `__Host-session=${OPERATOR_TOKEN}` }];
      for (const by of [{}, { token: "garbage" }, { cookie: "__Host-session=x" }, ...foreign]) {
        const answer = await harness.call(
          fillPath(path, () => "1"),
          { method, ...by },
        );
        expect([name, by, answer.status]).toEqual([name, by, 401]);
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
      }
    }
  });

  test("mixes up one document id of two shops", async ({ expect }) => {
    const harness = startApp();
    const [one, other] = [await newActiveOwner(harness), await newActiveOwner(harness)];
    const claim = { token: "t", now: 1, leaseMs: 1, message: "webhook" as const };
    const key = { kind: "order" as const, sourceId: "1" };
    await harness.world.dependencies.documents.claim(one.installationId, key, claim);
    expect((await harness.call("/api/documents/order/1", { token: one.token })).status).toBe(200);
    expect((await harness.call("/api/documents/order/1", { token: other.token })).status).toBe(404);
  });
});
