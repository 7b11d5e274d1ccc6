import type { Mail, Mailer, MailTransport } from "../ports/mail.ts";
import type { KeptMail, MailRepository } from "./repositories.ts";

/**
 * Every mail is kept first and then sent, so that none is lost: without a transport it stays to be seen, and a failed one
 * is tried again by cron.
 */

const MS_PER_MINUTE = 60_000;

/** Doubles with every attempt: eight attempts are about a day and a half. */
const RETRY_BASE_MS = 15 * MS_PER_MINUTE;
const ATTEMPT_LIMIT = 8;

/** A cron run tries this many again. */
const RETRY_PAGE = 50;

const SUBJECT_MAX_CHARACTERS = 200;

export interface MailerDependencies {
  readonly mails: MailRepository;
  /** Null: mails are only kept. */
  readonly transport: MailTransport | null;
  now(): number;
  newId(): string;
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** The mailer of the product. */
export function createMailer(deps: MailerDependencies): Mailer {
  return {
    isConfigured: deps.transport !== null,
    async send(mail) {
      try {
        await keepAndSend(deps, mail);
      } catch (error) {
        deps.log("mail.not-kept", {
          installation: mail.installationId,
          error: error instanceof Error ? error.name : "unknown",
        });
      }
    },
  };
}

/** A subject is one line, whatever a person typed. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, SUBJECT_MAX_CHARACTERS);
}

async function keepAndSend(deps: MailerDependencies, mail: Mail): Promise<void> {
  const { installationId, recipient, text, keptText } = mail;
  const now = deps.now();
  const willSend = deps.transport !== null && recipient !== null;
  const kept = {
    id: deps.newId(),
    installationId,
    recipient: recipient ?? "",
    subject: oneLine(mail.subject),
    text: keptText ?? text,
    createdAt: now,
    // Should the Worker end between keeping and sending, cron finds it.
    nextAttemptAt: willSend && keptText === undefined ? now + RETRY_BASE_MS : null,
  };
  await deps.mails.keep(kept);
  if (!willSend) return;
  const isSecret = keptText !== undefined;
  await attempt(deps, { ...kept, text, attempts: 0 }, isSecret);
}

async function attempt(
  deps: MailerDependencies,
  mail: Pick<KeptMail, "id" | "installationId" | "recipient" | "subject" | "text" | "attempts">,
  isLast: boolean,
): Promise<void> {
  const { id, installationId, recipient, subject, text, attempts } = mail;
  const sent = await deps.transport?.deliver({ recipient, subject, text });
  if (sent === undefined) return;
  if (sent.ok) {
    await deps.mails.markSent(id, deps.now());
    return;
  }
  const isGivenUp = isLast || attempts + 1 >= ATTEMPT_LIMIT;
  const nextAttemptAt = isGivenUp ? null : deps.now() + RETRY_BASE_MS * 2 ** attempts;
  await deps.mails.markFailed(id, { problem: sent.error.message, nextAttemptAt });
  const outcome = isGivenUp ? "given-up" : "again";
  deps.log("mail.failed", { row: id, installation: installationId, outcome });
}

/** Tries again what could not be sent. */
export async function retryMails(deps: MailerDependencies): Promise<void> {
  if (deps.transport === null) return;
  for (const mail of await deps.mails.due(deps.now(), RETRY_PAGE)) {
    await attempt(deps, mail, false);
  }
}
