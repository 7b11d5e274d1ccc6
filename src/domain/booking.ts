import type { CalendarDate, DecimalText } from "./document.ts";

/** What is sent to the books, in our own words; the iMUIS adapter spells it out (contract section 6). Amounts are signed cents: debit > 0, credit < 0. */

/** One detail row of a journal entry. */
export interface EntryLine {
  readonly ledgerAccount: number;
  readonly vatCode: number;
  readonly quantity: DecimalText;
  /** Incl. VAT, or excl. when the entry's `amounts` says so. */
  readonly amountCents: number;
  readonly vatCents: number;
  readonly documentNumber: string;
  readonly description: string;
}

export interface JournalEntry {
  readonly type: "journalEntry";
  readonly journal: number;
  readonly offsetAccount: number;
  readonly fiscalYear: number;
  readonly period: number;
  readonly entryDate: CalendarDate;
  /** `incl`: the rows' amounts add up to zero. `excl`: amounts and VAT together do. */
  readonly amounts: "incl" | "excl";
  readonly total: {
    readonly debtorNumber: number;
    readonly amountCents: number;
    readonly invoiceNumber: string;
    readonly documentNumber: string;
    readonly description: string;
  };
  readonly lines: readonly EntryLine[];
}

export interface SalesOrderLine {
  readonly productNumber: string;
  readonly quantity: DecimalText;
  readonly description: string;
  /** Four decimals, excl. VAT. */
  readonly unitPriceExcl: DecimalText;
}

export interface SalesOrder {
  readonly type: "salesOrder";
  readonly debtorNumber: number;
  readonly date: CalendarDate;
  readonly deliveryDate: CalendarDate;
  readonly orderType: string;
  readonly shippingMethod: string;
  /** The shop's id of the document. */
  readonly externalOrderId: string;
  /** The document's number. */
  readonly reference: string;
  readonly orderCostsCents: number;
  readonly shippingCostsCents: number;
  readonly allowNegativeQuantities: boolean;
  readonly lines: readonly SalesOrderLine[];
}

export type Booking = JournalEntry | SalesOrder;

/** `domestic` stands for everything that carries VAT, also to another EU country. */
export type VatLiability = "intraCommunity" | "outsideEu" | "domestic";

/** A debtor to be created. Texts are already cut at the length of their field. */
export interface DebtorCard {
  /** Deterministic per installation and customer, so that a second create collides instead of twinning. */
  readonly searchKey: string;
  readonly name: string;
  readonly street: string;
  readonly houseNumber: number | null;
  readonly houseNumberSuffix: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO code; the adapter looks up the code of the books. */
  readonly countryCode: string;
  readonly email: string;
  readonly telephone: string;
  readonly vatNumber: string | null;
  readonly vatNumberVerifiedOn: CalendarDate | null;
  readonly chamberOfCommerceNumber: string;
  readonly vatLiability: VatLiability;
  readonly paymentCondition: number;
  readonly controlAccount: number;
}

export interface ProductCard {
  readonly number: string;
  readonly searchKey: string;
  readonly name: string;
  readonly itemGroup: number;
  readonly vatKind: "high" | "low" | "reverseCharge";
  readonly priceExclCents: number;
  readonly priceInclCents: number;
  readonly ean: string;
  /** The shop's product behind it, where its EAN can be read; null for a free line. */
  readonly productId: string | null;
}

/** A debtor as it stands in the books. */
export interface DebtorRecord {
  readonly number: number;
  readonly name: string;
  readonly email: string;
  readonly vatNumber: string;
  readonly blocked: boolean;
}
