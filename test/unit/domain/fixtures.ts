import type { BookingError } from "../../../src/domain/booking-error.ts";
import type { Booking, JournalEntry, SalesOrder } from "../../../src/domain/booking.ts";
import { completeBooking } from "../../../src/domain/complete-booking.ts";
import type { Configuration, LedgerAccounts } from "../../../src/domain/configuration.ts";
import { decide, type DecisionOptions, type Verdict } from "../../../src/domain/decide.ts";
import type { Address, ShopDocument, ShopLine } from "../../../src/domain/document.ts";
import type { BookingDraft } from "../../../src/domain/draft.ts";
import type { FiscalCalendar } from "../../../src/domain/fiscal-calendar.ts";

/** One valid document, configuration and calendar; a test changes the one field it is about. */

export const OPTIONS: DecisionOptions = {
  byPerson: false,
  ignoreStartDate: false,
  paidOn: null,
  bookingDate: null,
  acceptVatNumber: null,
};

export const CALENDAR: FiscalCalendar = {
  periods: [],
  periodsPerYear: 12,
  closedThrough: null,
  closedForUsersThrough: null,
};

export const DEBTOR = 13317;

export function address(changes: Partial<Address> = {}): Address {
  return {
    personName: "Anna Bakker",
    company: "",
    street: "Dorpsstraat",
    addressLine2: "",
    houseNumber: "1",
    houseNumberSuffix: "",
    postalCode: "1234AB",
    city: "Utrecht",
    countryCode: "NL",
    telephone: "0301234567",
    ...changes,
  };
}

export const EMPTY_ADDRESS: Address = address({
  personName: "",
  street: "",
  houseNumber: "",
  postalCode: "",
  city: "",
  countryCode: "",
  telephone: "",
});

export function line(changes: Partial<ShopLine> = {}): ShopLine {
  return {
    name: "Lamp",
    productNumber: "P-1",
    productType: "product",
    productId: "900",
    ean: "8712345678906",
    quantity: "1",
    vatPercentage: "21",
    price: "12.10",
    priceWithOptions: null,
    optionsPrice: null,
    priceWithoutDiscount: null,
    ...changes,
  };
}

/** An order of one lamp at 12.10 incl. 21%. */
export function order(changes: Partial<ShopDocument> = {}): ShopDocument {
  return {
    kind: "order",
    sourceId: "1001",
    number: "14194",
    orderId: null,
    createdOn: "2023-03-01",
    currency: "EUR",
    paid: true,
    completed: true,
    orderStatus: 1,
    paymentMethod: "BankTransfer",
    intraCommunity: false,
    platformSale: false,
    pickup: false,
    credit: false,
    totalsInclVat: true,
    linesInclVat: true,
    totalPrice: "12.10",
    totalTax: "2.10",
    statedTotalIncl: null,
    statedTotalExcl: null,
    shipping: "0",
    shippingVatPercentage: "21",
    paymentCosts: "0",
    paymentOptionPrice: "0",
    extraCosts: "0",
    extraCostsDescription: "",
    creditPointDiscount: "0",
    discounts: [],
    customer: {
      email: "anna@example.nl",
      vatNumber: "",
      chamberOfCommerceNumber: "",
      billingAddress: address(),
      deliveryAddress: address(),
    },
    lines: [line()],
    ...changes,
  };
}

export function invoice(changes: Partial<ShopDocument> = {}): ShopDocument {
  return order({ kind: "invoice", orderId: "1001", orderStatus: null, ...changes });
}

/** The same order delivered and billed in another country. */
export function orderTo(countryCode: string, changes: Partial<ShopDocument> = {}): ShopDocument {
  const { customer } = order();
  const there = address({ countryCode });
  return order({
    customer: { ...customer, billingAddress: there, deliveryAddress: there },
    ...changes,
  });
}

/** An ICP order to Germany of 200.00 excl. VAT. */
export function icpOrder(
  vatNumber = "DE136695976",
  changes: Partial<ShopDocument> = {},
): ShopDocument {
  const there = address({ countryCode: "DE" });
  return order({
    intraCommunity: true,
    totalsInclVat: false,
    linesInclVat: false,
    totalPrice: "200.00",
    totalTax: "0",
    customer: {
      email: "buyer@example.de",
      vatNumber,
      chamberOfCommerceNumber: "",
      billingAddress: there,
      deliveryAddress: there,
    },
    lines: [line({ price: "200.00", vatPercentage: "0" })],
    ...changes,
  });
}

export function accounts(revenue: number): LedgerAccounts {
  return { revenue, shipping: revenue + 90, payment: revenue + 95 };
}

export function configuration(changes: Partial<Configuration> = {}): Configuration {
  return {
    source: "orders",
    target: "journal",
    homeCountry: "NL",
    vatNumber: "NL810755610B01",
    startDate: null,
    orderStatuses: [],
    journal: 41,
    offsetAccount: 2975,
    roundingAccount: 4990,
    maxRoundingDifferenceCents: 5,
    entryAmounts: "incl",
    debtorAddress: "delivery",
    closedPeriods: "hold",
    bookingDate: "created",
    vatDifference: "book",
    invoiceNumber: "digits",
    entryDocument: "manual",
    bookingTexts: "en",
    markInShop: false,
    vat: {
      countries: [
        {
          country: "NL",
          rates: [
            { percentage: "21", validFrom: null, vatCode: 2, accounts: accounts(8000) },
            { percentage: "9", validFrom: null, vatCode: 1, accounts: accounts(8006) },
            { percentage: "0", validFrom: null, vatCode: 3, accounts: accounts(8010) },
          ],
        },
        {
          country: "DE",
          rates: [
            { percentage: "19", validFrom: null, vatCode: 51, accounts: accounts(8100) },
            { percentage: "7", validFrom: null, vatCode: 52, accounts: accounts(8106) },
          ],
        },
      ],
      icp: { vatCode: 5, accounts: accounts(8400) },
      international: { vatCode: 6, accounts: accounts(8500) },
    },
    productRules: [],
    paymentMethods: [],
    salesOrder: { orderType: "webshoporder", shippingMethod: "Verzendkosten", itemGroup: 29 },
    debtorDefaults: { paymentCondition: 30, controlAccount: 1300 },
    ...changes,
  };
}

export const ORDERS_TARGET: Partial<Configuration> = {
  target: "orders",
  journal: null,
  offsetAccount: null,
};

export function verdict(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
  options: Partial<DecisionOptions> = {},
): Verdict {
  return decide(document, configuration(settings), { ...OPTIONS, ...options });
}

/** The draft of a document that must be bookable. */
export function draftOf(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
  options: Partial<DecisionOptions> = {},
): BookingDraft {
  const decided = verdict(document, settings, options);
  if (decided.kind !== "book") {
    throw new Error(`Not booked: ${JSON.stringify(decided)}`);
  }
  return decided.draft;
}

/** The error of a document that must be refused. */
export function errorOf(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
): BookingError {
  const decided = verdict(document, settings);
  if (decided.kind !== "error") {
    throw new Error(`No error: ${JSON.stringify(decided)}`);
  }
  return decided.error;
}

export function bookingOf(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
  calendar: Partial<FiscalCalendar> = {},
): Booking {
  const booking = completeBooking(draftOf(document, settings), {
    debtorNumber: DEBTOR,
    configuration: configuration(settings),
    calendar: { ...CALENDAR, ...calendar },
  });
  if (!booking.ok) {
    throw new Error(`Not completed: ${JSON.stringify(booking.error)}`);
  }
  return booking.value;
}

export function entryOf(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
  calendar: Partial<FiscalCalendar> = {},
): JournalEntry {
  const booking = bookingOf(document, settings, calendar);
  if (booking.type !== "journalEntry") {
    throw new Error("Not a journal entry.");
  }
  return booking;
}

export function salesOrderOf(
  document: ShopDocument,
  settings: Partial<Configuration> = {},
): SalesOrder {
  const booking = bookingOf(document, { ...ORDERS_TARGET, ...settings });
  if (booking.type !== "salesOrder") {
    throw new Error("Not a sales order.");
  }
  return booking;
}

/** `account/code quantity amount vat description` of every row, for tests that read like a ledger. */
export function rowsOf(entry: JournalEntry): string[] {
  return entry.lines.map((row) =>
    [
      `${row.ledgerAccount}/${row.vatCode}`,
      row.quantity,
      (row.amountCents / 100).toFixed(2),
      (row.vatCents / 100).toFixed(2),
      row.description,
    ].join(" "),
  );
}

export function warningCodes(draft: BookingDraft): string[] {
  return draft.warnings.map((warning) => warning.code);
}

export function stepCodes(draft: BookingDraft): string[] {
  return draft.trace.steps.map((step) => step.code);
}
