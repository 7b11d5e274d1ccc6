import {
  type AppStoreAnswer,
  handshake,
  type HandshakeOptions,
  installLink,
  openInstallLink,
  uninstall,
} from "../ccv-shop/app-store.ts";
import type { Delivery } from "../ccv-shop/deliver.ts";
import type { Product } from "../ccv-shop/offer.ts";
import {
  createShop,
  type NewShop,
  type Shop,
  type ShopBehaviour,
  type Webhook,
} from "../ccv-shop/shop.ts";
import { type SandboxState, shopOf } from "./state.ts";
import type { ShopChoice } from "./teller.ts";

/** Shops themselves, how they behave, and the App Store. */

export interface ShopDetails {
  name: string;
  apiRoot: string;
  webshopId: number;
  apiPublic: string | null;
  apiSecret: string | null;
  isInstalled: boolean;
  publicUrl: string | null;
  behaviour: ShopBehaviour;
}

const FIRST_WEBSHOP_ID = 3301;

export function shopAdminControl(state: SandboxState) {
  // Counted apart from the shops: two shops made at once must not become one web shop.
  let made = 0;
  return {
    /** A new shop. Each should have its own `apiRoot`: the app tells installations apart by it. */
    async make(input: Partial<NewShop> = {}): Promise<ShopDetails> {
      made += 1;
      const name = input.name ?? `shop-${made}`;
      const webshopId = FIRST_WEBSHOP_ID + made - 1;
      if (state.shops.has(name)) throw new Error(`There is a shop ${name} already.`);
      const apiRoot = input.apiRoot ?? (await state.newOrigin(name));
      const shop = createShop({ webshopId, ...input, name, apiRoot });
      state.shops.set(name, shop);
      return details(shop);
    },
    list(): ShopDetails[] {
      return [...state.shops.values()].map(details);
    },
    get(input: ShopChoice = {}): ShopDetails {
      return details(shopOf(state, input.shop));
    },
    /** Changes some of the shop's behaviour: signature, refused events, limits, page sizes. */
    behave(input: ShopChoice & Partial<ShopBehaviour>): ShopDetails {
      const { shop: name, ...behaviour } = input;
      const shop = shopOf(state, name);
      Object.assign(shop.behaviour, behaviour);
      return details(shop);
    },
    /** The same web shop under another address, as after a change of domain. */
    move(input: ShopChoice & { apiRoot: string }): ShopDetails {
      const shop = shopOf(state, input.shop);
      shop.apiRoot = input.apiRoot;
      return details(shop);
    },
    /** The merchant takes the credentials back; every call answers 401 from now on. */
    revokeKeys(input: ShopChoice = {}): ShopDetails {
      const shop = shopOf(state, input.shop);
      shop.credentials = [];
      return details(shop);
    },
    addProduct(input: ShopChoice & { product: Product }): Product {
      shopOf(state, input.shop).offer.products.set(input.product.id, input.product);
      return input.product;
    },
    webhooks(input: ShopChoice = {}): Webhook[] {
      return [...shopOf(state, input.shop).webhooks.values()];
    },
    /** CCV Shop switches a webhook off, or with `remove` forgets it. */
    breakWebhook(input: ShopChoice & { event: string; remove?: boolean }): Webhook[] {
      const shop = shopOf(state, input.shop);
      for (const webhook of shop.webhooks.values()) {
        if (webhook.event !== input.event) continue;
        webhook.is_active = false;
        if (input.remove) shop.webhooks.delete(webhook.id);
      }
      return [...shop.webhooks.values()];
    },
    deliveries(): Delivery[] {
      return [...state.deliveries];
    },
  };
}

export type ShopAdminControl = ReturnType<typeof shopAdminControl>;

type Target = ShopChoice & Partial<HandshakeOptions>;

export function appStoreControl(state: SandboxState) {
  return {
    handshake(input: Target): Promise<AppStoreAnswer> {
      const shop = shopOf(state, input.shop);
      return handshake(shop, { ...input, publicUrl: target(shop, input) }, state);
    },
    installLink(input: Target & { language?: string } = {}): Promise<string> {
      const shop = shopOf(state, input.shop);
      return installLink(shop, { ...input, publicUrl: target(shop, input) }, state);
    },
    /** Opens the install link as the merchant's browser does, without following the redirect. */
    async openInstallLink(input: Target & { language?: string } = {}): Promise<AppStoreAnswer> {
      const shop = shopOf(state, input.shop);
      const link = await installLink(shop, { ...input, publicUrl: target(shop, input) }, state);
      return openInstallLink(link, state);
    },
    uninstall(input: Target = {}): Promise<AppStoreAnswer> {
      const shop = shopOf(state, input.shop);
      return uninstall(shop, { ...input, publicUrl: target(shop, input) }, state);
    },
  };
}

export type AppStoreControl = ReturnType<typeof appStoreControl>;

function target(shop: Shop, input: Target): string {
  const publicUrl = input.publicUrl ?? shop.publicUrl;
  if (!publicUrl) throw new Error("publicUrl is needed: the app was not installed before.");
  return publicUrl;
}

function details(shop: Shop): ShopDetails {
  const current = shop.credentials.at(-1);
  const { name, apiRoot, webshopId, isInstalled, publicUrl, behaviour } = shop;
  return {
    name,
    apiRoot,
    webshopId,
    apiPublic: current?.apiPublic ?? null,
    apiSecret: current?.apiSecret ?? null,
    isInstalled,
    publicUrl,
    behaviour: structuredClone(behaviour),
  };
}
