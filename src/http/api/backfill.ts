import { createRoute } from "@hono/zod-openapi";

import type { Backfill } from "../../booking/setup/repositories.ts";
import { notFound, queueUnavailable } from "../problem.ts";
import {
  type Api,
  dateSchema,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";
import { kindSchema } from "./document-schemas.ts";
import { setUpProblem } from "./set-up-problem.ts";

/** Migrations: a period of the shop's past, booked or only counted. The work itself is done behind the queue. */

const backfillSchema = z
  .object({
    id: z.string(),
    kind: kindSchema,
    from: z.string(),
    to: z.string(),
    dryRun: z.boolean(),
    state: z.enum(["running", "finished", "stopped", "failed"]),
    total: z.number().nullable(),
    done: z.number(),
    booked: z.number(),
    failed: z.number(),
    skipped: z.number(),
    problem: z.string().nullable(),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi("Backfill");

const startRoute = createRoute({
  method: "post",
  path: "/api/backfill",
  summary: "Start a migration of a period; from and to are inclusive Dutch dates",
  security: OWNER_SECURITY,
  request: jsonBody(
    z
      .object({
        kind: kindSchema,
        from: dateSchema,
        to: dateSchema,
        dryRun: z.boolean().default(false),
      })
      .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" }),
  ),
  responses: {
    202: jsonAnswer(z.object({ id: z.string() }), "Started"),
    ...problems(403, 409, 503),
  },
});

const params = z.object({ id: z.string() });

const readRoute = createRoute({
  method: "get",
  path: "/api/backfill/{id}",
  summary: "How far a migration is",
  security: OWNER_SECURITY,
  request: { params },
  responses: { 200: jsonAnswer(backfillSchema, "Its state"), ...problems(404) },
});

const stopRoute = createRoute({
  method: "delete",
  path: "/api/backfill/{id}",
  summary: "Stop a migration",
  security: OWNER_SECURITY,
  request: { params },
  responses: { 204: { description: "It goes no further" }, ...problems(403, 404) },
});

export function addBackfillRoutes(api: Api): void {
  api.openapi(startRoute, async (c) => {
    const { kind, from, to, dryRun } = c.req.valid("json");
    const { id: installationId, state } = c.get("installation");
    if (state === "uninstalled") return setUpProblem({ kind: "uninstalled" });
    if (state === "new") return setUpProblem({ kind: "not-ready", missing: ["activation"] });
    const id = c.env.newId();
    const startedAt = c.env.now().getTime();
    const backfill = { ...FRESH, id, kind, from, to, dryRun, startedAt };
    await c.env.backfills.create(installationId, backfill);
    try {
      await c.env.queue.send([{ type: "backfill", installationId, backfillId: id }]);
    } catch {
      await c.env.backfills.change(installationId, id, {
        state: "failed",
        finishedAt: startedAt,
        problem: "It could not be queued.",
      });
      return queueUnavailable();
    }
    return c.json({ id }, 202);
  });

  api.openapi(readRoute, async (c) => {
    const { id } = c.req.valid("param");
    const backfill = await c.env.backfills.find(c.get("installation").id, id);
    return backfill === null ? notFound("There is no such migration.") : json(backfill);
  });

  api.openapi(stopRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { id: installationId } = c.get("installation");
    if ((await c.env.backfills.find(installationId, id)) === null) {
      return notFound("There is no such migration.");
    }
    const finishedAt = c.env.now().getTime();
    await c.env.backfills.change(installationId, id, { state: "stopped", finishedAt });
    return c.body(null, 204);
  });
}

const FRESH = {
  state: "running",
  position: 0,
  total: null,
  listed: 0,
  done: 0,
  booked: 0,
  failed: 0,
  skipped: 0,
  problem: null,
  finishedAt: null,
} as const;

function json(backfill: Backfill): Response {
  const { position: _position, startedAt, finishedAt, ...shown } = backfill;
  return Response.json({
    ...shown,
    startedAt: instant(startedAt),
    finishedAt: instant(finishedAt),
  });
}
