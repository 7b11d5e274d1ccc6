import type { OrderBundle } from "./build-order.ts";
import type { InvoiceBundle } from "./invoice.ts";
import { type Shop, type StoredInvoice, type StoredOrder, takeId } from "./shop.ts";

/** Puts a built order or invoice into a shop: gives ids and numbers where none were asked for. */

export function placeOrder(shop: Shop, bundle: OrderBundle): StoredOrder {
  const { order } = bundle;
  const id = order.id === 0 ? takeId(shop) : order.id;
  const stored: StoredOrder = {
    order: { ...order, id, ...(order.is_completed ? orderNumber(shop, bundle) : {}) },
    rows: bundle.rows.map((row) => ({ ...row, id: row.id === 0 ? takeId(shop) : row.id })),
    notes: [],
  };
  shop.orders.set(id, stored);
  return stored;
}

/** Orders have no number while the checkout is not finished. */
function orderNumber(shop: Shop, { order }: OrderBundle): Partial<OrderBundle["order"]> {
  if (order.ordernumber_full !== null) {
    const digits = Number(/\d+/.exec(order.ordernumber_full)?.[0] ?? 0);
    return { ordernumber: order.ordernumber ?? digits };
  }
  const number = order.ordernumber ?? shop.nextOrderNumber++;
  const prefix = order.ordernumber_prefix;
  return { ordernumber: number, ordernumber_full: prefix ? `${prefix}-${number}` : `${number}` };
}

export function placeInvoice(
  shop: Shop,
  bundle: InvoiceBundle,
  orderId: number | null,
): StoredInvoice {
  const { invoice } = bundle;
  const id = invoice.id === 0 ? takeId(shop) : invoice.id;
  const number = invoice.invoicenumber === 0 ? shop.nextInvoiceNumber++ : invoice.invoicenumber;
  const prefix = invoice.invoicenumber_prefix;
  const full = invoice.invoicenumber_full || (prefix ? `${prefix}-${number}` : `${number}`);
  const stored: StoredInvoice = {
    invoice: { ...invoice, id, invoicenumber: number, invoicenumber_full: full },
    rows: bundle.rows.map((row) => ({ ...row, id: row.id === 0 ? takeId(shop) : row.id })),
    orderId,
  };
  shop.invoices.set(id, stored);
  return stored;
}
