import { createMiddleware } from "hono/factory";

import type { HttpEnv } from "../context.ts";
import { type Api, z } from "./api.ts";
import { answerDocumentation } from "./documentation-page.tsx";

/** The API describes itself: `GET /api/openapi.json`, and `GET /api/docs` for people, where each call can be tried. */

const INFORMATION = {
  openapi: "3.1.0",
  info: {
    title: "CCV Shop to King/iMUIS",
    version: "1",
    description:
      "Amounts are decimal strings with two decimals, dates YYYY-MM-DD, instants ISO 8601 UTC. Errors are application/problem+json with a stable code.",
  },
};

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

export function addDocumentation(api: Api): void {
  const registry = api.openAPIRegistry;
  registry.register("Problem", problemSchema);
  registry.registerComponent("responses", "Problem", {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-session",
  });
  registry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
  registry.registerComponent("securitySchemes", "operator", { type: "http", scheme: "bearer" });
  let document: ReturnType<Api["getOpenAPI31Document"]> | null = null;
  const describe = () => (document ??= api.getOpenAPI31Document(INFORMATION));
  api.get("/api/openapi.json", (c) => c.json(describe()));
  api.get("/api/docs", (c) => answerDocumentation(c, describe()));
}

/** The page loads our own style and script and calls this API; nothing inline, nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Loosens the policy of the JSON API for its page. It stands outside of `secureHeaders`, which sets its own at the end. */
export const allowDocumentation = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  if (c.req.path === "/api/docs") c.header("content-security-policy", PAGE_POLICY);
});
