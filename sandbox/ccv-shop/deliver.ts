import type { Clock } from "../shared/clock.ts";
import { isoSeconds } from "../shared/clock.ts";
import { hmacSha512Hex, signedString } from "../shared/hmac.ts";
import { API_PATH, link } from "./present.ts";
import type { Shop, SignatureVariant, StoredInvoice, StoredOrder, Webhook } from "./shop.ts";
import { currentCredentials } from "./shop.ts";

/** Delivers webhooks ("CCV Shop API, webhooks: delivery"): a flat notification with a reference, no event name. */

export type Deliver = (request: Request) => Promise<Response>;

export interface Delivery {
  event: string;
  address: string;
  body: string;
  variant: SignatureVariant;
  deliveredAt: string;
  /** HTTP status, or null when the address was not reached or the delivery was dropped. */
  status: number | null;
  error: string | null;
}

export interface DeliveryWish {
  /** False: nothing is delivered, as when a webhook gets lost. */
  deliver?: boolean;
  /** Delivered so many times: one after another, or all at once. */
  times?: number;
  parallel?: boolean;
  variant?: SignatureVariant;
}

export interface Notification extends DeliveryWish {
  event: string;
  body: Record<string, unknown> | string;
}

export interface DeliveryTools {
  deliver: Deliver;
  clock: Clock;
}

/** Notifies each active webhook of the event; what came back is recorded, and nothing is tried again. */
export async function notify(
  shop: Shop,
  notification: Notification,
  tools: DeliveryTools,
): Promise<Delivery[]> {
  if (notification.deliver === false) return [];
  const hooks = [...shop.webhooks.values()].filter(
    (hook) => hook.event === notification.event && hook.is_active,
  );
  const deliveries: Delivery[] = [];
  for (const hook of hooks) {
    const send = (): Promise<Delivery> => deliverOnce({ shop, hook, notification }, tools);
    const times = notification.times ?? 1;
    if (notification.parallel) {
      deliveries.push(...(await Promise.all(Array.from({ length: times }, send))));
      continue;
    }
    for (let turn = 0; turn < times; turn += 1) deliveries.push(await send());
  }
  return deliveries;
}

interface OneDelivery {
  shop: Shop;
  hook: Webhook;
  notification: Notification;
}

async function deliverOnce(one: OneDelivery, tools: DeliveryTools): Promise<Delivery> {
  const { shop, hook, notification } = one;
  const { body: content } = notification;
  const body = typeof content === "string" ? content : JSON.stringify(content);
  const variant = notification.variant ?? shop.behaviour.signature;
  const date = isoSeconds(tools.clock());
  const sent = { event: hook.event, address: hook.address, body, variant, deliveredAt: date };
  if (shop.behaviour.dropWebhooks) return { ...sent, status: null, error: "dropped" };
  const signature = await sign({ shop, hook, variant, body, date });
  const headers = new Headers({ "content-type": "application/json", "x-date": date });
  headers.set("x-public", currentCredentials(shop).apiPublic);
  if (signature !== null) headers.set("x-hash", signature);
  try {
    const response = await tools.deliver(
      new Request(hook.address, { method: "POST", headers, body }),
    );
    await response.arrayBuffer();
    return { ...sent, status: response.status, error: null };
  } catch (error) {
    return { ...sent, status: null, error: String(error) };
  }
}

interface Signing {
  shop: Shop;
  hook: Webhook;
  variant: SignatureVariant;
  body: string;
  date: string;
}

async function sign(signing: Signing): Promise<string | null> {
  const { hook, body } = signing;
  switch (signing.variant) {
    case "none":
      return null;
    case "wrong":
      return hmacSha512Hex("not the key", `${hook.address}|${body}`);
    case "body":
      return hmacSha512Hex(hook.key, body);
    case "address-body":
      return hmacSha512Hex(hook.key, `${hook.address}|${body}`);
    case "request":
      return hmacSha512Hex(hook.key, requestString(signing));
  }
}

function requestString({ shop, hook, body, date }: Signing): string {
  const url = new URL(hook.address);
  const { apiPublic } = currentCredentials(shop);
  return signedString({ apiPublic, method: "POST", uri: url.pathname + url.search, body, date });
}

/** Fields that the notifications about orders have in common; `href` has no trailing slash here. */
export function orderBody(
  shop: Shop,
  { order }: StoredOrder,
  more: { at: Date; [field: string]: unknown },
): Record<string, unknown> {
  const { at, ...fields } = more;
  return {
    triggered_at: isoSeconds(at),
    href: link(shop, `orders/${order.id}`),
    id: order.id,
    order_number: order.ordernumber,
    ordernumber_prefix: order.ordernumber_prefix,
    ordernumber_full: order.ordernumber_full,
    total_price: order.total_price,
    ...fields,
    customer_email: order.customer?.email ?? "",
    customer_mobile: order.customer?.billingaddress.mobile ?? "",
  };
}

/** The body of invoice events is not documented; made after the pattern of the order events. */
export function invoiceBody(
  shop: Shop,
  { invoice }: StoredInvoice,
  more: { at: Date; [field: string]: unknown },
): Record<string, unknown> {
  const { at, ...fields } = more;
  return {
    triggered_at: isoSeconds(at),
    href: `${shop.apiRoot}${API_PATH}/invoices/${invoice.id}`,
    id: invoice.id,
    invoice_number: invoice.invoicenumber,
    invoicenumber_prefix: invoice.invoicenumber_prefix,
    invoicenumber_full: invoice.invoicenumber_full,
    total_price: invoice.total_price,
    ...fields,
    customer_email: invoice.customer.email,
    customer_mobile: invoice.customer.billingaddress.mobile,
  };
}
