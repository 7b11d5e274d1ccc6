import { createRoute } from "@hono/zod-openapi";

import { notFound, problemResponse } from "../problem.ts";
import { type Api, jsonAnswer, OWNER_SECURITY, problems, z } from "./api.ts";
import { visibleInstallations } from "./authenticate.ts";

const installationSchema = z
  .object({
    id: z.string(),
    licenseKey: z.string(),
    shopName: z.string().nullable(),
    apiRoot: z.string(),
    state: z.enum(["new", "active", "stopped", "uninstalled"]),
    selected: z.boolean(),
  })
  .openapi("Installation");

const listRoute = createRoute({
  method: "get",
  path: "/api/installations",
  summary: "The installations (licence keys) of this account",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(installationSchema), nextCursor: z.string().nullable() }),
      "What this caller may see",
    ),
    ...problems(),
  },
});

const selectRoute = createRoute({
  method: "post",
  path: "/api/installations/{id}/select",
  summary: "Choose the installation that this session sees",
  security: OWNER_SECURITY,
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: jsonAnswer(z.object({ id: z.string(), licenseKey: z.string() }), "The chosen one"),
    ...problems(403, 404),
  },
});

export function addInstallationRoutes(api: Api): void {
  api.openapi(listRoute, async (c) => {
    const caller = c.get("caller");
    const visible = await visibleInstallations(c, caller);
    const selected = caller.installationId ?? (visible.length === 1 ? visible[0]?.id : null);
    const items = visible.map(({ id, licenseKey, shopName, apiRoot, state }) => ({
      id,
      licenseKey,
      shopName,
      apiRoot,
      state,
      selected: id === selected,
    }));
    return c.json({ items, nextCursor: null }, 200);
  });

  api.openapi(selectRoute, async (c) => {
    const caller = c.get("caller");
    const { id } = c.req.valid("param");
    const chosen = (await visibleInstallations(c, caller)).find((visible) => visible.id === id);
    if (chosen === undefined) return notFound("There is no such installation.");
    if (caller.kind === "token") {
      return problemResponse({
        status: 403,
        code: "SESSION_REQUIRED",
        detail: "A token belongs to one installation.",
      });
    }
    await c.env.access.chooseInstallation(caller.idHash, id);
    return c.json({ id, licenseKey: chosen.licenseKey }, 200);
  });
}
