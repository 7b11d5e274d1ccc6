/**
 * A document of the shop on its way into the books: an order or an invoice, in our own words.
 *
 * The shop's adapter makes it from what the shop's API answers (manual chapter 5); everything behind it reads only this.
 * It leaves out how the shop spells things: no vendor field name occurs from here on.
 */

/** Exact decimal number as text, for instance `"14.99"`, `"-2.5"` or `"8.264462"`: no exponent, no thousands separator. */
export type DecimalText = string;

/** Calendar date in the Netherlands, `YYYY-MM-DD`. */
export type CalendarDate = string;

export type DocumentKind = "order" | "invoice";

export interface Address {
  /** First and last name, joined; `""` when unknown. */
  readonly personName: string;
  readonly company: string;
  /** Street without number, or the whole first address line where the shop has no split address. */
  readonly street: string;
  readonly addressLine2: string;
  /** House number as the shop has it, digits or free text; `""` when unknown. */
  readonly houseNumber: string;
  readonly houseNumberSuffix: string;
  readonly postalCode: string;
  readonly city: string;
  /** As the shop sends it, trimmed; `""` when unknown. `normaliseCountry` makes it comparable. */
  readonly countryCode: string;
  readonly telephone: string;
}

export interface Customer {
  readonly email: string;
  /** Free text from the checkout. */
  readonly vatNumber: string;
  readonly chamberOfCommerceNumber: string;
  readonly billingAddress: Address;
  readonly deliveryAddress: Address;
}

export interface ShopLine {
  readonly name: string;
  /** The variant's number when it has one, else the product's; `""` when neither is filled. */
  readonly productNumber: string;
  /** `product`, or a deposit type. */
  readonly productType: string;
  readonly productId: string | null;
  readonly ean: string;
  readonly quantity: DecimalText;
  /** As sent: a percentage, or a fraction when below 1 (reading A20). */
  readonly vatPercentage: DecimalText;
  /** Unit price after discount without the surcharges of chosen options; null when the shop leaves it out. */
  readonly price: DecimalText | null;
  /** Unit price after discount with the surcharges of chosen options; null when the shop leaves it out. */
  readonly priceWithOptions: DecimalText | null;
  /** Sum of the surcharges of chosen options per unit; null when the shop leaves it out (reading A49). */
  readonly optionsPrice: DecimalText | null;
  /** Unit price before discount, information only (readings A15, A35). */
  readonly priceWithoutDiscount: DecimalText | null;
}

export interface ShopDocument {
  readonly kind: DocumentKind;
  /** The shop's id of the document. */
  readonly sourceId: string;
  /** As shown in the shop, with prefix; `""` while the shop has given none. */
  readonly number: string;
  /** An invoice's order; null on an order and where the shop names none. */
  readonly orderId: string | null;
  readonly createdOn: CalendarDate;
  readonly currency: string;
  /** Always true on an invoice: invoices are booked whatever their status (manual chapter 5). */
  readonly paid: boolean;
  /** False while the customer has not finished the checkout. */
  readonly completed: boolean;
  /** The shop's order status 1 to 14; null on an invoice. */
  readonly orderStatus: number | null;
  readonly paymentMethod: string;
  readonly intraCommunity: boolean;
  readonly platformSale: boolean;
  readonly pickup: boolean;
  /** The shop calls it a credit invoice. */
  readonly credit: boolean;
  /** The document's totals include VAT. */
  readonly totalsInclVat: boolean;
  /** The amounts of lines, discounts, shipping, payment costs and surcharges include VAT. */
  readonly linesInclVat: boolean;
  readonly totalPrice: DecimalText;
  readonly totalTax: DecimalText;
  /** Where the shop states both totals itself (invoices): cross-check only (reading A39). */
  readonly statedTotalIncl: DecimalText | null;
  readonly statedTotalExcl: DecimalText | null;
  readonly shipping: DecimalText;
  readonly shippingVatPercentage: DecimalText;
  readonly paymentCosts: DecimalText;
  readonly paymentOptionPrice: DecimalText;
  readonly extraCosts: DecimalText;
  readonly extraCostsDescription: string;
  readonly creditPointDiscount: DecimalText;
  /** Order discounts as positive amounts; empty when there are none. */
  readonly discounts: readonly DecimalText[];
  readonly customer: Customer;
  readonly lines: readonly ShopLine[];
}
