import { inspectInstallation, type InspectDependencies } from "./inspect.ts";
import type { DocumentMessage, NightlyMessage } from "./message.ts";
import type { DocumentKey } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { MessageSender } from "./ports/queue.ts";
import { sweepMessage } from "./sweep.ts";

/** One shop's nightly round: every Open document is looked at, the list is swept, webhooks and settings are inspected. */

export interface NightlyDependencies extends InspectDependencies {
  readonly documents: Pick<DocumentRepository, "openKeys">;
  readonly queue: MessageSender;
  now(): number;
}

const MS_PER_DAY = 86_400_000;
const PAGE = 500;

/** The first at once; many at a steady pace. */
const MESSAGES_PER_SECOND = 20;

/** An Open document older than this is looked at weekly, on Sundays (UTC). */
const OLD_AFTER_MS = 90 * MS_PER_DAY;
const WEEKLY_ON = 0;
const OVER_AFTER_MS = 365 * MS_PER_DAY;

function recheckMessage(installationId: string, { kind, sourceId }: DocumentKey): DocumentMessage {
  return {
    type: "document",
    installationId,
    kind,
    sourceId,
    cause: "recheck",
    event: null,
    backfillId: null,
  };
}

/** Every Open document, whatever its next check; once it is old, only once a week. */
async function recheckOpen(deps: NightlyDependencies, installationId: string): Promise<void> {
  const weekly = new Date(deps.now()).getUTCDay() === WEEKLY_ON;
  const oldFrom = new Date(deps.now() - OLD_AFTER_MS).toISOString().slice(0, 10);
  // What is a year old ends: it need not wait for Sunday.
  const overFrom = new Date(deps.now() - OVER_AFTER_MS).toISOString().slice(0, 10);
  let sent = 0;
  let after: DocumentKey | null = null;
  for (;;) {
    const page: Awaited<ReturnType<NightlyDependencies["documents"]["openKeys"]>> =
      await deps.documents.openKeys(installationId, after, PAGE);
    const due = page.filter(({ sortDate }) => weekly || sortDate >= oldFrom || sortDate < overFrom);
    const messages = due.map((key) => recheckMessage(installationId, key));
    const delaySeconds = Math.floor(sent / MESSAGES_PER_SECOND);
    const spreadSeconds = Math.floor(messages.length / MESSAGES_PER_SECOND);
    await deps.queue.send(messages, { delaySeconds, spreadSeconds });
    sent += messages.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { kind: last.kind, sourceId: last.sourceId };
  }
}

export async function nightlyRound(
  deps: NightlyDependencies,
  message: NightlyMessage,
): Promise<null> {
  const installation = await deps.setUpDependencies.installations.find(message.installationId);
  if (installation?.state !== "active") return null;
  await recheckOpen(deps, installation.id);
  await deps.queue.send([sweepMessage(installation, deps.now(), true)]);
  await inspectInstallation(deps, installation);
  return null;
}
