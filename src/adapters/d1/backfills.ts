import type {
  Backfill,
  BackfillChange,
  BackfillRepository,
} from "../../booking/setup/repositories.ts";
import type { Row } from "./installation-row.ts";

/** Migrations: a period of the shop's past that is booked, or only counted in a dry run. */

const COLUMNS: Readonly<Record<keyof BackfillChange, string>> = {
  state: "state",
  position: "position",
  listed: "listed",
  total: "total",
  done: "done",
  booked: "booked",
  failed: "failed",
  skipped: "skipped",
  problem: "problem",
  finishedAt: "finished_at",
};

function toBackfill(row: Row): Backfill {
  const numberOrNull = (name: string): number | null => {
    const cell = row[name];
    return typeof cell === "number" ? cell : null;
  };
  return {
    id: String(row["id"]),
    kind: row["kind"] as Backfill["kind"],
    from: String(row["from_date"]),
    to: String(row["to_date"]),
    dryRun: row["dry_run"] === 1,
    state: row["state"] as Backfill["state"],
    position: Number(row["position"]),
    listed: Number(row["listed"]),
    total: numberOrNull("total"),
    done: Number(row["done"]),
    booked: Number(row["booked"]),
    failed: Number(row["failed"]),
    skipped: Number(row["skipped"]),
    problem: typeof row["problem"] === "string" ? row["problem"] : null,
    startedAt: Number(row["started_at"]),
    finishedAt: numberOrNull("finished_at"),
  };
}

export function createBackfillRepository(db: D1Database): BackfillRepository {
  return {
    async create(installationId, backfill) {
      const { id, kind, from, to, dryRun, state, startedAt } = backfill;
      await db
        .prepare(
          "INSERT INTO backfills (installation_id, id, kind, from_date, to_date, dry_run, state, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(installationId, id, kind, from, to, Number(dryRun), state, startedAt)
        .run();
    },
    async find(installationId, id) {
      const row = await db
        .prepare("SELECT * FROM backfills WHERE installation_id = ? AND id = ?")
        .bind(installationId, id)
        .first<Row>();
      return row === null ? null : toBackfill(row);
    },
    async change(installationId, id, change) {
      const given = Object.entries(COLUMNS).flatMap(([name, column]) => {
        const value = change[name as keyof BackfillChange];
        return value === undefined ? [] : [{ column, value }];
      });
      if (given.length === 0) return true;
      const set = given.map(({ column }) => `${column} = ?`).join(", ");
      const { meta } = await db
        .prepare(
          `UPDATE backfills SET ${set} WHERE installation_id = ? AND id = ? AND state = 'running'`,
        )
        .bind(...given.map(({ value }) => value), installationId, id)
        .run();
      return meta.changes > 0;
    },
    async count(installationId, id, outcome) {
      await db
        .prepare(
          `UPDATE backfills SET done = done + 1, ${outcome} = ${outcome} + 1 WHERE installation_id = ? AND id = ?`,
        )
        .bind(installationId, id)
        .run();
    },
  };
}
