import { createRoute } from "@hono/zod-openapi";

import { eraseCustomer } from "../../booking/erase-customer.ts";
import { judgeHealth } from "../../booking/health.ts";
import { notFound } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OPERATOR_SECURITY,
  problems,
  z,
} from "./api.ts";
import { customerSchema, erasedSchema, exportStream } from "./own-data.ts";

/** How the deployment is doing, and what only its operator may do (docs/operations.md). */

const at = instantSchema.nullable();
const connectionSchema = z.object({ ok: z.number(), failing: z.number(), unchecked: z.number() });

const healthSchema = z
  .object({
    ok: z.boolean(),
    problems: z.array(z.string()),
    checkedAt: instantSchema,
    overdue: z.object({ documents: z.number(), oldestDueAt: at }),
    unknown: z.object({ documents: z.number(), oldestReceivedAt: at }),
    deadLetters: z.object({ messages: z.number(), newestAt: at }),
    queue: z.object({ messages: z.number(), oldestAt: at }).nullable(),
    crons: z.array(z.object({ cron: z.string(), lastStartedAt: instantSchema })),
    installations: z.record(z.string(), z.number()),
    moves: z.object({ running: z.number(), oldestStartedAt: at }),
    databases: z.array(
      z.object({ name: z.string(), bound: z.boolean(), installations: z.number() }),
    ),
    connections: z.object({ ccv: connectionSchema, imuis: connectionSchema }),
    keys: z.object({
      newest: z.string(),
      known: z.array(z.string()),
      values: z.record(z.string(), z.number()),
      toMove: z.number(),
    }),
  })
  .openapi("Health");

const healthRoute = createRoute({
  method: "get",
  path: "/api/operator/health",
  summary: "How the deployment is doing",
  security: OPERATOR_SECURITY,
  responses: {
    200: jsonAnswer(healthSchema, "`ok` is false when `problems` names any"),
    ...problems(),
  },
});

const lookRoute = createRoute({
  method: "post",
  path: "/api/operator/look-before-create",
  summary:
    "After a restore: every document received since is looked up in iMUIS before it is created",
  security: OPERATOR_SECURITY,
  request: jsonBody(
    z.object({
      since: instantSchema.nullable().openapi({
        description:
          "1970-01-01T00:00:00Z covers also what waited at the moment that was restored; null ends it",
      }),
    }),
  ),
  responses: {
    200: jsonAnswer(z.object({ installations: z.number() }), "How many it was set for"),
    ...problems(),
  },
});

const idParams = z.object({ id: z.string() });

const eraseRoute = createRoute({
  method: "post",
  path: "/api/operator/installations/{id}/erase-customer",
  summary: "Erase a customer of one shop",
  security: OPERATOR_SECURITY,
  request: { params: idParams, ...jsonBody(customerSchema) },
  responses: { 200: jsonAnswer(erasedSchema, "What was erased"), ...problems(404) },
});

const exportRoute = createRoute({
  method: "get",
  path: "/api/operator/installations/{id}/export",
  summary: "Everything kept of one installation, without secrets",
  security: OPERATOR_SECURITY,
  request: { params: idParams },
  responses: { 200: jsonAnswer(z.record(z.string(), z.unknown()), "The file"), ...problems(404) },
});

export function addOperatorHealthRoutes(api: Api): void {
  api.openapi(healthRoute, async (c) => {
    const now = c.env.now().getTime();
    const [reading, backlog] = await Promise.all([c.env.health.read(now), c.env.queueBacklog()]);
    const { keyIds } = c.env.vault;
    const found = judgeHealth(reading, { now, backlog, keyIds });
    const { overdue, unknown, deadLetters, crons, keys } = reading;
    const [newest] = keyIds;
    const all = Object.values(keys).reduce((sum, count) => sum + count, 0);
    return Response.json({
      ...reading,
      ok: found.length === 0,
      problems: found,
      checkedAt: instant(now),
      moves: { ...reading.moves, oldestStartedAt: instant(reading.moves.oldestStartedAt) },
      overdue: { ...overdue, oldestDueAt: instant(overdue.oldestDueAt) },
      unknown: { ...unknown, oldestReceivedAt: instant(unknown.oldestReceivedAt) },
      deadLetters: { ...deadLetters, newestAt: instant(deadLetters.newestAt) },
      queue: backlog === null ? null : { ...backlog, oldestAt: instant(backlog.oldestAt) },
      crons: crons.map(({ cron, lastStartedAt }) => ({
        cron,
        lastStartedAt: instant(lastStartedAt),
      })),
      keys: { newest, known: keyIds, values: keys, toMove: all - (keys[newest] ?? 0) },
    });
  });

  api.openapi(lookRoute, async (c) => {
    const { since } = c.req.valid("json");
    const from = since === null ? null : Date.parse(since);
    const installations = await c.env.setUp.lookBeforeCreateSince(from);
    return c.json({ installations }, 200);
  });

  api.openapi(eraseRoute, async (c) => {
    const found = await c.env.installations.find(c.req.valid("param").id);
    if (found === null) return notFound("There is no such installation.");
    const { email, name } = c.req.valid("json");
    const texts = { email: email ?? null, name: name ?? null };
    return c.json(await eraseCustomer(c.env.erasure, found.id, texts), 200);
  });

  api.openapi(exportRoute, async (c) => {
    const found = await c.env.installations.find(c.req.valid("param").id);
    if (found === null) return notFound("There is no such installation.");
    return new Response(exportStream(c.env.exports, found.id), {
      headers: { "content-type": "application/json" },
    });
  });
}
