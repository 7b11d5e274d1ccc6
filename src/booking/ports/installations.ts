import type { Configuration } from "../../domain/configuration.ts";
import type { CalendarDate } from "../../domain/document.ts";
import type { Result } from "../../domain/result.ts";
import type { ShopCredentials } from "./shop.ts";

/** Installations: the shops that use the product, as they are kept. Every function takes the installation first; instants are ms since 1970. */

export type InstallationState = "new" | "active" | "stopped" | "uninstalled";

export interface ConnectionState {
  /** In words for a person; null = fine. */
  readonly problem: string | null;
  readonly checkedAt: number | null;
}

/** A setting that doesn't fit the books (contract section 4, `problems`). */
export interface SettingProblem {
  readonly code: string;
  readonly message: string;
  /** Path in the configuration, `vat.countries[0].rates[1].vatCode`. */
  readonly setting: string;
  /** For the pages, which word it in their language; `message` is in English. */
  readonly figures?: Readonly<Record<string, string>>;
}

export interface Installation {
  readonly id: string;
  readonly licenseKey: string;
  readonly state: InstallationState;
  readonly apiRoot: string;
  readonly apiPublic: string;
  /** Sealed; null after uninstall. */
  readonly apiSecret: string | null;
  readonly returnUrl: string;
  readonly webShopId: string | null;
  readonly shopName: string | null;
  readonly handshakeAt: number;
  readonly linkUsedFor: number | null;
  readonly webhookToken: string;
  /** Sealed; null until connected and after uninstall. */
  readonly environmentCode: string | null;
  readonly administrationKey: string | null;
  readonly administrationName: string | null;
  readonly ccv: ConnectionState;
  readonly imuis: ConnectionState;
  readonly termsVersion: string | null;
  readonly termsAcceptedAt: number | null;
  readonly configurationVersion: number;
  /** Null while nothing, or no VAT settings, are stored: documents wait as `NOT_CONFIGURED`. */
  readonly configuration: Configuration | null;
  /** What is booked; also while the VAT settings are removed. Null before anything was configured. */
  readonly source: Configuration["source"] | null;
  readonly settingProblems: readonly SettingProblem[];
  readonly createdAt: number;
  readonly activatedAt: number | null;
  readonly firstActiveOn: CalendarDate | null;
  readonly trialEndsOn: CalendarDate;
  readonly additionalEmail: string | null;
  readonly sweptUntil: number | null;
  readonly pollsInvoices: boolean;
  readonly lookBeforeCreateSince: number | null;
  /** Name of the database that holds its documents. */
  readonly database: string;
  /** They are being moved to this one: until they have arrived nothing of them may change. */
  readonly movingTo: string | null;
}

/** The columns of an installation that one step may set at once. */
export type InstallationChange = Partial<
  Omit<
    Installation,
    | "id"
    | "ccv"
    | "imuis"
    | "settingProblems"
    | "configuration"
    | "source"
    | "configurationVersion"
    | "database"
    | "movingTo"
  >
> & {
  readonly ccv?: ConnectionState;
  readonly imuis?: ConnectionState;
  readonly settingProblems?: readonly SettingProblem[];
  /** When the owner stopped it; null = running. What the retention and the operator go by. */
  readonly stoppedAt?: number | null;
  /** When the app was removed from the shop; null = installed. The erasure counts from here. */
  readonly uninstalledAt?: number | null;
};

export interface StoredWebhook {
  readonly event: string;
  readonly shopWebhookId: string;
  /** Sealed. */
  readonly key: string;
}

export interface InstallationRepository {
  find(id: string): Promise<Installation | null>;
  findByApiPublic(apiPublic: string): Promise<Installation | null>;
  findByApiRoot(apiRoot: string): Promise<Installation | null>;
  findByWebShop(webShopId: string): Promise<readonly Installation[]>;
  /** The installation behind a webhook address, with that event's sealed key. */
  findByWebhookToken(
    token: string,
    event: string,
  ): Promise<{ readonly installation: Installation; readonly sealedKey: string | null } | null>;
  create(installation: Installation): Promise<void>;
  change(id: string, change: InstallationChange): Promise<void>;
  /** A new version of the configuration; null removes it. Answers the new version. */
  saveConfiguration(
    id: string,
    configuration: Configuration | null,
    by: { readonly name: string; readonly at: number },
  ): Promise<number>;
  configurationChanges(id: string): Promise<
    readonly {
      readonly version: number;
      readonly changedAt: number;
      readonly changedBy: string;
      readonly before: Configuration | null;
      readonly after: Configuration | null;
    }[]
  >;
  /** True for the one caller that may register webhooks until then. */
  lockActivation(id: string, now: number, until: number): Promise<boolean>;
  unlockActivation(id: string): Promise<void>;
  webhooks(id: string): Promise<readonly StoredWebhook[]>;
  saveWebhook(id: string, webhook: StoredWebhook, at: number): Promise<void>;
  deleteWebhook(id: string, event: string): Promise<void>;
  /** Ids of installations in a state, in order, after `after`. */
  page(state: InstallationState, after: string, limit: number): Promise<readonly Installation[]>;
  countRefusedDelivery(id: string, minute: number): Promise<void>;
  /** Installations with refused deliveries since, with their number and the last minute. */
  refusedDeliveries(sinceMinute: number): Promise<
    readonly {
      readonly installationId: string;
      readonly count: number;
      readonly lastMinute: number;
    }[]
  >;
  /** Merges an installation made by a handshake under another address into the known one of the same web shop; drops the first. */
  merge(from: Installation, into: Installation): Promise<void>;
  /** Deletes known debtors and products: another administration. */
  forgetBooks(id: string): Promise<void>;
}

export interface CredentialReader {
  shop(installation: Installation): Promise<Result<ShopCredentials, { readonly message: string }>>;
  environmentCode(
    installation: Installation,
  ): Promise<Result<string, { readonly message: string }>>;
}
