import { hmacSha512Hex } from "../shared/hmac.ts";
import type { Deliver } from "./deliver.ts";
import { currentCredentials, newCredentials, type Shop } from "./shop.ts";

/** The App Store's side of an installation ("CCV Shop API, app install flow"): handshake, install link, uninstall. */

export interface AppStoreTools {
  deliver: Deliver;
  appSecret: string;
}

export interface AppStoreAnswer {
  status: number;
  body: string;
  location: string | null;
  setCookie: string | null;
}

export interface HandshakeOptions {
  publicUrl: string;
  returnUrl?: string;
  /** Signs with another secret than the app's. */
  appSecret?: string;
  /** Fields that replace or extend the documented ones. */
  fields?: Record<string, unknown>;
}

export function handshakeBody(
  credentials: { apiPublic: string; apiSecret: string },
  address: { apiRoot: string; returnUrl: string },
): string {
  return JSON.stringify({
    api_public: credentials.apiPublic,
    api_secret: credentials.apiSecret,
    api_root: address.apiRoot,
    return_url: address.returnUrl,
  });
}

/** New keys, which count from the app's 200; after any other answer the former keys stay. */
export async function handshake(
  shop: Shop,
  options: HandshakeOptions,
  tools: AppStoreTools,
): Promise<AppStoreAnswer> {
  const credentials = newCredentials();
  const address = {
    apiRoot: shop.apiRoot,
    returnUrl: options.returnUrl ?? `${shop.apiRoot}/onderhoud/apps`,
  };
  const documented = handshakeBody(credentials, address);
  const body = options.fields
    ? JSON.stringify({ ...(JSON.parse(documented) as object), ...options.fields })
    : documented;
  const former = shop.credentials;
  shop.credentials = [...former, credentials];
  const secret = options.appSecret ?? tools.appSecret;
  const url = `${options.publicUrl}/ccv/handshake`;
  const answer = await post({ url, body, secret }, tools).catch((error: unknown) => {
    shop.credentials = former;
    throw error;
  });
  if (answer.status !== 200) shop.credentials = former;
  else if (shop.behaviour.revokeOldKeys) shop.credentials = [credentials];
  if (answer.status === 200) shop.publicUrl = options.publicUrl;
  return answer;
}

/** The address the merchant's browser is sent to. Its hash has no date: the link can be opened again. */
export async function installLink(
  shop: Shop,
  options: { publicUrl: string; language?: string; appSecret?: string },
  tools: AppStoreTools,
): Promise<string> {
  const { apiPublic } = currentCredentials(shop);
  const address = `${options.publicUrl}/ccv/install`;
  const hash = await hmacSha512Hex(options.appSecret ?? tools.appSecret, `${address}|${apiPublic}`);
  const query = new URLSearchParams({
    api_public: apiPublic,
    language: options.language ?? "nl",
    "x-hash": hash,
  });
  return `${address}?${query.toString()}`;
}

export async function openInstallLink(link: string, tools: AppStoreTools): Promise<AppStoreAnswer> {
  return readAnswer(await tools.deliver(new Request(link, { redirect: "manual" })));
}

/** Credentials and webhooks are gone afterwards, which the documentation suggests but doesn't say. */
export async function uninstall(
  shop: Shop,
  options: { publicUrl: string; appSecret?: string },
  tools: AppStoreTools,
): Promise<AppStoreAnswer> {
  const body = JSON.stringify({ api_public: currentCredentials(shop).apiPublic });
  const url = `${options.publicUrl}/ccv/uninstall`;
  const secret = options.appSecret ?? tools.appSecret;
  const answer = await post({ url, body, secret }, tools);
  if (answer.status === 200) {
    shop.credentials = [];
    shop.webhooks.clear();
    shop.isInstalled = false;
  }
  return answer;
}

async function post(
  message: { url: string; body: string; secret: string },
  tools: AppStoreTools,
): Promise<AppStoreAnswer> {
  const hash = await hmacSha512Hex(message.secret, `${message.url}|${message.body}`);
  const headers = { "content-type": "application/json", "x-hash": hash };
  const request = new Request(message.url, { method: "POST", headers, body: message.body });
  return readAnswer(await tools.deliver(request));
}

async function readAnswer(response: Response): Promise<AppStoreAnswer> {
  return {
    status: response.status,
    body: await response.text(),
    location: response.headers.get("location"),
    setCookie: response.headers.get("set-cookie"),
  };
}
