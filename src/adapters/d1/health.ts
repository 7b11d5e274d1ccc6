import type {
  ConnectionCounts,
  HealthReading,
  HealthRepository,
  RedState,
} from "../../booking/health.ts";
import type { InstallationState } from "../../booking/ports/installations.ts";
import type { Databases } from "./databases.ts";
import { readWaiting } from "./health-documents.ts";
import { type Row } from "./installation-row.ts";
import { createSealedValues } from "./sealed-values.ts";

/** What the operator's health page reads: each a range of an index or a small table. */

const DEAD_LETTERS = "SELECT COUNT(*) AS number, MAX(received_at) AS at FROM dead_letters";
const MOVES =
  "SELECT COUNT(*) AS number, MIN(started_at) AS at FROM moves WHERE finished_at IS NULL";
const CRONS = "SELECT cron, MAX(started_at) AS at FROM cron_runs GROUP BY cron";
const STATES = "SELECT state, COUNT(*) AS number FROM installations GROUP BY state";
const connectionCounts = (name: "ccv" | "imuis"): string =>
  `SELECT SUM(${name}_problem IS NOT NULL) AS failing, SUM(${name}_problem IS NULL AND ${name}_checked_at IS NULL) AS unchecked, SUM(${name}_problem IS NULL AND ${name}_checked_at IS NOT NULL) AS ok FROM installations WHERE state = 'active'`;

const RED_LIMIT = 100;
const redOf = (name: "ccv" | "imuis"): string =>
  `SELECT id, '${name}' AS connection, ${name}_problem AS problem, ${name}_checked_at AS at FROM installations WHERE state = 'active' AND ${name}_problem IS NOT NULL`;
const RED = `${redOf("ccv")} UNION ALL ${redOf("imuis")} ORDER BY at, id, connection LIMIT ${RED_LIMIT}`;

const LOOKS =
  "SELECT COUNT(*) AS number, MIN(look_before_create_since) AS at FROM installations WHERE look_before_create_since IS NOT NULL";

export function createHealthRepository(databases: Databases): HealthRepository {
  const db = databases.control;
  const sealedValues = createSealedValues(db);
  return {
    async read(now) {
      const [dead, crons, states, ccv, imuis, moves, red, looks] = await db.batch<Row>([
        db.prepare(DEAD_LETTERS),
        db.prepare(CRONS),
        db.prepare(STATES),
        db.prepare(connectionCounts("ccv")),
        db.prepare(connectionCounts("imuis")),
        db.prepare(MOVES),
        db.prepare(RED),
        db.prepare(LOOKS),
      ]);
      return {
        ...(await readWaiting(databases, now)),
        deadLetters: { messages: numberOf(dead), newestAt: atOf(dead) },
        moves: { running: numberOf(moves), oldestStartedAt: atOf(moves) },
        crons: (crons?.results ?? []).map((row) => ({
          cron: String(row["cron"]),
          lastStartedAt: Number(row["at"]),
        })),
        installations: statesOf(states),
        connections: { ccv: countsOf(ccv), imuis: countsOf(imuis) },
        red: (red?.results ?? []).map((row) => redStateOf(row)),
        lookBeforeCreate: { installations: numberOf(looks), since: atOf(looks) },
        keys: await sealedValues.countByKey(),
      } satisfies HealthReading;
    },
  };
}

type Answer = D1Result<Row> | undefined;

function numberOf(answer: Answer): number {
  return Number(answer?.results[0]?.["number"] ?? 0);
}

function atOf(answer: Answer): number | null {
  const at = answer?.results[0]?.["at"];
  return typeof at === "number" ? at : null;
}

function statesOf(answer: Answer): HealthReading["installations"] {
  const rows = answer?.results ?? [];
  return Object.fromEntries(
    rows.map((row) => [row["state"] as InstallationState, Number(row["number"])]),
  );
}

function redStateOf(row: Row): RedState {
  const at = row["at"];
  return {
    installation: String(row["id"]),
    connection: row["connection"] as RedState["connection"],
    problem: String(row["problem"]),
    checkedAt: typeof at === "number" ? at : null,
  };
}

function countsOf(answer: Answer): ConnectionCounts {
  const row = answer?.results[0];
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return { ok: count("ok"), failing: count("failing"), unchecked: count("unchecked") };
}
