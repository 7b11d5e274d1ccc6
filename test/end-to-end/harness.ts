import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { createTestHarness, type TestHarness } from "wrangler";

import type { FaultEffect } from "../../sandbox/faults/fault.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { serveSandbox, type ServedSandbox } from "../../sandbox/serve.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import type { Secret } from "../../scripts/support/known-secrets.ts";
import { eventually, type Owner, setUpShop } from "../../scripts/support/owner.ts";
import { LOCAL_SECRETS } from "../../scripts/support/worker.ts";
import { createListener, leaksIn, type Listener } from "./leaks.ts";

/**
 * The whole product in workerd, with real D1, queues, Durable Objects and cron, and the sandbox beside it in this process.
 * Everything goes over HTTP, as it would from outside.
 */

export interface World {
  readonly server: TestHarness;
  readonly sandbox: ServedSandbox;
  readonly publicUrl: string;
  /** A new shop with an administration of its own, set up and activated. */
  newShop(options?: NewShop): Promise<ShopInTest>;
  cron(cron: string, scheduledTime?: Date): Promise<void>;
  /** Cron as it fires by itself: each firing of a trigger has an instant of its own, which is answered. */
  fire(cron: string): Promise<Date>;
  /** The next calls of one operation fail: of the shop's administration, or of the shop itself (`GET /orders/*`). */
  failNext(
    shop: ShopInTest,
    operation: string,
    fault: FaultEffect & { readonly times?: number },
  ): void;
  /** An order of an ordinary customer, paid and announced. */
  paidOrder(shop: Pick<ShopInTest, "shop">): ReturnType<Sandbox["control"]["shop"]["makeOrder"]>;
  /** D1 itself, for what no API tells or changes. */
  database(name?: string): Promise<Database>;
  /** Every line that the Worker logged. */
  logs(): string;
  close(): Promise<void>;
}

/** As much of D1 as the tests use. */
export interface Database {
  prepare(sql: string): {
    bind(...values: readonly (string | number | null)[]): ReturnType<Database["prepare"]>;
    run(): Promise<unknown>;
    all<Row = Record<string, string | number | null>>(): Promise<{ readonly results: Row[] }>;
  };
}

export interface NewShop {
  readonly configuration?: Record<string, unknown>;
  /** The administration it books in; its own when left out. */
  readonly administration?: string;
  readonly prepare?: (shop: { readonly shop: string; readonly administration: string }) => void;
}

export interface ShopInTest {
  readonly shop: string;
  readonly administration: string;
  readonly owner: Owner;
}

/** Short pauses, so that what waits in production waits for moments here. */
const FAST = {
  ENVIRONMENT: "development",
  IMUIS_TIMEOUT_MS: "2000",
  IMUIS_SETTLE_MS: "300",
  RETRY_BASE_SECONDS: "0.1",
} as const;

export const NIGHTLY = "30 1 * * *";
export const QUARTER_HOURLY = "*/15 * * * *";

let administrations = 0;

/** `dataDatabases` names bindings beside `DB`, for instance `DATA_01`. */
export async function startWorld(
  variables: Readonly<Record<string, string>> = {},
  { dataDatabases = [] }: { readonly dataDatabases?: readonly string[] } = {},
): Promise<World> {
  const sandbox = await serveSandbox({ appSecret: LOCAL_SECRETS.CCV_APP_SECRET, shops: 0 });
  const server = createTestHarness({
    workers: [
      {
        configPath: dataDatabases.length > 0 ? configurationWith(dataDatabases) : "./wrangler.toml",
        vars: {
          // Replaced below, when the address is known.
          PUBLIC_URL: "http://127.0.0.1:1",
          ...FAST,
          ...LOCAL_SECRETS,
          IMUIS_URL: sandbox.imuisUrl,
          VIES_URL: sandbox.viesUrl,
          ...variables,
        },
      },
    ],
  });
  const { url } = await server.listen();
  const publicUrl = url.origin;
  await server.update((options) => ({
    ...options,
    workers: options.workers.map((worker) => ({
      ...worker,
      vars: { ...("vars" in worker ? worker.vars : {}), PUBLIC_URL: publicUrl },
    })),
  }));
  for (const name of ["DB", ...dataDatabases]) await server.getWorker().applyD1Migrations(name);
  const listener = createListener();
  const typed: Secret[] = [];
  let firings = 0;
  return {
    server,
    sandbox,
    publicUrl,
    failNext({ shop, administration }, operation, { times = 1, ...effect }) {
      const match = operation.includes(" ")
        ? ({ vendor: "ccv", operation, subject: shop } as const)
        : ({ vendor: "imuis", operation, subject: administration } as const);
      sandbox.control.faults.add({ match, effect, times });
    },
    paidOrder: ({ shop }) => sandbox.control.shop.makeOrder({ shop, order: { paid: true } }),
    async newShop(options = {}) {
      const shop = await newShop({ sandbox, publicUrl, fetch: listener.fetch }, options);
      typed.push({ name: "password", value: shop.owner.password });
      typed.push({ name: "environment code", value: codeOf(shop.administration) });
      return shop;
    },
    async cron(cron, scheduledTime = new Date()) {
      await server.getWorker().scheduled({ cron, scheduledTime });
    },
    async fire(cron) {
      firings += 1;
      const scheduledTime = new Date(Date.now() + firings * 1000);
      await server.getWorker().scheduled({ cron, scheduledTime });
      return scheduledTime;
    },
    async database(name = "DB") {
      const bindings = await server.getWorker<Record<string, Database>>().getEnv();
      const database = bindings[name];
      if (!database) throw new Error(`There is no ${name}.`);
      return database;
    },
    logs: () => logsOf(server),
    async close() {
      const bindings = await server.getWorker<Record<string, Database>>().getEnv();
      const databases = ["DB", ...dataDatabases].flatMap((name) => bindings[name] ?? []);
      const leaks = await leaksIn(sandbox, {
        logs: logsOf(server),
        databases,
        listener,
        typed,
      });
      await server.close();
      await sandbox.close();
      if (leaks.length > 0) throw new Error(`The Worker told: ${leaks.join(", ")}`);
    },
  };
}

const codeOf = (administration: string): string => `code-${administration}`;

function logsOf(server: TestHarness): string {
  return server
    .getLogs()
    .map(({ message }) => message)
    .join("\n");
}

/** wrangler.toml with further data databases, as docs/operations.md tells to add them. */
function configurationWith(dataDatabases: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "shop-bookings-"));
  const file = join(folder, "wrangler.toml");
  const bindings = dataDatabases.map(
    (name) =>
      `[[d1_databases]]\nbinding = "${name}"\ndatabase_name = "${name.toLowerCase()}"\ndatabase_id = "${name}"\nmigrations_dir = "${resolve("migrations")}"\n`,
  );
  const text = readFileSync("wrangler.toml", "utf8").replaceAll(
    /^(main|directory|migrations_dir|"\.\.\/locales\/index\.js") = "([^"]+)"$/gm,
    (_line, name: string, path: string) => `${name} = "${resolve(path)}"`,
  );
  writeFileSync(file, [text, ...bindings].join("\n"));
  return file;
}

async function newShop(
  { sandbox, publicUrl, fetch }: Pick<World, "sandbox" | "publicUrl"> & Pick<Listener, "fetch">,
  options: NewShop,
): Promise<ShopInTest> {
  administrations += 1;
  const administration = options.administration ?? String(3000 + administrations);
  const { name: shop } = await sandbox.control.shops.make({ name: `shop-${administrations}` });
  const environmentCode = codeOf(administration);
  if (
    !sandbox.control.imuis
      .administrations()
      .some((known) => known.administration === administration)
  ) {
    sandbox.control.imuis.makeAdministration({ administration, environmentCode });
  }
  options.prepare?.({ shop, administration });
  const owner = await setUpShop({
    publicUrl,
    sandbox,
    shop,
    environmentCode,
    fetch,
    configuration: options.configuration ?? EXAMPLE_CONFIGURATION,
  });
  return { shop, administration, owner };
}

/** What the dashboard API says of one document. */
export interface DocumentView {
  readonly kind: string;
  readonly sourceId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly imuisReference: string | null;
  readonly total: string | null;
  readonly history: readonly {
    readonly event: string;
    readonly status?: string;
    readonly code?: string;
  }[];
}

export async function readDocument(
  owner: Owner,
  kind: string,
  sourceId: number | string,
): Promise<DocumentView | null> {
  const response = await owner.request("GET", `/api/documents/${kind}/${sourceId}`);
  return response.ok ? ((await response.json()) as DocumentView) : null;
}

/** Waits for a document to reach a status; where it stood instead is in the error. */
export async function untilStatus(
  { owner }: Pick<ShopInTest, "owner">,
  document: { readonly kind: string; readonly id: number },
  status: string,
): Promise<DocumentView> {
  let last: DocumentView | null = null;
  const found = await eventually(status, async () => {
    last = await readDocument(owner, document.kind, document.id);
    return last?.status === status ? last : null;
  }).catch(() => null);
  if (!found)
    throw new Error(`${document.kind} ${document.id} is not ${status}: ${JSON.stringify(last)}`);
  return found;
}

/** An order that was booked in the end. */
export function booked(shop: Pick<ShopInTest, "owner">, id: number): Promise<DocumentView> {
  return untilStatus(shop, { kind: "order", id }, "processed");
}
