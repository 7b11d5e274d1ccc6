import type { DocumentMessage, Message } from "../booking/message.ts";

/**
 * The messages of one administration, kept in its Durable Object's own SQLite until they are worked off.
 * One row per document, sweep or migration: a second message for the same thing only makes it due again.
 */

export interface MailboxRow {
  readonly key: string;
  readonly installationId: string;
  readonly message: Message;
  /** Changes when a message for the same thing arrives while it is worked on: then it is done once more. */
  readonly version: number;
  readonly failures: number;
}

/** When and how a row comes back. */
export interface Later {
  readonly dueAt: number;
  readonly failures: number;
  readonly heldBy: string | null;
  /** Where it goes on, when that is elsewhere than where it began. */
  readonly message: Message;
}

/** Single documents come before what a sweep or a migration brings. */
const PRIORITY = { document: 0, background: 1 } as const;

export function messageKey(message: Message): string {
  switch (message.type) {
    case "document":
      return documentKey(message);
    case "backfill":
      return `${message.installationId}/backfill/${message.backfillId}`;
    case "sweep":
    case "nightly":
    case "retention":
    case "move":
    case "digest":
      return `${message.installationId}/${message.type}`;
  }
}

/** A migration's documents are counted and can be stopped, and a look at a booked one is no work on it: each has its own row. */
function documentKey(message: DocumentMessage): string {
  const key = `${message.installationId}/${message.kind}/${message.sourceId}`;
  if (message.backfillId !== null) return `${key}/${message.backfillId}`;
  return message.cause === "changed" ? `${key}/changed` : key;
}

/** What a person asked for outlives what the shop or cron says of the same document. */
function strength(message: Message): number {
  if (message.type !== "document") return 0;
  if (message.cause === "process" || message.cause === "fetch") return 2;
  return message.cause === "webhook" ? 1 : 0;
}

/** Cron's reminders must not wake what waits for a connection that is down. */
function isReminder(message: Message): boolean {
  return message.type === "document" && (message.cause === "recheck" || message.cause === "look");
}

function priorityOf(message: Message): number {
  const single =
    message.type === "document" && message.cause !== "backfill" && message.cause !== "sweep";
  return single ? PRIORITY.document : PRIORITY.background;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS mailbox (
  key TEXT PRIMARY KEY,
  installation_id TEXT NOT NULL,
  message TEXT NOT NULL,
  priority INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  held_by TEXT,
  backfill_id TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  failures INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mailbox_due ON mailbox (installation_id, priority, due_at);
CREATE INDEX IF NOT EXISTS mailbox_backfill ON mailbox (backfill_id) WHERE backfill_id IS NOT NULL;`;

type StoredRow = {
  key: string;
  installation_id: string;
  message: string;
  version: number;
  failures: number;
};

export class Mailbox {
  readonly #sql: SqlStorage;
  /** Whose messages may be waiting: asked at every turn, hardly ever changed. */
  readonly #addressees: Set<string>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(SCHEMA);
    this.#addressees = new Set(this.installations());
  }

  /** Every installation with a message, and some that had one. */
  get addressees(): readonly string[] {
    return [...this.#addressees];
  }

  put(message: Message, dueAt: number): void {
    this.#addressees.add(message.installationId);
    const waiting = this.#find(messageKey(message));
    if (waiting?.heldBy && isReminder(message)) return;
    const kept =
      waiting && strength(waiting.message) > strength(message) ? waiting.message : message;
    this.#sql.exec(
      `INSERT INTO mailbox (key, installation_id, message, priority, due_at, backfill_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET message = excluded.message, priority = MIN(priority, excluded.priority),
         due_at = MIN(due_at, excluded.due_at), held_by = NULL, version = version + 1`,
      messageKey(message),
      message.installationId,
      JSON.stringify(kept),
      priorityOf(message),
      dueAt,
      message.type === "document" ? message.backfillId : null,
    );
  }

  #find(key: string): { readonly message: Message; readonly heldBy: string | null } | null {
    const rows = this.#sql.exec<{ message: string; held_by: string | null }>(
      "SELECT message, held_by FROM mailbox WHERE key = ?",
      key,
    );
    const [row] = [...rows];
    return row ? { message: JSON.parse(row.message) as Message, heldBy: row.held_by } : null;
  }

  /** The first due row of an installation that nobody works on. */
  next(installationId: string, now: number, busy: ReadonlySet<string>): MailboxRow | null {
    const rows = this.#sql.exec<StoredRow>(
      `SELECT key, installation_id, message, version, failures FROM mailbox
       WHERE installation_id = ? AND due_at <= ? ORDER BY priority, due_at LIMIT ?`,
      installationId,
      now,
      busy.size + 1,
    );
    for (const row of rows) {
      if (!busy.has(row.key)) return toRow(row);
    }
    return null;
  }

  installations(): string[] {
    const rows = this.#sql.exec<{ installation_id: string }>(
      "SELECT DISTINCT installation_id FROM mailbox",
    );
    return [...rows].map((row) => row.installation_id);
  }

  /** Done: gone, unless it was asked for again meanwhile. */
  finish(row: MailboxRow, now: number): void {
    const { rowsWritten } = this.#sql.exec(
      "DELETE FROM mailbox WHERE key = ? AND version = ?",
      row.key,
      row.version,
    );
    if (rowsWritten === 0)
      this.#sql.exec("UPDATE mailbox SET due_at = ?, failures = 0 WHERE key = ?", now, row.key);
  }

  /** Again later; at once when it was asked for again meanwhile. */
  postpone(row: MailboxRow, later: Later): void {
    this.#sql.exec(
      `UPDATE mailbox SET due_at = CASE WHEN version = ?1 THEN ?2 ELSE due_at END,
         message = CASE WHEN version = ?1 THEN ?3 ELSE message END, failures = ?4, held_by = ?5 WHERE key = ?6`,
      row.version,
      later.dueAt,
      JSON.stringify(later.message),
      later.failures,
      later.heldBy,
      row.key,
    );
  }

  /** While a connection is down, what it held must not come up by itself. */
  holdBack(heldBy: string, until: number): void {
    this.#sql.exec(
      "UPDATE mailbox SET due_at = ? WHERE held_by = ? AND due_at < ?",
      until,
      heldBy,
      until,
    );
  }

  /** The connection answers again: everything it held is due. */
  letGo(heldBy: string, now: number): void {
    this.#sql.exec("UPDATE mailbox SET due_at = ?, held_by = NULL WHERE held_by = ?", now, heldBy);
  }

  /** How many documents of a migration are not worked off yet. */
  waitingFor(backfillId: string): number {
    const rows = this.#sql.exec<{ waiting: number }>(
      "SELECT COUNT(*) AS waiting FROM mailbox WHERE backfill_id = ?",
      backfillId,
    );
    return rows.one().waiting;
  }

  /** When the next row is due (ms since 1970); null when there is none. Asked at the end of each enqueue: no index is written for it. */
  nextDueAt(): number | null {
    const rows = this.#sql.exec<{ due_at: number | null }>(
      "SELECT MIN(due_at) AS due_at FROM mailbox",
    );
    return rows.one().due_at;
  }
}

function toRow(row: StoredRow): MailboxRow {
  return {
    key: row.key,
    installationId: row.installation_id,
    message: JSON.parse(row.message) as Message,
    version: row.version,
    failures: row.failures,
  };
}
