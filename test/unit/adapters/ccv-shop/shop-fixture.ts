/** A shop over a scripted fetch, and the smallest order and invoice that CCV could answer. */
import { createShop } from "../../../../src/adapters/ccv-shop/shop.ts";
import type { Shop } from "../../../../src/booking/ports/shop.ts";
import { json, scriptedFetch, type Respond, type Scripted } from "../scripted-fetch.ts";

export const API = "https://shop.ccvshop.nl/api/rest/v1";
export const NOW = new Date("2022-11-26T00:45:54.321Z");

const CREDENTIALS = {
  apiRoot: "https://shop.ccvshop.nl",
  apiPublic: "testpublic00001",
  apiSecret: "testsecret0000000000000000000001",
};

export function shopWith(respond: Respond, credentials = CREDENTIALS): Scripted & { shop: Shop } {
  const script = scriptedFetch(respond);
  const options = { fetch: script.fetch, now: () => NOW, timeoutMs: 50, allowInsecure: false };
  return { ...script, shop: createShop({ ...options, credentials }) };
}

/** Answers by `METHOD path`, without the query; anything else is a 404. */
export function shopAnswering(
  answers: Readonly<Record<string, unknown>>,
): ReturnType<typeof shopWith> {
  return shopWith(({ method, url }) => {
    const { pathname } = new URL(url);
    const key = `${method} ${pathname.replace("/api/rest/v1", "")}`;
    if (!Object.hasOwn(answers, key)) return json({ status: 404, code: "404.10" }, { status: 404 });
    const answer = answers[key];
    return answer instanceof Response ? answer.clone() : json(answer);
  });
}

export function page(items: readonly unknown[], next: string | null = null): unknown {
  return { start: 0, size: items.length, href: "", first: null, previous: null, next, items };
}

export const ADDRESS = {
  first_name: "Anna",
  last_name: "Bakker",
  full_name: "Mevr. A. Bakker",
  company: "",
  address_line_1: "Dorpsstraat 1",
  address_line_2: "",
  street: "Dorpsstraat",
  housenumber: 1,
  housenumber_suffix: "a",
  zipcode: "1234AB",
  city: "Utrecht",
  country_code: "NL",
  telephone: "030-1234567",
};

/** As in the sample: everything empty when delivery equals billing. */
const NO_ADDRESS = {
  full_name: "",
  street: "",
  housenumber: null,
  zipcode: "",
  country_code: null,
};

const SHARED = {
  currency: "EUR",
  is_intra_community_order: false,
  taxes_included: true,
  total_tax: 8.69,
  total_shipping: 6.95,
  shipping_tax_percentage: 21,
  shipping_taxes_included: true,
  paymethod_costs: 0,
  extra_payment_option_price: null,
  extra_costs: 0,
  extra_costs_description: "",
  credit_point_discount: 0,
  total_discounts: 0,
  customer: {
    email: "anna@example.nl",
    btw: " NL123 ",
    kvk: "",
    billingaddress: ADDRESS,
    deliveryaddress: NO_ADDRESS,
  },
};

export const ORDER = {
  ...SHARED,
  id: 1001,
  ordernumber_full: "WEB-14194",
  ordernumber: 14194,
  create_date: "2023-03-31T22:15:00Z",
  deliver_method: "shipping",
  is_platform_sale: false,
  status: 5,
  is_completed: true,
  paid: true,
  paymethod_id: 3,
  paymethod: "BankTransfer",
  order_row_taxes_included: true,
  total_price: 50.08,
  some_new_field: { of: "another year" },
};

export const ROW = {
  id: 1,
  order_id: 1001,
  product_type: "product",
  product_name: "Mug",
  product_number: "P-1",
  sub_product_number: "P-1-RED",
  sub_ean_number: "8712345678906",
  product_id: 845754960,
  count: 1.5,
  price: 20,
  discount: 1,
  tax: 21,
  selling_price: 19,
  price_without_discount: 20,
  price_without_discount_with_attributes: 22,
  price_with_attributes: 21,
  total_extra_option_price: 2,
  total_price_with_attributes: 31.5,
};

export const INVOICE = {
  ...SHARED,
  id: 77,
  invoicenumber: 300,
  invoicenumber_full: "F-300",
  ordernumber_full: "WEB-14194",
  create_date: "2023-04-02T08:00:00Z",
  status: "unpaid",
  type: "debit",
  invoice_row_taxes_included: true,
  total_price: 50.08,
  total_price_inc_tax: 50.08,
  total_price_exc_tax: 41.39,
  order: "https://shop.ccvshop.nl/api/rest/v1/orders/1001/",
};
