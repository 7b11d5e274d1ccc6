import { measureLedger } from "./ledger.ts";
import { explain } from "./plans.ts";
import { listStatements } from "./statements.ts";

/** What can only be measured inside workerd, one path each, answered as JSON. */

interface BenchEnv {
  readonly DB: D1Database;
}

async function measure(path: string, env: BenchEnv): Promise<unknown> {
  switch (path) {
    case "/ledger":
      return measureLedger(env.DB, crypto.randomUUID());
    case "/plans": {
      const { statements } = await measureLedger(env.DB, crypto.randomUUID());
      const lists = await listStatements(env.DB);
      return explain(env.DB, [...new Set([...statements, ...lists])]);
    }
    default:
      return null;
  }
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const answer = await measure(pathname, env);
    return answer === null ? new Response("Not found", { status: 404 }) : Response.json(answer);
  },
} satisfies ExportedHandler<BenchEnv>;
