/**
 * CCV's order or invoice as a document in our words (manual chapter 5; readings of vat.md section 5). Pure.
 * Decides nothing: prices in several readings, both addresses and signs go on as they are; the domain chooses.
 */
import type {
  Address,
  Customer,
  DecimalText,
  ShopDocument,
  ShopLine,
} from "../../domain/document.ts";
import { dutchDate } from "./dutch-date.ts";
import type { CcvAddress, CcvCustomer, CcvInvoice, CcvOrder, CcvRow, CcvSale } from "./schema.ts";

type Shared = Pick<
  ShopDocument,
  | "sourceId"
  | "createdOn"
  | "currency"
  | "intraCommunity"
  | "totalsInclVat"
  | "totalTax"
  | "shipping"
  | "shippingVatPercentage"
  | "paymentCosts"
  | "paymentOptionPrice"
  | "extraCosts"
  | "extraCostsDescription"
  | "creditPointDiscount"
  | "discounts"
  | "customer"
>;

type Sale = Pick<ShopDocument, "paymentMethod" | "pickup" | "platformSale">;

export function orderToDocument(order: CcvOrder, rows: readonly CcvRow[]): ShopDocument {
  return {
    ...toShared(order),
    ...toSale(order),
    kind: "order",
    number: order.ordernumber_full,
    orderId: null,
    paid: order.paid,
    completed: order.is_completed,
    orderStatus: order.status === null ? null : Number(order.status),
    credit: false,
    linesInclVat: order.order_row_taxes_included,
    totalPrice: order.total_price,
    statedTotalIncl: null,
    statedTotalExcl: null,
    lines: rows.map((row) => toLine(row, row.price_without_discount)),
  };
}

/** `sale` is what the invoice's order knows (reading A37); null where there is no order any more. */
export function invoiceToDocument(
  invoice: CcvInvoice,
  rows: readonly CcvRow[],
  sale: CcvSale | null,
): ShopDocument {
  return {
    ...toShared(invoice),
    ...toSale(sale ?? { paymethod: "", deliver_method: "", is_platform_sale: false }),
    kind: "invoice",
    number: invoice.invoicenumber_full,
    orderId: invoiceOrderId(invoice),
    paid: true,
    completed: true,
    orderStatus: null,
    credit: /credit/i.test(invoice.type),
    linesInclVat: invoice.invoice_row_taxes_included,
    totalPrice: invoiceTotal(invoice),
    statedTotalIncl: invoice.total_price_inc_tax,
    statedTotalExcl: invoice.total_price_exc_tax,
    lines: rows.map((row) => toLine(row, row.price_without_discount_with_attributes)),
  };
}

/** The number at the end of the order's address, with or without a slash behind it. */
export function invoiceOrderId(invoice: CcvInvoice): string | null {
  return /(\d+)\/?(?:[?#].*)?$/.exec(invoice.order)?.[1] ?? null;
}

/** `total_price` equals one of the two stated totals according to the flag (ccvshop.md 5.2). */
function invoiceTotal(invoice: CcvInvoice): DecimalText {
  const stated = invoice.taxes_included ? invoice.total_price_inc_tax : invoice.total_price_exc_tax;
  return invoice.total_price ?? stated ?? "0";
}

function toShared(document: CcvOrder | CcvInvoice): Shared {
  return {
    sourceId: document.id,
    createdOn: dutchDate(document.create_date),
    currency: document.currency,
    intraCommunity: document.is_intra_community_order,
    totalsInclVat: document.taxes_included,
    totalTax: document.total_tax,
    shipping: document.total_shipping,
    shippingVatPercentage: document.shipping_tax_percentage,
    paymentCosts: document.paymethod_costs,
    paymentOptionPrice: document.extra_payment_option_price,
    extraCosts: document.extra_costs,
    extraCostsDescription: document.extra_costs_description,
    creditPointDiscount: document.credit_point_discount,
    discounts: toDiscounts(document),
    customer: toCustomer(document.customer),
  };
}

function toSale(sale: CcvSale): Sale {
  return {
    paymentMethod: sale.paymethod,
    pickup: sale.deliver_method.toLowerCase() === "pickup",
    platformSale: sale.is_platform_sale,
  };
}

/** `discounts[]` where the shop has it, else `total_discounts` (reading A15). */
function toDiscounts(document: CcvOrder | CcvInvoice): readonly DecimalText[] {
  const listed = document.discounts.filter(isNotZero);
  return listed.length > 0 ? listed : [document.total_discounts].filter(isNotZero);
}

function isNotZero(decimal: DecimalText): boolean {
  return /[1-9]/.test(decimal);
}

function toCustomer(customer: CcvCustomer): Customer {
  return {
    email: customer.email,
    vatNumber: customer.btw,
    chamberOfCommerceNumber: customer.kvk,
    billingAddress: toAddress(customer.billingaddress),
    deliveryAddress: toAddress(customer.deliveryaddress),
  };
}

/** Two styles: `street` with `housenumber`, or address lines (ccvshop.md 4.3). Delivery addresses have a full name only. */
function toAddress(address: CcvAddress): Address {
  const joinedName = [address.first_name, address.last_name]
    .filter((part) => part !== "")
    .join(" ");
  return {
    personName: joinedName === "" ? address.full_name : joinedName,
    company: address.company,
    street: address.street === "" ? address.address_line_1 : address.street,
    addressLine2: address.address_line_2,
    houseNumber: address.housenumber,
    houseNumberSuffix: address.housenumber_suffix,
    postalCode: address.zipcode,
    city: address.city,
    countryCode: address.country_code,
    telephone: address.telephone,
  };
}

function toLine(row: CcvRow, priceWithoutDiscount: DecimalText | null): ShopLine {
  return {
    name: row.product_name,
    productNumber: row.sub_product_number === "" ? row.product_number : row.sub_product_number,
    productType: row.product_type,
    productId: row.product_id,
    ean: row.sub_ean_number,
    quantity: row.count,
    vatPercentage: row.tax,
    price: row.selling_price,
    priceWithOptions: row.price_with_attributes,
    optionsPrice: row.total_extra_option_price,
    priceWithoutDiscount,
  };
}
