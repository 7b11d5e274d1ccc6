import { createMiddleware } from "hono/factory";

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
  const installations = await visibleInstallations(c, caller);
  const chosen = choose(installations, caller.installationId);
  if (chosen === null) return c.redirect("/installations", 303);
  c.set("installation", chosen);
  const [counts, refused] = await Promise.all([
    c.env.documents.counts(chosen.id),
    refusedDeliveries(c, chosen.id),
  ]);
  setVisitor(c, { email: caller.email, installations, counts, refused });
  return next();
});

/** For the choice itself: a session, but no installation yet. */
export const requireSession = createMiddleware<HttpEnv>(async (c, next) => {
  const caller = await callerOf(c);
  if (caller === null) return c.redirect("/login", 303);
  c.set("caller", caller);
  const installations = await visibleInstallations(c, caller);
  const refused = { count: 0, lastAt: null };
  setVisitor(c, { email: caller.email, installations, counts: null, refused });
  return next();
});

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

async function callerOf(c: HttpContext): Promise<(Caller & { kind: "session" }) | null> {
  const session = await readSession(c);
  if (session === null) return null;
  const { idHash, accountId, installationId } = session;
  const account = accountId === null ? null : await c.env.access.findAccount(accountId);
  if (accountId !== null && account === null) return null;
  const email = account?.email ?? null;
  return { kind: "session", name: email ?? "set-up", idHash, accountId, email, installationId };
}
