import { Hono } from "hono";
import { z } from "zod";

import { acceptHandshake } from "../booking/setup/handshake.ts";
import { openInstallLink } from "../booking/setup/open-install-link.ts";
import { uninstall } from "../booking/setup/uninstall.ts";
import { parseJson, readBody } from "./body.ts";
import type { HttpContext, HttpEnv } from "./context.ts";
import { refuseHash } from "./failure-brake.ts";
import { inputErrors } from "./input-errors.ts";
import { notFound, problemResponse, tooLarge } from "./problem.ts";
import { openSession, readSession } from "./session.ts";
import type { WebhookKeys } from "./webhook-keys.ts";

/** The three calls of the App Store (contract section 3), each signed with the app's secret over our own address. */

const BODY_LIMIT_BYTES = 64 * 1024;
const TEXT_LIMIT_CHARACTERS = 2_000;

const text = z.string().min(1).max(TEXT_LIMIT_CHARACTERS);

const handshakeSchema = z.object({
  api_public: text,
  api_secret: text,
  api_root: text,
  return_url: text.refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), {
    message: "must be an http(s) address",
  }),
});
const uninstallSchema = z.object({ api_public: text });

export function createAppStoreRoutes(keys: WebhookKeys): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.post("/ccv/handshake", (c) => handleHandshake(c));
  routes.get("/ccv/install", (c) => handleInstall(c));
  routes.post("/ccv/uninstall", (c) => handleUninstall(c, keys));
  return routes;
}

/** The verified raw body as JSON, or the answer that refuses it. */
async function readSigned(c: HttpContext, path: string): Promise<{ json: unknown } | Response> {
  const body = await readBody(c.req.raw, BODY_LIMIT_BYTES);
  if (body === null) return tooLarge(BODY_LIMIT_BYTES);
  const parts = [`${c.env.publicUrl}${path}`, body];
  const hash = c.req.header("x-hash") ?? "";
  const isSigned = await c.env.crypto.verifyAppStoreHash(c.env.appSecret, parts, hash);
  if (!isSigned) {
    c.env.log("app_store_refused", { path });
    return refuseHash(c);
  }
  return { json: parseJson(body) };
}

function invalidBody(error: z.ZodError): Response {
  return problemResponse({
    status: 422,
    code: "VALIDATION_FAILED",
    detail: "The body doesn't have the expected form.",
    errors: inputErrors(error),
  });
}

async function handleHandshake(c: HttpContext): Promise<Response> {
  const signed = await readSigned(c, "/ccv/handshake");
  if (signed instanceof Response) return signed;
  const parsed = handshakeSchema.safeParse(signed.json);
  if (!parsed.success) return invalidBody(parsed.error);
  const { api_public, api_secret, api_root, return_url } = parsed.data;
  const accepted = await acceptHandshake(c.env, {
    apiPublic: api_public,
    apiSecret: api_secret,
    apiRoot: api_root,
    returnUrl: return_url,
  });
  if (!accepted.ok) {
    return problemResponse({
      status: 422,
      code: "API_ROOT_FORBIDDEN",
      detail: accepted.error.message,
      errors: [{ path: "api_root", message: accepted.error.message }],
    });
  }
  c.env.log("handshake_accepted", { installation: accepted.value.id });
  return c.text("OK", 200);
}

async function handleInstall(c: HttpContext): Promise<Response> {
  const apiPublic = c.req.query("api_public") ?? "";
  const parts = [`${c.env.publicUrl}/ccv/install`, apiPublic];
  const hash = c.req.query("x-hash") ?? "";
  const isSigned = await c.env.crypto.verifyAppStoreHash(c.env.appSecret, parts, hash);
  if (!isSigned) return refuseHash(c);
  const installation = await c.env.installations.findByApiPublic(apiPublic);
  if (installation === null) return notFound("There is no installation with these keys.");
  const opened = await openInstallLink(c.env, installation);
  if (opened === null) return c.redirect("/login", 303);
  const former = await readSession(c);
  await openSession(c, { accountId: former?.accountId ?? null, installationId: opened.id });
  c.env.log("install_link_opened", { installation: opened.id });
  return c.redirect("/setup", 303);
}

async function handleUninstall(c: HttpContext, keys: WebhookKeys): Promise<Response> {
  const signed = await readSigned(c, "/ccv/uninstall");
  if (signed instanceof Response) return signed;
  const parsed = uninstallSchema.safeParse(signed.json);
  if (!parsed.success) return invalidBody(parsed.error);
  const installation = await c.env.installations.findByApiPublic(parsed.data.api_public);
  if (installation !== null) {
    await uninstall(c.env, installation);
    keys.forgetInstallation(installation.id);
    c.env.log("uninstalled", { installation: installation.id });
  }
  return c.text("OK", 200);
}
