import { deleteCookie, getCookie, setCookie } from "hono/cookie";

import type { Session } from "../booking/setup/repositories.ts";
import type { HttpContext } from "./context.ts";

/** Browser sessions: an opaque id in a cookie, its hash in D1. */

const SESSION_ID_SIZE_BYTES = 32;

/** A working day; whoever comes back the next morning logs in again. */
const SESSION_IDLE_LIMIT_MS = 12 * 60 * 60 * 1000;
const SESSION_ABSOLUTE_LIMIT_MS = 7 * 24 * 60 * 60 * 1000;

/** The last sight is only written this often: a write per request would cost more than it tells. */
const SESSION_TOUCH_INTERVAL_MS = 5 * 60 * 1000;

/** `__Host-` needs https, which a development machine doesn't have. */
function cookieName(c: HttpContext): string {
  return isInsecureDevelopment(c) ? "session" : "__Host-session";
}

function isInsecureDevelopment(c: HttpContext): boolean {
  return c.env.development && c.env.publicUrl.startsWith("http:");
}

/** The session of the request's cookie while it is alive. */
export async function readSession(c: HttpContext): Promise<Session | null> {
  const id = getCookie(c, cookieName(c));
  if (id === undefined || id === "") return null;
  const session = await c.env.access.findSession(await c.env.crypto.hashToken(id));
  if (session === null) return null;
  const now = c.env.now().getTime();
  const isOver =
    now - session.seenAt > SESSION_IDLE_LIMIT_MS ||
    now - session.createdAt > SESSION_ABSOLUTE_LIMIT_MS;
  if (isOver) {
    await c.env.access.deleteSession(session.idHash);
    return null;
  }
  if (now - session.seenAt > SESSION_TOUCH_INTERVAL_MS) {
    await c.env.access.touchSession(session.idHash, now);
  }
  return session;
}

/** A new session with a new id, and its cookie. */
export async function openSession(
  c: HttpContext,
  owner: Pick<Session, "accountId" | "installationId">,
): Promise<void> {
  const id = c.env.randomToken(SESSION_ID_SIZE_BYTES);
  const now = c.env.now().getTime();
  const idHash = await c.env.crypto.hashToken(id);
  await c.env.access.createSession({ ...owner, idHash, createdAt: now, seenAt: now });
  setCookie(c, cookieName(c), id, {
    path: "/",
    httpOnly: true,
    secure: !isInsecureDevelopment(c),
    sameSite: "Lax",
    maxAge: SESSION_ABSOLUTE_LIMIT_MS / 1000,
  });
}

/** Ends the session and takes its cookie back. */
export async function closeSession(c: HttpContext, idHash: string): Promise<void> {
  await c.env.access.deleteSession(idHash);
  deleteCookie(c, cookieName(c), { path: "/", secure: !isInsecureDevelopment(c) });
}
