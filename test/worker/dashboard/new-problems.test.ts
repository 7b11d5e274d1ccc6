import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import type { Settlement } from "../../../src/booking/ports/claim.ts";
import {
  cookieOf,
  type Harness,
  handshake,
  installLink,
  newActiveOwner,
  newOwner,
  type Owner,
  startApp,
} from "../http/owner.ts";
import { open, send } from "./visitor.ts";

/** The header tells of problems that this login was not shown yet; the page Errors shows them. */

let harness: Harness;
let owner: Owner;
let now: number;

beforeEach(async () => {
  harness = startApp();
  owner = await newActiveOwner(harness);
  now = Date.UTC(2026, 10, 24);
});

async function settle(
  sourceId: string,
  settlement: Pick<Settlement, "status"> & Partial<Settlement>,
): Promise<void> {
  now += 1000;
  const { documents } = harness.world.dependencies;
  const key = { kind: "order", sourceId } as const;
  const claim = { token: "t", now, leaseMs: 9, message: "webhook" } as const;
  await documents.claim(owner.installationId, key, claim);
  await documents.settle(owner.installationId, key, {
    token: "t",
    now,
    settlement: { nextCheckAt: null, history: { event: "settled" }, ...settlement },
  });
}

const fail = (sourceId: string, code: "GAVE_UP" | "SOURCE_INVALID" = "GAVE_UP"): Promise<void> =>
  settle(sourceId, { status: "error", error: { code, figures: {} } });

/** The text of the link in the header; null where it has none. */
async function told(
  path: string,
  cookie = owner.cookie,
  language: "nl" | "en" = "nl",
): Promise<string | null> {
  const page = await (await open(harness, path, { cookie, language })).text();
  const link = /<a class="new-problems" href="\/errors">(.*?)<\/a>/s.exec(page)?.[1];
  return link === undefined ? null : link.replaceAll(/<[^>]*>/g, "").trim();
}

/** What the menu says of the page Errors. */
async function inMenu(): Promise<string | undefined> {
  const page = await (await open(harness, "/report", owner)).text();
  return /<span aria-hidden="true">(\d+)<\/span><span class="hidden">\d+ problem/.exec(page)?.[1];
}

describe("new problems in the header", () => {
  test("are those since the page Errors was last looked at; the menu tells of all", async ({
    expect,
  }) => {
    expect(await told("/report")).toBeNull();
    await fail("1");
    await settle("2", { status: "unknown" });
    await settle("3", { status: "open", reason: "NOT_PAID" });
    expect(await told("/report")).toBe("2 nieuwe problemen");
    expect(await told("/documents/order/1", owner.cookie, "en")).toBe("2 new problems");
    expect(await told("/errors")).toBe("2 nieuwe problemen");
    expect(await told("/errors")).toBeNull();
    expect(await told("/report")).toBeNull();
    expect(await inMenu()).toBe("2");
    await fail("4");
    expect(await told("/", owner.cookie, "en")).toBe("1 new problem");
    expect(await told("/")).toBe("1 nieuw probleem");
    expect(await inMenu()).toBe("3");
  });

  test("don't come back with the same error, but with another, and after they were mended", async ({
    expect,
  }) => {
    await fail("1");
    await told("/errors");
    await fail("1");
    expect(await told("/report")).toBeNull();
    await fail("1", "SOURCE_INVALID");
    expect(await told("/errors")).toBe("1 nieuw probleem");
    await send(harness, "/documents/order/1/process", { cookie: owner.cookie });
    await fail("1", "SOURCE_INVALID");
    expect(await told("/errors")).toBe("1 nieuw probleem");
    await settle("1", { status: "open", reason: "NOT_PAID" });
    await fail("1", "SOURCE_INVALID");
    expect(await told("/errors")).toBe("1 nieuw probleem");
    expect(await told("/report")).toBeNull();
  });

  test("are each login's own, and each shop's", async ({ expect }) => {
    const second = await newOwner(harness);
    const { access } = harness.world.dependencies;
    const account = await access.findAccountByEmail(second.email);
    await access.link(account?.id ?? "", owner.installationId, 2);
    await fail("1");
    await told("/errors");
    const select = await harness.call(`/api/installations/${owner.installationId}/select`, {
      method: "POST",
      cookie: second.cookie,
    });
    expect(select.status).toBeLessThan(300);
    expect(await told("/report", second.cookie)).toBe("1 nieuw probleem");
    expect(await told("/errors", second.cookie)).toBe("1 nieuw probleem");
    expect(await told("/report", second.cookie)).toBeNull();
    await harness.call(`/api/installations/${second.installationId}/select`, {
      method: "POST",
      cookie: second.cookie,
    });
    expect(await told("/errors", second.cookie)).toBeNull();
  });

  test("are none to an install link, which remembers nothing", async ({ expect }) => {
    await fail("1");
    await handshake(harness, owner.keys);
    const cookie = cookieOf(await installLink(harness, owner.keys));
    expect(await told("/errors", cookie)).toBeNull();
    expect(await told("/report")).toBe("1 nieuw probleem");
  });

  test("stay new to the login when a program reads the errors", async ({ expect }) => {
    await fail("1");
    await harness.call("/api/errors", { token: owner.token });
    await harness.call("/api/errors", { cookie: owner.cookie });
    expect(await told("/report")).toBe("1 nieuw probleem");
  });

  test("of before their instant was kept are new until the first look", async ({ expect }) => {
    await fail("1");
    await env.DB.prepare("UPDATE documents SET problem_since = NULL WHERE installation_id = ?")
      .bind(owner.installationId)
      .run();
    expect(await told("/errors")).toBe("1 nieuw probleem");
    expect(await told("/errors")).toBeNull();
    await fail("2");
    expect(await told("/errors")).toBe("1 nieuw probleem");
  });

  test("beyond 99 are not counted out", async ({ expect }) => {
    await env.DB.prepare(
      "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100) INSERT INTO documents (installation_id, kind, source_id, status, error, sort_date, received_at, problem_since) SELECT ?, 'order', 'x' || n, 'error', '{\"code\":\"GAVE_UP\",\"figures\":{}}', '2026-11-24', 1, ? FROM numbers",
    )
      .bind(owner.installationId, now)
      .run();
    expect(await told("/report")).toBe("99+ nieuwe problemen");
  });

  test("are written down only when there was something new to see", async ({ expect }) => {
    const { access } = harness.world.dependencies;
    let written = 0;
    const counted: typeof access = {
      ...access,
      markProblemsSeen: (...seen) => {
        written += 1;
        return access.markProblemsSeen(...seen);
      },
    };
    Object.assign(harness.world.dependencies, { access: counted });
    await told("/errors");
    await fail("1");
    await told("/report");
    expect(written).toBe(0);
    await told("/errors");
    await told("/errors");
    expect(written).toBe(1);
  });

  test("never become new again through a look that was slow", async ({ expect }) => {
    const { access } = harness.world.dependencies;
    const account = await access.findAccountByEmail(owner.email);
    const seen = async () =>
      (await access.problemsSeen(account?.id ?? "")).get(owner.installationId);
    expect(await seen()).toBeNull();
    await access.markProblemsSeen(account?.id ?? "", owner.installationId, 5);
    await access.markProblemsSeen(account?.id ?? "", owner.installationId, 4);
    expect(await seen()).toBe(5);
  });
});
