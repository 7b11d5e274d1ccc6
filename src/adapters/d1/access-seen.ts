import type { AccessRepository } from "../../booking/setup/repositories.ts";

/** Up to where each login was shown the problems of its shops. */

type Seen = Pick<AccessRepository, "problemsSeen" | "markProblemsSeen">;

export function createSeenProblems(db: D1Database): Seen {
  return {
    async problemsSeen(accountId) {
      const { results } = await db
        .prepare(
          "SELECT installation_id, problems_seen_until FROM account_installations WHERE account_id = ?",
        )
        .bind(accountId)
        .all<{ installation_id: string; problems_seen_until: number | null }>();
      return new Map(results.map((row) => [row.installation_id, row.problems_seen_until]));
    },
    async markProblemsSeen(accountId, installationId, until) {
      await db
        .prepare(
          "UPDATE account_installations SET problems_seen_until = ?3 WHERE account_id = ?1 AND installation_id = ?2 AND (problems_seen_until IS NULL OR problems_seen_until < ?3)",
        )
        .bind(accountId, installationId, until)
        .run();
    },
  };
}
