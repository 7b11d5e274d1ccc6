import type { Hono } from "hono";

import { executionContextOf, type HttpContext, type HttpEnv } from "../context.ts";
import type { InputError } from "../problem.ts";

/** Calls of the JSON API from a page, in the caller's session. What a page changes goes through here, so that nothing is done twice. */

export interface ApiAnswer {
  readonly ok: boolean;
  readonly status: number;
  /** The problem's code; `""` when it went well. */
  readonly code: string;
  /** In English, for what has no text of its own. */
  readonly detail: string;
  readonly errors: readonly InputError[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** The API is an app of its own; its routes are those of the running one. */
export type ApiApp = Pick<Hono<HttpEnv>, "fetch">;

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** The answer of one call; a new session cookie is passed on to the browser. */
export async function callApi(
  api: ApiApp,
  c: HttpContext,
  { method, path, body }: ApiRequest,
): Promise<ApiAnswer> {
  const request = new Request(`${c.env.publicUrl}${path}`, {
    method,
    headers: headersOf(c, body !== undefined),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // With it, what goes on behind the answer ends also when it was asked for by a page.
  const response = await api.fetch(request, c.env, executionContextOf(c));
  for (const cookie of response.headers.getSetCookie()) {
    c.header("set-cookie", cookie, { append: true });
  }
  return readAnswer(response);
}

function headersOf(c: HttpContext, hasBody: boolean): Headers {
  const headers = new Headers({ origin: new URL(c.env.publicUrl).origin });
  for (const name of ["cookie", "cf-connecting-ip"]) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  const chosen = c.get("installation") as { readonly id: string } | undefined;
  if (chosen !== undefined) headers.set("x-installation", chosen.id);
  if (hasBody) headers.set("content-type", "application/json");
  return headers;
}

async function readAnswer(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  const { code, detail, errors } = body;
  return {
    ok: response.ok,
    status: response.status,
    code: !response.ok && typeof code === "string" ? code : "",
    detail: typeof detail === "string" ? detail : "",
    errors: Array.isArray(errors) ? (errors as InputError[]) : [],
    body,
  };
}
