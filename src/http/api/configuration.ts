import { createRoute } from "@hono/zod-openapi";

import { removeVatSettings, saveConfiguration } from "../../booking/setup/save-configuration.ts";
import { notFound, problemResponse } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";
import { configurationSchema } from "./configuration-schema.ts";

const readRoute = createRoute({
  method: "get",
  path: "/api/configuration",
  summary: "The configuration as stored, defaults filled in",
  security: OWNER_SECURITY,
  responses: { 200: jsonAnswer(configurationSchema, "The configuration"), ...problems(404) },
});

const replaceRoute = createRoute({
  method: "put",
  path: "/api/configuration",
  summary: "Replace the whole configuration",
  security: OWNER_SECURITY,
  request: jsonBody(configurationSchema),
  responses: {
    200: jsonAnswer(configurationSchema, "The configuration as stored"),
    ...problems(403),
  },
});

const removeVatRoute = createRoute({
  method: "delete",
  path: "/api/configuration/vat",
  summary: "Remove the VAT settings; documents wait meanwhile",
  security: OWNER_SECURITY,
  responses: { 204: { description: "Removed" }, ...problems(403) },
});

const changesRoute = createRoute({
  method: "get",
  path: "/api/configuration/changes",
  summary: "Who changed which setting, with before and after",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(
          z.object({
            version: z.number(),
            changedAt: instantSchema,
            changedBy: z.string(),
            before: z.unknown(),
            after: z.unknown(),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
      "Newest first",
    ),
    ...problems(),
  },
});

export function addConfigurationRoutes(api: Api): void {
  api.openapi(readRoute, async (c) => {
    const stored = await c.env.setUp.storedConfiguration(c.get("installation").id);
    return stored === null
      ? problemResponse({
          status: 404,
          code: "NOT_CONFIGURED",
          detail: "There is no configuration yet.",
        })
      : Response.json(stored);
  });

  api.openapi(replaceRoute, async (c) => {
    const configuration = c.req.valid("json");
    const installation = c.get("installation");
    await saveConfiguration(c.env, installation, { configuration, by: c.get("caller").name });
    const stored = await c.env.setUp.storedConfiguration(installation.id);
    return stored === null ? notFound() : Response.json(stored);
  });

  api.openapi(removeVatRoute, async (c) => {
    await removeVatSettings(c.env, c.get("installation"), c.get("caller").name);
    return c.body(null, 204);
  });

  api.openapi(changesRoute, async (c) => {
    const changes = await c.env.installations.configurationChanges(c.get("installation").id);
    const items = changes.map(({ version, changedAt, changedBy, before, after }) => ({
      version,
      changedAt: instant(changedAt),
      changedBy,
      before,
      after,
    }));
    return c.json({ items, nextCursor: null }, 200);
  });
}
