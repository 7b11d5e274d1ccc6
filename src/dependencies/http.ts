import { matchWebhookSignature, verifyAppStoreHash } from "../adapters/ccv-shop/signature.ts";
import { hashPassword, verifyPassword } from "../adapters/crypto/password.ts";
import { hashToken, timingSafeEqual } from "../adapters/crypto/secrets.ts";
import { createDashboardRepository } from "../adapters/d1/dashboard.ts";
import { createErasureRepository } from "../adapters/d1/erasure.ts";
import { createExportRepository } from "../adapters/d1/exports.ts";
import { createHealthRepository } from "../adapters/d1/health.ts";
import { createPasswordResetRepository } from "../adapters/d1/password-resets.ts";
import { createTicketRepository } from "../adapters/d1/tickets.ts";
import { readBacklog } from "../adapters/queue-sender.ts";
import { whatIf } from "../booking/compare-configurations.ts";
import { previewForOwner } from "../booking/preview-for-owner.ts";
import type { HttpDependencies } from "../http/dependencies.ts";
import { type Base, baseOf } from "./base.ts";

/** What the routes need. */

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
