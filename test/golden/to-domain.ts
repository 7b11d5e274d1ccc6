import type { FiscalCalendar } from "../../src/domain/fiscal-calendar.ts";
import type { Configuration, LedgerAccounts, VatRate } from "../../src/domain/configuration.ts";
import type { Address, ShopDocument, ShopLine } from "../../src/domain/document.ts";

/** A worked case as it stands in `cases.json`: the manual's field names, numbers as numbers. */
export interface GoldenCase {
  readonly id: string;
  readonly title: string;
  readonly source: "order" | "invoice";
  readonly target: "journal" | "order";
  readonly settings: GoldenSettings;
  readonly context: {
    readonly processedIds: readonly number[];
    readonly debtorsByEmail: Readonly<Record<string, number>>;
    readonly nextDebtorCode: number;
    readonly vies: Readonly<
      Record<
        string,
        { readonly valid?: boolean; readonly requestIdentifier?: string; readonly error?: string }
      >
    >;
  };
  readonly document: Readonly<Record<string, unknown>>;
  readonly expected: GoldenExpectation;
}

interface GoldenRate {
  readonly vatCode: number;
  readonly revenue: number;
  readonly shipping: number;
  readonly payment: number;
}

interface GoldenSettings {
  readonly homeCountry: string;
  readonly journal: number;
  readonly offsetAccount: number;
  readonly roundingAccount: number;
  readonly maxRoundingDifferenceCents: number;
  readonly periodsPerYear: number;
  readonly entryAmounts: "incl" | "excl";
  readonly vat: {
    readonly countries: Readonly<Record<string, Readonly<Record<string, GoldenRate>>>>;
    readonly icp: GoldenRate;
    readonly international: GoldenRate;
  };
  readonly paymentDebtors: Readonly<Record<string, number>>;
}

export interface GoldenExpectation {
  readonly status: "processed" | "rejected" | "pending" | "skipped" | "open";
  readonly reason?: string;
  readonly error?: string;
  readonly detail?: string;
  readonly classification?: string;
  readonly deliveryCountry?: string;
  readonly debtor?: {
    readonly action: "match" | "create" | "fixed";
    readonly code: number;
    readonly paymentMethod: string;
  };
  readonly totalIncl?: string;
  readonly totalVat?: string;
  readonly warnings?: readonly string[];
  readonly journalEntry?: {
    readonly total: Readonly<Record<string, unknown>>;
    readonly details: readonly Readonly<Record<string, unknown>>[];
  };
  readonly order?: Readonly<Record<string, unknown>> & {
    readonly products: readonly Readonly<Record<string, unknown>>[];
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Golden settings as the configuration of an installation. */
export function toConfiguration(golden: GoldenCase): Configuration {
  const { settings } = golden;
  return {
    source: golden.source === "order" ? "orders" : "invoices",
    target: golden.target === "journal" ? "journal" : "orders",
    homeCountry: settings.homeCountry,
    vatNumber: "NL810755610B01",
    startDate: null,
    orderStatuses: [],
    journal: settings.journal,
    offsetAccount: settings.offsetAccount,
    roundingAccount: settings.roundingAccount,
    maxRoundingDifferenceCents: settings.maxRoundingDifferenceCents,
    entryAmounts: settings.entryAmounts,
    debtorAddress: "delivery",
    closedPeriods: "hold",
    bookingDate: "created",
    vatDifference: "book",
    invoiceNumber: "digits",
    entryDocument: "manual",
    bookingTexts: "en",
    markInShop: false,
    vat: {
      countries: Object.entries(settings.vat.countries).map(([country, rates]) => ({
        country,
        rates: Object.entries(rates).map(([percentage, rate]) => toRate(percentage, rate)),
      })),
      icp: { vatCode: settings.vat.icp.vatCode, accounts: toAccounts(settings.vat.icp) },
      international: {
        vatCode: settings.vat.international.vatCode,
        accounts: toAccounts(settings.vat.international),
      },
    },
    productRules: [],
    paymentMethods: Object.entries(settings.paymentDebtors).map(([name, debtor]) => ({
      name,
      debtor,
    })),
    salesOrder: { orderType: "webshoporder", shippingMethod: "Verzendkosten", itemGroup: 29 },
    debtorDefaults: { paymentCondition: 30, controlAccount: 1300 },
  };
}

export function toCalendar(golden: GoldenCase): FiscalCalendar {
  return {
    periods: [],
    periodsPerYear: golden.settings.periodsPerYear,
    closedThrough: null,
    closedForUsersThrough: null,
  };
}

/** A golden document in the domain's words, as the shop's adapter would make it. */
export function toShopDocument(golden: GoldenCase): ShopDocument {
  const { document } = golden;
  const order = golden.source === "order";
  return {
    kind: golden.source,
    sourceId: text(document["id"]),
    number: text(document[order ? "ordernumber_full" : "invoicenumber_full"]),
    orderId: order ? null : (/(\d+)\/?$/u.exec(text(document["order"]))?.[1] ?? null),
    createdOn: dutchDateOf(text(document["create_date"])),
    currency: text(document["currency"]),
    paid: order ? document["paid"] === true : true,
    completed: true,
    orderStatus: order ? 1 : null,
    paymentMethod: text(document["paymethod"]),
    intraCommunity: document["is_intra_community_order"] === true,
    platformSale: false,
    pickup: false,
    credit: document["type"] === "credit",
    totalsInclVat: document["taxes_included"] === true,
    linesInclVat:
      document[order ? "order_row_taxes_included" : "invoice_row_taxes_included"] === true,
    totalPrice: decimal(document["total_price"]),
    totalTax: decimal(document["total_tax"]),
    statedTotalIncl: null,
    statedTotalExcl: null,
    shipping: decimal(document["total_shipping"]),
    shippingVatPercentage: decimal(document["shipping_tax_percentage"]),
    paymentCosts: decimal(document["paymethod_costs"]),
    paymentOptionPrice: decimal(document["extra_payment_option_price"]),
    extraCosts: decimal(document["extra_costs"]),
    extraCostsDescription: text(document["extra_costs_description"]),
    creditPointDiscount: decimal(document["credit_point_discount"]),
    discounts: rows(document["discounts"]).map((discount) => decimal(discount["amount"])),
    customer: {
      email: text(document["email"]),
      vatNumber: text(document["vatnumber"]),
      chamberOfCommerceNumber: "",
      billingAddress: toAddress(document["billingaddress"] as Json),
      deliveryAddress: toAddress(document["deliveryaddress"] as Json),
    },
    lines: rows(document[order ? "orderrows" : "invoicerows"]).map((row) => toLine(row)),
  };
}

function toLine(row: Json): ShopLine {
  const sub = text(row["sub_product_number"]);
  return {
    name: text(row["product_name"]),
    productNumber: sub === "" ? text(row["product_number"]) : sub,
    productType: "product",
    productId: null,
    ean: "",
    quantity: decimal(row["count"]),
    vatPercentage: decimal(row["tax"]),
    price: optional(row["selling_price"]),
    priceWithOptions: optional(row["price_with_attributes"]),
    optionsPrice: null,
    priceWithoutDiscount: optional(
      row["price_without_discount"] ?? row["price_without_discount_with_attributes"],
    ),
  };
}

function toAddress(address: Json): Address {
  return {
    personName: [text(address["first_name"]), text(address["last_name"])].join(" ").trim(),
    company: text(address["company"]),
    street: text(address["street"]),
    addressLine2: "",
    houseNumber: text(address["housenumber"]),
    houseNumberSuffix: text(address["housenumber_suffix"]),
    postalCode: text(address["zipcode"]),
    city: text(address["city"]),
    countryCode: text(address["country_code"]),
    telephone: "",
  };
}

function toRate(percentage: string, rate: GoldenRate): VatRate {
  return { percentage, validFrom: null, vatCode: rate.vatCode, accounts: toAccounts(rate) };
}

function toAccounts(rate: GoldenRate): LedgerAccounts {
  return { revenue: rate.revenue, shipping: rate.shipping, payment: rate.payment };
}

const DUTCH_DATE = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

/** The Dutch calendar date of an instant (reading A12); the shop's adapter does this in the product. */
export function dutchDateOf(instant: string): string {
  return DUTCH_DATE.format(new Date(instant));
}

function rows(value: unknown): readonly Json[] {
  return value as readonly Json[];
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function decimal(value: unknown): string {
  return text(value) === "" ? "0" : text(value);
}

function optional(value: unknown): string | null {
  return text(value) === "" ? null : text(value);
}
