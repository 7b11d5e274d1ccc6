import type { Installation, InstallationRepository } from "../../booking/ports/installations.ts";
import type { Databases } from "./databases.ts";
import { createConfigurationStore } from "./installation-configuration.ts";
import { type Row, toColumns, toInstallation } from "./installation-row.ts";
import { createActivationLock, createWebhookStore } from "./installation-webhooks.ts";

/** Installations: who they are and how they are reached. Leaves out what they configured and their webhooks. */

type Installations = Pick<
  InstallationRepository,
  | "find"
  | "findByApiPublic"
  | "findByApiRoot"
  | "findByWebShop"
  | "create"
  | "change"
  | "page"
  | "merge"
>;

/** Everything about installations; only what was learned of their books lies with their documents. */
export function createInstallationRepository(databases: Databases): InstallationRepository {
  const { control } = databases;
  return {
    ...createStore(control),
    ...createConfigurationStore(control),
    ...createWebhookStore(control),
    ...createActivationLock(control),
    async forgetBooks(id) {
      const db = await databases.dbFor(id);
      await db.batch([
        db.prepare("DELETE FROM known_debtors WHERE installation_id = ?").bind(id),
        db.prepare("DELETE FROM known_products WHERE installation_id = ?").bind(id),
      ]);
    },
  };
}

function updateStatement(
  db: D1Database,
  id: string,
  columns: ReturnType<typeof toColumns>,
): D1PreparedStatement {
  const set = columns.map(([name]) => `${name} = ?`).join(", ");
  return db
    .prepare(`UPDATE installations SET ${set} WHERE id = ?`)
    .bind(...columns.map(([, value]) => value), id);
}

function insertStatement(db: D1Database, installation: Installation): D1PreparedStatement {
  const columns: readonly (readonly [string, string | number | null])[] = [
    ["id", installation.id],
    ["configuration_version", installation.configurationVersion],
    ...toColumns(installation),
  ];
  const names = columns.map(([name]) => name).join(", ");
  const marks = columns.map(() => "?").join(", ");
  return db
    .prepare(`INSERT INTO installations (${names}) VALUES (${marks})`)
    .bind(...columns.map(([, value]) => value));
}

/** After a restore a shop that came later installs anew: what was booked for it meanwhile is looked for like everybody's. */
const LOOKS_AS_OTHERS =
  "UPDATE installations SET look_before_create_since = (SELECT MAX(look_before_create_since) FROM installations) WHERE id = ?";

/** What the surviving installation of a merge takes from the one made by the handshake. */
function mergeStatements(
  db: D1Database,
  from: Installation,
  into: Installation,
): D1PreparedStatement[] {
  const taken = toColumns({
    apiRoot: into.apiRoot,
    apiPublic: into.apiPublic,
    apiSecret: into.apiSecret,
    returnUrl: into.returnUrl,
    state: into.state,
    uninstalledAt: null,
    handshakeAt: into.handshakeAt,
    linkUsedFor: into.linkUsedFor,
    ccv: into.ccv,
  });
  const drop = ["webhooks", "configuration_changes", "account_installations", "tokens", "sessions"];
  return [
    ...drop.map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE installation_id = ?`).bind(from.id),
    ),
    db.prepare("DELETE FROM installations WHERE id = ?").bind(from.id),
    updateStatement(db, into.id, taken),
  ];
}

function createStore(db: D1Database): Installations {
  const first = async (condition: string, ...values: string[]): Promise<Installation | null> => {
    const row = await db
      .prepare(`SELECT * FROM installations WHERE ${condition}`)
      .bind(...values)
      .first<Row>();
    return row === null ? null : toInstallation(row);
  };
  return {
    find: (id) => first("id = ?", id),
    findByApiPublic: (apiPublic) => first("api_public = ?", apiPublic),
    findByApiRoot: (apiRoot) => first("api_root = ? ORDER BY handshake_at DESC LIMIT 1", apiRoot),
    async findByWebShop(webShopId) {
      const { results } = await db
        .prepare("SELECT * FROM installations WHERE web_shop_id = ? ORDER BY handshake_at DESC")
        .bind(webShopId)
        .all<Row>();
      return results.map((row) => toInstallation(row));
    },
    async create(installation) {
      await db.batch([
        insertStatement(db, installation),
        db.prepare(LOOKS_AS_OTHERS).bind(installation.id),
      ]);
    },
    async change(id, change) {
      const columns = toColumns(change);
      if (columns.length > 0) await updateStatement(db, id, columns).run();
    },
    async page(state, after, limit) {
      const { results } = await db
        .prepare("SELECT * FROM installations WHERE state = ? AND id > ? ORDER BY id LIMIT ?")
        .bind(state, after, limit)
        .all<Row>();
      return results.map((row) => toInstallation(row));
    },
    async merge(from, into) {
      await db.batch(mergeStatements(db, from, into));
    },
  };
}
