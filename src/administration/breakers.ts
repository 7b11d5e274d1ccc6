import type { BreakerState, ConnectionNews } from "../booking/connection-breaker.ts";
import { WAY_OPEN } from "../booking/connection-breaker.ts";
import type { BreakerKeeper } from "../booking/guard-connection.ts";

/** The breakers of an administration and of the shops that book in it, kept across restarts of the Durable Object. */

/** The names of the connections: the books of the administration, and each shop. */
export const BOOKS_CONNECTION = "books";

export function shopConnection(installationId: string): string {
  return `shop/${installationId}`;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS breakers (
  connection TEXT PRIMARY KEY, failures INTEGER NOT NULL, blocked_until INTEGER NOT NULL
) WITHOUT ROWID;`;

type StoredBreaker = { connection: string; failures: number; blocked_until: number };

export type BreakerChange = {
  readonly before: BreakerState;
  readonly after: BreakerState;
  readonly message: string;
};

export class Breakers {
  readonly #sql: SqlStorage;
  readonly #states = new Map<string, BreakerState>();
  readonly #onChange: (
    connection: string,
    change: { before: BreakerState; after: BreakerState; message: string },
  ) => void;

  constructor(sql: SqlStorage, onChange: (connection: string, change: BreakerChange) => void) {
    this.#sql = sql;
    this.#onChange = onChange;
    sql.exec(SCHEMA);
    for (const row of sql.exec<StoredBreaker>(
      "SELECT connection, failures, blocked_until FROM breakers",
    )) {
      this.#states.set(row.connection, { failures: row.failures, blockedUntil: row.blocked_until });
    }
  }

  keeper(connection: string): BreakerKeeper {
    return {
      read: () => this.#states.get(connection) ?? WAY_OPEN,
      write: (state, _news: ConnectionNews, message) => this.#write(connection, state, message),
    };
  }

  /** Connections that let nothing through now. */
  blocked(now: number): { readonly connection: string; readonly until: number }[] {
    return [...this.#states]
      .filter(([, state]) => state.blockedUntil > now)
      .map(([connection, state]) => ({ connection, until: state.blockedUntil }));
  }

  #write(connection: string, after: BreakerState, message: string): void {
    const before = this.#states.get(connection) ?? WAY_OPEN;
    if (before.failures === after.failures && before.blockedUntil === after.blockedUntil) return;
    this.#states.set(connection, after);
    this.#sql.exec(
      "INSERT INTO breakers (connection, failures, blocked_until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until",
      connection,
      after.failures,
      after.blockedUntil,
    );
    this.#onChange(connection, { before, after, message });
  }
}
