import { env } from "cloudflare:workers";

import { TEST_SECRETS } from "../../../scripts/support/known-secrets.ts";
import { checkApiRoot } from "../../../src/adapters/ccv-shop/api-root.ts";
import {
  importSecret,
  matchWebhookSignature,
  verifyAppStoreHash,
} from "../../../src/adapters/ccv-shop/signature.ts";
import { hashPassword, verifyPassword } from "../../../src/adapters/crypto/password.ts";
import { hashToken, randomToken, timingSafeEqual } from "../../../src/adapters/crypto/secrets.ts";
import { createVault } from "../../../src/adapters/crypto/vault.ts";
import { createAccessRepository } from "../../../src/adapters/d1/access.ts";
import { createBackfillRepository } from "../../../src/adapters/d1/backfills.ts";
import { createDashboardRepository } from "../../../src/adapters/d1/dashboard.ts";
import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createErasureRepository } from "../../../src/adapters/d1/erasure.ts";
import { createExportRepository } from "../../../src/adapters/d1/exports.ts";
import { createHealthRepository } from "../../../src/adapters/d1/health.ts";
import { createInstallationRepository } from "../../../src/adapters/d1/installations.ts";
import { createMailRepository } from "../../../src/adapters/d1/mails.ts";
import { createMoveRepository } from "../../../src/adapters/d1/moves.ts";
import { createPasswordResetRepository } from "../../../src/adapters/d1/password-resets.ts";
import { createSetUpRepository } from "../../../src/adapters/d1/set-up.ts";
import { createSpreadDocuments } from "../../../src/adapters/d1/spread-documents.ts";
import { createTicketRepository } from "../../../src/adapters/d1/tickets.ts";
import type { WhatIf } from "../../../src/booking/compare-configurations.ts";
import { createMailer } from "../../../src/booking/mail/mailer.ts";
import type { Message } from "../../../src/booking/message.ts";
import type { Books, BooksOptions } from "../../../src/booking/ports/books.ts";
import type { MailTransport } from "../../../src/booking/ports/mail.ts";
import type { Shop, ShopWebhook } from "../../../src/booking/ports/shop.ts";
import { createCredentialReader } from "../../../src/booking/setup/credentials.ts";
import { fail, ok, type Result } from "../../../src/domain/result.ts";
import type { HttpDependencies, Preview } from "../../../src/http/dependencies.ts";

/** A world for the routes: real D1 and real crypto, a shop, books and a queue of our own. */

export const PUBLIC_URL = "https://koppeling.example";
export const APP_SECRET = TEST_SECRETS.CCV_APP_SECRET;
export const OPERATOR_TOKEN = TEST_SECRETS.OPERATOR_TOKEN;

const notHere = (): Promise<never> => Promise.reject(new Error("not part of these tests"));

export interface FakeShop {
  readonly shop: Shop;
  readonly webhooks: ShopWebhook[];
  readonly refusedEvents: Set<string>;
  webShopId: string;
  isDown: boolean;
  installed: number;
  /** Numbers that the shop knows, to their ids. */
  readonly numbers: Map<string, string>;
}

/** A shop with working webhooks; it refuses the events it is told to. */
export function createFakeShop(webShopId: string): FakeShop {
  let lastId = 100;
  const unavailable = fail({ kind: "unavailable" as const, message: "no answer" });
  const fake: FakeShop = {
    webhooks: [],
    refusedEvents: new Set(["invoices.created"]),
    webShopId,
    isDown: false,
    installed: 0,
    numbers: new Map(),
    shop: {
      readDocument: notHere,
      listDocuments: notHere,
      readProductEan: notHere,
      markBooked: notHere,
      async findByNumber(_kind, number) {
        return fake.isDown ? unavailable : ok(fake.numbers.get(number) ?? null);
      },
      async readIdentity() {
        return fake.isDown ? unavailable : ok({ webShopId: fake.webShopId, name: "Testwinkel" });
      },
      async readOptions() {
        if (fake.isDown) return unavailable;
        return ok({
          paymentMethods: [{ name: "ideal", label: "iDEAL" }],
          homeCountry: "NL",
          vatRates: [{ country: "NL", tariff: "high", percentage: "21" }],
          defaultVatRate: "21",
        });
      },
      async listWebhooks() {
        return fake.isDown ? unavailable : ok([...fake.webhooks]);
      },
      async createWebhook(event, address) {
        if (fake.refusedEvents.has(event)) {
          return fail({ kind: "refused" as const, code: "400", message: "unknown event" });
        }
        lastId += 1;
        const webhook = { id: String(lastId), event, address, key: `key-${lastId}`, active: true };
        fake.webhooks.push(webhook);
        return ok(webhook);
      },
      async activateWebhook(id, address) {
        const index = fake.webhooks.findIndex((webhook) => webhook.id === id);
        const known = fake.webhooks[index];
        if (known === undefined) return fail({ kind: "not-found" as const, message: "gone" });
        fake.webhooks[index] = { ...known, address, active: true };
        return ok(null);
      },
      async deleteWebhook(id) {
        const index = fake.webhooks.findIndex((webhook) => webhook.id === id);
        if (index < 0) return fail({ kind: "not-found" as const, message: "gone" });
        fake.webhooks.splice(index, 1);
        return ok(null);
      },
      async markAppInstalled() {
        fake.installed += 1;
        return ok(null);
      },
    } satisfies Shop,
  };
  return fake;
}

export const BOOKS_OPTIONS: BooksOptions = {
  journals: [{ code: 41, name: "Verkopen webshop" }],
  ledgerAccounts: [
    1300, 1850, 2975, 4990, 8000, 8006, 8090, 8095, 8096, 8097, 8400, 8490, 8495, 8500, 8590, 8595,
  ].map((code) => ({ code, name: `Rekening ${code}` })),
  vatCodes: [
    { code: 1, name: "Laag", percentage: "9", calculation: "incl" },
    { code: 2, name: "Hoog", percentage: "21", calculation: "incl" },
    { code: 5, name: "ICP", percentage: "0", calculation: "excl" },
    { code: 6, name: "Export", percentage: "0", calculation: null },
  ],
  orderTypes: [{ code: "webshoporder", name: "Webshop" }],
  shippingMethods: [{ code: "Verzendkosten", name: "Verzendkosten" }],
  itemGroups: [{ code: 29, name: "Webshop" }],
  paymentConditions: [{ code: 30, name: "30 dagen" }],
  splitAccount: 2975,
  periodsPerYear: 12,
};

const DEBTORS = [
  { code: 12_000, name: "iDEAL onderweg", searchKey: "IDEAL", email: "", city: "" },
  { code: 12_001, name: "PayPal", searchKey: "PAYPAL", email: "in@paypal.example", city: "Delft" },
];

export interface FakeBooks {
  readonly refusedCodes: Map<string, string>;
  isDown: boolean;
  for(environmentCode: string): Books;
}

export function createFakeBooks(): FakeBooks {
  const unavailable = fail({
    kind: "unavailable" as const,
    message: "no answer",
    executed: "no" as const,
  });
  const fake: FakeBooks = {
    refusedCodes: new Map(),
    isDown: false,
    for: (environmentCode) =>
      ({
        async connect() {
          if (fake.isDown) return unavailable;
          const refused = fake.refusedCodes.get(environmentCode);
          if (refused !== undefined) return fail({ kind: "login-refused", message: refused });
          return ok({ administration: `Administratie ${environmentCode}` });
        },
        async readOptions() {
          return fake.isDown ? unavailable : ok(BOOKS_OPTIONS);
        },
        readCalendar: notHere,
        findDebtorsByEmail: notHere,
        findDebtorsByVatNumber: notHere,
        findDebtorBySearchKey: notHere,
        async searchDebtors(text) {
          if (fake.isDown) return unavailable;
          const wanted = text.toLowerCase();
          return ok(
            DEBTORS.filter(({ code, name, searchKey, email }) =>
              [code, name, searchKey, email].join(" ").toLowerCase().includes(wanted),
            ),
          );
        },
        async readDebtors(numbers) {
          return fake.isDown
            ? unavailable
            : ok(DEBTORS.filter(({ code }) => numbers.includes(code)));
        },
        createDebtor: notHere,
        hasProduct: notHere,
        createProduct: notHere,
        createJournalEntry: notHere,
        findJournalEntries: notHere,
        createSalesOrder: notHere,
        findSalesOrders: notHere,
      }) satisfies Books,
  };
  return fake;
}

export interface World {
  readonly dependencies: HttpDependencies;
  readonly messages: Message[];
  /** Seconds that the last messages wait in the queue. */
  delaySeconds: number;
  readonly logs: string[];
  readonly shops: Map<string, FakeShop>;
  readonly books: FakeBooks;
  preview: Preview;
  whatIf: WhatIf;
  /** What went out by mail. */
  readonly sent: Parameters<MailTransport["deliver"]>[0][];
  /** Why mails fail; null: they don't. */
  mailProblem: string | null;
  now: number;
  queueIsDown: boolean;
}

/** Everything of a world, with the shop that belongs to each address; unknown addresses get a shop of their own. */
export function createWorld(): World {
  const { DB, DATA_01 } = env;
  const databases = createDatabases(DB, { DATA_01 });
  const vault = createVault(env.CREDENTIALS_KEYS);
  const world: World = {
    messages: [],
    delaySeconds: 0,
    logs: [],
    shops: new Map(),
    books: createFakeBooks(),
    preview: { kind: "not-found" },
    whatIf: { kind: "not-configured" },
    sent: [],
    mailProblem: null,
    now: Date.UTC(2026, 10, 24, 9, 30),
    queueIsDown: false,
    dependencies: {
      publicUrl: PUBLIC_URL,
      development: false,
      appSecret: APP_SECRET,
      operatorToken: OPERATOR_TOKEN,
      failureBrake: null,
      now: () => new Date(world.now),
      newId: () => crypto.randomUUID(),
      randomToken,
      log: (event, fields) => {
        world.logs.push(JSON.stringify({ event, ...fields }));
      },
      vault,
      credentials: createCredentialReader(vault),
      shop: ({ apiRoot }) => shopAt(world, apiRoot).shop,
      books: async (code) => world.books.for(code),
      administrationKey: (code) => hashToken(code),
      checkApiRoot: (text): Result<string, { readonly message: string }> =>
        checkApiRoot(text, { allowInsecure: false }),
      installations: createInstallationRepository(databases),
      setUp: createSetUpRepository(databases),
      access: createAccessRepository(DB),
      documents: createSpreadDocuments(databases),
      tickets: createTicketRepository(DB),
      backfills: createBackfillRepository(DB),
      dashboard: createDashboardRepository(databases, createBackfillRepository(DB)),
      queue: {
        async send(messages, options) {
          if (world.queueIsDown) throw new Error("queue is down");
          world.messages.push(...messages);
          world.delaySeconds = options?.delaySeconds ?? 0;
        },
      },
      crypto: {
        verifyAppStoreHash,
        matchWebhookSignature,
        timingSafeEqual,
        hashToken,
        hashPassword,
        verifyPassword,
      },
      erasure: createErasureRepository(databases),
      exports: createExportRepository(databases),
      moves: createMoveRepository(databases),
      health: createHealthRepository(databases),
      queueBacklog: async () => null,
      preview: async () => world.preview,
      whatIf: async () => world.whatIf,
      supportAddress: "support@example.com",
      mails: createMailRepository(DB),
      passwordResets: createPasswordResetRepository(DB),
      mailer: createMailer({
        mails: createMailRepository(DB),
        transport: { deliver: async (mail) => deliver(world, mail) },
        now: () => world.now,
        newId: () => crypto.randomUUID(),
        log: (event, fields) => {
          world.logs.push(JSON.stringify({ event, ...fields }));
        },
      }),
    } satisfies HttpDependencies,
  };
  return world;
}

function deliver(
  world: World,
  mail: Parameters<MailTransport["deliver"]>[0],
): Result<null, { readonly message: string }> {
  if (world.mailProblem !== null) return fail({ message: world.mailProblem });
  world.sent.push(mail);
  return ok(null);
}

/** The shop behind an `api_root`. */
export function shopAt(world: World, apiRoot: string): FakeShop {
  const known = world.shops.get(apiRoot);
  if (known !== undefined) return known;
  const shop = createFakeShop(crypto.randomUUID());
  world.shops.set(apiRoot, shop);
  return shop;
}

/** HMAC-SHA512 in hex, as the shop signs. */
export async function sign(secret: string, message: string): Promise<string> {
  const key = await importSecret(secret);
  const hash = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
