/**
 * The shapes of CCV's resources as far as booking needs them (ccvshop.md 4, 5 and 6). Unknown fields are ignored: new ones
 * come without a version. A failure names the field's path and never its value, which may be personal data.
 */
import { z } from "zod";

import type { ShopFailure } from "../../booking/ports/shop.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import {
  amount,
  flagOr,
  isObject,
  objectOrEmpty,
  optionalDecimal,
  optionalId,
  requiredDecimal,
  requiredFlag,
  requiredId,
  requiredInstant,
  text,
} from "./fields.ts";

const addressSchema = z.object({
  first_name: text,
  last_name: text,
  full_name: text,
  company: text,
  street: text,
  address_line_1: text,
  address_line_2: text,
  housenumber: text,
  housenumber_suffix: text,
  zipcode: text,
  city: text,
  country_code: text,
  telephone: text,
});
export type CcvAddress = z.infer<typeof addressSchema>;

const customerSchema = z.object({
  email: text,
  btw: text,
  kvk: text,
  billingaddress: objectOrEmpty(addressSchema),
  deliveryaddress: objectOrEmpty(addressSchema),
});
export type CcvCustomer = z.infer<typeof customerSchema>;

/** A discount is an amount, or an object that holds it (contract of `discounts[]`; not seen in any public client). */
const discountSchema = z.preprocess(
  (value) => (isObject(value) ? (value.amount ?? value.discount) : value),
  requiredDecimal,
);

/** What orders and invoices have in common. */
const documentFields = {
  id: requiredId,
  create_date: requiredInstant,
  currency: text,
  is_intra_community_order: flagOr(false),
  taxes_included: requiredFlag,
  total_tax: requiredDecimal,
  total_shipping: amount,
  shipping_tax_percentage: amount,
  paymethod_costs: amount,
  extra_payment_option_price: amount,
  extra_costs: amount,
  extra_costs_description: text,
  credit_point_discount: amount,
  total_discounts: amount,
  discounts: z.preprocess((value) => value ?? [], z.array(discountSchema)),
  customer: objectOrEmpty(customerSchema),
};

/** The order's part that an invoice needs too (reading A37). */
const saleFields = {
  paymethod: text,
  deliver_method: text,
  is_platform_sale: flagOr(false),
};
export const saleSchema = z.object(saleFields);
export type CcvSale = z.infer<typeof saleSchema>;

export const orderSchema = z.object({
  ...documentFields,
  ...saleFields,
  ordernumber_full: text,
  status: optionalId,
  is_completed: flagOr(true),
  paid: requiredFlag,
  order_row_taxes_included: requiredFlag,
  total_price: requiredDecimal,
});
export type CcvOrder = z.infer<typeof orderSchema>;

export const invoiceSchema = z.object({
  ...documentFields,
  invoicenumber_full: text,
  type: text,
  invoice_row_taxes_included: requiredFlag,
  total_price: optionalDecimal,
  total_price_inc_tax: optionalDecimal,
  total_price_exc_tax: optionalDecimal,
  /** A link, in some versions an object that holds it. */
  order: z.preprocess((value) => (isObject(value) ? value.href : value), text),
});
export type CcvInvoice = z.infer<typeof invoiceSchema>;

export const rowSchema = z.object({
  product_type: text,
  product_name: text,
  product_number: text,
  sub_product_number: text,
  sub_ean_number: text,
  product_id: optionalId,
  count: requiredDecimal,
  tax: requiredDecimal,
  selling_price: optionalDecimal,
  price_with_attributes: optionalDecimal,
  total_extra_option_price: optionalDecimal,
  price_without_discount: optionalDecimal,
  price_without_discount_with_attributes: optionalDecimal,
});
export type CcvRow = z.infer<typeof rowSchema>;

/** An entry of the list of orders or invoices. */
export const listItemSchema = z.object({
  id: requiredId,
  create_date: requiredInstant,
  ordernumber: text,
  ordernumber_full: text,
  invoicenumber: text,
  invoicenumber_full: text,
  paid: flagOr(false),
  status: optionalId,
  type: text,
  taxes_included: flagOr(true),
  total_tax: amount,
  total_price: amount,
});
export const listIdSchema = z.object({ id: requiredId });
export type CcvListItem = z.infer<typeof listItemSchema>;

/** Reads `value` with `schema`; `root` names what it is, for the path of a failure. */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  root: string,
): Result<z.infer<Schema>, ShopFailure> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = formatPath(root, issue?.path ?? []);
  return fail({ kind: "invalid", path, message: `${path}: ${issue?.message ?? "is not valid"}` });
}

/** Reads each of a list's items, so that a failure names which. */
export function readList<Schema extends z.ZodType>(
  schema: Schema,
  items: readonly unknown[],
  root: string,
): Result<readonly z.infer<Schema>[], ShopFailure> {
  const values: z.infer<Schema>[] = [];
  for (const [index, item] of items.entries()) {
    const value = read(schema, item, `${root}[${index}]`);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

function formatPath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, key) => {
    if (typeof key === "number") return `${joined}[${key}]`;
    return joined === "" ? String(key) : `${joined}.${String(key)}`;
  }, root);
}
