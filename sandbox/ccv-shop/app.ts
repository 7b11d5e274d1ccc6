import { Hono } from "hono";

import type { FaultEffect } from "../faults/fault.ts";
import type { Clock } from "../shared/clock.ts";
import { signResponse, verifyRequest } from "./authenticate.ts";
import {
  CcvError,
  errorResponse,
  methodNotAllowed,
  unauthorized,
  unknownResource,
} from "./errors.ts";
import { addInvoiceRoutes } from "./invoice-routes.ts";
import { addOrderRoutes } from "./order-routes.ts";
import { API_PATH } from "./present.ts";
import { RateLimiter, tooMany } from "./rate-limit.ts";
import type { CcvApp, CcvBindings } from "./routing.ts";
import { addShopRoutes } from "./shop-routes.ts";
import type { Credentials, Shop } from "./shop.ts";
import { addWebhookRoutes } from "./webhook-routes.ts";

/** The REST API of a CCV Shop: checks the signature, keeps the limits, answers, signs the answer. */

export interface CcvCall {
  request: Request;
  body: string;
  claimed: { shop: Shop; credentials: Credentials } | null;
  effect: FaultEffect | null;
}

const RESOURCES =
  "apps credentials domains geozonecountries invoicerows invoices merchant ordernotes orderrows orders paymethods products settings status webhooks webshops".split(
    " ",
  );

export function createCcvApi(clock: Clock): (call: CcvCall) => Promise<Response> {
  const app = createRoutes();
  const limiter = new RateLimiter(clock);
  return async (call) => {
    if (!call.claimed) return errorResponse(unauthorized("Header x-public is unknown"));
    const { shop, credentials } = call.claimed;
    const url = new URL(call.request.url);
    const { method, headers } = call.request;
    // The text itself: URL#search would drop a lone question mark, and the signature covers every byte.
    const uri = call.request.url.slice(url.origin.length);
    const signed = { method, uri, body: call.body, headers };
    const answer = async (): Promise<Response> => {
      await verifyRequest(signed, credentials, clock);
      failOnPurpose(call.effect);
      limiter.check(shop, method, url.pathname.slice(API_PATH.length));
      return app.fetch(call.request, { shop, body: call.body, clock });
    };
    const response = await answer().catch(toErrorResponse);
    return signResponse(response, signed, { credentials, clock });
  };
}

function createRoutes(): CcvApp {
  const app: CcvApp = new Hono<{ Bindings: CcvBindings }>({ strict: false }).basePath(API_PATH);
  addOrderRoutes(app);
  addInvoiceRoutes(app);
  addWebhookRoutes(app);
  addShopRoutes(app);
  app.all("*", (context) => {
    const path = context.req.path.slice(API_PATH.length);
    const known = RESOURCES.includes(path.split("/")[1] ?? "");
    throw known ? methodNotAllowed(context.req.method, path) : unknownResource(path);
  });
  app.onError((error) => toErrorResponse(error));
  return app;
}

function failOnPurpose(effect: FaultEffect | null): void {
  if (effect?.kind === "rateLimit") {
    throw tooMany(effect.code ?? "429.10", "Too many calls", effect.retryAfterSeconds);
  }
  if (effect?.kind === "ccvError") {
    const message = effect.message ?? "The sandbox was told to fail";
    throw new CcvError(effect.status, effect.code, { message });
  }
}

function toErrorResponse(error: unknown): Response {
  if (error instanceof CcvError) return errorResponse(error);
  throw error;
}
