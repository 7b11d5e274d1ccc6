import { createRoute } from "@hono/zod-openapi";

import {
  beginMove,
  cancelMove,
  type Move,
  type MoveDependencies,
  type MoveRefusal,
} from "../../booking/move-installation.ts";
import type { HttpContext } from "../context.ts";
import { notFound, type Problem, problemResponse } from "../problem.ts";
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

/** Moving an installation to another data database (docs/operations.md); by the operator only. */

const params = z.object({ id: z.string() });

const moveSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    phase: z.enum([
      "clearing",
      "draining",
      "copying",
      "emptying",
      "cancelling",
      "finished",
      "cancelled",
    ]),
    copied: z.number().openapi({ description: "Rows copied so far" }),
    problem: z.string().nullable(),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi("Move");

const path = "/api/operator/installations/{id}/move";

const beginRoute = createRoute({
  method: "post",
  path,
  summary: "Move the documents of an installation to another data database",
  security: OPERATOR_SECURITY,
  request: {
    params,
    ...jsonBody(z.object({ to: z.string().max(20).openapi({ example: "DATA_01" }) })),
  },
  responses: { 202: jsonAnswer(moveSchema, "It has begun"), ...problems(404, 409) },
});

const showRoute = createRoute({
  method: "get",
  path,
  summary: "Where the latest move of an installation stands",
  security: OPERATOR_SECURITY,
  request: { params },
  responses: { 200: jsonAnswer(moveSchema, "The move"), ...problems(404) },
});

const cancelRoute = createRoute({
  method: "delete",
  path,
  summary: "Cancel a move whose documents have not arrived yet",
  security: OPERATOR_SECURITY,
  request: { params },
  responses: {
    202: jsonAnswer(moveSchema, "What was copied is being erased"),
    ...problems(404, 409),
  },
});

/** What stands in the way, and what to do about it. */
const REFUSALS: Readonly<Record<MoveRefusal, Pick<Problem, "status" | "code" | "detail">>> = {
  "no-installation": {
    status: 404,
    code: "NOT_FOUND",
    detail: "There is no such installation.",
  },
  "no-such-database": {
    status: 422,
    code: "DATABASE_UNKNOWN",
    detail: "No data database of that name is bound: DB, or DATA_01 and so on in wrangler.toml.",
  },
  "there-already": {
    status: 409,
    code: "DATABASE_SAME",
    detail: "The installation is in that database already.",
  },
  "moving-already": {
    status: 409,
    code: "MOVE_RUNNING",
    detail: "A move of this installation is still running.",
  },
  "migrations-missing": {
    status: 409,
    code: "MIGRATIONS_MISSING",
    detail: "That database has other tables. Apply all migrations to it first.",
  },
};

export function addOperatorMoveRoutes(api: Api): void {
  api.openapi(beginRoute, async (c) => {
    const begun = await beginMove(
      dependenciesOf(c),
      c.req.valid("param").id,
      c.req.valid("json").to,
    );
    return begun.ok
      ? Response.json(moveJson(begun.value), { status: 202 })
      : problemResponse(REFUSALS[begun.error]);
  });

  api.openapi(showRoute, async (c) => {
    const move = await c.env.moves.latest(c.req.valid("param").id);
    return move === null ? notFound("It was never moved.") : Response.json(moveJson(move));
  });

  api.openapi(cancelRoute, async (c) => {
    const { id } = c.req.valid("param");
    const isCancelled = await cancelMove(dependenciesOf(c), id);
    const move = await c.env.moves.latest(id);
    if (move === null) return notFound("It was never moved.");
    if (isCancelled) return Response.json(moveJson(move), { status: 202 });
    return problemResponse({
      status: 409,
      code: "MOVE_OVER",
      detail:
        "No move of it can be cancelled now: it is over, or its documents have arrived (then it can be moved back).",
    });
  });
}

function dependenciesOf({ env }: HttpContext): MoveDependencies {
  return { ...env, now: () => env.now().getTime() };
}

function moveJson({ from, to, phase, copied, problem, startedAt, finishedAt }: Move) {
  return {
    from,
    to,
    phase,
    copied,
    problem,
    startedAt: instant(startedAt),
    finishedAt: instant(finishedAt),
  };
}
