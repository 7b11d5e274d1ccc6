import type { SalesOrder } from "./booking.ts";
import type { Configuration } from "./configuration.ts";
import type { BookingDraft, DraftLine } from "./draft.ts";
import { cutText, REFERENCE_LENGTH } from "./texts.ts";

/**
 * The sales order of a draft (manual chapter 6, contract section 6): rows with four-decimal prices excl. VAT, all costs as
 * amounts in the header, no products invented for them (reading A42).
 */
export function toSalesOrder(
  draft: BookingDraft,
  options: { readonly debtorNumber: number; readonly configuration: Configuration },
): SalesOrder {
  const settings = options.configuration.salesOrder;
  if (settings === null) {
    throw new Error("A sales order needs its settings; the configuration was checked for them.");
  }
  const rows = draft.lines.filter((line) => line.row !== null);
  return {
    type: "salesOrder",
    debtorNumber: options.debtorNumber,
    date: draft.bookingDate,
    deliveryDate: draft.bookingDate,
    orderType: settings.orderType,
    shippingMethod: settings.shippingMethod,
    externalOrderId: draft.sourceId,
    reference: cutText(draft.number, REFERENCE_LENGTH),
    ...orderAmounts(draft.lines),
    allowNegativeQuantities: rows.some((line) => line.quantity.startsWith("-")),
    lines: rows.map((line) => ({
      productNumber: line.productNumber,
      quantity: line.quantity,
      description: line.description,
      unitPriceExcl: line.unitPriceExcl,
    })),
  };
}

/** Reading A40: order costs are payment costs plus surcharges minus discounts, excl. VAT, and may be negative. */
export function orderAmounts(lines: readonly DraftLine[]): {
  readonly orderCostsCents: number;
  readonly shippingCostsCents: number;
} {
  const costs = lines.filter((line) => ["payment", "surcharge", "discount"].includes(line.type));
  const shipping = lines.filter((line) => line.type === "shipping");
  return { orderCostsCents: sumNet(costs), shippingCostsCents: sumNet(shipping) };
}

function sumNet(lines: readonly DraftLine[]): number {
  return lines.reduce((sum, line) => sum + line.netCents, 0);
}
