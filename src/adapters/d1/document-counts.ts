import type { DocumentRepository, StatusCounts } from "../../booking/ports/documents.ts";
import type { DocumentStatus } from "../../domain/codes.ts";
import type { DocumentRow } from "./document-rows.ts";

/** How many documents there are of what: each count reads entries of an index and no document. */

type Counts = Pick<DocumentRepository, "counts" | "waiting">;

/** One entry for every document of the shop: for the overview, not for every page. */
const COUNTS_QUERY =
  "SELECT status, COUNT(*) AS count FROM documents WHERE installation_id = ? GROUP BY status";

/** Named, since SQLite would rather read every document of the installation. */
export const WARNINGS_QUERY =
  "SELECT COUNT(*) AS count FROM documents INDEXED BY documents_warnings WHERE installation_id = ? AND warnings <> '[]'";

/** A problem from before the instant was kept counts as the oldest. */
export const WAITING_QUERY = `SELECT status, COUNT(*) AS count, SUM(COALESCE(problem_since, 0) > ?2) AS new, MAX(COALESCE(problem_since, 0)) AS latest
  FROM documents WHERE installation_id = ?1 AND status IN ('open', 'unknown', 'error') GROUP BY status`;

/** Before every problem. */
const NOTHING_SEEN = -1;

export function createDocumentCounts(db: D1Database): Counts {
  return {
    async counts(installationId) {
      const [byStatus, warned] = await db.batch<DocumentRow>([
        db.prepare(COUNTS_QUERY).bind(installationId),
        db.prepare(WARNINGS_QUERY).bind(installationId),
      ]);
      const of = countIn(byStatus?.results ?? []);
      return {
        open: of("open"),
        errors: of("error"),
        processed: of("processed"),
        skipped: of("skipped"),
        unknown: of("unknown"),
        warnings: Number(warned?.results[0]?.["count"] ?? 0),
      } satisfies StatusCounts;
    },

    async waiting(installationId, seenUntil) {
      const { results } = await db
        .prepare(WAITING_QUERY)
        .bind(installationId, seenUntil ?? NOTHING_SEEN)
        .all<DocumentRow>();
      const of = countIn(results);
      const problems = results.filter((row) => row["status"] !== "open");
      return {
        open: of("open"),
        errors: of("error"),
        unknown: of("unknown"),
        newProblems: problems.reduce((sum, row) => sum + Number(row["new"]), 0),
        latestProblemAt:
          problems.length === 0 ? null : Math.max(...problems.map((row) => Number(row["latest"]))),
      };
    },
  };
}

function countIn(rows: readonly DocumentRow[]): (status: DocumentStatus) => number {
  return (status) => Number(rows.find((row) => row["status"] === status)?.["count"] ?? 0);
}
