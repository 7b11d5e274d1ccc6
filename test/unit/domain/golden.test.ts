import { describe, test } from "vitest";

import { describeError } from "../../../src/domain/booking-error.ts";
import type { JournalEntry, SalesOrder } from "../../../src/domain/booking.ts";
import { dutchDate } from "../../../src/domain/calendar-date.ts";
import type { Warning } from "../../../src/domain/codes.ts";
import { completeBooking } from "../../../src/domain/complete-booking.ts";
import { chooseDebtor } from "../../../src/domain/debtor.ts";
import { decide, type Verdict } from "../../../src/domain/decide.ts";
import type { BookingDraft } from "../../../src/domain/draft.ts";
import { judgeVatNumber } from "../../../src/domain/judge-vat-number.ts";
import { formatCents } from "../../../src/domain/money.ts";
import cases from "../../golden/cases.json" with { type: "json" };
import {
  type GoldenCase,
  toCalendar,
  toConfiguration,
  toShopDocument,
} from "../../golden/to-domain.ts";

/** Every worked case at the level of the domain; the end-to-end tests send the same documents through the whole. */

const goldenCases = cases.cases as unknown as readonly GoldenCase[];

// Whether a document was processed before is asked of the repository, not of the domain.
const ownCases = goldenCases.filter((golden) => golden.expected.reason !== "ALREADY_PROCESSED");

describe("golden cases", () => {
  test.for(ownCases)("$id $title", (golden, { expect }) => {
    const verdict = verdictOf(golden);
    switch (golden.expected.status) {
      case "rejected":
        expect(verdict.kind).toBe("error");
        if (verdict.kind === "error") {
          expect(verdict.error.code).toBe(golden.expected.error);
          expect(describeError(verdict.error, "en").detail).toBe(golden.expected.detail);
        }
        return;
      case "pending":
      case "open":
        expect(verdict).toMatchObject({ kind: "open", reason: golden.expected.reason });
        if (golden.expected.detail !== undefined) {
          expect(verdict).toMatchObject({ detail: golden.expected.detail });
        }
        return;
      case "skipped":
        expect(verdict).toMatchObject({ kind: "skipped", reason: golden.expected.reason });
        return;
      case "processed":
        expect(verdict.kind === "book" ? bookedAs(golden, verdict.draft) : verdict).toEqual(
          expectedOf(golden),
        );
    }
  });
});

function verdictOf(golden: GoldenCase): Verdict {
  const verdict = decide(toShopDocument(golden), toConfiguration(golden), {
    byPerson: false,
    ignoreStartDate: false,
    paidOn: null,
    bookingDate: null,
    acceptVatNumber: null,
  });
  if (verdict.kind !== "book" || verdict.draft.vatNumber === null) {
    return verdict;
  }
  const { vatNumber } = verdict.draft;
  const answer = golden.context.vies[vatNumber];
  if (answer?.valid === undefined) {
    const code = answer?.error ?? "NO_ANSWER";
    return judgeVatNumber(
      verdict.draft,
      { kind: "no-answer", code, message: "" },
      { waitedLongEnough: false },
    );
  }
  return judgeVatNumber(
    verdict.draft,
    {
      kind: answer.valid ? "valid" : "invalid",
      vatNumber,
      requestDate: "2023-03-01",
      consultationNumber: answer.requestIdentifier ?? null,
      name: null,
      address: null,
    },
    { waitedLongEnough: false },
  );
}

/** What the domain made, in the words of the golden file. */
function bookedAs(golden: GoldenCase, draft: BookingDraft) {
  const { debtor, warnings } = debtorOf(golden, draft);
  const booking = completeBooking(draft, {
    debtorNumber: debtor.code,
    configuration: toConfiguration(golden),
    calendar: toCalendar(golden),
  });
  const all = [...draft.warnings, ...warnings];
  return {
    status: "processed",
    classification: draft.treatment,
    deliveryCountry: draft.deliveryCountry,
    debtor: { ...debtor, paymentMethod: draft.paymentMethod },
    totalIncl: formatCents(draft.totalCents),
    totalVat: formatCents(draft.vatCents),
    warnings: all.map(warningText),
    booking: booking.ok ? bookingText(booking.value, draft) : booking.error,
  };
}

function expectedOf(golden: GoldenCase) {
  const { journalEntry, order, ...rest } = golden.expected;
  if (order !== undefined) {
    const distinct = order.products.filter(
      (product, index) =>
        order.products.findIndex((other) => other["articleKey"] === product["articleKey"]) ===
        index,
    );
    return { ...rest, booking: { ...order, products: distinct } };
  }
  const details = (journalEntry?.details ?? []).map(({ _type, _rate, ...detail }) => detail);
  return { ...rest, booking: { total: journalEntry?.total, details: details.sort(byText) } };
}

function debtorOf(golden: GoldenCase, draft: BookingDraft) {
  if (draft.debtor.kind === "fixed") {
    return { debtor: { action: "fixed", code: draft.debtor.number }, warnings: [] };
  }
  const { email } = draft.debtor;
  const known = golden.context.debtorsByEmail[email];
  const records =
    known === undefined
      ? []
      : [{ number: known, name: "Anna Bakker", email, vatNumber: "", blocked: false }];
  const { debtor, warnings } = chooseDebtor(records, draft.debtor);
  return debtor === null
    ? { debtor: { action: "create", code: golden.context.nextDebtorCode }, warnings }
    : { debtor: { action: "match", code: debtor.number }, warnings };
}

function warningText(warning: Warning): string {
  return warning.code === "ROUNDING_DIFFERENCE"
    ? `${warning.code} ${warning.figures["difference"]}`
    : warning.code;
}

function bookingText(booking: JournalEntry | SalesOrder, draft: BookingDraft) {
  return booking.type === "journalEntry" ? entryText(booking) : orderText(booking, draft);
}

function entryText(entry: JournalEntry) {
  const shared = {
    journal: entry.journal,
    offsetAccount: entry.offsetAccount,
    date: dutchDate(entry.entryDate),
    year: entry.fiscalYear,
    period: entry.period,
  };
  const details = entry.lines.map((line) => ({
    ...shared,
    account: line.ledgerAccount,
    vat: line.vatCode,
    quantity: Number(line.quantity),
    entryDocument: line.documentNumber,
    entryAmount: formatCents(line.amountCents),
    vatAmount: formatCents(line.vatCents),
    description: line.description,
  }));
  const total = {
    ...shared,
    account: entry.total.debtorNumber,
    vat: 0,
    invoice: entry.total.invoiceNumber,
    description: entry.total.description,
    entryDocument: entry.total.documentNumber,
    entryAmount: formatCents(entry.total.amountCents),
  };
  return { total, details: details.sort(byText) };
}

function orderText(order: SalesOrder, draft: BookingDraft) {
  return {
    debtorId: order.debtorNumber,
    date: order.date,
    deliveryDate: order.deliveryDate,
    type: order.orderType,
    externalOrderId: order.externalOrderId,
    reference: order.reference,
    remark: "",
    externalComment: "",
    orderCosts: formatCents(order.orderCostsCents),
    shippingCosts: formatCents(order.shippingCostsCents),
    allowNegativeQuantities: order.allowNegativeQuantities,
    lines: order.lines.map((line) => ({
      description: line.description,
      quantity: Number(line.quantity),
      productId: line.productNumber,
      unitPriceExcl: line.unitPriceExcl,
    })),
    products: draft.products.map((product) => ({
      articleKey: product.number,
      name: product.name,
      vat: { high: "High", low: "Low", reverseCharge: "Reverse charge" }[product.vatKind],
      itemGroup: product.itemGroup,
    })),
  };
}

/** Detail rows may come in any order. */
function byText(left: object, right: object): number {
  return sortedText(left) < sortedText(right) ? -1 : 1;
}

function sortedText(row: object): string {
  const parts = Object.entries(row).map(([name, value]) => `${name}=${String(value)}`);
  return parts.sort((left, right) => left.localeCompare(right)).join();
}
