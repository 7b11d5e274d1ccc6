import { createRoute } from "@hono/zod-openapi";

import { activate } from "../../booking/setup/activate.ts";
import type { WebhookKeys } from "../webhook-keys.ts";
import { type Api, jsonAnswer, OWNER_SECURITY, problems, z } from "./api.ts";
import { setUpProblem } from "./set-up-problem.ts";

const route = createRoute({
  method: "post",
  path: "/api/activate",
  summary: "Register the webhooks, mark the app installed and start; repeating it repairs",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({ returnUrl: z.string() }),
      "Where the App Store wants the owner back",
    ),
    ...problems(403, 409, 503),
  },
});

export function addActivateRoutes(api: Api, keys: WebhookKeys): void {
  api.openapi(route, async (c) => {
    const installation = c.get("installation");
    const activated = await activate(c.env, installation);
    keys.forgetInstallation(installation.id);
    return activated.ok ? c.json(activated.value, 200) : setUpProblem(activated.error);
  });
}
