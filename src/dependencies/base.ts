import { checkApiRoot } from "../adapters/ccv-shop/api-root.ts";
import { createShop } from "../adapters/ccv-shop/shop.ts";
import { hmacSha256Hex, randomToken } from "../adapters/crypto/secrets.ts";
import { createVault } from "../adapters/crypto/vault.ts";
import { createBackfillRepository } from "../adapters/d1/backfills.ts";
import { createCronRepository } from "../adapters/d1/cron.ts";
import { createDatabases, type Databases } from "../adapters/d1/databases.ts";
import { createInstallationRepository } from "../adapters/d1/installations.ts";
import { createMoveRepository } from "../adapters/d1/moves.ts";
import { createSetUpRepository } from "../adapters/d1/set-up.ts";
import { createSpreadDocuments } from "../adapters/d1/spread-documents.ts";
import { log as writeLog, type LogFields } from "../adapters/logger.ts";
import { createMetrics } from "../adapters/metrics.ts";
import { createMessageSender } from "../adapters/queue-sender.ts";
import { createVatNumberRegister } from "../adapters/vies/register.ts";
import type { AdministrationRpc } from "../administration/rpc.ts";
import { watchConnections } from "../booking/mail/watch-connections.ts";
import type { MoveRepository } from "../booking/move-installation.ts";
import type { Books } from "../booking/ports/books.ts";
import type { InstallationRepository } from "../booking/ports/installations.ts";
import type { CronRepository, MessageSender } from "../booking/ports/queue.ts";
import type { Shop, ShopCredentials } from "../booking/ports/shop.ts";
import type { KeyRing } from "../booking/ports/vault.ts";
import { reportConnections } from "../booking/report-connections.ts";
import { createCredentialReader } from "../booking/setup/credentials.ts";
import type { SetUpDependencies } from "../booking/setup/dependencies.ts";
import type { WorkDependencies } from "../booking/work-off.ts";
import { type Environment, readEnvironment } from "../env.ts";
import {
  createKnownAdministrations,
  forgetOnSave,
  type KnownAdministrations,
} from "../queue/known-administrations.ts";
import { createMailDependencies, type MailDependencies } from "./mail.ts";

/**
 * The composition root: this folder is the only place that names concrete adapters. Everything is made once per environment;
 * here is what the Worker and each administration have in common.
 */

/** CCV Shop answers within a second as a rule; a quarter of a minute leaves room for a slow list. */
const CCV_TIMEOUT_MS = 15_000;

/** Some member states need a quarter of a minute (vat.md 1.6). */
const VIES_TIMEOUT_MS = 15_000;

/** What only an administration's own object can add to its work. */
export type OutsideWork = Omit<
  WorkDependencies,
  "books" | "oneAtATime" | "mailbox" | "setUpDependencies"
>;

/** The part of the world that is the same for the Worker and for each administration. */
export interface Base {
  readonly environment: Environment;
  readonly databases: Databases;
  readonly moves: MoveRepository;
  readonly vault: KeyRing;
  readonly installations: InstallationRepository;
  readonly cron: CronRepository;
  readonly queue: MessageSender;
  readonly work: OutsideWork;
  readonly setUp: SetUpDependencies;
  /** One line and, where there is a dataset, one data point. */
  log(event: string, fields: LogFields): void;
  readonly mail: MailDependencies;
  readonly knownAdministrations: KnownAdministrations;
  administration(key: string): Pick<AdministrationRpc, "enqueue" | "callBooks">;
  administrationKey(environmentCode: string): Promise<string>;
  /** The books of an environment code, through its Durable Object. */
  books(environmentCode: string): Promise<Books>;
  shop(credentials: ShopCredentials): Shop;
}

const bases = new WeakMap<object, Base>();

function environmentOf(raw: object): Environment {
  const environment = readEnvironment(raw);
  if (!environment.ok) throw new Error(`Bad environment: ${environment.error.names.join(", ")}`);
  return environment.value;
}

export function baseOf(raw: object): Base {
  const known = bases.get(raw);
  if (known) return known;
  const base = createBase(environmentOf(raw));
  bases.set(raw, base);
  return base;
}

export const callFetch = (request: Request): Promise<Response> => fetch(request);

function createBase(environment: Environment): Base {
  const vault = createVault(environment.CREDENTIALS_KEYS);
  const count = createMetrics(environment.METRICS);
  const log = (event: string, fields: LogFields): void => {
    writeLog(event, fields);
    count(event, fields);
  };
  const databases = createDatabases(environment.DB, environment.DATA);
  const mail = createMailDependencies(environment, databases, log);
  const knownAdministrations = createKnownAdministrations();
  const installations = forgetOnSave(
    watchConnections(createInstallationRepository(databases), mail),
    knownAdministrations,
  );
  const queue = createMessageSender(environment.ORDERS);
  const administration = (key: string): Pick<AdministrationRpc, "enqueue" | "callBooks"> =>
    environment.ADMINISTRATION.getByName(key, { locationHint: "weur" });
  const administrationKey = (environmentCode: string): Promise<string> =>
    hmacSha256Hex(environment.IMUIS_PARTNER_KEY, environmentCode);
  const shop = (credentials: ShopCredentials): Shop =>
    createShop({
      credentials,
      fetch: callFetch,
      now: () => new Date(),
      timeoutMs: CCV_TIMEOUT_MS,
      allowInsecure: environment.ENVIRONMENT === "development",
    });
  const books = async (code: string): Promise<Books> =>
    booksThrough(administration(await administrationKey(code)), code);
  const work = createWork(environment, { databases, vault, installations, queue, shop, log });
  return {
    environment,
    databases,
    moves: createMoveRepository(databases),
    log,
    vault,
    installations,
    cron: createCronRepository(environment.DB),
    queue,
    knownAdministrations,
    administration,
    administrationKey,
    books,
    shop,
    work,
    mail,
    setUp: {
      publicUrl: environment.PUBLIC_URL,
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
      randomToken,
      log,
      vault,
      credentials: work.credentials,
      shop,
      books,
      administrationKey,
      checkApiRoot: (text) =>
        checkApiRoot(text, { allowInsecure: environment.ENVIRONMENT === "development" }),
      installations,
      setUp: createSetUpRepository(databases),
      access: mail.access,
      documents: work.documents,
      queue,
    },
  };
}

function createWork(
  environment: Environment,
  made: Pick<Base, "databases" | "vault" | "installations" | "queue" | "shop" | "log">,
): OutsideWork {
  const documents = createSpreadDocuments(made.databases);
  return {
    documents,
    backfills: createBackfillRepository(environment.DB),
    credentials: createCredentialReader(made.vault),
    vatNumbers: createVatNumberRegister({
      fetch: callFetch,
      url: environment.VIES_URL,
      timeoutMs: VIES_TIMEOUT_MS,
    }),
    shop: made.shop,
    installations: made.installations,
    queue: made.queue,
    now: () => Date.now(),
    onSettled: (installation, settlement) =>
      reportConnections(
        {
          installations: made.installations,
          documents,
          queue: made.queue,
          now: () => new Date(),
          log: made.log,
        },
        installation,
        settlement,
      ),
    newToken: () => crypto.randomUUID(),
    pace: {
      retryBaseSeconds: environment.RETRY_BASE_SECONDS,
      random: () => Math.random(),
      now: () => Date.now(),
    },
    imuisTimeoutMs: environment.IMUIS_TIMEOUT_MS,
    settleMs: environment.IMUIS_SETTLE_MS,
    log: made.log,
  };
}

/** The port `Books`, each call of it made by the administration's Durable Object in its turn. */
function booksThrough(
  administration: Pick<AdministrationRpc, "callBooks">,
  environmentCode: string,
): Books {
  return new Proxy({} as Books, {
    get: (_target, method) =>
      // A proxy that looks like a promise would be awaited when it is returned from an async function.
      method === "then"
        ? undefined
        : (...args: unknown[]) => administration.callBooks(environmentCode, String(method), args),
  });
}
