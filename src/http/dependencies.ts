import type { WhatIf } from "../booking/compare-configurations.ts";
import type { DashboardRepository } from "../booking/dashboard.ts";
import type { ErasureRepository } from "../booking/erase-customer.ts";
import type { ExportRepository } from "../booking/export.ts";
import type { HealthRepository, QueueBacklog } from "../booking/health.ts";
import type { NotifyDependencies } from "../booking/mail/notify.ts";
import type { MailRepository, PasswordResetRepository } from "../booking/mail/repositories.ts";
import type { MoveRepository } from "../booking/move-installation.ts";
import type { DocumentError, DocumentKey } from "../booking/ports/document-record.ts";
import type { DocumentRepository } from "../booking/ports/documents.ts";
import type { Installation } from "../booking/ports/installations.ts";
import type { KeyRing } from "../booking/ports/vault.ts";
import type { SetUpDependencies } from "../booking/setup/dependencies.ts";
import type { BackfillRepository, TicketRepository } from "../booking/setup/repositories.ts";
import type { Booking } from "../domain/booking.ts";
import type { Warning } from "../domain/codes.ts";
import type { Configuration } from "../domain/configuration.ts";
import type { FailureBrake } from "./failure-brake.ts";

/** What the routes need of the world; the composition root hands it over as the app's bindings. Types only. */

export interface WebhookDelivery {
  readonly key: string;
  readonly address: string;
  readonly apiPublic: string;
  readonly path: string;
  readonly body: Uint8Array;
  readonly date: string | null;
  readonly signature: string;
}

export interface HttpCrypto {
  verifyAppStoreHash(
    appSecret: string,
    parts: readonly (string | Uint8Array)[],
    hash: string,
  ): Promise<boolean>;
  /** The name of the signed form that matched; null for none. */
  matchWebhookSignature(delivery: WebhookDelivery): Promise<string | null>;
  timingSafeEqual(left: string, right: string): Promise<boolean>;
  hashToken(token: string): Promise<string>;
  hashPassword(password: string): Promise<string>;
  verifyPassword(password: string, stored: string): Promise<boolean>;
}

/** What would be booked now; nothing is booked. */
export type Preview =
  | {
      readonly kind: "evaluated";
      readonly outcome: "book" | "open" | "skip" | "error";
      readonly reason: string | null;
      readonly error: DocumentError | null;
      readonly booking: Booking | null;
      /** Whether a debtor exists, is fixed or would be created; null when nothing would be booked. */
      readonly debtor: {
        readonly action: "fixed" | "match" | "create";
        readonly number: number | null;
      } | null;
      readonly warnings: readonly Warning[];
      readonly trace: unknown;
    }
  /** The shop has no such document. */
  | { readonly kind: "not-found" }
  /** Something is missing that the owner has to complete first. */
  | { readonly kind: "incomplete"; readonly code: "NOT_CONFIGURED" | "NOT_READY" }
  /** The shop or the books can't be asked now; `code` is one of the reasons of a waiting document or of a refused login. */
  | { readonly kind: "unavailable"; readonly code: string; readonly message: string };

export interface HttpDependencies extends SetUpDependencies, NotifyDependencies {
  readonly vault: KeyRing;
  readonly access: SetUpDependencies["access"];
  readonly development: boolean;
  readonly appSecret: string;
  readonly operatorToken: string;
  readonly crypto: HttpCrypto;
  /** Null where the platform has none bound. */
  readonly failureBrake: FailureBrake | null;
  readonly documents: DocumentRepository;
  readonly tickets: TicketRepository;
  readonly backfills: BackfillRepository;
  readonly dashboard: DashboardRepository;
  readonly erasure: ErasureRepository;
  readonly exports: ExportRepository;
  readonly health: HealthRepository;
  readonly moves: MoveRepository;
  /** What waits in the queue itself; null where the platform doesn't tell. */
  queueBacklog(): Promise<QueueBacklog | null>;
  readonly mails: MailRepository;
  readonly passwordResets: PasswordResetRepository;
  preview(installation: Installation, key: DocumentKey): Promise<Preview>;
  /** Which of the last documents another configuration would book differently. */
  whatIf(installation: Installation, configuration: Configuration): Promise<WhatIf>;
}
