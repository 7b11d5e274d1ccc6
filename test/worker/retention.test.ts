import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createRetentionRepository } from "../../src/adapters/d1/retention.ts";
import { eraseOldLogs, firstKeptDay, retainInstallation } from "../../src/booking/retention.ts";
import { createCronDependencies } from "../../src/dependencies/rounds.ts";
import { insert, insertDocument, newShop, nightOfSearches, valuesOf } from "./rows.ts";

/** What is erased when, over real D1. */

const NOW = Date.UTC(2026, 10, 24, 2);
const DAY_MS = 86_400_000;
const OLD = NOW - 91 * DAY_MS;
const YOUNG = NOW - 89 * DAY_MS;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function night() {
  const logs: string[] = [];
  return {
    retention: createRetentionRepository(createDatabases(env.DB, {})),
    now: () => NOW,
    logs,
    log: (event: string, fields: object) => void logs.push(JSON.stringify({ event, ...fields })),
  };
}

const BACKFILL = {
  kind: "order",
  from_date: "2026-01-01",
  to_date: "2026-01-02",
  dry_run: 1,
  state: "finished",
  started_at: 1,
};
const TICKET = {
  installation_id: "i",
  kind: "question",
  subject: "s",
  message: "m",
  details: "{}",
  created_at: 1,
};

let shop = "";

beforeEach(async () => {
  shop = await newShop();
});

describe("logs and raw payloads", () => {
  test("are erased after 90 days, everything younger stays", async ({ expect }) => {
    const minute = (at: number): number => Math.floor(at / 60_000);
    for (const [name, at] of [
      ["old", OLD],
      ["young", YOUNG],
    ] as const) {
      const id = `${shop}-${name}`;
      await insert("failure_counts", { subject: id, minute: minute(at), count: 1 });
      await insert("refused_deliveries", { installation_id: id, minute: minute(at), count: 1 });
      await insert("cron_runs", { cron: id, scheduled_at: at, started_at: at });
      await insert("vat_number_answers", {
        vat_number: id,
        requester: "",
        answer: "{}",
        valid_until: at,
      });
      await insert("mails", { id, recipient: "a", subject: "b", body: "c", created_at: at });
      await insert("dead_letters", { id, body: "{}", received_at: at });
      await insert("password_resets", {
        token_hash: id,
        account_id: "a",
        created_at: at,
        expires_at: at,
      });
      await insert("mail_digests", { installation_id: id, local_date: "2026-01-01", sent_at: at });
      await insert("connection_alerts", {
        installation_id: id,
        connection: "ccv",
        red_since: null,
        mailed_at: at,
      });
      await insert("backfills", { ...BACKFILL, installation_id: id, id, finished_at: at });
      await insert("tickets", { ...TICKET, id, state: "closed", answered_at: at });
      await insert("accounts", { id, email: id, password_hash: "x", created_at: at });
    }
    await insert("tickets", {
      ...TICKET,
      id: `${shop}-young-open`,
      state: "open",
      answered_at: OLD,
    });
    await insert("sessions", {
      id_hash: `${shop}-over`,
      created_at: NOW - 11 * DAY_MS,
      seen_at: 1,
    });
    await insert("sessions", { id_hash: `${shop}-alive`, created_at: NOW - DAY_MS, seen_at: 1 });
    const deps = night();
    await eraseOldLogs(deps);
    for (const [table, key] of [
      ["failure_counts", "subject"],
      ["refused_deliveries", "installation_id"],
      ["cron_runs", "cron"],
      ["vat_number_answers", "vat_number"],
      ["mails", "id"],
      ["dead_letters", "id"],
      ["password_resets", "token_hash"],
      ["mail_digests", "installation_id"],
      ["connection_alerts", "installation_id"],
      ["backfills", "installation_id"],
      ["accounts", "id"],
    ] as const) {
      expect([table, await valuesOf(table, key, shop)]).toEqual([table, [`${shop}-young`]]);
    }
    expect(await valuesOf("sessions", "id_hash", shop)).toEqual([`${shop}-alive`]);
    expect(await valuesOf("tickets", "id", shop)).toEqual([`${shop}-young`, `${shop}-young-open`]);
    expect(deps.logs.length).toBeGreaterThan(5);
  });

  test("of settled documents go, of others and the VAT evidence of what was booked stay", async ({
    expect,
  }) => {
    const full = { trace: "{}", history: '[{"event":"received"}]', vat_evidence: "{}" };
    const old = { sort_date: dayOf(OLD), received_at: OLD, ...full };
    await insertDocument(shop, "1", { ...old, status: "processed", processed_at: OLD });
    await insertDocument(shop, "2", { ...old, status: "skipped" });
    await insertDocument(shop, "3", { ...old, status: "error" });
    await insertDocument(shop, "4", { ...old, status: "processed", processed_at: YOUNG });
    await retainInstallation(night(), shop);
    const { results } = await env.DB.prepare(
      "SELECT source_id, trace, history, vat_evidence FROM documents WHERE installation_id = ? ORDER BY source_id",
    )
      .bind(shop)
      .all();
    expect(results).toEqual([
      { source_id: "1", trace: null, history: "[]", vat_evidence: "{}" },
      { source_id: "2", trace: null, history: "[]", vat_evidence: null },
      { source_id: "3", ...full },
      { source_id: "4", ...full },
    ]);
  });

  test("a long arrear is erased in chunks", async ({ expect }) => {
    await env.DB.prepare(
      "INSERT INTO dead_letters (id, body, received_at) SELECT ?1 || value, '{}', ?2 FROM json_each(?3)",
    )
      .bind(`${shop}-`, OLD, JSON.stringify(Array.from({ length: 1_203 }, (_, index) => index)))
      .run();
    const deps = night();
    await eraseOldLogs(deps);
    expect(await valuesOf("dead_letters", "id", shop)).toEqual([]);
    expect(deps.logs.join("")).toContain('"rows":1203');
  });
});

describe("fiscal data", () => {
  test.for([
    [7, "2019-01-01"],
    [10, "2016-01-01"],
  ] as const)("of %i years counts from the end of the year", ([years, day], { expect }) => {
    expect(firstKeptDay(NOW, years)).toBe(day);
    expect(firstKeptDay(Date.UTC(2026, 11, 31, 23), years)).toBe(day);
  });

  const booked = { status: "processed", received_at: OLD, processed_at: OLD };

  test("goes after 7 years", async ({ expect }) => {
    await insertDocument(shop, "1", { ...booked, sort_date: "2018-12-31" });
    await insertDocument(shop, "2", { ...booked, sort_date: "2019-01-01" });
    await insertDocument(shop, "3", { ...booked, status: "unknown", sort_date: "2018-12-31" });
    await retainInstallation(night(), shop);
    expect(await valuesOf("documents", "source_id", "", shop)).toEqual(["2", "3"]);
  });

  test("stays 10 years for who ever settled another country's VAT", async ({ expect }) => {
    const vat = { countries: [{ country: "NL" }, { country: "BE" }] };
    await insert("configuration_changes", {
      installation_id: shop,
      version: 1,
      changed_at: 1,
      changed_by: "x",
      after: JSON.stringify({ homeCountry: "NL", vat }),
    });
    await insertDocument(shop, "1", { ...booked, sort_date: "2015-12-31" });
    await insertDocument(shop, "2", { ...booked, sort_date: "2018-12-31" });
    await retainInstallation(night(), shop);
    expect(await valuesOf("documents", "source_id", "", shop)).toEqual(["2"]);
  });
});

describe("a shop that left", () => {
  const left = async (at: number | null): Promise<void> => {
    await env.DB.prepare(
      "UPDATE installations SET state = 'uninstalled', uninstalled_at = ?, additional_email = 'a@b.example' WHERE id = ?",
    )
      .bind(at, shop)
      .run();
    await insert("known_debtors", {
      installation_id: shop,
      customer_key: "email:jan@example.com",
      debtor_number: 1,
      seen_at: 1,
    });
    await insertDocument(shop, "1", {
      status: "processed",
      sort_date: dayOf(YOUNG),
      received_at: YOUNG,
      processed_at: YOUNG,
      customer: "Jan de Vries",
      total_cents: 1499,
    });
    await insertDocument(shop, "2", {
      status: "error",
      sort_date: dayOf(YOUNG),
      received_at: YOUNG,
      history: '[{"event":"received","by":"jan@example.com"}]',
      overrides: '{"by":"jan@example.com"}',
      error: JSON.stringify({ code: "X", figures: { text: "no Jan de Vries", total: "14.99" } }),
      next_check_at: NOW,
    });
    await insert("configuration_changes", {
      installation_id: shop,
      version: 1,
      changed_at: 1,
      changed_by: "owner@example.com",
      after: "{}",
    });
    await insert("accounts", { id: `a-${shop}`, email: shop, password_hash: "x", created_at: 1 });
    await insert("account_installations", {
      account_id: `a-${shop}`,
      installation_id: shop,
      linked_at: 1,
    });
  };
  const everything = async (): Promise<string> => {
    const tables = ["documents", "search_blocks", "known_debtors", "configuration_changes"].map(
      (table) =>
        env.DB.prepare(`SELECT * FROM ${table} WHERE installation_id = ?`).bind(shop).all(),
    );
    return JSON.stringify((await Promise.all(tables)).map(({ results }) => results));
  };
  const document = () =>
    env.DB.prepare(
      "SELECT customer, total_cents FROM documents WHERE installation_id = ? AND source_id = '1'",
    )
      .bind(shop)
      .first();

  test("keeps amounts and loses its customers after 90 days", async ({ expect }) => {
    await left(OLD);
    await nightOfSearches(shop, NOW);
    expect(await everything()).toContain("\\nJan de Vries\\n");
    await retainInstallation(night(), shop);
    expect(await document()).toEqual({ customer: "", total_cents: 1499 });
    expect(await valuesOf("known_debtors", "customer_key", "", shop)).toEqual([]);
    expect(await everything()).not.toMatch(/Jan de Vries|@example/);
    expect(await everything()).toContain('\\"total\\":\\"14.99\\"');
  });

  test("keeps its login as long as there are books to look at, and loses it with the last", async ({
    expect,
  }) => {
    await left(OLD);
    const nights = async (): Promise<unknown[]> => {
      await retainInstallation(night(), shop);
      await eraseOldLogs(night());
      return valuesOf("accounts", "id", `a-${shop}`);
    };
    expect(await nights()).toEqual([`a-${shop}`]);
    await env.DB.prepare("UPDATE documents SET sort_date = '2010-01-01' WHERE installation_id = ?")
      .bind(shop)
      .run();
    expect(await nights()).toEqual([]);
  });

  test("keeps everything until then", async ({ expect }) => {
    await left(YOUNG);
    await retainInstallation(night(), shop);
    expect(await document()).toEqual({ customer: "Jan de Vries", total_cents: 1499 });
    expect(await valuesOf("known_debtors", "customer_key", "", shop)).toHaveLength(1);
  });
});

test("the nightly firing has everything it needs", ({ expect }) => {
  const deps = createCronDependencies(env);
  expect(Object.keys(deps)).toEqual(expect.arrayContaining(["retention", "sealedValues", "vault"]));
});
