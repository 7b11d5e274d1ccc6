import type { ExportPart, ExportRepository } from "../../booking/export.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** The rows of one installation, a page at a time. Columns that hold a secret are not read at all. */

/** A page of documents with their traces stays well below the memory of a Worker. */
const PAGE = 200;

interface Part {
  readonly table: string;
  readonly columns: string;
  /** The column that names the installation. */
  readonly owner: string;
  /** The rest of the key, in whose order pages follow each other. */
  readonly keys: readonly string[];
}

const PARTS: Readonly<Record<ExportPart, Part>> = {
  installation: {
    table: "installations",
    columns:
      "id, license_key, state, api_root, api_public, web_shop_id, shop_name, administration_name, terms_version, terms_accepted_at, configuration, configuration_version, setting_problems, created_at, activated_at, first_active_on, stopped_at, uninstalled_at, trial_ends_on, additional_email",
    owner: "id",
    keys: ["license_key"],
  },
  configurationChanges: part("configuration_changes", ["version"]),
  documents: {
    ...part("documents", ["kind", "source_id"]),
    columns:
      "kind, source_id, status, reason, error, number, digits, order_id, booking_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, warnings, booking, trace, vat_evidence, history, overrides, paid_on, linked_to, configuration_version",
  },
  knownDebtors: part("known_debtors", ["customer_key"]),
  knownProducts: part("known_products", ["number"]),
  backfills: part("backfills", ["id"]),
  tickets: part("tickets", ["id"]),
  invoices: part("shop_invoices", ["id"]),
  mails: part("mails", ["id"]),
  tokens: {
    ...part("tokens", ["id"]),
    columns: "id, name, created_at, created_by, last_used_at",
  },
};

/** What lies in the installation's data database; the rest is in the control database. */
const DATA_PARTS: ReadonlySet<ExportPart> = new Set(["documents", "knownDebtors", "knownProducts"]);

/** Columns of JSON of our own writing: shown as what they hold. */
const JSON_COLUMNS = new Set(
  "configuration setting_problems before after error warnings booking trace vat_evidence history overrides details".split(
    " ",
  ),
);

function part(table: string, keys: readonly string[]): Part {
  return { table, columns: "*", owner: "installation_id", keys };
}

export function createExportRepository({ control, dbFor }: Databases): ExportRepository {
  return {
    async page(installationId, name, after) {
      const db = DATA_PARTS.has(name) ? await dbFor(installationId) : control;
      const { table, columns, owner, keys } = PARTS[name];
      const names = keys.join(", ");
      const later = after === null ? "" : `AND (${names}) > (${keys.map(() => "?").join(", ")})`;
      const { results } = await db
        .prepare(
          `SELECT ${columns} FROM ${table} WHERE ${owner} = ? ${later} ORDER BY ${names} LIMIT ${PAGE}`,
        )
        .bind(installationId, ...(after ?? []).map((key, at) => comparable(key, keys[at])))
        .all<Row>();
      const last = results.at(-1);
      const next =
        last === undefined || results.length < PAGE ? null : keys.map((key) => String(last[key]));
      return { rows: results.map((row) => readable(row)), next };
    },
  };
}

/** Versions are compared as numbers, everything else as text. */
function comparable(key: string, column: string | undefined): string | number {
  return column === "version" ? Number(key) : key;
}

function readable(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      JSON_COLUMNS.has(name) && typeof cell === "string" ? (JSON.parse(cell) as unknown) : cell,
    ]),
  );
}
