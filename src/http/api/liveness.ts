import { createRoute } from "@hono/zod-openapi";

import { type Api, jsonAnswer, z } from "./api.ts";

/** Whether the Worker answers at all; for whoever watches it, without a login. */

const route = createRoute({
  method: "get",
  path: "/health",
  summary: "Whether the service answers",
  security: [],
  responses: { 200: jsonAnswer(z.object({ status: z.literal("ok") }), "It answers") },
});

export function addLivenessRoute(api: Api): void {
  api.openapi(route, (c) => c.json({ status: "ok" as const }, 200));
}
