import { createRetentionRepository } from "../adapters/d1/retention.ts";
import { createSealedValues } from "../adapters/d1/sealed-values.ts";
import { createSearchBlockRepository } from "../adapters/d1/search-blocks.ts";
import type { AdministrationRpc } from "../administration/rpc.ts";
import type { MailRoundDependencies } from "../booking/mail/mail-rounds.ts";
import type { MoveDependencies } from "../booking/move-installation.ts";
import type { InstallationRepository } from "../booking/ports/installations.ts";
import type { CronRepository, MessageSender } from "../booking/ports/queue.ts";
import type { RetentionDependencies } from "../booking/retention.ts";
import type { RewrapDependencies } from "../booking/rewrap-secrets.ts";
import type { SearchBlockDependencies } from "../booking/search-blocks.ts";
import type { WorkDependencies } from "../booking/work-off.ts";
import type { BookingDependencies } from "../booking/work.ts";
import { type KnownAdministrations } from "../queue/known-administrations.ts";
import { baseOf } from "./base.ts";
import { type MailDependencies } from "./mail.ts";

/** What the queue's consumers and cron need. */

export interface QueueDependencies
  extends RetentionDependencies, SearchBlockDependencies, MoveDependencies {
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
    searchBlocks: createSearchBlockRepository(base.databases),
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
