import type { InstallationRepository } from "../../booking/ports/installations.ts";
import { parseConfiguration, type Row } from "./installation-row.ts";

/** Versions of an installation's configuration, and the log of who changed what. */

type ConfigurationStore = Pick<
  InstallationRepository,
  "saveConfiguration" | "configurationChanges"
>;

/** The log's row first: it reads the version and the text that the update then replaces, in one transaction. */
const LOG =
  "INSERT INTO configuration_changes (installation_id, version, changed_at, changed_by, before, after) SELECT id, configuration_version + 1, ?2, ?3, configuration, ?4 FROM installations WHERE id = ?1";
const SAVE =
  "UPDATE installations SET configuration = ?2, configuration_version = configuration_version + 1 WHERE id = ?1 RETURNING configuration_version";

export function createConfigurationStore(db: D1Database): ConfigurationStore {
  return {
    async saveConfiguration(id, configuration, by) {
      const json = configuration === null ? null : JSON.stringify(configuration);
      const [, saved] = await db.batch<Row>([
        db.prepare(LOG).bind(id, by.at, by.name, json),
        db.prepare(SAVE).bind(id, json),
      ]);
      return Number(saved?.results[0]?.["configuration_version"] ?? 0);
    },
    async configurationChanges(id) {
      const { results } = await db
        .prepare(
          "SELECT * FROM configuration_changes WHERE installation_id = ? ORDER BY version DESC LIMIT 200",
        )
        .bind(id)
        .all<Row>();
      return results.map((row) => ({
        version: Number(row["version"]),
        changedAt: Number(row["changed_at"]),
        changedBy: String(row["changed_by"]),
        before: parseConfiguration(row["before"]),
        after: parseConfiguration(row["after"]),
      }));
    },
  };
}
