import { createMiddleware } from "hono/factory";

import type { HttpEnv } from "../context.ts";

/** What a page may load: our own style and scripts, nothing inline and nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Loosens the policy of the JSON API for our pages. It stands outside of `secureHeaders`, which sets its own at the end.
 * Our own forms must name their Origin, which a browser hides under `no-referrer`; other sites still learn nothing.
 */
export const allowPageResources = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  if (c.get("view") === undefined) return;
  c.header("content-security-policy", PAGE_POLICY);
  c.header("referrer-policy", "same-origin");
  c.header("cache-control", "no-store");
});
