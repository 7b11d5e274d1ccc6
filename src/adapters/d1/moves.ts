import type { Move, MovePhase, MoveRepository } from "../../booking/move-installation.ts";
import { fail, ok } from "../../domain/result.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";
import { createMoveSteps } from "./move-steps.ts";

/** Where each move stands (control database). What it does with rows is in `move-steps.ts`. */

type Ledger = Pick<MoveRepository, "begin" | "latest" | "waiting" | "take" | "proceed" | "cancel">;

export function createMoveRepository(databases: Databases): MoveRepository {
  return { ...createMoveLedger(databases), ...createMoveSteps(databases) };
}

const RUNNING = "installation_id = ?1 AND finished_at IS NULL";

function toMove(row: Row): Move {
  const finishedAt = row["finished_at"];
  return {
    installationId: String(row["installation_id"]),
    from: String(row["from_database"]),
    to: String(row["to_database"]),
    phase: row["phase"] as MovePhase,
    copied: Number(row["copied"]),
    problem: typeof row["problem"] === "string" ? row["problem"] : null,
    startedAt: Number(row["started_at"]),
    finishedAt: typeof finishedAt === "number" ? finishedAt : null,
  };
}

function createMoveLedger(databases: Databases): Ledger {
  const { control } = databases;
  const first = async (
    sql: string,
    ...values: (string | number | null)[]
  ): Promise<Move | null> => {
    const row = await control
      .prepare(sql)
      .bind(...values)
      .first<Row>();
    return row === null ? null : toMove(row);
  };
  return {
    begin: (installationId, to, now) => begin(databases, { installationId, to, now }),
    latest: (installationId) =>
      first(
        "SELECT * FROM moves WHERE installation_id = ? ORDER BY started_at DESC LIMIT 1",
        installationId,
      ),
    async waiting(now, limit) {
      const { results } = await control
        .prepare(
          "SELECT installation_id FROM moves WHERE finished_at IS NULL AND COALESCE(lease_until, 0) < ? LIMIT ?",
        )
        .bind(now, limit)
        .all<Row>();
      return results.map((row) => ({ installationId: String(row["installation_id"]) }));
    },
    take: (installationId, { now, until }) =>
      first(
        `UPDATE moves SET lease_until = ?3 WHERE ${RUNNING} AND COALESCE(lease_until, 0) < ?2 RETURNING *`,
        installationId,
        now,
        until,
      ),
    async proceed(move, { phase, problem, now }) {
      const isOver = phase === "finished" || phase === "cancelled";
      // A cancellation that came meanwhile stays, unless the documents have arrived.
      await control
        .prepare(
          `UPDATE moves SET lease_until = NULL, phase = CASE WHEN ?2 IS NULL OR (phase = 'cancelling' AND ?2 <> 'cancelled') THEN phase ELSE ?2 END, problem = COALESCE(?3, problem), finished_at = ?4 WHERE ${RUNNING}`,
        )
        .bind(move.installationId, phase ?? null, problem ?? null, isOver ? now : null)
        .run();
    },
    async cancel(installationId) {
      const { meta } = await control
        .prepare(
          `UPDATE moves SET phase = 'cancelling' WHERE ${RUNNING} AND phase IN ('clearing', 'draining', 'copying', 'cancelling')`,
        )
        .bind(installationId)
        .run();
      return meta.changes > 0;
    },
  };
}

async function begin(
  databases: Databases,
  {
    installationId,
    to,
    now,
  }: { readonly installationId: string; readonly to: string; readonly now: number },
): ReturnType<MoveRepository["begin"]> {
  const { control, data } = databases;
  const owner = await control
    .prepare("SELECT database, moving_to FROM installations WHERE id = ?")
    .bind(installationId)
    .first<Row>();
  if (owner === null) return fail("no-installation");
  const target = data.get(to);
  if (target === undefined) return fail("no-such-database");
  if (owner["database"] === to) return fail("there-already");
  const source = await databases.dbFor(installationId);
  if (!(await canMove(source, target))) return fail("migrations-missing");
  const started = await control.batch<Row>([
    control
      .prepare(
        `INSERT INTO moves (installation_id, started_at, from_database, to_database, phase) SELECT id, ?2, database, ?3, 'clearing' FROM installations WHERE id = ?1 AND database <> ?3 ON CONFLICT DO NOTHING RETURNING *`,
      )
      .bind(installationId, now, to),
    control
      .prepare(
        `UPDATE installations SET moving_to = (SELECT to_database FROM moves WHERE ${RUNNING} AND phase NOT IN ('emptying', 'cancelling')) WHERE id = ?1`,
      )
      .bind(installationId),
  ]);
  const row = started[0]?.results[0];
  return row === undefined ? fail("moving-already") : ok(toMove(row));
}

/** Of each of the three tables that move: before an insert, an update and a delete. */
const TRIGGERS = 9;

/** Rows can only be copied between tables that have the same columns, and only locks that are enforced are locks. */
async function canMove(source: D1Database, target: D1Database): Promise<boolean> {
  const [first, second] = await Promise.all([readSchema(source), readSchema(target)]);
  return first.triggers === TRIGGERS && first.text === second.text;
}

async function readSchema(
  db: D1Database,
): Promise<{ readonly text: string; readonly triggers: number }> {
  const { results } = await db
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE (type = 'table' AND name IN ('documents', 'known_debtors', 'known_products', 'search_blocks', 'move_locks')) OR (type = 'trigger' AND name LIKE '%\\_moving\\_%' ESCAPE '\\') ORDER BY name",
    )
    .all<Row>();
  const triggers = results.filter((row) => row["type"] === "trigger").length;
  return { text: JSON.stringify(results), triggers };
}
