import type { CalendarDate } from "../domain/document.ts";

/**
 * How long things are kept (docs/storage.md). Logs and raw payloads 90 days, fiscal data 7 years, 10 where VAT of another
 * EU country is settled (OSS). Each night erases in chunks and stops at its limit; what is left is erased the next night.
 */

const MS_PER_DAY = 86_400_000;

/** Long enough to answer a question about last quarter's VAT return, short enough that it is no archive. */
export const LOG_DAYS = 90;

/** Article 52 of the Dutch general tax act; the years are counted from the end of the calendar year. */
const FISCAL_YEARS = 7;

/** Records of the One Stop Shop: article 63c of Regulation 282/2011. */
const OSS_YEARS = 10;

/** Rows in one statement: D1 ends a statement after 30 seconds and other shops wait meanwhile. */
const CHUNK = 500;

/** Statements of one kind in one run; the queue's consumer and cron have a thousand in all. */
const CHUNKS_PER_RUN = 20;

/** Tables of logs, each with the instant its rows are as old as. */
export const LOG_KINDS = [
  "failure_counts",
  "refused_deliveries",
  "cron_runs",
  "sessions",
  "vat_number_answers",
  "mails",
  "dead_letters",
  "backfills",
  "tickets",
  "accounts",
  "password_resets",
  "mail_digests",
  "connection_alerts",
] as const;

export type LogKind = (typeof LOG_KINDS)[number];

/** What is erased of one installation. Each function answers how many rows it changed, at most `limit`. */
export interface RetentionRepository {
  eraseLogs(kind: LogKind, before: number, limit: number): Promise<number>;
  /** Trace and history of settled documents, and the evidence of those that were not booked. */
  erasePayloads(installationId: string, before: number, limit: number): Promise<number>;
  eraseFiscal(installationId: string, before: CalendarDate, limit: number): Promise<number>;
  /** Whether any version of its configuration had rates of another country than its own. */
  soldAbroad(installationId: string): Promise<boolean>;
  /** Null while it is installed, or when there is no such installation. */
  uninstalledAt(installationId: string): Promise<number | null>;
  /** Customers' names and everything that was only needed to go on booking; amounts stay. */
  eraseUninstalled(installationId: string, limit: number): Promise<number>;
}

export interface RetentionDependencies {
  readonly retention: RetentionRepository;
  now(): number;
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** Logs of all installations together. */
export async function eraseOldLogs(dependencies: RetentionDependencies): Promise<void> {
  const { retention, log } = dependencies;
  const before = daysAgo(dependencies.now(), LOG_DAYS);
  for (const kind of LOG_KINDS) {
    const rows = await inChunks((limit) => retention.eraseLogs(kind, before, limit));
    if (rows > 0) log("retention.logs", { table: kind, rows });
  }
}

/** Everything of one installation that has had its time. */
export async function retainInstallation(
  dependencies: RetentionDependencies,
  installationId: string,
): Promise<void> {
  const { retention, log } = dependencies;
  const now = dependencies.now();
  const before = daysAgo(now, LOG_DAYS);
  const payloads = await inChunks((limit) =>
    retention.erasePayloads(installationId, before, limit),
  );
  const years = (await retention.soldAbroad(installationId)) ? OSS_YEARS : FISCAL_YEARS;
  const firstKept = firstKeptDay(now, years);
  const fiscal = await inChunks((limit) => retention.eraseFiscal(installationId, firstKept, limit));
  const uninstalledAt = await retention.uninstalledAt(installationId);
  const isGone = uninstalledAt !== null && uninstalledAt < before;
  const left = isGone
    ? await inChunks((limit) => retention.eraseUninstalled(installationId, limit))
    : 0;
  const rows = payloads + fiscal + left;
  if (rows > 0) log("retention.installation", { installation: installationId, rows });
}

/** A document of a year is kept until that many calendar years after it have ended. */
export function firstKeptDay(now: number, years: number): CalendarDate {
  return `${new Date(now).getUTCFullYear() - years}-01-01`;
}

function daysAgo(now: number, days: number): number {
  return now - days * MS_PER_DAY;
}

async function inChunks(erase: (limit: number) => Promise<number>): Promise<number> {
  let all = 0;
  for (let chunk = 0; chunk < CHUNKS_PER_RUN; chunk += 1) {
    const rows = await erase(CHUNK);
    all += rows;
    if (rows < CHUNK) break;
  }
  return all;
}
