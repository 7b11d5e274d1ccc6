import type { DocumentRow } from "./document-rows.ts";

/**
 * Statements of several documents in one request to D1. Under load most of what a document costs D1 and the Worker is the
 * request itself, so what is asked while one is under way goes together with the next. A document on its own waits for nobody.
 */

/** Runs statements in one transaction, one result for each, in their order. */
export type RunStatements = (
  statements: readonly D1PreparedStatement[],
) => Promise<D1Result<DocumentRow>[]>;

/** Each call is a request of its own. */
export function singly(db: D1Database): RunStatements {
  return (statements) => db.batch<DocumentRow>([...statements]);
}

interface Call {
  readonly statements: readonly D1PreparedStatement[];
  resolve(results: D1Result<DocumentRow>[]): void;
  reject(error: unknown): void;
}

/** One per database and Durable Object: an object can't await an answer that belongs to another's request. */
export function grouped(db: D1Database): RunStatements {
  const run = singly(db);
  let waiting: Call[] = [];
  let isRunning = false;
  const work = async (): Promise<void> => {
    isRunning = true;
    // What is asked in the same moment goes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const calls = waiting;
      waiting = [];
      await runTogether(run, calls);
      await nextTurn();
    }
    isRunning = false;
  };
  return (statements) =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      if (!isRunning) void work();
    });
}

/** Those who were just answered may have something to ask, too. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Never rejects: each call has an answer of its own. */
async function runTogether(run: RunStatements, calls: readonly Call[]): Promise<void> {
  try {
    const results = await run(calls.flatMap(({ statements }) => statements));
    let place = 0;
    for (const { statements, resolve } of calls) {
      resolve(results.slice(place, place + statements.length));
      place += statements.length;
    }
  } catch (error) {
    const [first, ...others] = calls;
    if (others.length === 0) first?.reject(error);
    // What is refused to one, whose installation moves, is not refused to its neighbours.
    else await Promise.all(calls.map((call) => runTogether(run, [call])));
  }
}
