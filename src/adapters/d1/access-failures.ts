import type { AccessRepository } from "../../booking/setup/repositories.ts";
import type { Row } from "./installation-row.ts";

/** Failures only, counted per subject and minute: what throttling rests on. */

type Failures = Pick<AccessRepository, "countFailure" | "failures">;

export function createFailureCounts(db: D1Database): Failures {
  return {
    async countFailure(subject, minute) {
      await db.batch([
        db
          .prepare(
            "INSERT INTO failure_counts (subject, minute, count) VALUES (?, ?, 1) ON CONFLICT (subject, minute) DO UPDATE SET count = count + 1",
          )
          .bind(subject, minute),
        db
          .prepare("DELETE FROM failure_counts WHERE subject = ? AND minute < ?")
          .bind(subject, minute - 1),
      ]);
    },
    async failures(subject, minute) {
      const { results } = await db
        .prepare("SELECT minute, count FROM failure_counts WHERE subject = ? AND minute >= ?")
        .bind(subject, minute - 1)
        .all<Row>();
      const of = (wanted: number): number =>
        Number(results.find((row) => row["minute"] === wanted)?.["count"] ?? 0);
      return { current: of(minute), previous: of(minute - 1) };
    },
  };
}
