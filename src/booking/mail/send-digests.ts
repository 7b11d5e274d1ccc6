import type { CalendarDate } from "../../domain/document.ts";
import type { DigestMessage } from "../message.ts";
import type { InstallationRepository } from "../ports/installations.ts";
import type { MessageSender } from "../ports/queue.ts";
import { dutchHour } from "./dutch-hour.ts";
import { type NotifyDependencies, sendToOwners } from "./notify.ts";
import { recipientsOf, shopNameOf } from "./recipients.ts";
import type { DigestFigures, DigestRepository } from "./repositories.ts";
import { dailyDigest } from "./texts.ts";

/**
 * The daily digest at 07:00 Dutch time, for installations with something new. Cron only puts one message per installation on
 * the queue: a run has a thousand queries, and each digest needs some ten.
 */

const DIGEST_HOUR = 7;

/** Installations read in one round trip. */
const PAGE = 500;

/** Spreads what thousands of shops want at the same minute. */
const MESSAGES_PER_SECOND = 20;

export interface AnnounceDependencies {
  readonly installations: Pick<InstallationRepository, "page">;
  readonly queue: MessageSender;
}

export interface DigestDependencies extends NotifyDependencies {
  readonly digests: DigestRepository;
  readonly installations: Pick<InstallationRepository, "find">;
  now(): number;
}

/** Every firing of the hour announces all of them, so that a missed one costs nothing; a date is claimed by its first message. */
export async function announceDigests(deps: AnnounceDependencies, firedAt: number): Promise<void> {
  const { date, hour } = dutchHour(firedAt);
  if (hour !== DIGEST_HOUR) return;
  let sent = 0;
  let after = "";
  for (;;) {
    const page = await deps.installations.page("active", after, PAGE);
    const delaySeconds = Math.floor(sent / MESSAGES_PER_SECOND);
    const spreadSeconds = Math.floor(page.length / MESSAGES_PER_SECOND);
    const messages = page.map(({ id }) => digestMessage(id, date));
    await deps.queue.send(messages, { delaySeconds, spreadSeconds });
    sent += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

function digestMessage(installationId: string, date: CalendarDate): DigestMessage {
  return { type: "digest", installationId, date };
}

/** One installation's digest: once per date, however often its message comes. */
export async function sendDigest(deps: DigestDependencies, message: DigestMessage): Promise<void> {
  const { installationId, date } = message;
  const installation = await deps.installations.find(installationId);
  if (installation?.state !== "active") return;
  const figures = await deps.digests.figures(installationId, deps.now());
  if (!hasNews(figures)) return;
  if ((await recipientsOf(deps.access, installation)).length === 0) return;
  if (!(await deps.digests.claim(installationId, date, deps.now()))) return;
  const facts = { figures, shop: shopNameOf(installation), url: deps.publicUrl };
  await sendToOwners(deps, installation, dailyDigest(facts));
}

function hasNews({ errors, unknowns, warnings, newlyWaiting }: DigestFigures): boolean {
  return errors + unknowns + warnings + newlyWaiting > 0;
}
