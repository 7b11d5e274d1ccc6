import type { Move, MoveRepository } from "../../booking/move-installation.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** What a move does with rows. The locks of the migration `move_locks` refuse whatever else wants to write meanwhile. */

type Steps = Pick<
  MoveRepository,
  "clear" | "openForCopies" | "close" | "copy" | "agrees" | "arrive" | "empty" | "reopen"
>;

interface Table {
  readonly name: string;
  /** The rest of the key beside the installation. */
  readonly keys: readonly string[];
  /** What must be the same on both sides, beside the number of rows. */
  readonly sums: string;
}

/** In this order; also what an installation takes along, all of it. */
const TABLES: readonly Table[] = [
  {
    name: "documents",
    keys: ["kind", "source_id"],
    sums: "TOTAL(total_cents), TOTAL(processed_at), TOTAL(length(booking)), TOTAL(length(history)), TOTAL(length(intent)), COUNT(imuis_reference)",
  },
  {
    name: "known_debtors",
    keys: ["customer_key"],
    sums: "TOTAL(debtor_number), TOTAL(length(vat_number))",
  },
  { name: "known_products", keys: ["number"], sums: "TOTAL(length(full_number))" },
];

/** Of what is derived nothing is copied; it goes first, since each document that goes would change it. */
const ERASED: readonly Pick<Table, "name" | "keys">[] = [
  { name: "search_blocks", keys: ["block"] },
  ...TABLES,
];

/** Rows in one batch: each is a statement of its own, since a row may be large. */
const COPY_BATCH = 50;

/** D1 answers a thousand statements to one invocation, and a batch of messages may hold steps of several moves. */
const BATCHES_PER_STEP = 5;

/** Rows that one statement erases. */
const ERASE_CHUNK = 500;
const CHUNKS_PER_STEP = 10;

export function createMoveSteps(databases: Databases): Steps {
  const { control, data } = databases;
  const named = (name: string): D1Database => {
    const db = data.get(name);
    if (db === undefined) throw new Error(`The data database ${name} is not bound.`);
    return db;
  };
  return {
    async clear(move) {
      await lockUnused(named(move.to), move);
      return erase(named(move.to), move);
    },
    openForCopies: (move) => lock(named(move.to), move, "arriving"),
    close: (move, now) => close(named(move.from), move, now),
    copy: (move) => copyOn(control, { source: named(move.from), target: named(move.to), move }),
    async agrees(move) {
      const [source, target] = await Promise.all([
        sumsOf(named(move.from), move),
        sumsOf(named(move.to), move),
      ]);
      return source === target;
    },
    async arrive(move) {
      const [arrived] = await control.batch([
        control.prepare(ARRIVED).bind(move.installationId),
        control.prepare(MOVED).bind(move.installationId, move.to),
      ]);
      return (arrived?.meta.changes ?? 0) > 0;
    },
    async empty(move) {
      await lock(named(move.from), move, "left");
      await unlock(named(move.to), move);
      return erase(named(move.from), move);
    },
    async reopen(move) {
      await lock(named(move.to), move, "left");
      await unlock(named(move.from), move);
      await control
        .prepare("UPDATE installations SET moving_to = NULL WHERE id = ?")
        .bind(move.installationId)
        .run();
    },
  };
}

/** Never after a cancellation, which has begun to erase the copies. */
const ARRIVED =
  "UPDATE moves SET phase = 'emptying' WHERE installation_id = ?1 AND finished_at IS NULL AND phase = 'copying'";
const MOVED = `UPDATE installations SET database = ?2, moving_to = NULL WHERE id = ?1 AND EXISTS (
  SELECT 1 FROM moves WHERE installation_id = ?1 AND finished_at IS NULL AND phase = 'emptying')`;

async function lock(
  db: D1Database,
  { installationId }: Move,
  state: "closing" | "left" | "arriving",
): Promise<void> {
  await db
    .prepare(
      "INSERT INTO move_locks (installation_id, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state",
    )
    .bind(installationId, state)
    .run();
}

/** A database without a lock that holds rows is where the installation lives, whatever the move believes: never erase it. */
const LOCK_UNUSED = `INSERT INTO move_locks (installation_id, state) SELECT ?1, 'left'
  WHERE EXISTS (SELECT 1 FROM move_locks WHERE installation_id = ?1)
    OR NOT EXISTS (SELECT 1 FROM documents WHERE installation_id = ?1)
  ON CONFLICT DO UPDATE SET state = 'left'`;

async function lockUnused(db: D1Database, { installationId, to }: Move): Promise<void> {
  const { meta } = await db.prepare(LOCK_UNUSED).bind(installationId).run();
  if (meta.changes === 0) throw new Error(`${to} is in use by ${installationId}.`);
}

async function unlock(db: D1Database, { installationId }: Move): Promise<void> {
  await db.prepare("DELETE FROM move_locks WHERE installation_id = ?").bind(installationId).run();
}

/** A claim whose lease has ended is nobody's: whoever held it can no longer write, and the copy is free. */
const CLOSE = `UPDATE move_locks SET state = 'closed' WHERE installation_id = ?1 AND NOT EXISTS (
  SELECT 1 FROM documents WHERE installation_id = ?1 AND next_check_at IS NOT NULL AND claim_token IS NOT NULL AND lease_until >= ?2)`;

async function close(source: D1Database, move: Move, now: number): Promise<boolean> {
  await lock(source, move, "closing");
  const { meta } = await source.prepare(CLOSE).bind(move.installationId, now).run();
  return meta.changes > 0;
}

/** Where the copying goes on: a table, and the key after which. */
interface Position {
  readonly table: number;
  readonly after: readonly string[];
}

interface Copying {
  readonly source: D1Database;
  readonly target: D1Database;
  readonly move: Move;
}

async function copyOn(control: D1Database, copying: Copying): Promise<boolean> {
  let position = await readPosition(control, copying.move);
  for (let batch = 0; batch < BATCHES_PER_STEP; batch += 1) {
    const table = TABLES[position.table];
    if (table === undefined) return true;
    const rows = await readRows(copying, table, position);
    await writeRows(copying, table, rows);
    const last = rows.length < COPY_BATCH ? undefined : rows.at(-1);
    position = last
      ? { table: position.table, after: table.keys.map((key) => String(last[key])) }
      : { table: position.table + 1, after: [] };
    await keepPosition(control, copying.move, { position, rows: rows.length });
  }
  return TABLES[position.table] === undefined;
}

async function readPosition(control: D1Database, { installationId }: Move): Promise<Position> {
  const row = await control
    .prepare("SELECT position FROM moves WHERE installation_id = ? AND finished_at IS NULL")
    .bind(installationId)
    .first<Row>();
  const position = row?.["position"];
  return typeof position === "string"
    ? (JSON.parse(position) as Position)
    : { table: 0, after: [] };
}

async function keepPosition(
  control: D1Database,
  { installationId }: Move,
  { position, rows }: { readonly position: Position; readonly rows: number },
): Promise<void> {
  await control
    .prepare(
      "UPDATE moves SET position = ?, copied = copied + ? WHERE installation_id = ? AND finished_at IS NULL",
    )
    .bind(JSON.stringify(position), rows, installationId)
    .run();
}

async function readRows(
  { source, move }: Copying,
  { name, keys }: Table,
  { after }: Position,
): Promise<readonly Row[]> {
  const names = keys.join(", ");
  const marks = keys.map(() => "?").join(", ");
  const later = after.length === 0 ? "" : `AND (${names}) > (${marks})`;
  const { results } = await source
    .prepare(`SELECT * FROM ${name} WHERE installation_id = ? ${later} ORDER BY ${names} LIMIT ?`)
    .bind(move.installationId, ...after, COPY_BATCH)
    .all<Row>();
  return results;
}

/** Twice the same row is no harm: the source is closed, so that the first copy is right. */
async function writeRows(
  { target }: Copying,
  { name }: Table,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await target.batch(
    rows.map((row) => {
      const cells = Object.entries({ ...row, ...freed(row) });
      const columns = cells.map(([column]) => column).join(", ");
      const marks = cells.map(() => "?").join(", ");
      return target
        .prepare(`INSERT INTO ${name} (${columns}) VALUES (${marks}) ON CONFLICT DO NOTHING`)
        .bind(...cells.map(([, cell]) => cell));
    }),
  );
}

function freed(row: Row): Row {
  return "claim_token" in row ? { claim_token: null, lease_until: null } : {};
}

async function sumsOf(db: D1Database, { installationId }: Move): Promise<string> {
  const answers = await db.batch(
    TABLES.map(({ name, sums }) =>
      db
        .prepare(`SELECT COUNT(*), ${sums} FROM ${name} WHERE installation_id = ?`)
        .bind(installationId),
    ),
  );
  return JSON.stringify(answers.map(({ results }) => results));
}

/** True when nothing is left. */
async function erase(db: D1Database, { installationId }: Move): Promise<boolean> {
  for (const { name, keys } of ERASED) {
    const names = keys.join(", ");
    for (let chunk = 0; ; chunk += 1) {
      if (chunk === CHUNKS_PER_STEP) return false;
      const { meta } = await db
        .prepare(
          `DELETE FROM ${name} WHERE installation_id = ?1 AND (${names}) IN (SELECT ${names} FROM ${name} WHERE installation_id = ?1 LIMIT ${ERASE_CHUNK})`,
        )
        .bind(installationId)
        .run();
      if (meta.changes < ERASE_CHUNK) break;
    }
  }
  return true;
}
