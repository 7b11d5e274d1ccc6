import type { Configuration } from "./configuration.ts";
import type { DecisionOptions, Verdict } from "./decide.ts";
import type { ShopDocument } from "./document.ts";

/** The shop's order status that means cancelled (ccvshop.md 4.4). */
const CANCELLED_STATUS = 8;

/**
 * Whether it is time to book (contract sections 4 and 5); null = yes. Invoices are booked whatever their status (manual
 * chapter 5). A person books what is cancelled or older than the start date; an unpaid or unfinished order, or one in
 * a status that was not chosen, is looked at anew and keeps waiting.
 */
export function checkEligibility(
  document: ShopDocument,
  configuration: Configuration,
  options: DecisionOptions,
): Exclude<Verdict, { readonly kind: "book" }> | null {
  if (document.kind === "order") {
    const waiting = checkOrder(document, configuration, options);
    if (waiting !== null) {
      return waiting;
    }
  }
  const { startDate } = configuration;
  const countsFromStart = !options.ignoreStartDate && !options.byPerson;
  if (countsFromStart && startDate !== null && document.createdOn < startDate) {
    return { kind: "skipped", reason: "BEFORE_START_DATE", detail: document.createdOn };
  }
  return null;
}

function checkOrder(
  document: ShopDocument,
  configuration: Configuration,
  options: DecisionOptions,
): Exclude<Verdict, { readonly kind: "book" }> | null {
  const status = document.orderStatus;
  const cancelled = status === CANCELLED_STATUS;
  if (!document.completed) {
    return { kind: "open", reason: "NOT_COMPLETED", detail: "" };
  }
  if (cancelled && !options.byPerson) {
    return { kind: "open", reason: "CANCELLED", detail: "" };
  }
  if (!document.paid) {
    return { kind: "open", reason: "NOT_PAID", detail: "" };
  }
  const { orderStatuses } = configuration;
  const selected =
    orderStatuses.length === 0 || (status !== null && orderStatuses.includes(status));
  // A person who books a cancelled order has decided about its status.
  if (!selected && !cancelled) {
    return { kind: "open", reason: "STATUS_NOT_SELECTED", detail: String(status ?? "") };
  }
  return null;
}
