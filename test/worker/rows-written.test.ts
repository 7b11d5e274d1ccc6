import { env } from "cloudflare:workers";
import { test } from "vitest";

import { createDocumentRepository } from "../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../src/adapters/d1/installation-row.ts";
import type { SettledFields } from "../../src/booking/ports/document-record.ts";
import { insert, insertDocument, newShop, nightOfSearches } from "./rows.ts";

/** What a document costs in D1 (docs/storage.md): a database is one thread, and rows written are what is paid for. */

const LIMIT_ROWS = 8;

/** D1 with a counter of what it bills. */
function counting(db: D1Database): { readonly db: D1Database; written: number } {
  const counter = { written: 0, db };
  const run = async (statements: D1PreparedStatement[]) => {
    const results = await db.batch(statements);
    for (const { meta } of results) counter.written += meta.rows_written;
    return results;
  };
  const watch = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === "bind") return (...values: unknown[]) => watch(target.bind(...values));
        if (name === "run" || name === "all") return async () => (await run([target]))[0];
        if (name === "first") return async () => (await run([target]))[0]?.results[0] ?? null;
        return name === "watched" ? target : (Reflect.get(target, name) as unknown);
      },
    });
  counter.db = new Proxy(db, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => watch(target.prepare(sql));
      if (name === "batch") {
        return (statements: D1PreparedStatement[]) =>
          run(statements.map((one) => Reflect.get(one, "watched") as D1PreparedStatement));
      }
      return Reflect.get(target, name) as unknown;
    },
  });
  return counter;
}

const FIELDS: SettledFields = {
  number: "INV-4711",
  digits: "4711",
  orderId: null,
  bookingDate: "2026-11-24",
  customer: "Anna Bakker",
  totalCents: 1499,
  currency: "EUR",
  warnings: [],
  trace: {},
  vatEvidence: null,
  sourceHash: "h",
  configurationVersion: 1,
};

interface Case {
  readonly name: string;
  readonly kind: "order" | "invoice";
  readonly isKnown: boolean;
  /** Claim, intent, settle. */
  readonly steps: readonly number[];
}

const CASES: readonly Case[] = [
  { name: "an order of a known customer", kind: "order", isKnown: true, steps: [3, 2, 2] },
  { name: "an invoice of a known customer", kind: "invoice", isKnown: true, steps: [3, 3, 2] },
  { name: "an order of a new customer", kind: "order", isKnown: false, steps: [3, 2, 3] },
];

test.for(CASES)("$name writes the rows that docs/storage.md names", async (kase, { expect }) => {
  const shop = await newShop();
  const counter = counting(env.DB);
  const documents = createDocumentRepository(counter.db, toInstallation);
  const key = { kind: kase.kind, sourceId: "1" };
  const now = Date.UTC(2026, 10, 24);
  if (kase.isKnown) {
    await insert("known_debtors", { ...DEBTOR_ROW, installation_id: shop, seen_at: now - 1 });
  }
  await insertDocument(shop, "0", { status: "processed", sort_date: "2026-10-01", received_at: 1 });
  await nightOfSearches(shop, now);
  const fields = { ...FIELDS, orderId: kase.kind === "invoice" ? "99" : null };
  await documents.claim(shop, key, { token: "t", now, leaseMs: 1_000, message: "webhook" });
  const afterClaim = counter.written;
  await documents.recordIntent(shop, key, {
    token: "t",
    intent: {
      payloadHash: "p",
      lookFrom: 0,
      administrationKey: null,
      booking: {} as never,
      at: now,
      settledFields: fields,
    },
    leaseUntil: now + 2_000,
    now,
    wasWaiting: false,
  });
  const afterIntent = counter.written;
  const settlement = {
    status: "processed" as const,
    afterIntent: true,
    fields,
    booking: {} as never,
    imuisReference: "41/2026/11/4711",
    nextCheckAt: null,
    clearIntent: true,
    history: { event: "settled" },
    debtor: { customerKey: "email:anna@example.nl", debtorNumber: 7, vatNumber: "" },
  };
  expect(await documents.settle(shop, key, { token: "t", now, settlement })).toBe(true);
  const steps = [afterClaim, afterIntent - afterClaim, counter.written - afterIntent];
  expect(steps).toEqual(kase.steps);
  expect(counter.written).toBeLessThanOrEqual(LIMIT_ROWS);
});

const DEBTOR_ROW = { customer_key: "email:anna@example.nl", debtor_number: 7, vat_number: "" };
