import { env } from "cloudflare:workers";

import { createSandbox, IMUIS_PATH, type Sandbox, VIES_PATH } from "../../../sandbox/sandbox.ts";
import { createShop } from "../../../src/adapters/ccv-shop/shop.ts";
import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createDocumentRepository } from "../../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../../src/adapters/d1/installation-row.ts";
import { createInstallationRepository } from "../../../src/adapters/d1/installations.ts";
import { createBooks } from "../../../src/adapters/imuis/books.ts";
import type { ImuisSession } from "../../../src/adapters/imuis/session.ts";
import { createVatNumberRegister } from "../../../src/adapters/vies/register.ts";
import { bookDocument, type Outcome } from "../../../src/booking/book-document.ts";
import type { Gate } from "../../../src/booking/guard-connection.ts";
import { createKeyedQueue } from "../../../src/booking/keyed-queue.ts";
import type { Cause } from "../../../src/booking/message.ts";
import { createPlaces } from "../../../src/booking/places.ts";
import type { Books } from "../../../src/booking/ports/books.ts";
import type { DocumentRecord } from "../../../src/booking/ports/document-record.ts";
import type { DocumentRepository } from "../../../src/booking/ports/documents.ts";
import type { Installation } from "../../../src/booking/ports/installations.ts";
import type { BookingDependencies } from "../../../src/booking/work.ts";
import type { Configuration } from "../../../src/domain/configuration.ts";
import cases from "../../golden/cases.json" with { type: "json" };
import { type GoldenCase, toConfiguration } from "../../golden/to-domain.ts";

/** Booking in workerd with the real D1 and the sandbox in process: time stands still until a test moves it. */

export const SETTLE_MS = 60_000;
export const IMUIS_TIMEOUT_MS = 30_000;
export const LEASE_MS = 3 * IMUIS_TIMEOUT_MS + SETTLE_MS;

const [firstCase] = cases.cases as unknown as readonly GoldenCase[];
const START = Date.parse("2026-03-10T09:00:00Z");

export interface BookingWorld {
  readonly sandbox: Sandbox;
  readonly installation: Installation;
  readonly documents: DocumentRepository;
  now: number;
  /** Runs one message for an order, as the administration would. */
  book(id: number, cause?: Cause): Promise<Outcome>;
  order(id: number): Promise<DocumentRecord | null>;
  /** The same books, their calls made through another gate. */
  booksThrough(gate: Gate): Books;
  /** What the runs get, for a run of another kind of document or with other books. */
  deps(): BookingDependencies;
  /** Other dependencies for the runs that follow. */
  change(changes: Partial<BookingDependencies>): void;
}

function newInstallation(
  shop: { apiRoot: string; apiPublic: string },
  configuration: Configuration,
): Installation {
  return {
    id: crypto.randomUUID(),
    licenseKey: "K",
    state: "active",
    apiRoot: shop.apiRoot,
    apiPublic: shop.apiPublic,
    apiSecret: "sealed",
    returnUrl: "https://shop.example/return",
    webShopId: null,
    shopName: null,
    handshakeAt: START,
    linkUsedFor: null,
    webhookToken: crypto.randomUUID(),
    environmentCode: "sealed",
    administrationKey: crypto.randomUUID(),
    administrationName: "Administration 2000",
    ccv: { problem: null, checkedAt: null },
    imuis: { problem: null, checkedAt: null },
    termsVersion: "1",
    termsAcceptedAt: START,
    configurationVersion: 0,
    configuration,
    source: configuration.source,
    settingProblems: [],
    createdAt: START,
    activatedAt: START,
    firstActiveOn: "2020-01-01",
    trialEndsOn: "2026-04-01",
    additionalEmail: null,
    sweptUntil: null,
    pollsInvoices: false,
    lookBeforeCreateSince: null,
    database: "DB",
    movingTo: null,
  };
}

function memorySessions() {
  let session: ImuisSession | null = null;
  return {
    load: () => Promise.resolve(session),
    save: (next: ImuisSession) => {
      session = next;
      return Promise.resolve();
    },
    forget: () => {
      session = null;
      return Promise.resolve();
    },
  };
}

let tokens = 0;

export async function createBookingWorld(
  changed: Partial<Configuration> = {},
): Promise<BookingWorld> {
  if (!firstCase) throw new Error("there are no worked cases");
  const world = { now: START };
  const date = (): Date => new Date(world.now);
  const sandbox = createSandbox({
    clock: date,
    deliver: () => Promise.resolve(new Response("OK")),
  });
  const shop = await sandbox.control.shops.make();
  await sandbox.control.appStore.handshake({ publicUrl: "https://app.example" });
  const { apiPublic, apiSecret } = sandbox.control.shops.get();
  const installations = createInstallationRepository(createDatabases(env.DB, {}));
  const configuration = { ...toConfiguration(firstCase), startDate: "2020-01-01", ...changed };
  const installation = newInstallation({ ...shop, apiPublic: apiPublic ?? "" }, configuration);
  await installations.create(installation);
  await installations.saveConfiguration(installation.id, configuration, {
    name: "test",
    at: START,
  });
  const documents = createDocumentRepository(env.DB, toInstallation);
  const fetch = (request: Request): Promise<Response> => sandbox.fetch(request);
  const booksThrough = (gate: Gate): Books =>
    createBooks({
      fetch,
      url: `https://imuis.example${IMUIS_PATH}`,
      partnerKey: "abcdefghijklmnopqrstuvwxyz",
      environmentCode: "00000",
      timeoutMs: IMUIS_TIMEOUT_MS,
      now: date,
      sessions: memorySessions(),
      gate,
    });
  const books = booksThrough(createPlaces(1));
  let deps: BookingDependencies = {
    documents,
    credentials: {
      shop: () =>
        Promise.resolve({
          ok: true,
          value: { apiRoot: shop.apiRoot, apiPublic: apiPublic ?? "", apiSecret: apiSecret ?? "" },
        }),
      environmentCode: () => Promise.resolve({ ok: true, value: "00000" }),
    },
    vatNumbers: createVatNumberRegister({
      fetch,
      url: `https://vies.example${VIES_PATH}`,
      timeoutMs: 15_000,
    }),
    shop: (credentials) =>
      createShop({ credentials, fetch, now: date, timeoutMs: 15_000, allowInsecure: false }),
    books: () => Promise.resolve(books),
    oneAtATime: createKeyedQueue(),
    onSettled: () => Promise.resolve(),
    now: () => world.now,
    newToken: () => `token-${(tokens += 1)}`,
    pace: { retryBaseSeconds: 30, random: () => 0, now: () => world.now },
    imuisTimeoutMs: IMUIS_TIMEOUT_MS,
    settleMs: SETTLE_MS,
    log: () => {},
  };
  return {
    sandbox,
    installation,
    documents,
    get now() {
      return world.now;
    },
    set now(instant) {
      world.now = instant;
    },
    book: (id, cause = "webhook") =>
      bookDocument(deps, {
        type: "document",
        installationId: installation.id,
        kind: "order",
        sourceId: String(id),
        cause,
        event: null,
        backfillId: null,
      }),
    order: (id) => documents.find(installation.id, { kind: "order", sourceId: String(id) }),
    booksThrough,
    deps: () => deps,
    change: (changes) => {
      deps = { ...deps, ...changes };
    },
  };
}

/** A paid order of the shop; no webhook goes out. */
export async function paidOrder(world: BookingWorld, order: object = {}): Promise<number> {
  const { id } = await world.sandbox.control.shop.makeOrder({
    deliver: false,
    order: { paid: true, create_date: "2026-03-10T08:00:00Z", ...order },
  });
  return id;
}
