import { Hono } from "hono";

import type { DocumentMessage } from "../booking/message.ts";
import { parseJson, readBody } from "./body.ts";
import { type HttpContext, type HttpEnv, keepAlive } from "./context.ts";
import { documentIdOf } from "./document-id.ts";
import { refuseHash } from "./failure-brake.ts";
import { problemResponse, queueUnavailable, tooLarge } from "./problem.ts";
import type { FoundKey, WebhookKey, WebhookKeys } from "./webhook-keys.ts";

/**
 * Deliveries of the shop (contract section 3): verify, queue, answer. No call outside and no write to D1, but for the one counter row
 * of a refused delivery at a right address. Everything unknown or unsigned gets one and the same answer after the same work.
 */

const BODY_LIMIT_BYTES = 256 * 1024;
const MS_PER_MINUTE = 60_000;

/** What an unknown address is verified with, so that its answer takes as long; no signature can match it by design. */
const UNKNOWN: WebhookKey = { installationId: "", apiPublic: "", key: "", expiresAt: 0 };

interface Delivery {
  readonly token: string;
  readonly event: string;
  readonly body: Uint8Array;
}

export function createWebhookRoutes(keys: WebhookKeys): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.post("/webhooks/ccv/:token/:event", async (c) => {
    const body = await readBody(c.req.raw, BODY_LIMIT_BYTES);
    if (body === null) return tooLarge(BODY_LIMIT_BYTES);
    const delivery = { token: c.req.param("token"), event: c.req.param("event"), body };
    const key = await verify(c, keys, delivery);
    return key === null ? refuseHash(c) : accept(c, key, delivery);
  });
  // Anything else below the address is an unknown address like any other: the same work, the same answer.
  routes.post("/webhooks/ccv/*", async (c) => {
    const body = await readBody(c.req.raw, BODY_LIMIT_BYTES);
    if (body === null) return tooLarge(BODY_LIMIT_BYTES);
    await isSigned(c, null, { token: "", event: "", body });
    return refuseHash(c);
  });
  return routes;
}

/** The key whose installation signed the delivery, or null. A key that D1 may know better by now is looked up once more. */
async function verify(
  c: HttpContext,
  keys: WebhookKeys,
  delivery: Delivery,
): Promise<WebhookKey | null> {
  const found = await keys.find(c.env, delivery);
  if (await isSigned(c, found, delivery)) return found?.key ?? null;
  if (found === null) return null;
  if (!found.cached) return refuse(c, found.key);
  keys.forget(delivery);
  const fresh = await keys.find(c.env, delivery);
  if (await isSigned(c, fresh, delivery)) return fresh?.key ?? null;
  return fresh === null ? null : refuse(c, fresh.key);
}

async function isSigned(
  c: HttpContext,
  found: FoundKey | null,
  { token, event, body }: Delivery,
): Promise<boolean> {
  const { key, apiPublic, installationId } = found?.key ?? UNKNOWN;
  const path = new URL(c.req.url).pathname;
  const form = await c.env.crypto.matchWebhookSignature({
    key,
    address: `${c.env.publicUrl}/webhooks/ccv/${token}/${event}`,
    apiPublic,
    path,
    body,
    date: c.req.header("x-date") ?? null,
    signature: c.req.header("x-hash") ?? "",
  });
  if (found === null || form === null) return false;
  // Once per key and isolate: the form stays the same, and a line per delivery costs more than verifying it.
  if (!found.cached) c.env.log("webhook_verified", { installation: installationId, event, form });
  return true;
}

/** Counts, since the real signature may be of a form nobody knows yet: cron then looks at the shop's list itself. */
async function refuse(c: HttpContext, { installationId }: WebhookKey): Promise<null> {
  const minute = Math.floor(c.env.now().getTime() / MS_PER_MINUTE);
  c.env.log("webhook_refused", { installation: installationId });
  try {
    await c.env.installations.countRefusedDelivery(installationId, minute);
  } catch {
    c.env.log("refusal_not_counted", { installation: installationId });
  }
  return null;
}

async function accept(c: HttpContext, key: WebhookKey, delivery: Delivery): Promise<Response> {
  const sourceId = documentIdOf(parseJson(delivery.body));
  if (sourceId === null) {
    return problemResponse({
      status: 400,
      code: "BODY_WITHOUT_ID",
      detail: "The body must be a JSON object with an id.",
    });
  }
  const message: DocumentMessage = {
    type: "document",
    installationId: key.installationId,
    kind: delivery.event.startsWith("invoices.") ? "invoice" : "order",
    sourceId,
    cause: "webhook",
    event: delivery.event,
    backfillId: null,
  };
  const sending = c.env.queue.send([message]);
  keepAlive(c, sending);
  try {
    await sending;
  } catch {
    c.env.log("webhook_not_queued", { installation: key.installationId, event: delivery.event });
    return queueUnavailable();
  }
  return c.json({ status: "queued" }, 200);
}
