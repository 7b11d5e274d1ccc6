import { createMiddleware } from "hono/factory";

import type { Installation } from "../../booking/ports/installations.ts";
import type { Caller, HttpContext, HttpEnv } from "../context.ts";
import { notFound, problemResponse, unauthenticated } from "../problem.ts";
import { readSession } from "../session.ts";

/** Who calls, and which one installation the call is about (contract section 4). */

const PUBLIC_PATHS = new Set([
  "/api/login",
  "/api/password-reset",
  "/api/password-reset/confirm",
  "/api/openapi.json",
  "/api/docs",
]);

/** Calls about the login itself: they work while no installation is chosen. */
const ACCOUNT_PATHS = /^\/api\/(logout|installations(\/[^/]+\/select)?)$/;

const OPERATOR_PATHS = /^\/api\/operator(\/|$)/;

/** A token's last use is only written this often. */
const TOKEN_TOUCH_INTERVAL_MS = 60 * 60 * 1000;

export const authenticate = createMiddleware<HttpEnv>(async (c, next) => {
  if (PUBLIC_PATHS.has(c.req.path)) return next();
  if (OPERATOR_PATHS.test(c.req.path)) return (await isOperator(c)) ? next() : unauthenticated();
  const caller = await readCaller(c);
  if (caller === null) return unauthenticated();
  c.set("caller", caller);
  if (ACCOUNT_PATHS.test(c.req.path)) return next();
  const chosen = await chooseInstallation(c, caller);
  if (chosen instanceof Response) return chosen;
  c.set("installation", chosen);
  return next();
});

function bearerOf(c: HttpContext): string | null {
  const header = c.req.header("authorization");
  if (header === undefined) return null;
  return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? "";
}

async function isOperator(c: HttpContext): Promise<boolean> {
  return c.env.crypto.timingSafeEqual(bearerOf(c) ?? "", c.env.operatorToken);
}

async function readCaller(c: HttpContext): Promise<Caller | null> {
  const bearer = bearerOf(c);
  return bearer === null ? callerOfSession(c) : callerOfToken(c, bearer);
}

async function callerOfToken(c: HttpContext, bearer: string): Promise<Caller | null> {
  const token = await c.env.access.findToken(await c.env.crypto.hashToken(bearer));
  if (token === null) return null;
  const now = c.env.now().getTime();
  if (now - (token.lastUsedAt ?? 0) > TOKEN_TOUCH_INTERVAL_MS) {
    await c.env.access.touchToken(token.id, now);
  }
  const { installationId, name } = token;
  return { kind: "token", name: `token ${name}`, installationId };
}

async function callerOfSession(c: HttpContext): Promise<Caller | null> {
  const session = await readSession(c);
  if (session === null) return null;
  const { idHash, accountId, installationId } = session;
  const account = accountId === null ? null : await c.env.access.findAccount(accountId);
  if (accountId !== null && account === null) return null;
  const email = account?.email ?? null;
  return { kind: "session", name: email ?? "set-up", idHash, accountId, email, installationId };
}

/** Everything this caller may see: a token's one; a login's, and the one that an install link has just opened. */
export async function visibleInstallations(
  c: HttpContext,
  caller: Caller,
): Promise<readonly Installation[]> {
  const own =
    caller.installationId === null ? null : await c.env.installations.find(caller.installationId);
  if (caller.kind === "token" || caller.accountId === null) return own === null ? [] : [own];
  const linked = await c.env.access.linkedInstallations(caller.accountId);
  const isLinked = linked.some(({ id }) => id === own?.id);
  return own === null || isLinked ? linked : [...linked, own];
}

async function chooseInstallation(
  c: HttpContext,
  caller: Caller,
): Promise<Installation | Response> {
  const visible = await visibleInstallations(c, caller);
  const wanted = c.req.header("x-installation") ?? caller.installationId;
  if (wanted !== null) return visible.find(({ id }) => id === wanted) ?? notFound();
  const [only, ...others] = visible;
  if (only !== undefined && others.length === 0) return only;
  return problemResponse({
    status: 409,
    code: "INSTALLATION_NOT_SELECTED",
    detail: "Select one of the installations first, or name it in the header x-installation.",
  });
}
