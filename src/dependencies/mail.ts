import { createAccessRepository } from "../adapters/d1/access.ts";
import { createAlertRepository } from "../adapters/d1/connection-alerts.ts";
import type { Databases } from "../adapters/d1/databases.ts";
import { createDigestRepository } from "../adapters/d1/mail-digests.ts";
import { createMailRepository } from "../adapters/d1/mails.ts";
import { createMailTransport } from "../adapters/mail/transport.ts";
import { createMailer, type MailerDependencies } from "../booking/mail/mailer.ts";
import type { AlertRepository, DigestRepository } from "../booking/mail/repositories.ts";
import type { Mailer } from "../booking/ports/mail.ts";
import type { AccessRepository } from "../booking/setup/repositories.ts";
import type { Environment } from "../env.ts";

/** The part of the composition root that is about mail. */

export interface MailDependencies extends MailerDependencies {
  readonly mailer: Mailer;
  readonly access: AccessRepository;
  readonly publicUrl: string;
  readonly supportAddress: string | null;
  readonly alerts: AlertRepository;
  readonly digests: DigestRepository;
}

export function createMailDependencies(
  environment: Environment,
  databases: Databases,
  log: MailerDependencies["log"],
): MailDependencies {
  const { DB, EMAIL, MAIL_FROM, SUPPORT_ADDRESS, PUBLIC_URL: publicUrl } = environment;
  const sending: MailerDependencies = {
    mails: createMailRepository(DB),
    transport: createMailTransport(EMAIL, MAIL_FROM),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    log,
  };
  return {
    ...sending,
    mailer: createMailer(sending),
    access: createAccessRepository(DB),
    publicUrl,
    supportAddress: SUPPORT_ADDRESS?.trim() || null,
    alerts: createAlertRepository(DB),
    digests: createDigestRepository(databases),
  };
}
