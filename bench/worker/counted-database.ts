/** D1 with a meter: what was asked, in how many round trips, and what D1 itself says it read and wrote. */

export interface DatabaseCost {
  readonly roundTrips: number;
  readonly queries: number;
  /** With the rows of indexes, as D1 bills them. */
  readonly rowsWritten: number;
  readonly rowsRead: number;
}

export interface CountedDatabase {
  readonly db: D1Database;
  /** Since the last call of it. */
  take(): DatabaseCost;
  /** Every different statement so far. */
  readonly statements: ReadonlySet<string>;
}

interface CountedStatement extends D1PreparedStatement {
  readonly real: D1PreparedStatement;
}

const NOTHING: DatabaseCost = { roundTrips: 0, queries: 0, rowsWritten: 0, rowsRead: 0 };

/** Wraps a database; the answers stay what they are. */
export function countDatabase(real: D1Database): CountedDatabase {
  let cost = NOTHING;
  const statements = new Set<string>();
  const count = (answers: readonly D1Result[]): void => {
    const sum = (of: (meta: D1Meta) => number): number =>
      answers.reduce((total, { meta }) => total + of(meta), 0);
    cost = {
      roundTrips: cost.roundTrips + 1,
      queries: cost.queries + answers.length,
      rowsWritten: cost.rowsWritten + sum((meta) => meta.rows_written),
      rowsRead: cost.rowsRead + sum((meta) => meta.rows_read),
    };
  };
  const db = {
    prepare(sql: string) {
      statements.add(sql);
      return countStatement(real.prepare(sql), count);
    },
    async batch(list: readonly CountedStatement[]) {
      const answers = await real.batch(list.map((statement) => statement.real));
      count(answers);
      return answers;
    },
  } as unknown as D1Database;
  return {
    db,
    statements,
    take() {
      const taken = cost;
      cost = NOTHING;
      return taken;
    },
  };
}

function countStatement(
  real: D1PreparedStatement,
  count: (answers: readonly D1Result[]) => void,
): CountedStatement {
  const run = async (): Promise<D1Result<Record<string, unknown>>> => {
    const answer = await real.run();
    count([answer]);
    return answer;
  };
  return {
    real,
    bind: (...values: unknown[]) => countStatement(real.bind(...values), count),
    run,
    all: run,
    async first() {
      const { results } = await run();
      return results[0] ?? null;
    },
  } as unknown as CountedStatement;
}
