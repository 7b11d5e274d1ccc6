import type { HealthReading } from "../../booking/health.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** What waits in the data databases, all of them together. */

type Waiting = Pick<HealthReading, "overdue" | "unknown" | "databases">;

const DIRECTORY =
  "SELECT database, json_group_array(id) AS ids, COUNT(*) AS number FROM installations GROUP BY database";

/** Copies of what left the database, or has not wholly arrived, are counted where they live. */
const OVERDUE =
  "SELECT COUNT(*) AS number, MIN(next_check_at) AS at FROM documents WHERE next_check_at IS NOT NULL AND next_check_at <= ? AND NOT EXISTS (SELECT 1 FROM move_locks WHERE move_locks.installation_id = documents.installation_id AND state IN ('left', 'arriving'))";

/** Each installation's own range of `documents_list`. */
const UNKNOWN =
  "SELECT COUNT(*) AS number, MIN(received_at) AS at FROM json_each(?) AS owner JOIN documents ON documents.installation_id = owner.value AND documents.status = 'unknown'";

interface Count {
  readonly documents: number;
  readonly at: number | null;
}

export async function readWaiting({ control, data }: Databases, now: number): Promise<Waiting> {
  const { results } = await control.prepare(DIRECTORY).all<Row>();
  const counts = await Promise.all(
    [...data].map(([name, db]) => {
      const owners = results.find((row) => row["database"] === name);
      return readOne(db, String(owners?.["ids"] ?? "[]"), now);
    }),
  );
  const overdue = sumOf(counts.map((count) => count.overdue));
  const unknown = sumOf(counts.map((count) => count.unknown));
  return {
    overdue: { documents: overdue.documents, oldestDueAt: overdue.at },
    unknown: { documents: unknown.documents, oldestReceivedAt: unknown.at },
    databases: [...new Set([...data.keys(), ...results.map((row) => String(row["database"]))])].map(
      (name) => ({
        name,
        bound: data.has(name),
        installations: Number(results.find((row) => row["database"] === name)?.["number"] ?? 0),
      }),
    ),
  };
}

async function readOne(
  db: D1Database,
  owners: string,
  now: number,
): Promise<{ readonly overdue: Count; readonly unknown: Count }> {
  const [overdue, unknown] = await db.batch<Row>([
    db.prepare(OVERDUE).bind(now),
    db.prepare(UNKNOWN).bind(owners),
  ]);
  return { overdue: countOf(overdue?.results[0]), unknown: countOf(unknown?.results[0]) };
}

function countOf(row: Row | undefined): Count {
  const at = row?.["at"];
  return { documents: Number(row?.["number"] ?? 0), at: typeof at === "number" ? at : null };
}

function sumOf(counts: readonly Count[]): Count {
  const instants = counts.map(({ at }) => at).filter((at) => at !== null);
  return {
    documents: counts.reduce((sum, { documents }) => sum + documents, 0),
    at: instants.length === 0 ? null : Math.min(...instants),
  };
}
