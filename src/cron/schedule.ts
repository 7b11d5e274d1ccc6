import { runMailRounds } from "../booking/mail/mail-rounds.ts";
import type { DocumentMessage, Message } from "../booking/message.ts";
import { resumeMoves } from "../booking/move-installation.ts";
import type { DocumentKey } from "../booking/ports/document-record.ts";
import type { Installation } from "../booking/ports/installations.ts";
import { eraseOldLogs } from "../booking/retention.ts";
import { rewrapSecrets } from "../booking/rewrap-secrets.ts";
import { sweepMessage } from "../booking/sweep.ts";
import type { CronDependencies } from "../dependencies/rounds.ts";

/**
 * The two cron triggers (architecture, "Nothing is lost"). Each only looks up what is due and puts it on the queue, so that
 * a run ends within seconds. A run that fires twice does nothing the second time; a missed run heals itself, since the
 * next one asks what is due, not what is tonight's.
 */

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

const PAGE = 500;
const DUE_LIMIT = 5_000;

/** The pace of the nightly load, and how far it may be put off: a queue's delay ends at 24 hours. */
const MESSAGES_PER_SECOND = 20;
const LONGEST_DELAY_SECONDS = 6 * 3_600;

function documentMessage(
  installationId: string,
  key: DocumentKey,
  cause: "recheck" | "look",
): DocumentMessage {
  return { type: "document", installationId, ...key, cause, event: null, backfillId: null };
}

/** Which of the two a firing is: the quarter-hourly one begins with a step over the minutes. */
export function isQuarterHourly(cron: string): boolean {
  return cron.startsWith("*/");
}

export async function runCron(
  firing: { readonly cron: string; readonly scheduledAt: number },
  deps: CronDependencies,
): Promise<void> {
  const first = await deps.cron.begin(firing.cron, firing.scheduledAt, deps.now());
  if (!first) return;
  if (isQuarterHourly(firing.cron)) await quarterHourly(deps, firing.scheduledAt);
  else await nightly(deps);
}

/** Whatever is due: documents in `unknown`, retries, stuck claims; polls and sweeps where webhooks cannot be relied on. */
async function quarterHourly(deps: CronDependencies, scheduledAt: number): Promise<void> {
  const due = await deps.documents.due(deps.now(), DUE_LIMIT);
  await deps.queue.send(
    due.map(({ installationId, key, status }) =>
      documentMessage(installationId, key, status === "unknown" ? "look" : "recheck"),
    ),
  );
  const sinceMinute = Math.floor((deps.now() - MS_PER_HOUR) / MS_PER_MINUTE);
  const refused = new Set(
    (await deps.installations.refusedDeliveries(sinceMinute)).map(
      ({ installationId }) => installationId,
    ),
  );
  await forEachPage(deps, "active", async (page) => {
    const wanting = page.filter((shop) => isPolled(shop) || refused.has(shop.id));
    await deps.queue.send(wanting.map((shop) => sweepMessage(shop, deps.now(), false)));
  });
  await resumeMoves(deps);
  await rewrapSecrets(deps);
  const { installations, queue } = deps;
  await runMailRounds({ ...deps.mail, installations, queue }, scheduledAt);
}

/** One message per shop, which makes its own round: a single run has no more than a thousand queries. */
async function nightly(deps: CronDependencies): Promise<void> {
  let sent = 0;
  await forEachPage(deps, "active", async (page) => {
    const messages = page.map(({ id }): Message => ({ type: "nightly", installationId: id }));
    await deps.queue.send(messages, spread(sent, messages.length));
    sent += messages.length;
  });
  await eraseWhatIsOld(deps);
}

/** Also of shops that stopped or left. One message each, since a single run has no more than a thousand queries. */
async function eraseWhatIsOld(deps: CronDependencies): Promise<void> {
  await eraseOldLogs(deps);
  let sent = 0;
  for (const state of ["new", "active", "stopped", "uninstalled"] as const) {
    await forEachPage(deps, state, async (page) => {
      const messages = page.map(({ id }): Message => ({ type: "retention", installationId: id }));
      await deps.queue.send(messages, spread(sent, messages.length));
      sent += messages.length;
    });
  }
}

/** CCV Shop announces no invoices there. */
function isPolled({ pollsInvoices, configuration }: Installation): boolean {
  return pollsInvoices && configuration?.source === "invoices";
}

async function forEachPage(
  deps: CronDependencies,
  state: Installation["state"],
  visit: (page: readonly Installation[]) => Promise<void>,
): Promise<void> {
  let after = "";
  for (;;) {
    const page = await deps.installations.page(state, after, PAGE);
    if (page.length > 0) await visit(page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

/** One after the other at a steady pace: the first at once, however many there are. */
function spread(
  before: number,
  count: number,
): { readonly delaySeconds: number; readonly spreadSeconds: number } {
  return {
    delaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.floor(before / MESSAGES_PER_SECOND)),
    spreadSeconds: Math.floor(count / MESSAGES_PER_SECOND),
  };
}
