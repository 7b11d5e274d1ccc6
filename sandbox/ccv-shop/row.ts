import { fromCents, multiplyToCents, toScaled } from "../shared/decimal.ts";
import { nullable } from "./order.ts";

/** Order and invoice rows ("CCV Shop API, order row, invoice row"). */

const UNIT_PRICE_DIGITS = 6;

export interface RowAttribute {
  option_name: string;
  value_name: string;
  price: number;
}

function emptyRow() {
  return {
    href: "",
    id: 0,
    product_type: "product",
    product_name: "Product",
    product_number: "P-1",
    sub_product_number: "",
    sub_sku_number: "",
    sub_ean_number: "",
    product_id: nullable<number>(),
    product_href: nullable<string>(),
    count: 1,
    price: 0,
    product_purchase_price: 0,
    discount: 0,
    custom_price: false,
    tax: 21,
    unit: "stuk",
    weight: 0,
    memo: "",
    package_id: nullable<number>(),
    package_name: "",
    stock_location: "",
    supplier: "",
    user_discount: 0,
    original_price: 0,
    selling_price: 0,
    price_without_discount: 0,
    price_without_discount_with_attributes: 0,
    total_price: 0,
    total_extra_option_price: nullable<number>(0),
    price_with_attributes: 0,
    total_price_with_attributes: 0,
    attributes: [] as RowAttribute[],
  };
}

export type Row = ReturnType<typeof emptyRow>;
export type RowInput = Partial<Row>;

/**
 * A row with all its prices. Enough to give is one unit price: `selling_price` (order rows) or
 * `price_with_attributes` (invoice rows), and `price_without_discount` where a discount was given. What is given
 * stays as it is, also where it doesn't add up.
 */
export function buildRow(input: RowInput): Row {
  const attributes = (input.attributes ?? []).reduce((sum, { price }) => sum + price, 0);
  const selling = input.selling_price ?? rounded((input.price_with_attributes ?? 0) - attributes);
  const before =
    input.price_without_discount ??
    rounded((input.price_without_discount_with_attributes ?? selling + attributes) - attributes);
  const count = input.count ?? 1;
  const withAttributes = rounded(selling + attributes);
  return {
    ...emptyRow(),
    price: before,
    discount: rounded(before - selling),
    original_price: selling,
    selling_price: selling,
    price_without_discount: before,
    price_without_discount_with_attributes: rounded(before + attributes),
    total_price: fromCents(multiplyToCents(selling, count)),
    total_extra_option_price: attributes,
    price_with_attributes: withAttributes,
    total_price_with_attributes: fromCents(multiplyToCents(withAttributes, count)),
    ...input,
  };
}

/** Removes what adding two floating numbers leaves behind. */
function rounded(value: number): number {
  return toScaled(value.toFixed(10), UNIT_PRICE_DIGITS) / 10 ** UNIT_PRICE_DIGITS;
}
