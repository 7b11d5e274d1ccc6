import type {
  AlertRepository,
  ConnectionSide,
  RedConnection,
} from "../../booking/mail/repositories.ts";

/** When a red connection was last told of. */

const MS_PER_HOUR = 3_600_000;

/** A connection that comes and goes is told of at most this often. */
const LEAST_PAUSE_MS = MS_PER_HOUR;
const DAILY_MS = 24 * MS_PER_HOUR;

/** Told a day ago; or red again after a pause that was too short to tell it at once. */
const IS_DUE =
  "red_since IS NOT NULL AND (mailed_at <= ?1 OR (mailed_at < red_since AND mailed_at <= ?2))";

interface AlertRow {
  readonly installation_id: string;
  readonly connection: ConnectionSide;
  readonly mailed_at: number;
}

export function createAlertRepository(db: D1Database): AlertRepository {
  return {
    async turnedRed({ installationId, connection }, now) {
      const { meta } = await db
        .prepare(
          "INSERT INTO connection_alerts (installation_id, connection, red_since, mailed_at) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO UPDATE SET red_since = ?3, mailed_at = ?3 WHERE red_since IS NULL AND mailed_at <= ?4",
        )
        .bind(installationId, connection, now, now - LEAST_PAUSE_MS)
        .run();
      if (meta.changes > 0) return true;
      await db
        .prepare(
          "UPDATE connection_alerts SET red_since = ?3 WHERE installation_id = ?1 AND connection = ?2 AND red_since IS NULL",
        )
        .bind(installationId, connection, now)
        .run();
      return false;
    },
    async turnedGreen({ installationId, connection }) {
      await db
        .prepare(
          "UPDATE connection_alerts SET red_since = NULL WHERE installation_id = ? AND connection = ? AND red_since IS NOT NULL",
        )
        .bind(installationId, connection)
        .run();
    },
    claimDaily: (now, limit) => claimDaily(db, now, limit),
  };
}

async function claimDaily(
  db: D1Database,
  now: number,
  limit: number,
): Promise<readonly RedConnection[]> {
  const { results } = await db
    .prepare(
      `SELECT installation_id, connection, mailed_at FROM connection_alerts WHERE ${IS_DUE} AND installation_id IN (SELECT id FROM installations WHERE state = 'active') ORDER BY mailed_at LIMIT ?3`,
    )
    .bind(now - DAILY_MS, now - LEAST_PAUSE_MS, limit)
    .all<AlertRow>();
  const claimed: RedConnection[] = [];
  for (const row of results) {
    const { meta } = await db
      .prepare(
        "UPDATE connection_alerts SET mailed_at = ? WHERE installation_id = ? AND connection = ? AND mailed_at = ? AND red_since IS NOT NULL",
      )
      .bind(now, row.installation_id, row.connection, row.mailed_at)
      .run();
    if (meta.changes > 0) {
      claimed.push({ installationId: row.installation_id, connection: row.connection });
    }
  }
  return claimed;
}
