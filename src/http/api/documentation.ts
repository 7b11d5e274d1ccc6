import { html } from "hono/html";

import type { HttpContext } from "../context.ts";
import { type Api, z } from "./api.ts";

/** The API describes itself: `GET /api/openapi.json`, and a plain page of it for people. */

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
  api.get("/api/docs", (c) => page(c, describe()));
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

function page(c: HttpContext, document: ReturnType<Api["getOpenAPI31Document"]>) {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined
        ? []
        : [{ method: method.toUpperCase(), path, summary: operation.summary ?? "" }];
    }),
  );
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${INFORMATION.info.title}: API</title>
        </head>
        <body>
          <main>
            <h1>${INFORMATION.info.title}: API</h1>
            <p>${INFORMATION.info.description} <a href="/api/openapi.json">openapi.json</a></p>
            <dl>
              ${rows.map(
                ({ method, path, summary }) =>
                  html`<dt><code>${method} ${path}</code></dt>
                    <dd>${summary}</dd>`,
              )}
            </dl>
          </main>
        </body>
      </html>`,
  );
}
