import type { Installation, InstallationChange } from "../../booking/ports/installations.ts";
import type { Configuration } from "../../domain/configuration.ts";

/** A row of `installations` as D1 gives it, and how it becomes an installation. Leaves out the queries. */

export type Row = Readonly<Record<string, string | number | null>>;
type Cell = string | number | null;

const text = (cell: Cell | undefined): string => (typeof cell === "string" ? cell : "");
const textOrNull = (cell: Cell | undefined): string | null =>
  typeof cell === "string" ? cell : null;
const numberOrNull = (cell: Cell | undefined): number | null =>
  typeof cell === "number" ? cell : null;

/** Reads the JSON of a configuration column, written by ourselves after validation. */
export function parseConfiguration(cell: Cell | undefined): Configuration | null {
  return typeof cell === "string" ? (JSON.parse(cell) as Configuration) : null;
}

/** Removed VAT settings leave the rest stored; to the booking there is then no configuration. */
function usableConfiguration(configuration: Configuration | null): Configuration | null {
  if (configuration === null) return null;
  const { countries, icp, international } = configuration.vat;
  return countries.length === 0 && icp === null && international === null ? null : configuration;
}

/** Reads a full row (`SELECT *`). */
export function toInstallation(row: Row): Installation {
  const stored = parseConfiguration(row["configuration"]);
  return {
    id: text(row["id"]),
    licenseKey: text(row["license_key"]),
    state: row["state"] as Installation["state"],
    apiRoot: text(row["api_root"]),
    apiPublic: text(row["api_public"]),
    apiSecret: textOrNull(row["api_secret"]),
    returnUrl: text(row["return_url"]),
    webShopId: textOrNull(row["web_shop_id"]),
    shopName: textOrNull(row["shop_name"]),
    handshakeAt: numberOrNull(row["handshake_at"]) ?? 0,
    linkUsedFor: numberOrNull(row["link_used_for"]),
    webhookToken: text(row["webhook_token"]),
    environmentCode: textOrNull(row["environment_code"]),
    administrationKey: textOrNull(row["administration_key"]),
    administrationName: textOrNull(row["administration_name"]),
    ccv: {
      problem: textOrNull(row["ccv_problem"]),
      checkedAt: numberOrNull(row["ccv_checked_at"]),
    },
    imuis: {
      problem: textOrNull(row["imuis_problem"]),
      checkedAt: numberOrNull(row["imuis_checked_at"]),
    },
    termsVersion: textOrNull(row["terms_version"]),
    termsAcceptedAt: numberOrNull(row["terms_accepted_at"]),
    configurationVersion: numberOrNull(row["configuration_version"]) ?? 0,
    configuration: usableConfiguration(stored),
    source: stored?.source ?? null,
    settingProblems: JSON.parse(
      text(row["setting_problems"]) || "[]",
    ) as Installation["settingProblems"],
    createdAt: numberOrNull(row["created_at"]) ?? 0,
    activatedAt: numberOrNull(row["activated_at"]),
    firstActiveOn: textOrNull(row["first_active_on"]),
    trialEndsOn: text(row["trial_ends_on"]),
    additionalEmail: textOrNull(row["additional_email"]),
    sweptUntil: numberOrNull(row["swept_until"]),
    pollsInvoices: row["polls_invoices"] === 1,
    lookBeforeCreateSince: numberOrNull(row["look_before_create_since"]),
    database: text(row["database"]),
    movingTo: textOrNull(row["moving_to"]),
  };
}

const COLUMNS: Readonly<
  Record<Exclude<keyof InstallationChange, "ccv" | "imuis" | "settingProblems">, string>
> = {
  licenseKey: "license_key",
  state: "state",
  apiRoot: "api_root",
  apiPublic: "api_public",
  apiSecret: "api_secret",
  returnUrl: "return_url",
  webShopId: "web_shop_id",
  shopName: "shop_name",
  handshakeAt: "handshake_at",
  linkUsedFor: "link_used_for",
  webhookToken: "webhook_token",
  environmentCode: "environment_code",
  administrationKey: "administration_key",
  administrationName: "administration_name",
  termsVersion: "terms_version",
  termsAcceptedAt: "terms_accepted_at",
  createdAt: "created_at",
  activatedAt: "activated_at",
  firstActiveOn: "first_active_on",
  trialEndsOn: "trial_ends_on",
  additionalEmail: "additional_email",
  sweptUntil: "swept_until",
  pollsInvoices: "polls_invoices",
  lookBeforeCreateSince: "look_before_create_since",
  stoppedAt: "stopped_at",
  uninstalledAt: "uninstalled_at",
};

/** The columns that a change names, with their values. Only known columns are ever put in a statement. */
export function toColumns(change: InstallationChange): readonly (readonly [string, Cell])[] {
  const columns: (readonly [string, Cell])[] = [];
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = change[name as keyof typeof COLUMNS];
    if (value !== undefined)
      columns.push([column, typeof value === "boolean" ? Number(value) : value]);
  }
  if (change.ccv) {
    columns.push(["ccv_problem", change.ccv.problem], ["ccv_checked_at", change.ccv.checkedAt]);
  }
  if (change.imuis) {
    columns.push(
      ["imuis_problem", change.imuis.problem],
      ["imuis_checked_at", change.imuis.checkedAt],
    );
  }
  if (change.settingProblems) {
    columns.push(["setting_problems", JSON.stringify(change.settingProblems)]);
  }
  return columns;
}
