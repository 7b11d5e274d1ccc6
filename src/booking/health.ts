import type { InstallationState } from "./ports/installations.ts";
import type { KeyCounts } from "./rewrap-secrets.ts";

/** How the deployment is doing, for the operator and for alerts. A pure judgement over what D1 and the queue tell. */

export interface QueueBacklog {
  readonly messages: number;
  readonly oldestAt: number | null;
}

export interface ConnectionCounts {
  readonly ok: number;
  readonly failing: number;
  /** Never asked yet. */
  readonly unchecked: number;
}

/** A connection of an active installation that is red, and since its last check. */
export interface RedState {
  readonly installation: string;
  readonly connection: "ccv" | "imuis";
  readonly problem: string;
  readonly checkedAt: number | null;
}

/** Installations whose creates are preceded by a look, since a restore. */
export interface LookBeforeCreate {
  readonly installations: number;
  readonly since: number | null;
}

export interface HealthReading {
  /** Documents whose next look is overdue, and since when the oldest is. */
  readonly overdue: { readonly documents: number; readonly oldestDueAt: number | null };
  readonly unknown: { readonly documents: number; readonly oldestReceivedAt: number | null };
  readonly deadLetters: { readonly messages: number; readonly newestAt: number | null };
  readonly crons: readonly { readonly cron: string; readonly lastStartedAt: number }[];
  readonly installations: Readonly<Partial<Record<InstallationState, number>>>;
  /** Of active installations. */
  readonly connections: { readonly ccv: ConnectionCounts; readonly imuis: ConnectionCounts };
  /** The red ones one by one, the longest unchecked first; a hundred at most. */
  readonly red: readonly RedState[];
  readonly lookBeforeCreate: LookBeforeCreate;
  readonly keys: KeyCounts;
  /** Data databases: those that are bound, and those that the directory names. */
  readonly databases: readonly {
    readonly name: string;
    readonly bound: boolean;
    readonly installations: number;
  }[];
  /** Installations on their way to another database. */
  readonly moves: { readonly running: number; readonly oldestStartedAt: number | null };
}

export interface HealthRepository {
  read(now: number): Promise<HealthReading>;
}

export type HealthProblem =
  | "DOCUMENTS_WAIT"
  | "QUEUE_WAITS"
  | "DEAD_LETTERS"
  | "UNKNOWN_TOO_LONG"
  | "CRON_MISSING"
  | "KEYS_UNKNOWN"
  | "DATABASE_MISSING"
  | "MOVE_STUCK";

const MS_PER_MINUTE = 60_000;

/** Due documents are taken up by the quarter-hourly firing; after two missed ones something is wrong. */
const OVERDUE_LIMIT_MS = 40 * MS_PER_MINUTE;
const QUEUE_WAIT_LIMIT_MS = 10 * MS_PER_MINUTE;

/** An unclear answer is settled within minutes; after half an hour a person should look. */
const UNKNOWN_LIMIT_MS = 30 * MS_PER_MINUTE;
const QUARTERLY_LIMIT_MS = 40 * MS_PER_MINUTE;
const NIGHTLY_LIMIT_MS = 26 * 60 * MS_PER_MINUTE;

/** Hundreds of thousands of documents are moved within half an hour; meanwhile the shop's orders wait. */
const MOVE_LIMIT_MS = 60 * MS_PER_MINUTE;

/** A message in the dead-letter table is news for a day. */
const DEAD_LETTER_NEWS_MS = 24 * 60 * MS_PER_MINUTE;

/** What an alert should be sent for; empty = well. */
export function judgeHealth(
  reading: HealthReading,
  around: {
    readonly now: number;
    readonly backlog: QueueBacklog | null;
    readonly keyIds: readonly string[];
  },
): readonly HealthProblem[] {
  const { now, backlog, keyIds } = around;
  const isOlder = (at: number | null, limit: number): boolean => at !== null && now - at > limit;
  const newest = reading.deadLetters.newestAt;
  const problems: readonly (readonly [HealthProblem, boolean])[] = [
    ["DOCUMENTS_WAIT", isOlder(reading.overdue.oldestDueAt, OVERDUE_LIMIT_MS)],
    ["QUEUE_WAITS", isOlder(backlog?.oldestAt ?? null, QUEUE_WAIT_LIMIT_MS)],
    ["DEAD_LETTERS", newest !== null && !isOlder(newest, DEAD_LETTER_NEWS_MS)],
    ["UNKNOWN_TOO_LONG", isOlder(reading.unknown.oldestReceivedAt, UNKNOWN_LIMIT_MS)],
    ["CRON_MISSING", isCronMissing(reading, now)],
    ["KEYS_UNKNOWN", Object.keys(reading.keys).some((key) => !keyIds.includes(key))],
    ["MOVE_STUCK", isOlder(reading.moves.oldestStartedAt, MOVE_LIMIT_MS)],
    ["DATABASE_MISSING", reading.databases.some(({ bound }) => !bound)],
  ];
  return problems.filter(([, isSo]) => isSo).map(([problem]) => problem);
}

/** Only while there is something to be done by cron: a fresh deployment has not had a night yet. */
function isCronMissing({ crons, installations }: HealthReading, now: number): boolean {
  if ((installations.active ?? 0) === 0) return false;
  const lastOf = (isQuarterly: boolean): number =>
    Math.max(
      0,
      ...crons
        .filter(({ cron }) => cron.startsWith("*/") === isQuarterly)
        .map(({ lastStartedAt }) => lastStartedAt),
    );
  return now - lastOf(true) > QUARTERLY_LIMIT_MS || now - lastOf(false) > NIGHTLY_LIMIT_MS;
}
