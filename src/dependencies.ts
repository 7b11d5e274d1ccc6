import { checkApiRoot } from "./adapters/ccv-shop/api-root.ts";
import { createShop } from "./adapters/ccv-shop/shop.ts";
import { matchWebhookSignature, verifyAppStoreHash } from "./adapters/ccv-shop/signature.ts";
import { hashPassword, verifyPassword } from "./adapters/crypto/password.ts";
import {
  hashToken,
  hmacSha256Hex,
  randomToken,
  timingSafeEqual,
} from "./adapters/crypto/secrets.ts";
import { createVault } from "./adapters/crypto/vault.ts";
import { createBackfillRepository } from "./adapters/d1/backfills.ts";
import { createCronRepository } from "./adapters/d1/cron.ts";
import { createDashboardRepository } from "./adapters/d1/dashboard.ts";
import { createDatabases, type Databases } from "./adapters/d1/databases.ts";
import { createErasureRepository } from "./adapters/d1/erasure.ts";
import { createExportRepository } from "./adapters/d1/exports.ts";
import { createHealthRepository } from "./adapters/d1/health.ts";
import { createInstallationRepository } from "./adapters/d1/installations.ts";
import { createMoveRepository } from "./adapters/d1/moves.ts";
import { createPasswordResetRepository } from "./adapters/d1/password-resets.ts";
import { createRetentionRepository } from "./adapters/d1/retention.ts";
import { createSealedValues } from "./adapters/d1/sealed-values.ts";
import { createSetUpRepository } from "./adapters/d1/set-up.ts";
import { createSpreadDocuments } from "./adapters/d1/spread-documents.ts";
import { createTicketRepository } from "./adapters/d1/tickets.ts";
import { createSessionKeeper } from "./adapters/durable-object/session-store.ts";
import { createBooks } from "./adapters/imuis/books.ts";
import { log as writeLog, type LogFields } from "./adapters/logger.ts";
import { createMetrics } from "./adapters/metrics.ts";
import { createMessageSender, readBacklog } from "./adapters/queue-sender.ts";
import { createVatNumberRegister } from "./adapters/vies/register.ts";
import type { AdministrationRpc } from "./administration/rpc.ts";
import { whatIf } from "./booking/compare-configurations.ts";
import type { Gate } from "./booking/guard-connection.ts";
import type { MailRoundDependencies } from "./booking/mail/mail-rounds.ts";
import { watchConnections } from "./booking/mail/watch-connections.ts";
import type { MoveDependencies, MoveRepository } from "./booking/move-installation.ts";
import type { Books } from "./booking/ports/books.ts";
import type { InstallationRepository } from "./booking/ports/installations.ts";
import type { CronRepository, MessageSender } from "./booking/ports/queue.ts";
import type { Shop, ShopCredentials } from "./booking/ports/shop.ts";
import type { KeyRing } from "./booking/ports/vault.ts";
import { previewForOwner } from "./booking/preview-for-owner.ts";
import { reportConnections } from "./booking/report-connections.ts";
import type { RetentionDependencies } from "./booking/retention.ts";
import type { RewrapDependencies } from "./booking/rewrap-secrets.ts";
import { createCredentialReader } from "./booking/setup/credentials.ts";
import type { SetUpDependencies } from "./booking/setup/dependencies.ts";
import type { WorkDependencies } from "./booking/work-off.ts";
import type { BookingDependencies } from "./booking/work.ts";
import { type Environment, readEnvironment } from "./env.ts";
import type { HttpDependencies } from "./http/dependencies.ts";
import { createMailDependencies, type MailDependencies } from "./mail-dependencies.ts";
import {
  createKnownAdministrations,
  type KnownAdministrations,
} from "./queue/known-administrations.ts";

/** The composition root: the only file that names concrete adapters. Everything is made once per environment. */

/** CCV Shop answers within a second as a rule; a quarter of a minute leaves room for a slow list. */
const CCV_TIMEOUT_MS = 15_000;

/** Some member states need a quarter of a minute (vat.md 1.6). */
const VIES_TIMEOUT_MS = 15_000;

/** What only an administration's own object can add to its work. */
type OutsideWork = Omit<WorkDependencies, "books" | "oneAtATime" | "mailbox" | "setUpDependencies">;

/** The part of the world that is the same for the Worker and for each administration. */
interface Base {
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

function baseOf(raw: object): Base {
  const known = bases.get(raw);
  if (known) return known;
  const base = createBase(environmentOf(raw));
  bases.set(raw, base);
  return base;
}

const callFetch = (request: Request): Promise<Response> => fetch(request);

function createBase(environment: Environment): Base {
  const vault = createVault(environment.CREDENTIALS_KEYS);
  const count = createMetrics(environment.METRICS);
  const log = (event: string, fields: LogFields): void => {
    writeLog(event, fields);
    count(event, fields);
  };
  const databases = createDatabases(environment.DB, environment.DATA);
  const mail = createMailDependencies(environment, databases, log);
  const installations = watchConnections(createInstallationRepository(databases), mail);
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
    knownAdministrations: createKnownAdministrations(),
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

// ------------------------------------------------------------------ per entry point

const httpDependencies = new WeakMap<object, HttpDependencies>();

export function createHttpDependencies(raw: object): HttpDependencies {
  const known = httpDependencies.get(raw);
  if (known) return known;
  const made = makeHttpDependencies(baseOf(raw));
  httpDependencies.set(raw, made);
  return made;
}

function makeHttpDependencies(base: Base): HttpDependencies {
  const { environment, databases, setUp, work, mail } = base;
  const { mailer, mails, supportAddress } = mail;
  return {
    ...setUp,
    mailer,
    mails,
    supportAddress,
    passwordResets: createPasswordResetRepository(environment.DB),
    documents: work.documents,
    development: environment.ENVIRONMENT === "development",
    appSecret: environment.CCV_APP_SECRET,
    operatorToken: environment.OPERATOR_TOKEN,
    failureBrake: environment.FAILURES ?? null,
    crypto: {
      verifyAppStoreHash,
      matchWebhookSignature,
      timingSafeEqual,
      hashToken,
      hashPassword,
      verifyPassword,
    },
    tickets: createTicketRepository(environment.DB),
    backfills: work.backfills,
    dashboard: createDashboardRepository(databases, work.backfills),
    vault: base.vault,
    erasure: createErasureRepository(databases),
    exports: createExportRepository(databases),
    moves: base.moves,
    health: createHealthRepository(databases),
    queueBacklog: () => readBacklog(environment.ORDERS),
    preview: (installation, key) =>
      previewForOwner({ ...setUp, documents: work.documents }, installation, key),
    whatIf: (installation, configuration) =>
      whatIf({ ...setUp, documents: work.documents }, installation, configuration),
  };
}

export interface QueueDependencies extends RetentionDependencies, MoveDependencies {
  readonly installations: InstallationRepository;
  readonly cron: CronRepository;
  readonly unconnected: BookingDependencies;
  readonly mail: MailDependencies;
  readonly knownAdministrations: KnownAdministrations;
  administration(key: string): Pick<AdministrationRpc, "enqueue">;
}

export function createQueueDependencies(raw: object): QueueDependencies {
  const base = baseOf(raw);
  return {
    installations: base.installations,
    cron: base.cron,
    mail: base.mail,
    queue: base.queue,
    moves: base.moves,
    documents: base.work.documents,
    retention: createRetentionRepository(base.databases),
    unconnected: {
      ...base.work,
      books: () => Promise.resolve(null),
      oneAtATime: (_key, work) => work(),
    },
    administration: base.administration,
    knownAdministrations: base.knownAdministrations,
    now: base.work.now,
    log: base.log,
  };
}

export interface CronDependencies
  extends RewrapDependencies, RetentionDependencies, MoveDependencies {
  readonly mail: Omit<MailRoundDependencies, "installations" | "queue">;
  readonly cron: CronRepository;
  readonly documents: WorkDependencies["documents"];
  readonly installations: InstallationRepository;
  readonly queue: MessageSender;
}

export function createCronDependencies(raw: object): CronDependencies {
  const { cron, work, installations, queue, vault, environment, databases, moves, log, mail } =
    baseOf(raw);
  const sealedValues = createSealedValues(environment.DB);
  const retention = createRetentionRepository(databases);
  const { documents, now } = work;
  const world = { cron, documents, installations, queue, moves, now, log, mail };
  return { ...world, vault, sealedValues, retention };
}

export interface AdministrationDependencies {
  readonly work: OutsideWork;
  readonly setUp: SetUpDependencies;
  createBooks(environmentCode: string, gate: Gate): Books;
  /** Through another administration's object. */
  booksElsewhere(environmentCode: string): Promise<Books>;
  /** Turns the dot of every installation that the connection serves. */
  reportConnection(
    installationIds: readonly string[],
    report: { readonly connection: string; readonly problem: string | null },
  ): Promise<void>;
}

export function createAdministrationDependencies(
  raw: object,
  state: { readonly storage: DurableObjectStorage; readonly name: string },
): AdministrationDependencies {
  const base = baseOf(raw);
  const { environment } = base;
  const sessions = createSessionKeeper(state.storage, base.vault, state.name);
  return {
    work: base.work,
    setUp: base.setUp,
    createBooks: (environmentCode, gate) =>
      createBooks({
        fetch: callFetch,
        url: environment.IMUIS_URL,
        partnerKey: environment.IMUIS_PARTNER_KEY,
        environmentCode,
        timeoutMs: environment.IMUIS_TIMEOUT_MS,
        now: () => new Date(),
        sessions,
        gate,
      }),
    booksElsewhere: base.books,
    reportConnection: (installationIds, report) => reportConnection(base, installationIds, report),
  };
}

async function reportConnection(
  base: Base,
  installationIds: readonly string[],
  { connection, problem }: { readonly connection: string; readonly problem: string | null },
): Promise<void> {
  const state = { problem, checkedAt: base.work.now() };
  const shopOf = /^shop\/(.+)$/.exec(connection)?.[1];
  const concerned = shopOf === undefined ? installationIds : [shopOf];
  for (const id of concerned) {
    await base.installations.change(id, shopOf === undefined ? { imuis: state } : { ccv: state });
  }
}
