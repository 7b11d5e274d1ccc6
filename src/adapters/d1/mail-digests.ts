import type { DigestFigures, DigestRepository } from "../../booking/mail/repositories.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** What is new since an installation's last digest, counted in the ranges of three indexes. */

const MS_PER_DAY = 86_400_000;

/** When a document got into its present state: the time of its last history entry, ISO 8601 UTC. */
const CHANGED_AT = "json_extract(history, '$[#-1].at')";
const SINCE_TEXT = "strftime('%Y-%m-%dT%H:%M:%fZ', ?3 / 1000.0, 'unixepoch')";

const FIGURES = `SELECT
  (SELECT COUNT(*) FROM documents WHERE installation_id = ?1 AND status = 'error' AND ${CHANGED_AT} > ${SINCE_TEXT}) AS errors,
  (SELECT COUNT(*) FROM documents WHERE installation_id = ?1 AND status = 'unknown' AND ${CHANGED_AT} > ${SINCE_TEXT}) AS unknowns,
  (SELECT COUNT(*) FROM documents WHERE installation_id = ?1 AND warnings <> '[]' AND ${CHANGED_AT} > ${SINCE_TEXT}) AS warnings,
  (SELECT COUNT(*) FROM documents WHERE installation_id = ?1 AND status = 'open' AND COALESCE(open_since, received_at) <= ?2) AS waiting,
  (SELECT COUNT(*) FROM documents WHERE installation_id = ?1 AND status = 'open' AND COALESCE(open_since, received_at) <= ?2 AND COALESCE(open_since, received_at) > ?3 - ${MS_PER_DAY}) AS newly_waiting`;

function toFigures(row: Row | undefined): DigestFigures {
  const of = (name: string): number => Number(row?.[name] ?? 0);
  return {
    errors: of("errors"),
    unknowns: of("unknowns"),
    warnings: of("warnings"),
    waiting: of("waiting"),
    newlyWaiting: of("newly_waiting"),
  };
}

export function createDigestRepository({ control: db, dbFor }: Databases): DigestRepository {
  return {
    async figures(installationIds, now) {
      if (installationIds.length === 0) return [];
      const since = await lastDigests(db, installationIds);
      const homes = await Promise.all(installationIds.map((id) => dbFor(id)));
      const rows = new Map<string, Row | undefined>();
      for (const home of new Set(homes)) {
        const ids = installationIds.filter((_, place) => homes[place] === home);
        const answers = await home.batch<Row>(
          ids.map((id) => home.prepare(FIGURES).bind(id, now - MS_PER_DAY, since.get(id) ?? 0)),
        );
        for (const [place, id] of ids.entries()) rows.set(id, answers[place]?.results[0]);
      }
      return installationIds.map((id) => toFigures(rows.get(id)));
    },
    async claim(installationId, date, now) {
      const { meta } = await db
        .prepare(
          "INSERT INTO mail_digests (installation_id, local_date, sent_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(installationId, date, now)
        .run();
      return meta.changes > 0;
    },
  };
}

/** When each was last told of anything; ms since 1970. */
async function lastDigests(
  control: D1Database,
  installationIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { results } = await control
    .prepare(
      "SELECT installation_id, MAX(sent_at) AS since FROM mail_digests WHERE installation_id IN (SELECT value FROM json_each(?)) GROUP BY installation_id",
    )
    .bind(JSON.stringify(installationIds))
    .all<Row>();
  return new Map(results.map((row) => [String(row["installation_id"]), Number(row["since"])]));
}
