/** Small words that several parts of the domain share. */

/** How the VAT of a document is treated; `domestic` includes sales to other EU countries at their own rate. */
export type VatTreatment = "domestic" | "icp" | "international" | "platform";

export type Language = "nl" | "en";

/** What a draft line stands for; `surcharge`, `discount` and `rounding` are booked as revenue or on the rounding account. */
export type DraftLineType =
  | "revenue"
  | "shipping"
  | "payment"
  | "surcharge"
  | "discount"
  | "rounding";
