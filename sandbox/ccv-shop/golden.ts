import { fromCents, toCents } from "../shared/decimal.ts";
import { buildCustomer, type OrderBundle, type OrderOverrides, order } from "./build-order.ts";
import { type InvoiceBundle, invoiceOf } from "./invoice.ts";
import type { Order } from "./order.ts";
import { buildRow, type RowInput } from "./row.ts";

/**
 * Turns the documents of the worked cases into resources of the shop. Those documents use the field names of the
 * customer's manual: the API nests `vatnumber` as customer.btw, and e-mail and addresses under customer, and an
 * invoice has no pay method of its own.
 */

interface GoldenAddress {
  first_name: string;
  last_name: string;
  company: string;
  street: string;
  housenumber: number | null;
  housenumber_suffix: string;
  zipcode: string;
  city: string;
  country_code: string | null;
}

interface GoldenCommon {
  id: number;
  create_date: string;
  currency: string;
  paymethod: string;
  paymethod_id: number;
  is_intra_community_order: boolean;
  taxes_included: boolean;
  total_price: number;
  total_tax: number;
  total_shipping: number;
  shipping_tax_percentage: number;
  paymethod_costs: number;
  extra_payment_option_price: number;
  extra_costs: number;
  extra_costs_description: string;
  credit_point_discount: number;
  discounts: { amount: number }[];
  vatnumber: string;
  email: string;
  billingaddress: GoldenAddress;
  deliveryaddress: GoldenAddress;
}

export interface GoldenOrder extends GoldenCommon {
  ordernumber_full: string;
  paid: boolean;
  order_row_taxes_included: boolean;
  orderrows: RowInput[];
}

export interface GoldenInvoice extends GoldenCommon {
  invoicenumber_full: string;
  invoice_row_taxes_included: boolean;
  type: string;
  order: string;
  invoicerows: RowInput[];
}

/** Where the discount is shown: the API's `total_discounts`, the manual's `discounts`, or both. */
export type DiscountField = "both" | "total" | "list";

export function orderFromGolden(
  document: GoldenOrder,
  discountField: DiscountField = "both",
): OrderBundle {
  return order({
    ...commonFields(document, discountField),
    ...numberParts(document.ordernumber_full),
    ordernumber_full: document.ordernumber_full,
    paid: document.paid,
    order_row_taxes_included: document.order_row_taxes_included,
    total_price: document.total_price,
    total_tax: document.total_tax,
    rows: document.orderrows,
  });
}

/** The invoice and the order it was made from, which holds the pay method. */
export function invoiceFromGolden(
  document: GoldenInvoice,
  discountField: DiscountField = "both",
): { order: OrderBundle; invoice: InvoiceBundle } {
  const orderId = Number(/(\d+)\/?$/.exec(document.order)?.[1]);
  const bundle = order({ ...orderBehind(document, discountField), id: orderId });
  const { prefix, number } = splitNumber(document.invoicenumber_full);
  const invoice = invoiceOf(bundle, {
    ...amountsOf(document, discountField),
    id: document.id,
    invoicenumber_prefix: prefix,
    invoicenumber: number,
    invoicenumber_full: document.invoicenumber_full,
    type: document.type,
    taxes_included: document.taxes_included,
    invoice_row_taxes_included: document.invoice_row_taxes_included,
    is_intra_community_order: document.is_intra_community_order,
    total_price: document.total_price,
    total_tax: document.total_tax,
    rows: document.invoicerows,
  });
  return { order: bundle, invoice };
}

/** The sale behind an invoice has positive amounts, also when the invoice is a credit. */
function orderBehind(document: GoldenInvoice, discountField: DiscountField): OrderOverrides {
  const positive = document.invoicerows.map((row) => ({
    ...buildRow(row),
    count: Math.abs(row.count ?? 1),
    total_price_with_attributes: Math.abs(buildRow(row).total_price_with_attributes),
  }));
  return {
    ...commonFields(document, discountField),
    ...numberParts(document.invoicenumber_full),
    ordernumber_full: document.invoicenumber_full,
    paid: true,
    order_row_taxes_included: document.invoice_row_taxes_included,
    total_shipping: Math.abs(document.total_shipping),
    total_price: Math.abs(document.total_price),
    total_tax: Math.abs(document.total_tax),
    rows: positive,
  };
}

function commonFields(document: GoldenCommon, discountField: DiscountField): OrderOverrides {
  return {
    id: document.id,
    create_date: document.create_date,
    currency: document.currency,
    paymethod: document.paymethod,
    paymethod_id: document.paymethod_id,
    paymethod_label: document.paymethod,
    is_intra_community_order: document.is_intra_community_order,
    taxes_included: document.taxes_included,
    ...amountsOf(document, discountField),
    customer: customerOf(document),
  };
}

function amountsOf(document: GoldenCommon, discountField: DiscountField) {
  const discount = document.discounts.reduce((sum, { amount }) => sum + toCents(amount), 0);
  const listed: Pick<Order, "discounts"> =
    discountField === "total" ? {} : { discounts: document.discounts };
  return {
    total_shipping: document.total_shipping,
    shipping_tax_percentage: document.shipping_tax_percentage,
    paymethod_costs: document.paymethod_costs,
    extra_payment_option_price: document.extra_payment_option_price,
    extra_costs: document.extra_costs,
    extra_costs_description: document.extra_costs_description,
    credit_point_discount: document.credit_point_discount,
    total_discounts: discountField === "list" ? 0 : fromCents(discount),
    ...listed,
  };
}

function customerOf(document: GoldenCommon) {
  const { first_name: first, last_name: last, ...delivery } = document.deliveryaddress;
  return buildCustomer({
    email: document.email,
    btw: document.vatnumber,
    customertype: document.vatnumber ? "b2b" : "b2c",
    billingaddress: document.billingaddress,
    deliveryaddress: {
      ...delivery,
      full_name: delivery.country_code === null ? "" : `${first} ${last}`,
    },
  });
}

function splitNumber(full: string): { prefix: string | null; number: number } {
  const match = /^(?:(.*)-)?(\d+)[^\d]*$/.exec(full);
  return { prefix: match?.[1] ?? null, number: Number(match?.[2] ?? 0) };
}

function numberParts(full: string): Partial<Order> {
  const { prefix, number } = splitNumber(full);
  return { ordernumber_prefix: prefix, ordernumber: number };
}
