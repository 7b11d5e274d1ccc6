import { afterAll, beforeAll, describe, test } from "vitest";

import { startWorld, type World } from "./harness.ts";

/** The files of `public`, as a browser gets them from the deployed Worker. */

const FILES = [
  ["/dashboard.css", "text/css"],
  ["/dashboard.js", "text/javascript"],
  ["/api-docs.css", "text/css"],
  ["/api-docs.js", "text/javascript"],
  ["/icon.svg", "image/svg+xml"],
  ["/robots.txt", "text/plain"],
] as const;

/** What an answer of the Worker and a file have alike; the policies differ, since a file loads nothing. */
const ALIKE = [
  "x-content-type-options",
  "strict-transport-security",
  "cross-origin-resource-policy",
  "cross-origin-opener-policy",
  "x-frame-options",
  "x-permitted-cross-domain-policies",
] as const;

describe("a file", () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(async () => {
    await world.close();
  });

  test.for(FILES)(
    "%s comes with its type and the headers of every answer",
    async ([path, type], { expect }) => {
      const [file, answer] = await Promise.all([
        fetch(`${world.publicUrl}${path}`),
        fetch(`${world.publicUrl}/health`),
      ]);
      expect([file.status, file.headers.get("content-type")]).toEqual([
        200,
        expect.stringContaining(type),
      ]);
      expect((await file.text()).length).toBeGreaterThan(10);
      const policy = file.headers.get("content-security-policy");
      expect(policy).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      for (const name of ALIKE) {
        expect([name, file.headers.get(name)]).toEqual([name, answer.headers.get(name)]);
        expect(file.headers.get(name)).not.toBeNull();
      }
    },
  );

  test("is asked for again only when it has changed", async ({ expect }) => {
    const url = `${world.publicUrl}/dashboard.css`;
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    const again = await fetch(url, { headers: { "if-none-match": etag } });
    expect([etag === "", again.status]).toEqual([false, 304]);
  });

  test.for(["/nothing.css", "/_headers", "/wrangler.toml", "/..%2fwrangler.toml"])(
    "%s is none",
    async (path, { expect }) => {
      const answer = await fetch(`${world.publicUrl}${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toContain("database_id");
    },
  );
});

describe("a bad configuration", () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ IMUIS_TIMEOUT_MS: "geheim-7713" });
  });

  afterAll(async () => {
    await world.close();
  });

  test.for([
    ...FILES.map(([path]) => ["GET", path] as const),
    ["GET", "/"],
    ["GET", "/health"],
    ["GET", "/login"],
    ["GET", "/api/status"],
    ["GET", "/nowhere"],
    ["POST", "/ccv/handshake"],
    ["POST", "/webhooks/ccv/x/orders.created"],
  ] as const)(
    "answers %s %s with the names, never the values",
    async ([method, path], { expect }) => {
      const answer = await fetch(`${world.publicUrl}${path}`, { method });
      const text = await answer.text();
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        500,
        "application/problem+json",
      ]);
      expect(JSON.parse(text)).toMatchObject({
        code: "BAD_ENVIRONMENT",
        names: ["IMUIS_TIMEOUT_MS"],
      });
      expect(text).not.toContain("geheim-7713");
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    },
  );
});
