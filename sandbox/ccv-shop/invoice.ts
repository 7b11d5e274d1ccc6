import { fromCents, toCents } from "../shared/decimal.ts";
import type { OrderBundle } from "./build-order.ts";
import { emptyCoupon, emptyCustomer, emptyUser, nullable } from "./order.ts";
import { buildRow, type Row, type RowInput } from "./row.ts";

/**
 * Invoices ("CCV Shop API, invoice object"). The pay method is not on an invoice: who needs it reads the order. The
 * literals of `type` and the sign of a credit invoice are not documented; here they are `debit` and `credit` with
 * negative amounts.
 */

function emptyInvoice() {
  return {
    href: "",
    id: 0,
    invoicenumber_prefix: nullable<string>(),
    invoicenumber: 0,
    invoicenumber_full: "",
    ordernumber_prefix: nullable<string>(),
    ordernumber: 0,
    ordernumber_full: "",
    create_date: "2023-03-01T10:15:00Z",
    status: "paid",
    status_name: "Betaald",
    type: "debit",
    payment_link_sent: nullable<string>(),
    taxes_included: true,
    invoice_row_taxes_included: true,
    is_intra_community_order: false,
    shipping_taxes_included: true,
    shipping_tax_percentage: 21,
    total_shipping: 0,
    total_discounts: 0,
    total_price_inc_tax: 0,
    total_price_exc_tax: 0,
    total_price: 0,
    total_tax: 0,
    currency: "EUR",
    extra_payment_option: "",
    extra_payment_option_price: nullable<number>(0),
    paymethod_costs: 0,
    credit_point_discount: nullable<number>(0),
    extra_costs: 0,
    extra_costs_description: "",
    external_reference: nullable<string>(),
    deeplink: "",
    user: emptyUser(),
    customer: emptyCustomer(),
    discountcoupon: emptyCoupon(),
    order: nullable<string>(),
    download_link: "",
  };
}

export type Invoice = ReturnType<typeof emptyInvoice> & { discounts?: { amount: number }[] };

export interface InvoiceBundle {
  invoice: Invoice;
  rows: Row[];
}

export type InvoiceOverrides = Partial<Invoice> & { rows?: RowInput[] };

/** The invoice of a whole order, or with `type: "credit"` its negative. */
export function invoiceOf(source: OrderBundle, overrides: InvoiceOverrides = {}): InvoiceBundle {
  const { rows, ...fields } = overrides;
  const credit = fields.type === "credit";
  const sign = credit ? -1 : 1;
  const copied = source.rows.map((row) =>
    buildRow({ ...essentials(row), count: sign * row.count }),
  );
  const invoice = { ...emptyInvoice(), ...copiedFields(source, sign), ...fields };
  return {
    invoice: { ...invoice, ...priceWithAndWithout(invoice), ...fields },
    rows: rows ? rows.map(buildRow) : copied,
  };
}

function essentials(row: Row): RowInput {
  const { product_type, product_name, product_number, sub_product_number, tax, unit } = row;
  const names = { product_type, product_name, product_number, sub_product_number, tax, unit };
  const { product_id, attributes, selling_price, price_without_discount } = row;
  return { ...names, product_id, attributes, selling_price, price_without_discount };
}

function copiedFields(source: OrderBundle, sign: number): Partial<Invoice> {
  const { order } = source;
  return {
    ordernumber_prefix: order.ordernumber_prefix,
    ordernumber: order.ordernumber ?? 0,
    ordernumber_full: order.ordernumber_full ?? "",
    create_date: order.create_date,
    status: order.paid ? "paid" : "unpaid",
    taxes_included: order.taxes_included,
    invoice_row_taxes_included: order.order_row_taxes_included,
    is_intra_community_order: order.is_intra_community_order,
    shipping_taxes_included: order.shipping_taxes_included,
    shipping_tax_percentage: order.shipping_tax_percentage,
    currency: order.currency,
    extra_costs_description: order.extra_costs_description,
    user: order.user,
    customer: order.customer ?? emptyCustomer(),
    ...amounts(source, sign),
  };
}

function amounts(source: OrderBundle, sign: number): Partial<Invoice> {
  const { order } = source;
  return {
    total_shipping: sign * order.total_shipping,
    total_discounts: sign * order.total_discounts,
    total_price: sign * order.total_price,
    total_tax: sign * order.total_tax,
    paymethod_costs: sign * order.paymethod_costs,
    extra_payment_option_price: sign * (order.extra_payment_option_price ?? 0),
    credit_point_discount: sign * order.credit_point_discount,
    extra_costs: sign * order.extra_costs,
  };
}

function priceWithAndWithout(invoice: Invoice): Partial<Invoice> {
  const total = toCents(invoice.total_price);
  const vat = toCents(invoice.total_tax);
  const included = invoice.invoice_row_taxes_included;
  return {
    total_price_inc_tax: fromCents(included ? total : total + vat),
    total_price_exc_tax: fromCents(included ? total - vat : total),
  };
}
