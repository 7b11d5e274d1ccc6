import { buildCustomer, order, type OrderOverrides } from "../ccv-shop/build-order.ts";
import { type Delivery, type DeliveryWish, notify, orderBody } from "../ccv-shop/deliver.ts";
import {
  type DiscountField,
  type GoldenInvoice,
  type GoldenOrder,
  invoiceFromGolden,
  orderFromGolden,
} from "../ccv-shop/golden.ts";
import { invoiceById } from "../ccv-shop/invoice-routes.ts";
import { type InvoiceOverrides, invoiceOf } from "../ccv-shop/invoice.ts";
import { orderOf } from "../ccv-shop/order-routes.ts";
import { placeInvoice, placeOrder } from "../ccv-shop/place.ts";
import { presentInvoice, presentOrder } from "../ccv-shop/present.ts";
import { buildRow, type RowInput } from "../ccv-shop/row.ts";
import { takeId } from "../ccv-shop/shop.ts";
import { type SandboxState, shopOf } from "./state.ts";
import { type DocumentChoice, type Happened, type ShopChoice, teller } from "./teller.ts";

/** What happens in a shop: customers order, pay and cancel, the merchant makes invoices. Events follow by webhook. */

export function shopControl(state: SandboxState) {
  return {
    ...orderCommands(state),
    ...changeCommands(state),
    ...invoiceCommands(state),
    ...readCommands(state),
  };
}

export type ShopControl = ReturnType<typeof shopControl>;

function orderCommands(state: SandboxState) {
  const tell = teller(state);
  return {
    /** A new order; `orders.created` goes out unless the checkout isn't finished. */
    async makeOrder(
      input: ShopChoice & DeliveryWish & { order?: OrderOverrides } = {},
    ): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const stored = placeOrder(shop, order({ ...defaultDate(state), ...input.order }));
      const wish = stored.order.is_completed ? input : { ...input, deliver: false };
      return tell.order(shop, { ...wish, id: stored.order.id }, { event: "orders.created" });
    },

    /** Paid, or with `paid: false` not paid any more. */
    async pay(input: DocumentChoice & { paid?: boolean }): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const paid = input.paid ?? true;
      orderOf(shop, input.id).order.paid = paid;
      return tell.order(shop, input, { event: "orders.updated.ispaid", fields: { paid } });
    },

    async setStatus(input: DocumentChoice & { status: number }): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const { order } = orderOf(shop, input.id);
      const fields = { previous_status: order.status, status: input.status };
      order.status = input.status;
      return tell.order(shop, input, { event: "orders.updated.status", fields });
    },

    /** The customer finishes the checkout: the order gets its number. */
    async complete(input: DocumentChoice): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const stored = orderOf(shop, input.id);
      const order = { ...stored.order, is_completed: true };
      placeOrder(shop, { ...stored, order }).notes = stored.notes;
      return tell.order(shop, input, { event: "orders.created" });
    },
  };
}

function changeCommands(state: SandboxState) {
  const tell = teller(state);
  return {
    async deleteOrder(input: DocumentChoice): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const stored = orderOf(shop, input.id);
      const body = orderBody(shop, stored, { at: state.clock() });
      shop.orders.delete(input.id);
      return tell.raw(shop, input, { event: "orders.deleted", body });
    },

    /** Changes fields or rows behind everyone's back: CCV Shop has no event for that. */
    changeOrder(
      input: ShopChoice & { id: number; order?: OrderOverrides; rows?: RowInput[] },
    ): Record<string, unknown> {
      const shop = shopOf(state, input.shop);
      const stored = orderOf(shop, input.id);
      const { rows = input.rows, customer, ...fields } = input.order ?? {};
      Object.assign(stored.order, fields);
      if (customer)
        stored.order.customer = buildCustomer({ ...stored.order.customer, ...customer });
      if (rows) stored.rows = rows.map((row) => buildRow({ id: takeId(shop), ...row }));
      return presentOrder(shop, stored);
    },
  };
}

function invoiceCommands(state: SandboxState) {
  const tell = teller(state);
  return {
    async makeInvoice(
      input: ShopChoice & DeliveryWish & { orderId: number; invoice?: InvoiceOverrides },
    ): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const source = orderOf(shop, input.orderId);
      const overrides = { ...defaultDate(state), ...input.invoice };
      const stored = placeInvoice(shop, invoiceOf(source, overrides), input.orderId);
      return tell.invoice(shop, { ...input, id: stored.invoice.id }, { event: "invoices.created" });
    },

    async setInvoiceStatus(input: DocumentChoice & { status: string }): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const { invoice } = invoiceById(shop, input.id);
      const fields = { previous_status: invoice.status, status: input.status };
      invoice.status = input.status;
      return tell.invoice(shop, input, { event: "invoices.updated.status", fields });
    },

    /** A document of the worked cases, as an order or as an invoice with the order behind it. */
    async placeGolden(
      input: ShopChoice &
        DeliveryWish & { document: GoldenOrder | GoldenInvoice; discounts?: DiscountField },
    ): Promise<Happened> {
      const shop = shopOf(state, input.shop);
      const { document } = input;
      if ("orderrows" in document) {
        const stored = placeOrder(shop, orderFromGolden(document, input.discounts));
        const wish = { ...input, id: stored.order.id };
        return tell.order(shop, wish, { event: "orders.created" });
      }
      const built = invoiceFromGolden(document, input.discounts);
      const { order } = placeOrder(shop, built.order);
      const { invoice } = placeInvoice(shop, built.invoice, order.id);
      return tell.invoice(shop, { ...input, id: invoice.id }, { event: "invoices.created" });
    },

    /** Sends any notification, for example a body without an id or one with another signature. */
    async notify(
      input: ShopChoice & DeliveryWish & { event: string; body: Record<string, unknown> | string },
    ): Promise<Delivery[]> {
      const deliveries = await notify(shopOf(state, input.shop), input, state);
      state.deliveries.push(...deliveries);
      return deliveries;
    },
  };
}

function readCommands(state: SandboxState) {
  return {
    order(input: ShopChoice & { id: number }): Record<string, unknown> {
      const shop = shopOf(state, input.shop);
      const stored = orderOf(shop, input.id);
      return { ...presentOrder(shop, stored), rows: stored.rows, notes: stored.notes };
    },
    orders(input: ShopChoice = {}): Record<string, unknown>[] {
      const shop = shopOf(state, input.shop);
      return [...shop.orders.values()].map((stored) => presentOrder(shop, stored));
    },
    invoices(input: ShopChoice = {}): Record<string, unknown>[] {
      const shop = shopOf(state, input.shop);
      return [...shop.invoices.values()].map((stored) => presentInvoice(shop, stored));
    },
  };
}

function defaultDate(state: SandboxState): { create_date: string } {
  return { create_date: `${state.clock().toISOString().slice(0, 19)}Z` };
}
