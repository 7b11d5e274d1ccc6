import { createRoute } from "@hono/zod-openapi";

import { connectImuis } from "../../booking/setup/connect-imuis.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";
import { setUpProblem } from "./set-up-problem.ts";

const CODE_MAX_CHARACTERS = 200;

const route = createRoute({
  method: "put",
  path: "/api/connections/imuis",
  summary: "Log in to iMUIS with an environment code and keep it when that works",
  security: OWNER_SECURITY,
  request: jsonBody(
    z.object({
      environmentCode: z.string().trim().min(1).max(CODE_MAX_CHARACTERS),
      confirm: z.boolean().default(false),
    }),
  ),
  responses: {
    200: jsonAnswer(
      z.object({ ok: z.literal(true), administration: z.string() }),
      "Connected; the code is never shown again",
    ),
    ...problems(403, 409, 503),
  },
});

export function addConnectionRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const { environmentCode, confirm } = c.req.valid("json");
    const connected = await connectImuis(c.env, c.get("installation"), {
      environmentCode,
      confirm,
      by: c.get("caller").name,
    });
    if (!connected.ok) return setUpProblem(connected.error);
    return c.json({ ok: true as const, administration: connected.value.administration }, 200);
  });
}
