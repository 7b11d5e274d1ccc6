import type { Context } from "hono";

import type { Installation } from "../booking/ports/installations.ts";
import type { View } from "./dashboard/view.ts";
import type { HttpDependencies } from "./dependencies.ts";

/** Who calls: a token of one installation, or a browser session of a login, of an install link, or of both. */
export type Caller =
  | { readonly kind: "token"; readonly name: string; readonly installationId: string }
  | {
      readonly kind: "session";
      readonly name: string;
      readonly idHash: string;
      readonly accountId: string | null;
      readonly email: string | null;
      readonly installationId: string | null;
    };

export interface HttpEnv {
  /** The dependencies are the app's bindings: `app.fetch(request, dependencies, executionContext)`. */
  Bindings: HttpDependencies;
  Variables: {
    caller: Caller;
    /** The one installation that this request is about. */
    installation: Installation;
    /** Only on the dashboard's pages. */
    view: View;
  };
}

export type HttpContext = Context<HttpEnv>;

/** Lets work go on when the caller hangs up; without an execution context (tests) it is simply awaited elsewhere. */
export function keepAlive(c: HttpContext, work: Promise<unknown>): void {
  const settled = work.then(
    () => undefined,
    () => undefined,
  );
  executionContextOf(c)?.waitUntil(settled);
}

/** Hono throws where there is no execution context. */
export function executionContextOf(c: HttpContext): HttpContext["executionCtx"] | undefined {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}
