import { createSandbox, type Sandbox } from "../../../sandbox/sandbox.ts";
import { hmacSha512Hex } from "../../../sandbox/shared/hmac.ts";

/** A small client of the sandbox's CCV Shop, written from the documentation and not from the sandbox's own code. */

export const NOW = new Date("2023-03-01T12:00:00Z");

/** A clock that stands still until it is moved. */
export function movableClock(start = NOW) {
  let now = start.getTime();
  return {
    clock: (): Date => new Date(now),
    forward: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
}

/** A sandbox with one shop, under an invented https host. */
export async function sandboxWithShop(clock: () => Date = () => NOW) {
  const sandbox = createSandbox({ clock });
  const shop = await sandbox.control.shops.make({
    name: "shop-1",
    apiPublic: "testpublic00001",
    apiSecret: "testsecret0000000000000000000001",
  });
  return { sandbox, shop, control: sandbox.control };
}

export interface CcvCall {
  method?: string;
  body?: unknown;
  date?: string;
  secret?: string;
  apiPublic?: string;
  origin?: string;
}

export async function ccv(sandbox: Sandbox, path: string, call: CcvCall = {}): Promise<Response> {
  const method = call.method ?? "GET";
  const body = call.body === undefined ? "" : JSON.stringify(call.body);
  const date = call.date ?? "2023-03-01T12:00:00Z";
  const apiPublic = call.apiPublic ?? "testpublic00001";
  const uri = `/api/rest/v1${path}`;
  const hash = await hmacSha512Hex(
    call.secret ?? "testsecret0000000000000000000001",
    [apiPublic, method, uri, body, date].join("|"),
  );
  const headers = { "x-public": apiPublic, "x-date": date, "x-hash": hash };
  const origin = call.origin ?? "https://shop-1.example";
  return sandbox.fetch(new Request(origin + uri, { method, headers, ...(body ? { body } : {}) }));
}

export async function ccvJson(
  sandbox: Sandbox,
  path: string,
  call: CcvCall = {},
): Promise<Record<string, unknown>> {
  return (await (await ccv(sandbox, path, call)).json()) as Record<string, unknown>;
}
