import type { CalendarDate } from "./document.ts";

/**
 * What the shop owner sets for an installation (docs: the dashboard API's `GET /api/configuration`).
 * Names and meaning are those of the JSON; the API's schema fills the defaults in before it gets here.
 */

export type LineType = "revenue" | "shipping" | "payment";

export type LedgerAccounts = Readonly<Record<LineType, number>>;

export interface VatRate {
  /** Percentage as decimal text without trailing zeros, `"21"` or `"25.5"`. */
  readonly percentage: string;
  /** Counts from this booking date on; null = always. */
  readonly validFrom: CalendarDate | null;
  readonly vatCode: number;
  /** Null when the target is a sales order. */
  readonly accounts: LedgerAccounts | null;
}

/** VAT code and accounts of a treatment without VAT. */
export interface ZeroVatSettings {
  readonly vatCode: number;
  readonly accounts: LedgerAccounts | null;
}

export interface CountryVat {
  /** ISO 3166-1 alpha-2, upper case; Greece is `GR`. */
  readonly country: string;
  readonly rates: readonly VatRate[];
}

export interface ProductRule {
  /** Exact number, or with a trailing `*`; null = any. */
  readonly productNumber: string | null;
  readonly productType: string | null;
  readonly account: number;
  readonly vatCode: number;
}

export interface PaymentMethodSetting {
  readonly name: string;
  /** Fixed debtor; null only names the method. */
  readonly debtor: number | null;
}

export interface Configuration {
  readonly source: "orders" | "invoices";
  readonly target: "journal" | "orders";
  readonly homeCountry: string;
  readonly vatNumber: string | null;
  readonly startDate: CalendarDate | null;
  readonly orderStatuses: readonly number[];
  readonly journal: number | null;
  readonly offsetAccount: number | null;
  readonly roundingAccount: number | null;
  readonly maxRoundingDifferenceCents: number;
  readonly entryAmounts: "incl" | "excl";
  readonly debtorAddress: "delivery" | "billing";
  readonly closedPeriods: "hold" | "nextOpen" | "book";
  readonly bookingDate: "created" | "paid";
  readonly vatDifference: "book" | "hold";
  readonly invoiceNumber: "digits" | "full";
  readonly entryDocument: "manual" | "full";
  readonly bookingTexts: "en" | "nl";
  readonly markInShop: boolean;
  readonly vat: {
    readonly countries: readonly CountryVat[];
    readonly icp: ZeroVatSettings | null;
    readonly international: ZeroVatSettings | null;
  };
  readonly productRules: readonly ProductRule[];
  readonly paymentMethods: readonly PaymentMethodSetting[];
  readonly salesOrder: {
    readonly orderType: string;
    readonly shippingMethod: string;
    readonly itemGroup: number;
  } | null;
  readonly debtorDefaults: {
    readonly paymentCondition: number;
    readonly controlAccount: number;
  };
}
