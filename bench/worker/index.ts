import { DurableObject } from "cloudflare:workers";

import { measureLedger } from "./ledger.ts";
import { type FlatLoad, type ListLoad, measureFlat, measureLists } from "./lists.ts";
import { type MailboxCost, measureMailbox } from "./mailbox.ts";
import { explain } from "./plans.ts";
import { listStatements } from "./statements.ts";
import { type Load, measureTransform } from "./transform.ts";

/** What can only be measured inside workerd, one path each, answered as JSON. */

interface BenchEnv {
  readonly DB: D1Database;
  readonly MAILBOX: DurableObjectNamespace<MailboxInBench>;
}

/** A mailbox lives in an object's own SQLite. */
export class MailboxInBench extends DurableObject {
  measure(): MailboxCost {
    return measureMailbox(this.ctx.storage.sql);
  }
}

async function measure(path: string, load: unknown, env: BenchEnv): Promise<unknown> {
  switch (path) {
    case "/transform":
      return measureTransform(load as Load);
    case "/lists":
      return measureLists(env.DB, load as ListLoad);
    case "/flat":
      return measureFlat(env.DB, load as FlatLoad);
    case "/ledger":
      return measureLedger(env.DB, crypto.randomUUID());
    case "/mailbox":
      return env.MAILBOX.getByName(crypto.randomUUID()).measure();
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
    const answer = await measure(pathname, await request.json(), env);
    return answer === null ? new Response("Not found", { status: 404 }) : Response.json(answer);
  },
} satisfies ExportedHandler<BenchEnv>;
