import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { changedSettings } from "../../../src/http/dashboard/account/changes.ts";
import { mendPath } from "../../../src/http/dashboard/documents/mend.ts";
import { PART_SIZE } from "../../../src/http/dashboard/documents/process-group.ts";
import { csvLine } from "../../../src/http/dashboard/documents/report-csv.ts";
import { dutchNotation } from "../../../src/http/dashboard/documents/words.ts";
import { cookieOf, newActiveOwner, newOwner, type Owner, startApp } from "../http/owner.ts";
import { open, seed, send } from "./visitor.ts";

/** What the buttons do. */

const MISSING = (country: string) => ({
  code: "VAT_CODE_MISSING",
  figures: { country, rate: "19", lineType: "revenue" },
});

describe("login", () => {
  test("opens a session, and ends it", async ({ expect }) => {
    const harness = startApp();
    const { email, password } = await newActiveOwner(harness);
    const wrong = await send(harness, "/login", { email, password: "wrong" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("horen niet bij elkaar");
    const right = await send(harness, "/login", { email, password });
    expect(right.headers.get("location")).toBe("/");
    const cookie = cookieOf(right);
    expect((await open(harness, "/", { cookie })).status).toBe(200);
    await send(harness, "/logout", { cookie });
    expect((await open(harness, "/", { cookie })).headers.get("location")).toBe("/login");
  });

  test("asks which shop when there are several", async ({ expect }) => {
    const harness = startApp();
    const first = await newActiveOwner(harness);
    const second = await newOwner(harness);
    const { access } = harness.world.dependencies;
    const account = await access.findAccountByEmail(first.email);
    await access.link(account?.id ?? "", second.installationId, harness.world.now);
    const { email, password } = first;
    const cookie = cookieOf(await send(harness, "/login", { email, password }));
    const home = await open(harness, "/", { cookie });
    expect(home.headers.get("location")).toBe("/installations");
    await send(harness, "/installations", { cookie, id: second.installationId });
    expect(await (await open(harness, "/profile", { cookie })).text()).toContain("nog niet actief");
    await send(harness, "/installations", { cookie, id: "somebody-else" });
    expect((await open(harness, "/profile", { cookie })).status).toBe(200);
  });

  test("remembers the language", async ({ expect }) => {
    const harness = startApp();
    const answer = await send(harness, "/language", { language: "en", back: "//evil.example" });
    expect(answer.headers.get("location")).toBe("/");
    expect(answer.headers.get("set-cookie")).toContain("language=en");
    const english = await harness.call("/login", { cookie: "language=en" });
    expect(await english.text()).toContain("<h1>Log in</h1>");
  });
});

const GERMAN_GROUP = { code: "VAT_CODE_MISSING", key: "DE 19" };

/** Failed documents of one cause, numbered from 10001. */
async function seedMany(owner: Owner, count: number): Promise<void> {
  await env.DB.prepare(
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) INSERT INTO documents (installation_id, kind, source_id, status, error, number, sort_date, customer, total_cents, currency, received_at, warnings, history) SELECT ?, 'order', CAST(10000 + n AS TEXT), 'error', ?, CAST(10000 + n AS TEXT), '2026-11-24', 'Anna', 100, 'EUR', 1, '[]', '[]' FROM numbers",
  )
    .bind(count, owner.installationId, JSON.stringify(MISSING("DE")))
    .run();
}

/** What was offered has been looked at and failed for the same cause. */
async function failAgain(owner: Owner): Promise<void> {
  await env.DB.prepare(
    "UPDATE documents SET status = 'error', error = ? WHERE installation_id = ? AND status = 'queued'",
  )
    .bind(JSON.stringify(MISSING("DE")), owner.installationId)
    .run();
}

describe("the other language", () => {
  test.for([
    "/reset/confirm?token=abc",
    "/report?from=2026-01-01&search=a+b",
    "/search?search=caf%C3%A9",
  ])("is seen on the same page: %s", async (path, { expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const separator = path.includes("?") ? "&" : "?";
    const html = await (await open(harness, `${path}${separator}done=saved`, { cookie })).text();
    const [, shown = ""] = /name="back" value="([^"]*)"/.exec(html) ?? [];
    const back = shown.replaceAll("&amp;", "&");
    const answer = await send(harness, "/language", { cookie, language: "en", back });
    expect(answer.headers.get("location")).toBe(path);
  });

  test.for(["//evil.example", "/\\evil.example", "https://evil.example", "/a?b\r\nc"])(
    "leads nowhere else: %s",
    async (back, { expect }) => {
      const harness = startApp();
      const answer = await send(harness, "/language", { language: "en", back });
      expect(answer.headers.get("location")).toBe("/");
    },
  );
});

describe("documents", () => {
  test("groups errors by cause and processes a whole group", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    await seed(owner, { sourceId: "11", status: "error", error: MISSING("DE") });
    await seed(owner, { sourceId: "12", status: "error", error: MISSING("DE") });
    await seed(owner, { sourceId: "13", status: "error", error: MISSING("FR") });
    const html = await (await open(harness, "/errors", { cookie })).text();
    expect(html).toContain("2 documenten:");
    expect(html).toContain("Verwerk alle 2");
    expect(html).toContain('href="/configuration/vat/DE"');
    harness.world.messages.length = 0;
    const code = "VAT_CODE_MISSING";
    await send(harness, "/errors/process", { cookie, code, key: "DE 19" });
    const sent = harness.world.messages.map((message) => "sourceId" in message && message.sourceId);
    expect(new Set(sent)).toEqual(new Set(["11", "12"]));
  });

  test("takes the whole of a large group, in parts, and says how many", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    await seedMany(owner, 2 * PART_SIZE + 50);
    await seed(owner, { sourceId: "1", status: "error", error: MISSING("FR") });
    harness.world.messages.length = 0;
    const answer = await send(harness, "/errors/process", { cookie, ...GERMAN_GROUP });
    expect(answer.headers.get("location")).toBe(`/errors?offered=${2 * PART_SIZE + 50}`);
    const sent = harness.world.messages.map((message) => "sourceId" in message && message.sourceId);
    expect(new Set(sent).size).toBe(2 * PART_SIZE + 50);
    expect(sent).not.toContain("1");
    const html = await (
      await open(harness, `/errors?offered=${2 * PART_SIZE + 50}`, { cookie })
    ).text();
    expect(html).toContain("450 documenten zijn opnieuw aangeboden");
    expect(html).not.toContain("Verwerk alle");
    const document = await harness.world.dependencies.documents.find(owner.installationId, {
      kind: "order",
      sourceId: "10001",
    });
    expect(document?.history.at(-1)).toMatchObject({ event: "process", by: owner.email });
    const again = await send(harness, "/errors/process", { cookie, ...GERMAN_GROUP });
    expect(again.headers.get("location")).toBe("/errors?offered=0");
  });

  test("takes no document of a group twice when it fails again meanwhile", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { dashboard } = harness.world.dependencies;
    await seedMany(owner, 2 * PART_SIZE);
    const { takeGroup } = dashboard;
    const taken: string[] = [];
    Object.assign(dashboard, {
      takeGroup: async (...args: Parameters<typeof takeGroup>) => {
        const keys = await takeGroup(...args);
        taken.push(...keys.map(({ sourceId }) => sourceId));
        await failAgain(owner);
        harness.world.now += 1000;
        return keys;
      },
    });
    const press = () => send(harness, "/errors/process", { cookie: owner.cookie, ...GERMAN_GROUP });
    await press();
    expect(taken).toHaveLength(2 * PART_SIZE);
    expect(new Set(taken).size).toBe(2 * PART_SIZE);
    taken.length = 0;
    await press();
    expect(new Set(taken).size).toBe(2 * PART_SIZE);
  });

  test("a group is not taken while the shop's documents move to another database", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie, installationId } = owner;
    await seedMany(owner, 3);
    await env.DB.prepare("UPDATE installations SET moving_to = 'DATA_01' WHERE id = ?")
      .bind(installationId)
      .run();
    const answer = await send(harness, "/errors/process", { cookie, ...GERMAN_GROUP });
    const shown = await open(harness, answer.headers.get("location") ?? "", { cookie });
    expect(await shown.text()).toContain("worden verplaatst");
    const { errors } = await harness.world.dependencies.documents.counts(installationId);
    expect(errors).toBe(3);
  });

  test.for(["the queue", "the second part"])(
    "loses nothing of a group when %s fails",
    async (what, { expect }) => {
      const harness = startApp();
      const owner = await newActiveOwner(harness);
      const { dependencies } = harness.world;
      await seedMany(owner, PART_SIZE + 50);
      let parts = 0;
      const { takeGroup } = dependencies.dashboard;
      Object.assign(dependencies.dashboard, {
        takeGroup: async (...args: Parameters<typeof takeGroup>) => {
          parts += 1;
          if (what === "the second part" && parts === 2) throw new Error("D1 is gone");
          return takeGroup(...args);
        },
      });
      harness.world.queueIsDown = what === "the queue";
      await send(harness, "/errors/process", { cookie: owner.cookie, ...GERMAN_GROUP });
      const due = await dependencies.documents.due(harness.world.now + 1, 1000);
      const mine = due.filter(({ installationId }) => installationId === owner.installationId);
      const failed = await dependencies.documents.counts(owner.installationId);
      expect(mine.length + failed.errors).toBe(PART_SIZE + 50);
      expect(mine.length).toBe(what === "the queue" ? PART_SIZE + 50 : PART_SIZE);
    },
  );

  test("processes, dismisses, reports and settles one document", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie, installationId } = owner;
    for (const sourceId of ["21", "22", "23"]) {
      await seed(owner, { sourceId, status: "error", error: MISSING("DE") });
    }
    await seed(owner, { sourceId: "24", status: "unknown" });
    await seed(owner, { sourceId: "25", status: "processed", reference: "41-1" });
    const { documents, tickets } = harness.world.dependencies;
    const status = async (sourceId: string) =>
      (await documents.find(installationId, { kind: "order", sourceId }))?.status;
    await send(harness, "/documents/order/21/process", { cookie });
    expect(await status("21")).not.toBe("error");
    await send(harness, "/documents/order/22/dismiss", { cookie, reason: "test" });
    expect(await status("22")).toBe("skipped");
    await send(harness, "/documents/order/23/report", { cookie, message: "help" });
    expect(await tickets.list(installationId)).toHaveLength(1);
    expect(await (await open(harness, "/questions", { cookie })).text()).toContain(
      "wacht op antwoord",
    );
    await send(harness, "/documents/order/24/resolve", {
      cookie,
      outcome: "booked",
      reference: "x",
    });
    expect(await status("24")).toBe("processed");
    const twice = await send(harness, "/documents/order/25/process", { cookie });
    expect(twice.status).toBe(409);
    expect(await twice.text()).toContain("al geboekt");
  });

  test("shows what was sent in a ledger and as CSV", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const customer = "=HYPERLINK(1)";
    await seed(owner, { sourceId: "31", status: "processed", reference: "41-31", customer });
    const { cookie } = owner;
    const csv = await (await open(harness, "/report.csv", { cookie })).text();
    const cells = "Bestelling;ORD31;2026-11-24;'=HYPERLINK(1);50,08;EUR;Geboekt;41-31";
    expect(csv).toContain(`${cells};2026-11-24 01:00:00;;31`);
    const none = await open(harness, "/report?from=2020-01-01&to=2020-01-31", { cookie });
    expect(await none.text()).toContain("Niets gevonden in deze periode");
  });
});

describe("profile", () => {
  test("stops only when it is asked twice, and resumes", async ({ expect }) => {
    const harness = startApp();
    const { cookie, installationId } = await newActiveOwner(harness);
    const state = async () =>
      (await harness.world.dependencies.installations.find(installationId))?.state;
    const asked = await send(harness, "/profile/stop", { cookie });
    expect(await asked.text()).toContain("Weet u het zeker?");
    expect(await state()).toBe("active");
    await send(harness, "/profile/stop", { cookie, sure: "yes" });
    expect(await state()).toBe("stopped");
    await send(harness, "/profile/resume", { cookie, sure: "yes" });
    expect(await state()).toBe("active");
  });

  test("shows a token once", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const made = await send(harness, "/profile/tokens", { cookie, name: "book-keeper" });
    const token = /kmt_[\w-]+/.exec(await made.text())?.[0] ?? "";
    expect((await harness.call("/api/status", { token })).status).toBe(200);
    expect(await (await open(harness, "/profile", { cookie })).text()).not.toContain(token);
  });

  test("starts and stops a migration", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const period = { kind: "order", from: "2026-01-01", to: "2026-01-31", dryRun: "yes" };
    const wrong = await send(harness, "/migration", { ...period, to: "2025-01-01", cookie });
    expect(await wrong.text()).toContain("vóór de begindatum");
    const started = await send(harness, "/migration", { ...period, cookie });
    const path = started.headers.get("location") ?? "";
    expect(path).toMatch(/^\/migration\/.+/);
    expect(await (await open(harness, path, { cookie })).text()).toContain("bezig");
    await send(harness, `${path}/stop`, { cookie });
    expect(await (await open(harness, "/migration", { cookie })).text()).toContain("gestopt");
  });
});

describe("words and files", () => {
  test("figures are written the Dutch way", ({ expect }) => {
    expect(dutchNotation("Totaal 99.00, toegestaan 0.02.")).toBe("Totaal 99,00, toegestaan 0,02.");
    expect(dutchNotation("1449.95 en 1234567.5 op 8000")).toBe("1.449,95 en 1.234.567,5 op 8000");
    expect(dutchNotation("van 2026-11-24, voor")).toBe("van 24-11-2026, voor");
  });

  test("a cell can't become a formula or break its line", ({ expect }) => {
    expect(csvLine(["=1+1", 'a "b"; c', "-5,00"])).toBe('\'=1+1;"a ""b""; c";-5,00\r\n');
  });

  test("a missing rate leads to its country", ({ expect }) => {
    expect(mendPath("VAT_CODE_MISSING", { country: "DE" })).toBe("/configuration/vat/DE");
    expect(mendPath("NUMBER_CONFLICT", {})).toBeNull();
  });

  test("one added country changes no other", ({ expect }) => {
    const rate = (vatCode: number) => [{ percentage: "21", vatCode }];
    const before = { vat: { countries: [{ country: "NL", rates: rate(2) }] } };
    const after = {
      vat: {
        countries: [
          { country: "BE", rates: rate(4) },
          { country: "NL", rates: rate(2) },
        ],
      },
    };
    expect(changedSettings(before, after)).toEqual([
      { setting: "vat.countries.BE.rates.21.vatCode", before: null, after: "4" },
    ]);
  });
});
