import { completeBooking } from "../src/domain/complete-booking.ts";
import type { Configuration } from "../src/domain/configuration.ts";
import { decide } from "../src/domain/decide.ts";
import type { Address, ShopDocument, ShopLine } from "../src/domain/document.ts";
import type { FiscalCalendar } from "../src/domain/fiscal-calendar.ts";

/**
 * How fast the domain turns documents into bookings, as a library: the caller brings the clock, so that it runs in Node
 * as well as in workerd, and prints what it likes.
 */

export const BENCH_ROWS = [1, 10, 100, 500] as const;

export interface BenchResult {
  readonly rows: number;
  readonly documentsPerSecond: number;
  /** Per document, in microseconds: the median and the spread between the first and the ninth tenth of the samples. */
  readonly medianMicroseconds: number;
  readonly tenthMicroseconds: number;
  readonly ninetiethMicroseconds: number;
}

export interface BenchOptions {
  /** Milliseconds, rising; `performance.now` in Node. */
  readonly now: () => number;
  readonly samples: number;
  /** Documents per sample: clocks in workerd are coarse. */
  readonly documentsPerSample: number;
}

/** Measures decision plus booking for one number of rows. Samples that the warm-up needs are not counted. */
export function benchDomain(rows: number, options: BenchOptions): BenchResult {
  const document = benchDocument(rows);
  runOnce(document, Math.max(10, Math.floor(options.documentsPerSample / 2)));
  const samples: number[] = [];
  for (let sample = 0; sample < options.samples; sample += 1) {
    const start = options.now();
    runOnce(document, options.documentsPerSample);
    samples.push(((options.now() - start) * 1000) / options.documentsPerSample);
  }
  samples.sort((left, right) => left - right);
  const medianMicroseconds = quantile(samples, 0.5);
  return {
    rows,
    documentsPerSecond: medianMicroseconds === 0 ? Infinity : 1_000_000 / medianMicroseconds,
    medianMicroseconds,
    tenthMicroseconds: quantile(samples, 0.1),
    ninetiethMicroseconds: quantile(samples, 0.9),
  };
}

function runOnce(document: ShopDocument, times: number): void {
  for (let time = 0; time < times; time += 1) {
    const verdict = decide(document, BENCH_CONFIGURATION, {
      byPerson: false,
      ignoreStartDate: false,
      paidOn: null,
      bookingDate: null,
      acceptVatNumber: null,
    });
    if (verdict.kind !== "book") {
      throw new Error(`The document to measure is not bookable: ${JSON.stringify(verdict)}`);
    }
    const booking = completeBooking(verdict.draft, {
      debtorNumber: 13317,
      configuration: BENCH_CONFIGURATION,
      calendar: BENCH_CALENDAR,
    });
    if (!booking.ok) {
      throw new Error("The booking to measure was refused.");
    }
  }
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** An order of that many rows at 21% and 9% in turn, with shipping and a discount over both rates. */
export function benchDocument(rows: number): ShopDocument {
  const lines = Array.from({ length: rows }, (_, index) => benchLine(index));
  const high = Math.ceil(rows / 2);
  const low = Math.floor(rows / 2);
  const cents = high * 1210 + low * 1090 + 605 - 100;
  const tax = high * 210 + low * 90 + 105;
  return {
    kind: "order",
    sourceId: "1",
    number: "14194",
    orderId: null,
    createdOn: "2023-03-01",
    currency: "EUR",
    paid: true,
    completed: true,
    orderStatus: 1,
    paymentMethod: "iDEAL",
    intraCommunity: false,
    platformSale: false,
    pickup: false,
    credit: false,
    totalsInclVat: true,
    linesInclVat: true,
    totalPrice: (cents / 100).toFixed(2),
    totalTax: (tax / 100).toFixed(2),
    statedTotalIncl: null,
    statedTotalExcl: null,
    shipping: "6.05",
    shippingVatPercentage: "21",
    paymentCosts: "0",
    paymentOptionPrice: "0",
    extraCosts: "0",
    extraCostsDescription: "",
    creditPointDiscount: "0",
    discounts: ["1.00"],
    customer: {
      email: "anna@example.nl",
      vatNumber: "",
      chamberOfCommerceNumber: "",
      billingAddress: ADDRESS,
      deliveryAddress: ADDRESS,
    },
    lines,
  };
}

function benchLine(index: number): ShopLine {
  const high = index % 2 === 0;
  return {
    name: `Product ${index}`,
    productNumber: `P-${index}`,
    productType: "product",
    productId: String(index),
    ean: "",
    quantity: "1",
    vatPercentage: high ? "21" : "9",
    price: high ? "12.10" : "10.90",
    priceWithOptions: null,
    optionsPrice: null,
    priceWithoutDiscount: null,
  };
}

const ADDRESS: Address = {
  personName: "Anna Bakker",
  company: "",
  street: "Dorpsstraat",
  addressLine2: "",
  houseNumber: "1",
  houseNumberSuffix: "",
  postalCode: "1234AB",
  city: "Utrecht",
  countryCode: "NL",
  telephone: "",
};

export const BENCH_CALENDAR: FiscalCalendar = {
  periods: [],
  periodsPerYear: 12,
  closedThrough: null,
  closedForUsersThrough: null,
};

export const BENCH_CONFIGURATION: Configuration = {
  source: "orders",
  target: "journal",
  homeCountry: "NL",
  vatNumber: null,
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
          {
            percentage: "21",
            validFrom: null,
            vatCode: 2,
            accounts: { revenue: 8000, shipping: 8090, payment: 8095 },
          },
          {
            percentage: "9",
            validFrom: null,
            vatCode: 1,
            accounts: { revenue: 8006, shipping: 8096, payment: 8097 },
          },
        ],
      },
    ],
    icp: null,
    international: null,
  },
  productRules: [],
  paymentMethods: [],
  salesOrder: null,
  debtorDefaults: { paymentCondition: 30, controlAccount: 1300 },
};
