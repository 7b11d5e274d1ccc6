import { createRoute } from "@hono/zod-openapi";

import { closeSession, openSession, readSession } from "../session.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";
import { checkPassword, loginSchema } from "./passwords.ts";

const loginRoute = createRoute({
  method: "post",
  path: "/api/login",
  summary: "Log in with e-mail address and password",
  request: jsonBody(loginSchema),
  responses: {
    200: jsonAnswer(z.object({ email: z.string() }), "A session cookie"),
    ...problems(403, 429),
  },
});

const logoutRoute = createRoute({
  method: "post",
  path: "/api/logout",
  summary: "End the session",
  security: OWNER_SECURITY,
  responses: { 204: { description: "The session has ended" }, ...problems(403) },
});

export function addLoginRoutes(api: Api): void {
  api.openapi(loginRoute, async (c) => {
    const account = await checkPassword(c, c.req.valid("json"));
    if (account instanceof Response) return account;
    const former = await readSession(c);
    if (former !== null) await c.env.access.deleteSession(former.idHash);
    // Who logs in while setting up a shop goes on setting it up.
    const setUp = former?.accountId === null ? former.installationId : null;
    await openSession(c, { accountId: account.id, installationId: setUp });
    return c.json({ email: account.email }, 200);
  });

  api.openapi(logoutRoute, async (c) => {
    const caller = c.get("caller");
    if (caller.kind === "session") await closeSession(c, caller.idHash);
    return c.body(null, 204);
  });
}
