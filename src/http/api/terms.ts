import { createRoute } from "@hono/zod-openapi";

import { TERMS_TEXT, TERMS_VERSION } from "../../booking/setup/terms.ts";
import { problemResponse } from "../problem.ts";
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

const readRoute = createRoute({
  method: "get",
  path: "/api/terms",
  summary: "The terms as they are now",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({
        version: z.string(),
        text: z.string(),
        acceptedVersion: z.string().nullable(),
        acceptedAt: instantSchema.nullable(),
      }),
      "Version and text",
    ),
    ...problems(),
  },
});

const acceptRoute = createRoute({
  method: "post",
  path: "/api/terms",
  summary: "Accept the terms",
  security: OWNER_SECURITY,
  request: jsonBody(z.object({ version: z.string().min(1) })),
  responses: {
    200: jsonAnswer(z.object({ version: z.string(), acceptedAt: instantSchema }), "Accepted"),
    ...problems(403, 409),
  },
});

export function addTermsRoutes(api: Api): void {
  api.openapi(readRoute, (c) => {
    const { termsVersion, termsAcceptedAt } = c.get("installation");
    const body = {
      version: TERMS_VERSION,
      text: TERMS_TEXT,
      acceptedVersion: termsVersion,
      acceptedAt: instant(termsAcceptedAt),
    };
    return c.json(body, 200);
  });
  api.openapi(acceptRoute, async (c) => {
    const { version } = c.req.valid("json");
    if (version !== TERMS_VERSION) {
      return problemResponse({
        status: 409,
        code: "TERMS_OUTDATED",
        detail: `The terms are those of version ${TERMS_VERSION} now.`,
      });
    }
    const now = c.env.now().getTime();
    await c.env.installations.change(c.get("installation").id, {
      termsVersion: version,
      termsAcceptedAt: now,
    });
    return c.json({ version, acceptedAt: instant(now) }, 200);
  });
}
