import type { Sandbox } from "../../sandbox/sandbox.ts";

/** A shop owner who installs and sets up the product from outside: through the App Store and the dashboard's API only. */

export interface Owner {
  readonly publicUrl: string;
  readonly email: string;
  readonly password: string;
  /** One call of the dashboard API in the owner's session; rejects with what was answered when it isn't a success. */
  call<Answer = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer>;
  /** The same without judging the answer. */
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface SetUp {
  readonly publicUrl: string;
  readonly sandbox: Sandbox;
  readonly shop: string;
  readonly environmentCode: string;
  readonly configuration: Record<string, unknown>;
  readonly fetch?: typeof fetch;
}

export const OWNER_PASSWORD = "een-lang-wachtwoord-2026";

/** Cookie and Origin as a browser sends them. */
function createOwner(options: {
  readonly publicUrl: string;
  readonly cookie: string;
  readonly email: string;
  readonly send: typeof fetch;
}): Owner {
  let { cookie } = options;
  const { publicUrl, email, send } = options;
  const request = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await send(`${publicUrl}${path}`, {
      method,
      redirect: "manual",
      headers: {
        cookie,
        origin: new URL(publicUrl).origin,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  };
  return {
    publicUrl,
    email,
    password: OWNER_PASSWORD,
    request,
    async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
      const response = await request(method, path, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === "" ? {} : JSON.parse(text)) as Answer;
    },
  };
}

/** Handshake and install link: answers the owner in the set-up session. */
export async function install(
  setUp: Omit<SetUp, "environmentCode" | "configuration">,
): Promise<Owner> {
  const { sandbox, shop, publicUrl } = setUp;
  const shaken = await sandbox.control.appStore.handshake({ shop, publicUrl });
  if (shaken.status !== 200) throw new Error(`handshake: ${shaken.status} ${shaken.body}`);
  const opened = await sandbox.control.appStore.openInstallLink({ shop, publicUrl });
  const cookie = opened.setCookie?.split(";")[0];
  if (opened.status !== 303 || !cookie)
    throw new Error(`install link: ${opened.status} ${opened.body}`);
  return createOwner({
    publicUrl,
    cookie,
    email: `${shop}@example.nl`,
    send: setUp.fetch ?? fetch,
  });
}

/** The whole set-up, from the App Store to the activated installation. */
export async function setUpShop(setUp: SetUp): Promise<Owner> {
  const owner = await install(setUp);
  await owner.call("POST", "/api/account", { email: owner.email, password: OWNER_PASSWORD });
  await owner.call("PUT", "/api/connections/imuis", { environmentCode: setUp.environmentCode });
  await owner.call("PUT", "/api/configuration", setUp.configuration);
  const { termsVersion } = await owner.call<{ termsVersion: string }>("GET", "/api/status");
  await owner.call("POST", "/api/terms", { version: termsVersion });
  await owner.call("POST", "/api/activate");
  return owner;
}

/** Asks until `find` answers something; the answer of a question that never comes true is an error with the last state. */
export async function eventually<Found>(
  what: string,
  find: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
  limitMs = 30_000,
): Promise<Found> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}
