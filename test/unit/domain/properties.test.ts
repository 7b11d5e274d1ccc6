import * as fc from "fast-check";
import { describe, test } from "vitest";

import type { JournalEntry } from "../../../src/domain/booking.ts";
import { completeBooking } from "../../../src/domain/complete-booking.ts";
import type { Configuration } from "../../../src/domain/configuration.ts";
import { decide } from "../../../src/domain/decide.ts";
import type { Address, ShopDocument, ShopLine } from "../../../src/domain/document.ts";
import type { DraftLine } from "../../../src/domain/draft.ts";
import { mirrorDocument } from "../../../src/domain/mirror.ts";
import {
  address,
  CALENDAR,
  configuration,
  DEBTOR,
  draftOf,
  entryOf,
  icpOrder,
  line,
  OPTIONS,
  order,
  orderTo,
  verdict,
} from "./fixtures.ts";

/**
 * What holds for every document. The generated ones add up the way a shop adds them up, in plain floats over small
 * amounts and written independently of the domain's arithmetic.
 */

const RUNS = { numRuns: 300 };
const RATES = [21, 9, 0] as const;

interface Row {
  readonly cents: number;
  readonly quantity: number;
  readonly rate: number;
}

interface Basket {
  readonly rows: readonly Row[];
  readonly shipping: number;
  readonly payment: number;
  readonly extra: number;
  readonly discount: number;
  readonly incl: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  cents: fc.integer({ min: 1, max: 50_000 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  rate: fc.constantFrom(...RATES),
});

const anyBasket: fc.Arbitrary<Basket> = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 6 }),
  shipping: fc.constantFrom(0, 495, 695),
  payment: fc.constantFrom(0, 0, 150),
  extra: fc.constantFrom(0, 0, 250, -120),
  discount: fc.constantFrom(0, 0, 1, 333, 1000),
  incl: fc.boolean(),
});

/**
 * Baskets that are booked: seldom one comes to nothing (`ZERO_TOTAL`), or its shop rounds VAT per rate so far from the
 * lines that it is refused. A test below keeps that from becoming the rule.
 */
const basket = anyBasket.filter((generated) => verdict(documentOf(generated)).kind === "book");

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** What the shop would charge: VAT per rate over the sum of what carries that rate, as one rounding. */
function documentOf(basket: Basket, rowsFirst: readonly ShopLine[] = []): ShopDocument {
  const amounts = amountsPerRate(basket);
  const sum = [...amounts.values()].reduce((total, cents) => total + cents, 0);
  let tax = 0;
  for (const [rate, cents] of amounts) {
    tax += Math.round((cents * rate) / (basket.incl ? 100 + rate : 100));
  }
  return order({
    kind: "invoice",
    totalsInclVat: basket.incl,
    linesInclVat: basket.incl,
    totalPrice: euros(Math.round(sum)),
    totalTax: euros(tax),
    shipping: euros(basket.shipping),
    shippingVatPercentage: "21",
    paymentCosts: euros(basket.payment),
    extraCosts: euros(basket.extra),
    discounts: basket.discount === 0 ? [] : [euros(basket.discount)],
    lines: [
      ...rowsFirst,
      ...basket.rows.map(({ cents, quantity, rate }, index) =>
        line({
          name: `Row ${index}`,
          price: euros(cents),
          quantity: String(quantity),
          vatPercentage: String(rate),
        }),
      ),
    ],
  });
}

function amountsPerRate({ rows, shipping, payment, extra, discount }: Basket): Map<number, number> {
  const amounts = new Map<number, number>();
  const put = (rate: number, cents: number) => amounts.set(rate, (amounts.get(rate) ?? 0) + cents);
  const rowSum = rows.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0);
  for (const { cents, quantity, rate } of rows) {
    put(rate, cents * quantity - (discount * cents * quantity) / rowSum);
  }
  put(21, shipping + payment);
  put(Math.max(...rows.map(({ rate }) => rate)), extra);
  return amounts;
}

function exactVat(draftLine: DraftLine, incl: boolean): number {
  const rate = draftLine.rateBasisPoints;
  return incl
    ? (draftLine.amountCents * rate) / (10_000 + rate)
    : (draftLine.netCents * rate) / 10_000;
}

function vatOf(entry: JournalEntry): number {
  return entry.lines.reduce((sum, each) => sum + each.vatCents, 0);
}

function totalsOf(entry: JournalEntry) {
  return { total: entry.total.amountCents, vat: vatOf(entry) };
}

describe("for every document that adds up", () => {
  test("it is booked, save one in a hundred at most", ({ expect }) => {
    const kinds = fc
      .sample(anyBasket, { numRuns: 1000, seed: 14194 })
      .map((generated) => verdict(documentOf(generated)).kind);
    expect(kinds.filter((kind) => kind === "book").length).toBeGreaterThanOrEqual(990);
  });

  test("the entry nets to zero, incl. and excl.", ({ expect }) => {
    fc.assert(
      fc.property(basket, (generated) => {
        const document = documentOf(generated);
        const incl = entryOf(document);
        const excl = entryOf(document, { entryAmounts: "excl" });
        const sum = incl.lines.reduce((total, each) => total + each.amountCents, 0);
        const net = excl.lines.reduce((total, each) => total + each.amountCents + each.vatCents, 0);
        expect(incl.total.amountCents + sum).toBe(0);
        expect(excl.total.amountCents + net).toBe(0);
      }),
      RUNS,
    );
  });

  test("the debtor row equals the document's total, and its VAT the document's VAT", ({
    expect,
  }) => {
    fc.assert(
      fc.property(basket, (generated) => {
        const document = documentOf(generated);
        const tax = Math.round(Number(document.totalTax) * 100);
        const price = Math.round(Number(document.totalPrice) * 100);
        const draft = draftOf(document);
        const entry = entryOf(document);
        expect(entry.total.amountCents).toBe(generated.incl ? price : price + tax);
        if (!draft.warnings.some((warning) => warning.code === "VAT_TOTAL_DIFFERS")) {
          expect(0 - vatOf(entry)).toBe(tax);
        }
      }),
      RUNS,
    );
  });

  test("the VAT per code is within a cent per line of base times rate", ({ expect }) => {
    fc.assert(
      fc.property(basket, (generated) => {
        const { lines } = draftOf(documentOf(generated));
        for (const vatCode of new Set(lines.map((each) => each.vatCode))) {
          const coded = lines.filter((each) => each.vatCode === vatCode && each.amountCents !== 0);
          const exact = coded.reduce((sum, each) => sum + exactVat(each, generated.incl), 0);
          const booked = coded.reduce((sum, each) => sum + each.vatCents, 0);
          expect(Math.abs(booked - exact)).toBeLessThanOrEqual(coded.length);
        }
      }),
      RUNS,
    );
  });

  test("a credit invoice is the exact mirror of its invoice, in either notation", ({ expect }) => {
    fc.assert(
      fc.property(basket, (generated) => {
        const document = documentOf(generated);
        // A sale below nothing is a credit already, whatever it is called.
        fc.pre(Number(document.totalPrice) > 0);
        const mirrored = (entry: JournalEntry) =>
          entry.lines.map((each) => [
            each.ledgerAccount,
            each.vatCode,
            0 - each.amountCents,
            0 - each.vatCents,
          ]);
        const debit = entryOf(document).lines.map((each) => [
          each.ledgerAccount,
          each.vatCode,
          each.amountCents,
          each.vatCents,
        ]);
        const positive = entryOf({ ...document, credit: true });
        const negative = entryOf({ ...mirrorDocument(document), credit: true });
        expect(mirrored(positive)).toEqual(debit);
        expect(mirrored(negative)).toEqual(debit);
        expect(positive.total.amountCents).toBe(0 - entryOf(document).total.amountCents);
      }),
      RUNS,
    );
  });

  test("a row of nothing changes no total", ({ expect }) => {
    fc.assert(
      fc.property(basket, fc.constantFrom("21", "9", "0"), (generated, vatPercentage) => {
        const gift = line({ name: "Gift", price: "0", vatPercentage });
        const without = documentOf(generated);
        const withGift = documentOf(generated, [gift]);
        expect(totalsOf(entryOf(withGift))).toEqual(totalsOf(entryOf(without)));
        expect(entryOf(withGift).lines.length).toBe(entryOf(without).lines.length);
      }),
      RUNS,
    );
  });

  test("the order of rows changes no total", ({ expect }) => {
    fc.assert(
      fc.property(basket, (generated) => {
        const document = documentOf(generated);
        const turned = { ...document, lines: [...document.lines].reverse() };
        expect(totalsOf(entryOf(turned))).toEqual(totalsOf(entryOf(document)));
      }),
      RUNS,
    );
  });

  test("amounts incl. and excl. VAT agree", ({ expect }) => {
    // Whole euros excl. VAT, so that both notations are exact.
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const whole = rows.map(({ cents, quantity, rate }) => ({
          euros: Math.ceil(cents / 100),
          quantity,
          rate,
        }));
        const net = whole.reduce((sum, each) => sum + each.euros * each.quantity * 100, 0);
        const tax = whole.reduce((sum, each) => sum + each.euros * each.quantity * each.rate, 0);
        const linesOf = (incl: boolean) =>
          whole.map((each) =>
            line({
              price: euros(each.euros * (incl ? 100 + each.rate : 100)),
              quantity: String(each.quantity),
              vatPercentage: String(each.rate),
            }),
          );
        const totals = { totalTax: euros(tax) };
        const incl = order({ ...totals, totalPrice: euros(net + tax), lines: linesOf(true) });
        const excl = order({
          ...totals,
          totalsInclVat: false,
          linesInclVat: false,
          totalPrice: euros(net),
          lines: linesOf(false),
        });
        expect(entryOf(excl)).toEqual(entryOf(incl));
      }),
      RUNS,
    );
  });
});

/** A document of rows at 0% only, whose total is their sum. */
function fitting(document: ShopDocument, rows: readonly Row[]): ShopDocument {
  const cents = rows.reduce((sum, each) => sum + each.cents * each.quantity, 0);
  return {
    ...document,
    discounts: [],
    shipping: "0",
    paymentCosts: "0",
    extraCosts: "0",
    creditPointDiscount: "0",
    totalTax: "0",
    totalPrice: euros(cents),
    lines: rows.map((each) =>
      line({ price: euros(each.cents), quantity: String(each.quantity), vatPercentage: "0" }),
    ),
  };
}

describe("for any document at all", () => {
  const amount = fc.oneof(
    fc.integer({ min: -100_000, max: 100_000 }).map(euros),
    fc.constantFrom("0", "-0", "0.004", "1e5", "", "NaN", "9999999999.999", "-3.3333333333"),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "🎁", "a\u0000b", "]]>"),
  );
  const maybe = fc.option(amount, { nil: null });
  const anyLine: fc.Arbitrary<ShopLine> = fc.record({
    name: text,
    productNumber: text,
    productType: fc.constantFrom("product", "deposit", ""),
    productId: fc.option(text, { nil: null }),
    ean: text,
    quantity: fc.oneof(amount, fc.constantFrom("1", "-1", "2.5")),
    vatPercentage: fc.constantFrom("21", "0.09", "0", "19", "25.5", "-1", "x"),
    price: maybe,
    priceWithOptions: maybe,
    optionsPrice: maybe,
    priceWithoutDiscount: maybe,
  });
  const anyAddress: fc.Arbitrary<Address> = fc.record({
    personName: text,
    company: text,
    street: text,
    addressLine2: text,
    houseNumber: text,
    houseNumberSuffix: text,
    postalCode: text,
    city: text,
    countryCode: fc.oneof(fc.constantFrom("NL", "DE", "US", "GB", "el", ""), text),
    telephone: text,
  });
  const anyDocument: fc.Arbitrary<ShopDocument> = fc
    .record({
      kind: fc.constantFrom("order" as const, "invoice" as const),
      number: fc.oneof(fc.constantFrom("1", "A", ""), text),
      currency: fc.constantFrom("EUR", "EUR", "EUR", "USD"),
      paid: fc.constantFrom(true, true, true, false),
      orderStatus: fc.option(fc.integer({ min: 1, max: 14 }), { nil: null }),
      paymentMethod: text,
      intraCommunity: fc.boolean(),
      platformSale: fc.boolean(),
      pickup: fc.boolean(),
      credit: fc.boolean(),
      totalsInclVat: fc.boolean(),
      linesInclVat: fc.boolean(),
      totalPrice: amount,
      totalTax: amount,
      statedTotalIncl: maybe,
      shipping: amount,
      shippingVatPercentage: fc.constantFrom("21", "0.21", "0"),
      paymentCosts: amount,
      extraCosts: amount,
      extraCostsDescription: text,
      creditPointDiscount: amount,
      discounts: fc.array(amount, { maxLength: 3 }),
      customer: fc.record({
        email: text,
        vatNumber: fc.oneof(fc.constantFrom("DE136695976", "NL1", ""), text),
        chamberOfCommerceNumber: text,
        billingAddress: anyAddress,
        deliveryAddress: anyAddress,
      }),
      lines: fc.array(anyLine, { maxLength: 4 }),
    })
    .map((changes) => order(changes));

  /** A document whose total is what its lines make, so that the later steps are reached as well. */
  const anyDocumentThatFits = fc
    .tuple(anyDocument, fc.array(row, { maxLength: 4 }))
    .map(([document, rows]) => fitting(document, rows));

  const anySettings: fc.Arbitrary<Partial<Configuration>> = fc.record({
    target: fc.constantFrom("journal" as const, "orders" as const),
    entryAmounts: fc.constantFrom("incl" as const, "excl" as const),
    roundingAccount: fc.constantFrom(null, 4990),
    invoiceNumber: fc.constantFrom("digits" as const, "full" as const),
    entryDocument: fc.constantFrom("manual" as const, "full" as const),
    closedPeriods: fc.constantFrom("hold" as const, "nextOpen" as const, "book" as const),
    bookingTexts: fc.constantFrom("en" as const, "nl" as const),
    debtorAddress: fc.constantFrom("delivery" as const, "billing" as const),
    vatDifference: fc.constantFrom("book" as const, "hold" as const),
  });

  test.for([
    ["nonsense", anyDocument],
    ["what fits", anyDocumentThatFits],
  ] as const)("nothing throws: %s", ([, documents], { expect }) => {
    let booked = 0;
    fc.assert(
      fc.property(documents, anySettings, fc.boolean(), (document, settings, byPerson) => {
        const settled = configuration(settings);
        const verdict = decide(document, settled, { ...OPTIONS, byPerson });
        if (verdict.kind === "book") {
          booked += 1;
          const completed = completeBooking(verdict.draft, {
            debtorNumber: DEBTOR,
            configuration: settled,
            calendar: CALENDAR,
          });
          expect(completed.ok).toBe(true);
          expect(JSON.parse(JSON.stringify(verdict.draft))).toEqual(verdict.draft);
        }
      }),
      { numRuns: 1500 },
    );
    expect(documents === anyDocument || booked > 100).toBe(true);
  });
});

test("ICP and exports carry no VAT on any line, whatever is sold", ({ expect }) => {
  fc.assert(
    fc.property(basket, fc.boolean(), (generated, icp) => {
      const { rows, shipping, payment, extra } = generated;
      const cents = rows.reduce(
        (sum, each) => sum + each.cents * each.quantity,
        shipping + payment + extra,
      );
      const base = documentOf({ ...generated, discount: 0 });
      const changes = {
        ...base,
        linesInclVat: false,
        totalsInclVat: false,
        totalPrice: euros(cents),
        totalTax: "0",
        lines: base.lines.map((each) => (icp ? line({ ...each, vatPercentage: "0" }) : each)),
      };
      const { customer } = icp ? icpOrder() : orderTo("US");
      const document = { ...changes, customer, intraCommunity: icp };
      expect(verdict(document).kind).toBe("book");
      expect(vatOf(entryOf(document))).toBe(0);
    }),
    RUNS,
  );
});

test("the fixtures themselves are bookable", ({ expect }) => {
  expect(verdict(order()).kind).toBe("book");
  expect(address().countryCode).toBe("NL");
});
