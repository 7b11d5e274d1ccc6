import { randomText } from "../shared/random.ts";
import type { OrderBundle } from "./build-order.ts";
import type { InvoiceBundle } from "./invoice.ts";
import { defaultOffer, type ShopOffer } from "./offer.ts";

/** What one web shop holds. */

export interface Credentials {
  apiPublic: string;
  apiSecret: string;
}

export interface Webhook {
  id: number;
  createdate: string;
  event: string;
  address: string;
  key: string;
  is_active: boolean;
}

export interface Note {
  id: number;
  note: string;
  type: string;
  create_date: string;
}

export interface StoredOrder extends OrderBundle {
  notes: Note[];
}

export interface StoredInvoice extends InvoiceBundle {
  orderId: number | null;
}

/** How a delivery is signed; which one CCV Shop uses is not documented ("CCV Shop API, webhook signature"). */
export type SignatureVariant = "address-body" | "body" | "request" | "wrong" | "none";

export interface RateLimits {
  enabled: boolean;
  readsPerMinute: number;
  writesPerMinute: number;
  /** Over all resources together; null when without. */
  totalPerMinute: number | null;
}

/** What a test may set at any time. */
export interface ShopBehaviour {
  signature: SignatureVariant;
  /** Events that POST /webhooks/ refuses, for example `invoices.created`. */
  refusedEvents: string[];
  /** Deliveries get lost on the way. */
  dropWebhooks: boolean;
  limits: RateLimits;
  defaultPageSize: number;
  maximumPageSize: number;
  /** After a new handshake the former keys stop working. */
  revokeOldKeys: boolean;
}

export interface Shop {
  name: string;
  webshopId: number;
  appId: number;
  apiRoot: string;
  /** Where the app lives, once a handshake was made. */
  publicUrl: string | null;
  isInstalled: boolean;
  /** The last one is current. */
  credentials: Credentials[];
  orders: Map<number, StoredOrder>;
  invoices: Map<number, StoredInvoice>;
  webhooks: Map<number, Webhook>;
  offer: ShopOffer;
  behaviour: ShopBehaviour;
  nextId: number;
  nextOrderNumber: number;
  nextInvoiceNumber: number;
}

const DEFAULT_BEHAVIOUR: ShopBehaviour = {
  signature: "address-body",
  refusedEvents: [],
  dropWebhooks: false,
  limits: { enabled: false, readsPerMinute: 150, writesPerMinute: 100, totalPerMinute: null },
  defaultPageSize: 25,
  maximumPageSize: 250,
  revokeOldKeys: true,
};

export interface NewShop {
  name: string;
  apiRoot: string;
  webshopId: number;
  apiPublic?: string;
  apiSecret?: string;
  homeCountry?: string;
}

export function createShop(input: NewShop): Shop {
  const made = newCredentials();
  return {
    name: input.name,
    webshopId: input.webshopId,
    appId: 42,
    apiRoot: input.apiRoot,
    publicUrl: null,
    isInstalled: false,
    credentials: [
      {
        apiPublic: input.apiPublic ?? made.apiPublic,
        apiSecret: input.apiSecret ?? made.apiSecret,
      },
    ],
    orders: new Map(),
    invoices: new Map(),
    webhooks: new Map(),
    offer: defaultOffer(input.homeCountry ?? "NL"),
    behaviour: structuredClone(DEFAULT_BEHAVIOUR),
    nextId: input.webshopId * 100_000 + 1,
    nextOrderNumber: 14_194,
    nextInvoiceNumber: 14_260,
  };
}

/** App keys of the shape seen in an install link: with a caret, so that it must be decoded. */
export function newCredentials(): Credentials {
  return { apiPublic: `e_27^${randomText(24)}`, apiSecret: randomText(32) };
}

export function takeId(shop: Shop): number {
  const id = shop.nextId;
  shop.nextId += 1;
  return id;
}

export function currentCredentials(shop: Shop): Credentials {
  const current = shop.credentials.at(-1);
  if (!current) throw new Error(`The shop ${shop.name} has no API keys any more.`);
  return current;
}
