import { TEST_PASSWORD } from "../../../scripts/support/known-secrets.ts";
import { createApp } from "../../../src/http/app.ts";
import { APP_SECRET, createWorld, PUBLIC_URL, shopAt, sign, type World } from "./fakes.ts";

/** What an owner, the App Store and the shop do, as calls on the app. */

export const CONFIGURATION = {
  source: "orders",
  target: "journal",
  homeCountry: "NL",
  journal: 41,
  offsetAccount: 2975,
  vat: {
    countries: [
      {
        country: "NL",
        rates: [
          {
            percentage: "21",
            vatCode: 2,
            accounts: { revenue: 8000, shipping: 8090, payment: 8095 },
          },
        ],
      },
    ],
  },
  debtorDefaults: { paymentCondition: 30, controlAccount: 1300 },
};

export type App = ReturnType<typeof createApp>;

export interface CallOptions {
  readonly method?: string;
  /** Text is sent as it is, everything else as JSON. */
  readonly body?: unknown;
  readonly cookie?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One app in one world. */
export function startApp() {
  const world = createWorld();
  const app = createApp();
  return {
    world,
    app,
    call: (path: string, options: CallOptions = {}) => call({ world, app }, path, options),
  };
}

async function call(
  { world, app }: { readonly world: World; readonly app: App },
  path: string,
  options: CallOptions,
): Promise<Response> {
  const headers = new Headers(options.headers);
  if (options.cookie !== undefined) {
    headers.set("cookie", options.cookie);
    if (!headers.has("origin")) headers.set("origin", PUBLIC_URL);
  }
  if (options.token !== undefined) headers.set("authorization", `Bearer ${options.token}`);
  const method = options.method ?? (options.body === undefined ? "GET" : "POST");
  if (options.body !== undefined && !headers.has("content-type")) {
    headers.set("content-type", "application/json");
  }
  const body = bodyText(options.body);
  const request = new Request(`${PUBLIC_URL}${path}`, {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  return app.fetch(request, world.dependencies);
}

function bodyText(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}

export type Harness = ReturnType<typeof startApp>;

export interface Keys {
  readonly apiPublic: string;
  readonly apiSecret: string;
  readonly apiRoot: string;
}

/** Keys and an address that no other test has. */
export function newKeys(): Keys {
  const unique = crypto.randomUUID().slice(0, 13);
  return {
    apiPublic: `e_27^${unique}`,
    apiSecret: `secret-${unique}`,
    apiRoot: `https://shop-${unique}.ccvshop.nl`,
  };
}

export async function handshake(harness: Harness, keys: Keys): Promise<Response> {
  const body = JSON.stringify({
    api_public: keys.apiPublic,
    api_secret: keys.apiSecret,
    api_root: keys.apiRoot,
    return_url: `${keys.apiRoot}/return`,
    language: "nl",
  });
  const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/handshake|${body}`);
  return harness.call("/ccv/handshake", { method: "POST", body, headers: { "x-hash": hash } });
}

export async function installLink(
  harness: Harness,
  keys: Keys,
  cookie?: string,
): Promise<Response> {
  const hash = await sign(APP_SECRET, `${PUBLIC_URL}/ccv/install|${keys.apiPublic}`);
  const query = new URLSearchParams({
    api_public: keys.apiPublic,
    language: "nl",
    "x-hash": hash,
  });
  return harness.call(`/ccv/install?${query.toString()}`, cookie === undefined ? {} : { cookie });
}

/** `name=value` of a `set-cookie` header. */
export function cookieOf(response: Response): string {
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

export interface Owner {
  readonly keys: Keys;
  readonly cookie: string;
  readonly token: string;
  readonly installationId: string;
  readonly email: string;
  readonly password: string;
}

/** A shop that is installed and has a login and a token; nothing connected or configured yet. */
export async function newOwner(harness: Harness): Promise<Owner> {
  const keys = newKeys();
  await handshake(harness, keys);
  const setUpCookie = cookieOf(await installLink(harness, keys));
  const email = `${crypto.randomUUID()}@example.com`;
  const password = TEST_PASSWORD;
  const account = await harness.call("/api/account", {
    body: { email, password },
    cookie: setUpCookie,
  });
  const cookie = cookieOf(account);
  const made = await harness.call("/api/tokens", { body: { name: "test" }, cookie });
  const { token } = await made.json<{ token: string }>();
  const installation = await harness.world.dependencies.installations.findByApiPublic(
    keys.apiPublic,
  );
  return { keys, cookie, token, installationId: installation?.id ?? "", email, password };
}

/** Connected, configured, terms accepted and activated. */
export async function newActiveOwner(harness: Harness): Promise<Owner> {
  const owner = await newOwner(harness);
  const { token } = owner;
  const code = `code-${crypto.randomUUID()}`;
  await harness.call("/api/connections/imuis", {
    method: "PUT",
    body: { environmentCode: code },
    token,
  });
  await harness.call("/api/configuration", { method: "PUT", body: CONFIGURATION, token });
  const terms = await (await harness.call("/api/terms", { token })).json<{ version: string }>();
  await harness.call("/api/terms", { body: { version: terms.version }, token });
  const activated = await harness.call("/api/activate", { method: "POST", token });
  if (activated.status !== 200) throw new Error(await activated.text());
  return owner;
}

export interface Delivery {
  readonly event: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Delivers a webhook as the shop does, signed over address and body. */
export async function deliver(
  harness: Harness,
  owner: Owner,
  delivery: Delivery,
): Promise<Response> {
  const shop = shopAt(harness.world, owner.keys.apiRoot);
  const webhook = shop.webhooks.find(({ event }) => event === delivery.event);
  if (webhook === undefined) throw new Error(`no webhook for ${delivery.event}`);
  const hash = await sign(webhook.key, `${webhook.address}|${delivery.body}`);
  return harness.call(new URL(webhook.address).pathname, {
    method: "POST",
    body: delivery.body,
    headers: { "x-hash": hash, ...delivery.headers },
  });
}
