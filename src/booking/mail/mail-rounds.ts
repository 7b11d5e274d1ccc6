import { type MailerDependencies, retryMails } from "./mailer.ts";
import { type AnnounceDependencies, announceDigests } from "./send-digests.ts";
import { type AlertDependencies, remindOfRedConnections } from "./watch-connections.ts";

/** What the quarter-hourly cron does about mail. */

export type MailRoundDependencies = MailerDependencies & AnnounceDependencies & AlertDependencies;

/** Mails that failed, connections that stay red, and the digests at their hour. */
export async function runMailRounds(
  deps: MailRoundDependencies,
  scheduledAt: number,
): Promise<void> {
  await retryMails(deps);
  await remindOfRedConnections(deps, Math.max(scheduledAt, deps.now()));
  await announceDigests(deps, scheduledAt);
}
