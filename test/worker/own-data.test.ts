import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createRetentionRepository } from "../../src/adapters/d1/retention.ts";
import { retainInstallation } from "../../src/booking/retention.ts";
import { APP_SECRET, OPERATOR_TOKEN, PUBLIC_URL, sign } from "./http/fakes.ts";
import { cookieOf, newActiveOwner, startApp } from "./http/owner.ts";
import { insert, insertDocument, nightOfSearches, valuesOf } from "./rows.ts";

const DAY_MS = 86_400_000;
const EMAIL = "jan@example.com";
const NAME = "Jan de Vries";

/** A customer with a booked order, an order in error, one that is being sent, a ticket and a mail; and another customer's order on the same shared debtor. */
async function withCustomer() {
  const harness = startApp();
  const owner = await newActiveOwner(harness);
  const shop = owner.installationId;
  const dates = { sort_date: "2026-11-01", received_at: 1 };
  await insertDocument(shop, "1", {
    ...dates,
    status: "processed",
    customer: NAME,
    total_cents: 1499,
    booking: JSON.stringify({
      type: "journalEntry",
      total: { debtorNumber: 777, amountCents: 1499 },
      lines: [],
    }),
    trace: JSON.stringify({ email: EMAIL }),
    warnings: JSON.stringify([
      { code: "DEBTOR_AMBIGUOUS", message: `Several: ${EMAIL}`, figures: { email: EMAIL } },
    ]),
  });
  await insertDocument(shop, "2", {
    ...dates,
    status: "processed",
    customer: "J. de Vries (other spelling)",
    total_cents: 2_000,
    booking: JSON.stringify({ type: "salesOrder", debtorNumber: 777 }),
  });
  await insertDocument(shop, "3", {
    ...dates,
    status: "error",
    customer: "Piet Bakker",
    error: JSON.stringify({
      code: "IMUIS_REFUSED",
      figures: { text: `no ${EMAIL.toUpperCase()}` },
    }),
  });
  await insertDocument(shop, "4", { ...dates, status: "processed", customer: "Somebody Else" });
  // Being sent: its row doesn't name anybody yet.
  await insertDocument(shop, "5", {
    ...dates,
    status: "processing",
    intent: JSON.stringify({
      booking: { type: "journalEntry", total: { debtorNumber: 778 } },
      settledFields: { number: "5", customer: NAME, trace: { email: EMAIL }, warnings: [EMAIL] },
    }),
  });
  await insert("known_debtors", {
    installation_id: shop,
    customer_key: `email:${EMAIL}`,
    debtor_number: 777,
    seen_at: 1,
  });
  await insert("tickets", {
    id: crypto.randomUUID(),
    installation_id: shop,
    kind: "question",
    subject: "About a customer",
    message: `What of ${NAME}?`,
    details: "{}",
    state: "open",
    created_at: 1,
  });
  await nightOfSearches(shop);
  return { harness, owner, shop };
}

async function everythingOf(shop: string): Promise<string> {
  const tables = ["documents", "search_blocks", "known_debtors", "tickets", "mails"];
  const found = await Promise.all(
    tables.map((table) =>
      env.DB.prepare(`SELECT * FROM ${table} WHERE installation_id = ?`).bind(shop).all(),
    ),
  );
  return JSON.stringify(found.map(({ results }) => results));
}

describe("erasing a customer", () => {
  test("takes name and address out everywhere; amounts and other customers stay", async ({
    expect,
  }) => {
    const { harness, owner, shop } = await withCustomer();
    const texts = () => valuesOf("search_blocks", "text", "", shop);
    expect(await texts()).toEqual([expect.stringContaining(NAME)]);
    const answer = await harness.call("/api/customers/erase", {
      body: { email: EMAIL, name: NAME },
      token: owner.token,
    });
    expect(await texts()).toEqual([]);
    await nightOfSearches(shop);
    expect(await texts()).toEqual([expect.stringContaining("Somebody Else")]);
    expect(await answer.json()).toEqual({ documents: 4, others: 2, finished: true });
    const left = await everythingOf(shop);
    expect(left.toLowerCase()).not.toContain(EMAIL);
    expect(left).not.toMatch(/de Vries/i);
    expect(left).toContain("Somebody Else");
    expect(left).toContain('"total_cents":1499');
    const again = await harness.call("/api/customers/erase", {
      body: { email: EMAIL, name: NAME },
      token: owner.token,
    });
    expect(await again.json()).toEqual({ documents: 0, others: 0, finished: true });
    const shown = await harness.call("/api/documents/order/1", { token: owner.token });
    expect(shown.status).toBe(200);
    const page = await harness.call("/documents/order/1", { cookie: owner.cookie });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toMatch(/de Vries/i);
    expect(harness.world.logs.join("")).not.toContain(EMAIL);
  });

  test("another shop's customers of the same name stay", async ({ expect }) => {
    const { harness, owner } = await withCustomer();
    const other = await withCustomer();
    await harness.call("/api/customers/erase", { body: { email: EMAIL }, token: owner.token });
    expect(await everythingOf(other.shop)).toContain(EMAIL);
  });

  test("works for the operator, and wants something to look for", async ({ expect }) => {
    const { harness, owner, shop } = await withCustomer();
    const path = `/api/operator/installations/${shop}/erase-customer`;
    const answer = await harness.call(path, { body: { name: NAME }, token: OPERATOR_TOKEN });
    expect(await answer.json()).toMatchObject({ documents: 2, finished: true });
    for (const body of [{}, { name: "x" }, { email: "no address" }]) {
      const refused = await harness.call("/api/customers/erase", { body, token: owner.token });
      expect(refused.status).toBe(422);
    }
  });
});

describe("the export", () => {
  test("holds everything but secrets, over several pages", async ({ expect }) => {
    const { harness, owner, shop } = await withCustomer();
    await env.DB.prepare(
      "INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at) SELECT ?1, 'invoice', value, 'open', '2026-01-01', 1 FROM json_each(?2)",
    )
      .bind(shop, JSON.stringify(Array.from({ length: 405 }, (_, index) => String(index))))
      .run();
    const answer = await harness.call("/api/export", { token: owner.token });
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const text = await answer.text();
    const file = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
    expect(file["documents"]).toHaveLength(410);
    expect(file["installation"]?.[0]).toMatchObject({ id: shop, configuration: { journal: 41 } });
    expect(file["tickets"]).toHaveLength(1);
    expect(file["configurationChanges"]).toHaveLength(1);
    const installation = await harness.world.dependencies.installations.find(shop);
    for (const secret of [
      owner.keys.apiSecret,
      installation?.apiSecret,
      installation?.environmentCode,
      installation?.webhookToken,
      "token_hash",
      "v2.k1.",
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  test("can still be taken after an uninstall, by the owner and by the operator, until the erasure", async ({
    expect,
  }) => {
    const { harness, owner, shop } = await withCustomer();
    const body = JSON.stringify({ api_public: owner.keys.apiPublic });
    const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/uninstall|${body}`);
    const left = await harness.call("/ccv/uninstall", { body, headers: { "x-hash": hash } });
    expect(left.status).toBe(200);
    const { email, password } = owner;
    const own = async () => {
      const cookie = cookieOf(await harness.call("/api/login", { body: { email, password } }));
      return harness.call("/api/export", { cookie });
    };
    const operators = () =>
      harness.call(`/api/operator/installations/${shop}/export`, { token: OPERATOR_TOKEN });
    for (const take of [own, operators]) expect(await (await take()).text()).toContain(NAME);
    const world = {
      retention: createRetentionRepository(createDatabases(env.DB, {})),
      log: () => undefined,
    };
    const after = (days: number) => ({ ...world, now: () => harness.world.now + days * DAY_MS });
    await retainInstallation(after(90), shop);
    expect(await (await own()).text()).toContain(NAME);
    await retainInstallation(after(91), shop);
    for (const take of [own, operators]) {
      const text = await (await take()).text();
      expect(text).not.toMatch(/de Vries|jan@example/i);
      expect(text).toContain('"total_cents":1499');
    }
  });

  test("of another shop is never given", async ({ expect }) => {
    const { harness, shop } = await withCustomer();
    const other = await newActiveOwner(harness);
    const mine = await (await harness.call("/api/export", { token: other.token })).text();
    expect(mine).not.toContain(shop);
    const path = `/api/operator/installations/${shop}/export`;
    expect((await harness.call(path, { token: other.token })).status).toBe(401);
    expect(await (await harness.call(path, { token: OPERATOR_TOKEN })).text()).toContain(NAME);
  });
});

describe("dates of stopping and leaving", () => {
  test("are kept, and forgotten when the shop comes back", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const dates = () =>
      env.DB.prepare("SELECT stopped_at, uninstalled_at FROM installations WHERE id = ?")
        .bind(owner.installationId)
        .first();
    const post = (path: string) => harness.call(path, { method: "POST", token: owner.token });
    await post("/api/profile/stop");
    expect(await dates()).toEqual({ stopped_at: harness.world.now, uninstalled_at: null });
    await post("/api/profile/resume");
    expect(await dates()).toEqual({ stopped_at: null, uninstalled_at: null });
  });
});
