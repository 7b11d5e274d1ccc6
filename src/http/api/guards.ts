import { createMiddleware } from "hono/factory";

import type { HttpContext, HttpEnv } from "../context.ts";
import { installationMoving, problemResponse } from "../problem.ts";

/** What every call must satisfy before anybody looks at who makes it: its origin and the kind of its body. */

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The only body that is no JSON: the operator's PDF of an invoice. */
const PDF_PATH = /^\/api\/operator\/installations\/[^/]+\/invoices$/;

/** State is only changed by our own pages or by a token, which no foreign page has (CSRF). */
export const requireSameOrigin = createMiddleware<HttpEnv>(async (c, next) => {
  if (SAFE_METHODS.has(c.req.method) || c.req.header("authorization") !== undefined) return next();
  const origin = c.req.header("origin");
  const isByCookie = (c.req.header("cookie") ?? "") !== "";
  const isAllowed = origin === undefined ? !isByCookie : origin === new URL(c.env.publicUrl).origin;
  if (isAllowed) return next();
  return problemResponse({
    status: 403,
    code: "ORIGIN_MISMATCH",
    detail: "Calls with a session cookie need the Origin of the dashboard.",
  });
});

/** A body must be JSON. No body at all is treated alike whatever its stated type. */
export const requireJson = createMiddleware<HttpEnv>(async (c, next) => {
  if (SAFE_METHODS.has(c.req.method)) return next();
  if (!hasBody(c)) {
    dropContentType(c);
    return next();
  }
  const [type = ""] = (c.req.header("content-type") ?? "").split(";");
  const name = type.trim().toLowerCase();
  if (name === "application/json") return next();
  if (name === "application/pdf" && PDF_PATH.test(c.req.path)) return next();
  return problemResponse({
    status: 415,
    code: "UNSUPPORTED_MEDIA_TYPE",
    detail: "The body must be application/json.",
  });
});

function hasBody(c: HttpContext): boolean {
  return c.req.raw.body !== null && c.req.header("content-length") !== "0";
}

function dropContentType(c: HttpContext): void {
  if (c.req.header("content-type") === undefined) return;
  const headers = new Headers(c.req.raw.headers);
  headers.delete("content-type");
  c.req.raw = new Request(c.req.raw.url, { method: c.req.raw.method, headers });
}

/** Touches no document, and must work at any moment. */
const EMERGENCY_STOP = "/api/profile/stop";

/** While the documents of an installation are being copied to another database nothing of them may change; it takes minutes. */
export const refuseWhileMoving = createMiddleware<HttpEnv>(async (c, next) => {
  const installation = c.get("installation") as HttpEnv["Variables"]["installation"] | undefined;
  const isMoving = installation !== undefined && installation.movingTo !== null;
  const mayChange = SAFE_METHODS.has(c.req.method) || c.req.path === EMERGENCY_STOP;
  return isMoving && !mayChange ? installationMoving() : next();
});
