import type { LineType } from "./configuration.ts";
import type { DecimalText, ShopDocument } from "./document.ts";
import type { Amounts } from "./money.ts";
import type { LineTrace } from "./trace.ts";
import type { DraftLineType, VatTreatment } from "./vocabulary.ts";

/** A line with its amounts, before VAT code and account are looked up. Amounts as sold: positive for a sale. */
export interface AmountLine {
  readonly type: DraftLineType;
  /** Which of a rate's accounts it is booked on. */
  readonly accountType: LineType;
  readonly description: string;
  readonly quantity: DecimalText;
  readonly rateBasisPoints: number;
  readonly amounts: Amounts;
  readonly row: number | null;
  readonly productNumber: string;
  readonly unitPriceExcl: DecimalText;
  readonly trace: Omit<LineTrace, "setting">;
}

/**
 * One way to read the fields that can mean two things. The document's total is the arbiter (vat.md section 5): the usual
 * reading counts unless only another one makes the lines add up to what was charged.
 */
export interface Reading {
  /** Which price of a row: the usual one, or the one with or without the surcharges of its options (reading A49). */
  readonly rowPrice: "usual" | "other";
  /** Order discounts come on top, are inside the rows already (A15), or are sent with the sign of a credit. */
  readonly discount: "booked" | "inLines" | "mirrored";
  /** The sign of the credit points (A14). */
  readonly creditPoints: "asSent" | "opposite";
  /** International amounts incl. VAT that still hold the VAT of the catalogue (A21). */
  readonly stripped: "rows" | "rowsAndCosts" | "all" | "none";
}

export const USUAL_READING: Reading = {
  rowPrice: "usual",
  discount: "booked",
  creditPoints: "asSent",
  stripped: "rows",
};

/** What the amounts of a document depend on besides its own fields. */
export interface LineContext {
  /** Already mirrored when it is a credit invoice with positive amounts (reading A38). */
  readonly document: ShopDocument;
  readonly treatment: VatTreatment;
  readonly language: "en" | "nl";
  /** Highest percentage configured for the delivery country at the booking date; null when none is (reading A23). */
  readonly highestConfiguredRate: number | null;
}

/** Without VAT by treatment, whatever percentages the rows still show. */
export function isZeroRated(treatment: VatTreatment): boolean {
  return treatment === "icp" || treatment === "international";
}
