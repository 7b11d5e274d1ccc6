import type { Invoice } from "./invoice.ts";
import type { Order } from "./order.ts";
import type { Row } from "./row.ts";
import type { Note, Shop, StoredInvoice, StoredOrder, Webhook } from "./shop.ts";

/** Resources as they go over the wire: with the links of this shop. Orders have a trailing slash in `href`. */

export const API_PATH = "/api/rest/v1";

export function link(shop: Shop, path: string): string {
  return `${shop.apiRoot}${API_PATH}/${path}`;
}

export function presentOrder(shop: Shop, stored: StoredOrder): Record<string, unknown> {
  const order: Order = stored.order;
  const self = link(shop, `orders/${order.id}/`);
  const open = order.is_completed ? {} : checkoutLinks(shop, order);
  return {
    ...order,
    href: self,
    user: {
      ...order.user,
      href: order.user.id === null ? null : link(shop, `users/${order.user.id}/`),
    },
    ...open,
    packing_slip_deeplink: order.packing_slip_deeplink ?? `${shop.apiRoot}/packingslip/${order.id}`,
    orderrows: { href: `${self}orderrows/` },
    ordernotes: { href: `${self}ordernotes/` },
    ordermessages: { href: `${self}ordermessages/` },
    ordernotifications: { href: `${self}ordernotifications/` },
    orderaffiliatenetworks: { href: `${self}orderaffiliatenetworks/` },
    orderlabels: { href: `${self}orderlabels/` },
    invoices: { href: link(shop, `invoices/?ordernumber_full=${order.ordernumber_full ?? ""}`) },
    terminalreceipts: { href: `${self}terminalreceipts/` },
    fiscaltransactionsignatures: { href: `${self}fiscaltransactionsignatures/` },
  };
}

function checkoutLinks(shop: Shop, order: Order): Record<string, string> {
  return {
    basket_href: `${shop.apiRoot}/website/basket/${order.id}`,
    checkout_href: `${shop.apiRoot}/website/checkout/${order.id}`,
  };
}

export function presentOrderRow(
  shop: Shop,
  stored: StoredOrder,
  row: Row,
): Record<string, unknown> {
  const self = link(shop, `orderrows/${row.id}/`);
  return {
    ...row,
    href: self,
    order_id: stored.order.id,
    product_name_google: row.product_name,
    product_href: productLink(shop, row),
    attributes: row.attributes.map((attribute, index) => ({
      href: `${self}orderrowattributevalues/${index + 1}/`,
      id: index + 1,
      ...attribute,
      parent: { href: self },
    })),
    uploads: [],
    calculator_href: null,
    parent: { href: link(shop, `orders/${stored.order.id}/`) },
  };
}

export function presentInvoice(shop: Shop, stored: StoredInvoice): Record<string, unknown> {
  const invoice: Invoice = stored.invoice;
  const self = link(shop, `invoices/${invoice.id}/`);
  const pdf = `${shop.apiRoot}/invoice/${invoice.id}.pdf`;
  return {
    ...invoice,
    href: self,
    deeplink: pdf,
    download_link: pdf,
    order: stored.orderId === null ? null : link(shop, `orders/${stored.orderId}/`),
    invoicerows: { href: `${self}invoicerows/` },
    invoicenotifications: { href: `${self}invoicenotifications/` },
  };
}

/** `invoice_id` is a string, and attributes are plain ("CCV Shop API, invoice row"). */
export function presentInvoiceRow(
  shop: Shop,
  stored: StoredInvoice,
  row: Row,
): Record<string, unknown> {
  return {
    ...row,
    href: link(shop, `invoicerows/${row.id}/`),
    invoice_id: String(stored.invoice.id),
    product_href: productLink(shop, row),
    orderrow: { href: link(shop, `orderrows/${row.id}/`) },
    parent: { href: link(shop, `invoices/${stored.invoice.id}/`) },
  };
}

function productLink(shop: Shop, row: Row): string | null {
  return row.product_id === null ? null : link(shop, `products/${row.product_id}/`);
}

export function presentWebhook(shop: Shop, webhook: Webhook): Record<string, unknown> {
  return { href: link(shop, `webhooks/${webhook.id}/`), ...webhook, parent: null };
}

export function presentNote(shop: Shop, orderId: number, note: Note): Record<string, unknown> {
  return {
    href: link(shop, `ordernotes/${note.id}/`),
    ...note,
    parent: { href: link(shop, `orders/${orderId}/`) },
  };
}
