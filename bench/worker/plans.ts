/** Query plans: which statements would read a whole table. */

export interface Plan {
  readonly sql: string;
  readonly steps: readonly string[];
  /** Steps that scan a table or sort what no index gives in order. */
  readonly scans: readonly string[];
}

/**
 * `SCAN t` reads a whole table. A scan of `json_each` reads a bound parameter, one of a constant row reads nothing, and
 * one of a materialised sub-query reads what the sub-query was limited to.
 */
function isTableScan(step: string, tables: ReadonlySet<string>): boolean {
  const scanned = /^SCAN (?:TABLE )?(\w+)/.exec(step)?.[1];
  return scanned !== undefined && tables.has(scanned);
}

export async function explain(
  db: D1Database,
  statements: readonly string[],
): Promise<readonly Plan[]> {
  const tables = new Set(await tableNames(db));
  const plans: Plan[] = [];
  for (const sql of statements) {
    const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const { results } = await statement.bind(...parametersOf(sql)).all<{ detail: string }>();
    const steps = results.map(({ detail }) => detail);
    plans.push({ sql, steps, scans: steps.filter((step) => isTableScan(step, tables)) });
  }
  return plans;
}

async function tableNames(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** The values don't matter to a plan: without ANALYZE the planner never looks at them. */
function parametersOf(sql: string): number[] {
  const numbered = [...sql.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number));
  const anonymous = [...sql.matchAll(/\?(?!\d)/g)].length;
  return Array.from({ length: Math.max(anonymous, ...numbered, 0) }, () => 1);
}
