import { fromCents, multiplyToCents, toCents, vatCents } from "../shared/decimal.ts";
import { type Customer, emptyCustomer, emptyOrder, type Order } from "./order.ts";
import { buildRow, type Row, type RowInput } from "./row.ts";

/** Makes complete orders out of the few fields a test is about. */

export interface CustomerInput extends Partial<
  Omit<Customer, "billingaddress" | "deliveryaddress">
> {
  billingaddress?: Partial<Customer["billingaddress"]>;
  deliveryaddress?: Partial<Customer["deliveryaddress"]>;
}

export type OrderOverrides = Omit<Partial<Order>, "customer"> & {
  customer?: CustomerInput | null;
  rows?: RowInput[];
};

export interface OrderBundle {
  order: Order;
  rows: Row[];
}

const DEFAULT_ROW: RowInput = { product_name: "Sale 23456", selling_price: 14.99 };

/** A completed order of one row that adds up; whatever is passed in stays exactly as it is. */
export function order(overrides: OrderOverrides = {}): OrderBundle {
  const { rows: rowInputs, customer, ...fields } = overrides;
  const rows = (rowInputs ?? [DEFAULT_ROW]).map(buildRow);
  const built: Order = {
    ...emptyOrder(),
    customer: customer === null ? null : buildCustomer(customer ?? {}),
    ...fields,
  };
  const totals = computeTotals(built, rows);
  return { order: { ...built, ...totals, ...fields }, rows };
}

export function buildCustomer(input: CustomerInput): Customer {
  const { billingaddress, deliveryaddress, ...fields } = input;
  const empty = emptyCustomer();
  const billing = { ...empty.billingaddress, ...DEFAULT_ADDRESS, ...billingaddress };
  const customer: Customer = {
    ...empty,
    email: "anna@example.nl",
    ...fields,
    billingaddress: { ...billing, ...addressLines(billing) },
    deliveryaddress: { ...empty.deliveryaddress, ...deliveryaddress },
  };
  return customer;
}

const DEFAULT_ADDRESS = {
  first_name: "Anna",
  last_name: "Bakker",
  street: "Dorpsstraat",
  housenumber: 1,
  zipcode: "1234AB",
  city: "Utrecht",
  country: "Nederland",
  country_code: "NL",
};

/** Captured addresses have both styles: street with number, and address lines. */
function addressLines(address: Customer["billingaddress"]): Partial<Customer["billingaddress"]> {
  const name = `${address.first_name} ${address.last_name}`.trim();
  const line = `${address.street} ${address.housenumber ?? ""}${address.housenumber_suffix}`.trim();
  return {
    full_name: address.full_name || name,
    address_line_1: address.address_line_1 || line,
  };
}

/** `total_price` includes VAT when the rows do, else it is without ("CCV Shop API, what the totals mean"). */
function computeTotals(built: Order, rows: readonly Row[]): Partial<Order> {
  const included = built.order_row_taxes_included;
  const discount = toCents(built.total_discounts);
  let goods = 0;
  let vat = 0;
  for (const row of rows) {
    const cents = multiplyToCents(row.price_with_attributes, row.count);
    goods += cents;
    vat += vatCents(cents, row.tax, included);
  }
  const costs = costsCents(built);
  vat += vatCents(costs - discount, built.shipping_tax_percentage, included);
  const total = goods + costs - discount;
  return {
    total_orderrow_price: fromCents(goods + toCents(built.total_shipping)),
    total_price: fromCents(total),
    total_tax: built.is_intra_community_order ? 0 : fromCents(vat),
  };
}

function costsCents(built: Order): number {
  const costs = [
    built.total_shipping,
    built.paymethod_costs,
    built.extra_payment_option_price ?? 0,
    built.extra_costs,
    built.credit_point_discount,
  ];
  return costs.reduce((sum, amount) => sum + toCents(amount), 0);
}
