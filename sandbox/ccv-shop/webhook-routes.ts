import { isoSeconds } from "../shared/clock.ts";
import { randomText } from "../shared/random.ts";
import { allowOnly, readObject } from "./body.ts";
import { collection } from "./collection.ts";
import { invalid, notFound } from "./errors.ts";
import { presentWebhook } from "./present.ts";
import type { CcvApp } from "./routing.ts";
import { type Shop, takeId, type Webhook } from "./shop.ts";

/** Webhooks ("CCV Shop API, webhooks"): one event each, and each with its own key. */

/** The events seen in public sources; `invoices.created` is only assumed, and can be refused per shop. */
export const EVENTS = [
  "orders.created",
  "orders.updated.ispaid",
  "orders.updated.status",
  "orders.updated.trackandtrace",
  "orders.deleted",
  "invoices.created",
  "invoices.updated.status",
  "products.created",
  "products.updated",
  "products.deleted",
  "returns.created",
  "returns.updated",
  "returns.deleted",
  "categories.created",
  "categories.updated",
  "categories.deleted",
];

export function addWebhookRoutes(app: CcvApp): void {
  app.get("/webhooks", ({ env, req }) => {
    const items = [...env.shop.webhooks.values()].map((hook) => presentWebhook(env.shop, hook));
    return collection(items, { shop: env.shop, url: new URL(req.url) });
  });
  app.post("/webhooks", ({ env }) => {
    const webhook = makeWebhook(env.shop, readObject(env.body), isoSeconds(env.clock()));
    return Response.json(presentWebhook(env.shop, webhook), { status: 201 });
  });
  app.get("/webhooks/:id", ({ env, req }) =>
    Response.json(presentWebhook(env.shop, webhookOf(env.shop, req.param("id")))),
  );
  app.patch("/webhooks/:id", ({ env, req }) => {
    patchWebhook(webhookOf(env.shop, req.param("id")), readObject(env.body));
    return new Response(null, { status: 204 });
  });
  app.delete("/webhooks/:id", ({ env, req }) => {
    env.shop.webhooks.delete(webhookOf(env.shop, req.param("id")).id);
    return new Response(null, { status: 204 });
  });
}

function webhookOf(shop: Shop, id: string): Webhook {
  const webhook = shop.webhooks.get(Number(id));
  if (!webhook) throw notFound(`Webhook ${id}`);
  return webhook;
}

function makeWebhook(shop: Shop, input: Record<string, unknown>, createdate: string): Webhook {
  allowOnly(input, ["event", "address", "is_active"]);
  const { event, is_active: active } = input;
  if (typeof event !== "string" || !EVENTS.includes(event)) {
    throw invalid(`Property event must be one of ${EVENTS.join(", ")}`);
  }
  if (shop.behaviour.refusedEvents.includes(event)) {
    throw invalid(`Property event does not have a value in the enumeration: ${event}`);
  }
  const webhook: Webhook = {
    id: takeId(shop),
    createdate,
    event,
    address: readAddress(input),
    key: randomText(32),
    is_active: typeof active === "boolean" ? active : true,
  };
  shop.webhooks.set(webhook.id, webhook);
  return webhook;
}

function readAddress(input: Record<string, unknown>): string {
  const { address } = input;
  if (typeof address !== "string" || !/^https?:\/\//.test(address)) {
    throw invalid("Property address must be a URL");
  }
  return address;
}

function patchWebhook(webhook: Webhook, input: Record<string, unknown>): void {
  allowOnly(input, ["address", "is_active"]);
  if ("address" in input) webhook.address = readAddress(input);
  if (typeof input["is_active"] === "boolean") webhook.is_active = input["is_active"];
}
