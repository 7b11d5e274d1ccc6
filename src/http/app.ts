import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";

import { isMoving } from "../booking/moving.ts";
import { allowDocumentation } from "./api/documentation.ts";
import { createApi } from "./api/routes.ts";
import { createAppStoreRoutes } from "./app-store.ts";
import type { HttpContext, HttpEnv } from "./context.ts";
import { createDashboard } from "./dashboard/dashboard.ts";
import { allowPageResources } from "./dashboard/page-policy.ts";
import { installationMoving, notFound, problemResponse } from "./problem.ts";
import { createWebhookKeys } from "./webhook-keys.ts";
import { createWebhookRoutes } from "./webhooks.ts";

/** Every path of the Worker. Call it as `app.fetch(request, dependencies, executionContext)`; make it once, its caches live in it. */
export function createApp(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const keys = createWebhookKeys();
  app.use(allowPageResources, allowDocumentation);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: "max-age=31536000; includeSubDomains",
      referrerPolicy: "no-referrer",
    }),
  );
  app.use("/api/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  app.route("/", createWebhookRoutes(keys));
  app.route("/", createAppStoreRoutes(keys));
  const api = createApi(keys);
  app.route("/", api);
  app.route("/", createDashboard(api));
  app.notFound(() => notFound());
  app.onError((error, c) => unexpected(error, c));
  return app;
}

/** Hono's own refusals (a body that is no JSON) are the caller's; everything else is a bug, told without its text. */
function unexpected(error: Error, c: HttpContext): Response {
  if (error instanceof HTTPException && error.status < 500) {
    return problemResponse({
      status: error.status,
      code: error.status === 400 ? "INVALID_JSON" : "REFUSED",
      detail: error.message,
    });
  }
  if (isMoving(error)) return installationMoving();
  c.env.log("request_failed", { path: routeOf(c), error: error.name });
  return problemResponse({
    status: 500,
    code: "INTERNAL_ERROR",
    detail: "Something went wrong here; it has been logged.",
  });
}

/** Without the parts that may be secret: a webhook address holds a token. */
function routeOf(c: HttpContext): string {
  return c.req.path.replace(/^(\/webhooks\/ccv\/)[^/]+/, "$1…");
}
