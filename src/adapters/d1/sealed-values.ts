import type { SealedColumn, SealedValue, SealedValues } from "../../booking/rewrap-secrets.ts";
import {
  API_SECRET_FIELD,
  ENVIRONMENT_CODE_FIELD,
  PASSWORD_HASH_FIELD,
  webhookKeyField,
} from "../../booking/setup/sealed-fields.ts";
import type { Row } from "./installation-row.ts";

/** Every sealed value of the database, for moving it to another key. A sealed value begins `v2.<key id>.` (src/adapters/crypto/vault.ts). */

const ALL = `
  SELECT 'installations.api_secret' AS place, id, '' AS event, api_secret AS sealed FROM installations WHERE api_secret IS NOT NULL
  UNION ALL
  SELECT 'installations.environment_code', id, '', environment_code FROM installations WHERE environment_code IS NOT NULL
  UNION ALL
  SELECT 'webhooks.key', installation_id, event, key FROM webhooks
  UNION ALL
  SELECT 'accounts.password_hash', id, '', password_hash FROM accounts`;

const REPLACE: Readonly<Record<SealedColumn, string>> = {
  "installations.api_secret":
    "UPDATE installations SET api_secret = ?1 WHERE id = ?2 AND api_secret = ?4 AND ?3 = ''",
  "installations.environment_code":
    "UPDATE installations SET environment_code = ?1 WHERE id = ?2 AND environment_code = ?4 AND ?3 = ''",
  "webhooks.key":
    "UPDATE webhooks SET key = ?1 WHERE installation_id = ?2 AND event = ?3 AND key = ?4",
  "accounts.password_hash":
    "UPDATE accounts SET password_hash = ?1 WHERE id = ?2 AND password_hash = ?4 AND ?3 = ''",
};

export function createSealedValues(db: D1Database): SealedValues {
  return {
    async notSealedWith(keyId, limit) {
      const prefix = `v2.${keyId}.`;
      const { results } = await db
        .prepare(
          `SELECT * FROM (${ALL}) WHERE substr(sealed, 1, length(?1)) <> ?1 ORDER BY random() LIMIT ?2`,
        )
        .bind(prefix, limit)
        .all<Row>();
      return results.map((row) => toValue(row));
    },
    async replace(changes) {
      const results = await db.batch(
        changes.map(({ value, sealed }) =>
          db.prepare(REPLACE[value.column]).bind(sealed, value.id, value.event, value.sealed),
        ),
      );
      return results.reduce((sum, { meta }) => sum + meta.changes, 0);
    },
    async countByKey() {
      const { results } = await db
        .prepare(
          `SELECT CASE WHEN sealed LIKE 'v2.%.%.%.%.%' THEN substr(sealed, 4, instr(substr(sealed, 4), '.') - 1) ELSE '?' END AS key_id, COUNT(*) AS number FROM (${ALL}) GROUP BY 1`,
        )
        .all<Row>();
      return Object.fromEntries(
        results.map((row) => [String(row["key_id"]), Number(row["number"])]),
      );
    },
  };
}

function toValue(row: Row): SealedValue {
  const column = row["place"] as SealedColumn;
  const event = String(row["event"]);
  return {
    column,
    id: String(row["id"]),
    event,
    field: fieldOf(column, event),
    sealed: String(row["sealed"]),
  };
}

function fieldOf(column: SealedColumn, event: string): string {
  switch (column) {
    case "installations.api_secret":
      return API_SECRET_FIELD;
    case "installations.environment_code":
      return ENVIRONMENT_CODE_FIELD;
    case "webhooks.key":
      return webhookKeyField(event);
    case "accounts.password_hash":
      return PASSWORD_HASH_FIELD;
  }
}
