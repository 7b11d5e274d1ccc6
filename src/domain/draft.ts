import type { DebtorCard, ProductCard } from "./booking.ts";
import type { Warning } from "./codes.ts";
import type { CalendarDate, DecimalText, DocumentKind } from "./document.ts";
import type { DocumentTrace, LineTrace } from "./trace.ts";
import type { DraftLineType, VatTreatment } from "./vocabulary.ts";

/**
 * A document that may be booked, with everything decided except what only the books know: the debtor's number and the
 * period. Plain JSON. Amounts are signed cents as sold: positive for a sale, negative for what is given back.
 */

export interface DraftLine {
  readonly type: DraftLineType;
  /** Already cleaned and cut at 40. */
  readonly description: string;
  readonly quantity: DecimalText;
  readonly rateBasisPoints: number;
  /** Incl. VAT; `amountCents = netCents + vatCents` holds exactly. */
  readonly amountCents: number;
  readonly netCents: number;
  readonly vatCents: number;
  readonly vatCode: number;
  /** Null when the target is a sales order. */
  readonly ledgerAccount: number | null;
  /** Cut at 20; `""` for everything that is no row of the shop. */
  readonly productNumber: string;
  /** Unit price excl. VAT, four decimals. */
  readonly unitPriceExcl: DecimalText;
  /** Index of the row in the shop's document; null for everything else. */
  readonly row: number | null;
  readonly trace: LineTrace;
}

/** The customer's card without what only the installation knows (its search key) or VIES (the date). */
export type DebtorCardDraft = Omit<DebtorCard, "searchKey" | "vatNumberVerifiedOn">;

export type DebtorRequest =
  | { readonly kind: "fixed"; readonly number: number }
  | {
      readonly kind: "own";
      /** Trimmed, lower case; `""` = none, and then nothing is looked up by e-mail (reading A45). */
      readonly email: string;
      /** Only for ICP: the look-up by VAT number goes first. */
      readonly vatNumber: string | null;
      readonly card: DebtorCardDraft;
    };

/** A product that must exist before the order can be sent. */
export interface OrderedProduct extends ProductCard {
  /** The shop's number before it was cut: two products of the shop may share what is left of it. */
  readonly fullNumber: string;
}

/** What has to happen to the VAT number before the draft may be booked. */
export type VatNumberCheck =
  | { readonly kind: "none" }
  /** To be asked at VIES. `checksumOk` false: VIES decides all the same (vat.md 1.6). */
  | { readonly kind: "ask"; readonly checksumOk: boolean }
  /** A person books on own evidence. */
  | { readonly kind: "accepted"; readonly reason: string; readonly by: string };

export interface BookingDraft {
  readonly kind: DocumentKind;
  readonly sourceId: string;
  /** The shop's number, as shown. */
  readonly number: string;
  /** Its digits only; `""` when it has none and none are needed. */
  readonly digits: string;
  readonly documentDate: CalendarDate;
  readonly bookingDate: CalendarDate;
  readonly treatment: VatTreatment;
  readonly deliveryCountry: string;
  /** The cleaned configured name or one of the manual's generic names. */
  readonly paymentMethod: string;
  /** Incl. VAT: what the customer owes. */
  readonly totalCents: number;
  /** The shop's own total of VAT. */
  readonly vatCents: number;
  readonly lines: readonly DraftLine[];
  readonly debtor: DebtorRequest;
  /** Only for sales orders; one per number. */
  readonly products: readonly OrderedProduct[];
  /** Normalised, with prefix; null when the document is not ICP. */
  readonly vatNumber: string | null;
  readonly vatNumberCheck: VatNumberCheck;
  readonly warnings: readonly Warning[];
  readonly trace: DocumentTrace;
}
