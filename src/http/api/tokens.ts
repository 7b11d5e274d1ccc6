import { createRoute } from "@hono/zod-openapi";

import { notFound } from "../problem.ts";
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

const TOKEN_SIZE_BYTES = 32;

/** Makes a leaked token recognisable to people and scanners. */
const TOKEN_PREFIX = "kmt_";

const NAME_MAX_CHARACTERS = 100;

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: instantSchema,
    createdBy: z.string(),
    lastUsedAt: instantSchema.nullable(),
  })
  .openapi("Token");

const createTokenRoute = createRoute({
  method: "post",
  path: "/api/tokens",
  summary: "Make an API token of this installation",
  security: OWNER_SECURITY,
  request: jsonBody(z.object({ name: z.string().trim().min(1).max(NAME_MAX_CHARACTERS) })),
  responses: {
    201: jsonAnswer(z.object({ id: z.string(), token: z.string() }), "The token, shown only once"),
    ...problems(403),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/tokens",
  summary: "The API tokens of this installation",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(tokenSchema), nextCursor: z.string().nullable() }),
      "Never the tokens themselves",
    ),
    ...problems(),
  },
});

const deleteRoute = createRoute({
  method: "delete",
  path: "/api/tokens/{id}",
  summary: "Withdraw an API token",
  security: OWNER_SECURITY,
  request: { params: z.object({ id: z.string() }) },
  responses: { 204: { description: "It opens nothing any more" }, ...problems(403, 404) },
});

export function addTokenRoutes(api: Api): void {
  api.openapi(createTokenRoute, async (c) => {
    const token = `${TOKEN_PREFIX}${c.env.randomToken(TOKEN_SIZE_BYTES)}`;
    const id = c.env.newId();
    await c.env.access.createToken({
      id,
      installationId: c.get("installation").id,
      name: c.req.valid("json").name,
      tokenHash: await c.env.crypto.hashToken(token),
      createdAt: c.env.now().getTime(),
      createdBy: c.get("caller").name,
      lastUsedAt: null,
    });
    return c.json({ id, token }, 201);
  });

  api.openapi(listRoute, async (c) => {
    const tokens = await c.env.access.tokens(c.get("installation").id);
    const items = tokens.map(({ id, name, createdAt, createdBy, lastUsedAt }) => ({
      id,
      name,
      createdAt: instant(createdAt),
      createdBy,
      lastUsedAt: instant(lastUsedAt),
    }));
    return c.json({ items, nextCursor: null }, 200);
  });

  api.openapi(deleteRoute, async (c) => {
    const { id } = c.req.valid("param");
    const isDeleted = await c.env.access.deleteToken(c.get("installation").id, id);
    return isDeleted ? c.body(null, 204) : notFound("There is no such token.");
  });
}
