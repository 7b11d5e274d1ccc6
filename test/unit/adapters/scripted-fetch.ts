/** A fetch that answers from a script and remembers what it was asked. Anything not in the script fails the test. */
import type { Fetch } from "../../../src/adapters/send-request.ts";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

export type Respond = (asked: Asked) => Response | Promise<Response>;

export interface Scripted {
  readonly fetch: Fetch;
  readonly asked: Asked[];
}

export function scriptedFetch(respond: Respond): Scripted {
  const asked: Asked[] = [];
  return {
    asked,
    async fetch(request) {
      const { method, url, headers } = request;
      const entry = { method, url, headers, body: await request.text() };
      asked.push(entry);
      return respond(entry);
    },
  };
}

export function json(value: unknown, { status = 200 } = {}): Response {
  return Response.json(value, { status });
}

/** Never answers, and doesn't listen to its signal either. */
export function silence(): Promise<Response> {
  return new Promise(() => {});
}
