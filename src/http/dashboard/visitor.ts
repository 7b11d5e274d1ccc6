import { createMiddleware } from "hono/factory";

import type { WaitingCounts } from "../../booking/ports/documents.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import { visibleInstallations } from "../api/authenticate.ts";
import type { Caller, HttpContext, HttpEnv } from "../context.ts";
import { readSession } from "../session.ts";
import { type ApiApp, callApi } from "./call-api.ts";
import { languageOf } from "./language.ts";
import { textsOf } from "./texts/texts.ts";
import type { View, Visitor } from "./view.ts";

/** Who looks at a page, in which language, and at which installation. */

/** Every page has a view, also the login. */
export function provideView(api: ApiApp) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const language = languageOf(c);
    const view: View = {
      language,
      texts: textsOf(language),
      visitor: null,
      callApi: (method, path, body) => callApi(api, c, { method, path, body }),
    };
    c.set("view", view);
    return next();
  });
}

/** Sends who has no session to the login, and who has several installations to the choice. */
export const requireVisitor = createMiddleware<HttpEnv>(async (c, next) => {
  const caller = await callerOf(c);
  if (caller === null) return c.redirect("/login", 303);
  c.set("caller", caller);
  const [installations, seen] = await Promise.all([
    visibleInstallations(c, caller),
    problemsSeen(c, caller),
  ]);
  const chosen = choose(installations, caller.installationId);
  if (chosen === null) return c.redirect("/installations", 303);
  c.set("installation", chosen);
  const [waiting, refused] = await Promise.all([
    waitingFor(c, chosen.id, seen),
    refusedDeliveries(c, chosen.id),
  ]);
  setVisitor(c, { email: caller.email, installations, waiting, refused });
  return next();
});

/** For the choice itself: a session, but no installation yet. */
export const requireSession = createMiddleware<HttpEnv>(async (c, next) => {
  const caller = await callerOf(c);
  if (caller === null) return c.redirect("/login", 303);
  c.set("caller", caller);
  const installations = await visibleInstallations(c, caller);
  const refused = { count: 0, lastAt: null };
  setVisitor(c, { email: caller.email, installations, waiting: null, refused });
  return next();
});

type Seen = ReadonlyMap<string, number | null>;

async function problemsSeen(c: HttpContext, { accountId }: SessionCaller): Promise<Seen> {
  return accountId === null ? new Map() : c.env.access.problemsSeen(accountId);
}

/** Only a login remembers what it has seen of its shops: to an install link nothing is new, the menu tells how many there are. */
async function waitingFor(
  c: HttpContext,
  installationId: string,
  seen: Seen,
): Promise<WaitingCounts> {
  const seenUntil = seen.get(installationId);
  const waiting = await c.env.documents.waiting(installationId, seenUntil ?? null);
  return seenUntil === undefined ? { ...waiting, newProblems: 0 } : waiting;
}

/** What a login has looked at is no longer new to it. Written only when something was, and never more than was there to be seen. */
export async function markProblemsSeen(c: HttpContext): Promise<void> {
  const caller = c.get("caller");
  const waiting = c.get("view").visitor?.waiting;
  if (caller.kind !== "session" || caller.accountId === null) return;
  if (!waiting || waiting.newProblems === 0 || waiting.latestProblemAt === null) return;
  const { id } = c.get("installation");
  await c.env.access.markProblemsSeen(caller.accountId, id, waiting.latestProblemAt);
}

const MS_PER_MINUTE = 60_000;
const REFUSED_WINDOW_MINUTES = 24 * 60;

async function refusedDeliveries(
  c: HttpContext,
  installationId: string,
): Promise<Visitor["refused"]> {
  const since = Math.floor(c.env.now().getTime() / MS_PER_MINUTE) - REFUSED_WINDOW_MINUTES;
  const { count, lastMinute } = await c.env.setUp.refusedDeliveriesOf(installationId, since);
  return { count, lastAt: lastMinute === null ? null : lastMinute * MS_PER_MINUTE };
}

function setVisitor(c: HttpContext, visitor: Visitor): void {
  c.set("view", { ...c.get("view"), visitor });
}

function choose(
  installations: readonly Installation[],
  wanted: string | null,
): Installation | null {
  if (wanted !== null) return installations.find(({ id }) => id === wanted) ?? null;
  const [only] = installations;
  return only !== undefined && installations.length === 1 ? only : null;
}

type SessionCaller = Extract<Caller, { kind: "session" }>;

async function callerOf(c: HttpContext): Promise<SessionCaller | null> {
  const session = await readSession(c);
  if (session === null) return null;
  const { idHash, accountId, installationId } = session;
  const account = accountId === null ? null : await c.env.access.findAccount(accountId);
  if (accountId !== null && account === null) return null;
  const email = account?.email ?? null;
  return { kind: "session", name: email ?? "set-up", idHash, accountId, email, installationId };
}
