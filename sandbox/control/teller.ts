import {
  type Delivery,
  type DeliveryWish,
  invoiceBody,
  notify,
  orderBody,
} from "../ccv-shop/deliver.ts";
import { invoiceById } from "../ccv-shop/invoice-routes.ts";
import { orderOf } from "../ccv-shop/order-routes.ts";
import type { Shop } from "../ccv-shop/shop.ts";
import type { SandboxState } from "./state.ts";

/** Which shop; the first one when left out. */
export interface ShopChoice {
  shop?: string;
}

export interface DocumentChoice extends ShopChoice, DeliveryWish {
  id: number;
}

export interface Happened {
  id: number;
  number: string | null;
  deliveries: Delivery[];
}

interface Event {
  event: string;
  fields?: Record<string, unknown>;
}

/** Sends the events and says what became of them. */
export function teller(state: SandboxState) {
  async function raw(
    shop: Shop,
    wish: DocumentChoice,
    message: { event: string; body: Record<string, unknown> },
  ): Promise<Happened> {
    const deliveries = await notify(shop, { ...wish, ...message }, state);
    state.deliveries.push(...deliveries);
    const { ordernumber_full: order, invoicenumber_full: invoice } = message.body;
    const number = order ?? invoice;
    return { id: wish.id, number: typeof number === "string" ? number : null, deliveries };
  }
  return {
    raw,
    order(shop: Shop, wish: DocumentChoice, { event, fields }: Event): Promise<Happened> {
      const more = { at: state.clock(), ...fields };
      return raw(shop, wish, { event, body: orderBody(shop, orderOf(shop, wish.id), more) });
    },
    invoice(shop: Shop, wish: DocumentChoice, { event, fields }: Event): Promise<Happened> {
      const more = { at: state.clock(), ...fields };
      return raw(shop, wish, { event, body: invoiceBody(shop, invoiceById(shop, wish.id), more) });
    },
  };
}
