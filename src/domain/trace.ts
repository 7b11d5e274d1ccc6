import type { VatTreatment } from "./vocabulary.ts";

/**
 * Why a document was booked as it was: data, not prose, so that it can be stored, searched and worded in any language.
 * `explain.ts` makes one sentence of each step.
 */

/** A field of the shop's document that was used, with its value as sent. */
export interface SourceField {
  /** Path in `ShopDocument`, for instance `lines[0].price`. */
  readonly field: string;
  readonly value: string;
}

/** Which reading of the manual made the amount of a line. */
export type AmountRule =
  | "rowPrice"
  | "rowPriceWithOptions"
  | "rowPriceStripped"
  | "shipping"
  | "shippingStripped"
  | "paymentCosts"
  | "paymentCostsStripped"
  | "extraCosts"
  | "extraCostsStripped"
  | "creditPoints"
  | "creditPointsOpposite"
  | "discountShare"
  | "roundingDifference";

/** Which reading made the VAT percentage of a line. */
export type RateRule =
  | "asSent"
  | "fractionTimesHundred"
  | "icpZero"
  | "internationalZero"
  | "shippingPercentage"
  | "highestOfCountry"
  | "highestOfRows"
  | "marginZero"
  | "noVat";

/** One place where cents came or went. `exact` is the unrounded amount in euros, as a formula over the fields as sent. */
export interface RoundingStep {
  readonly step: "amount" | "vat" | "alignment" | "difference";
  readonly exact: string;
  readonly cents: number;
}

/** The setting that gave VAT code and account. */
export interface SettingUsed {
  /** Path in the configuration, for instance `vat.countries.NL.21` or `productRules[0]`. */
  readonly path: string;
  readonly vatCode: number;
  readonly ledgerAccount: number | null;
}

export interface LineTrace {
  readonly amountRule: AmountRule;
  readonly rateRule: RateRule;
  readonly sources: readonly SourceField[];
  /** Whether the source amounts include VAT. */
  readonly basis: "incl" | "excl";
  readonly rounding: readonly RoundingStep[];
  /** Null while no setting is needed: a row of nothing in a journal entry. */
  readonly setting: SettingUsed | null;
}

export type TraceCode =
  | "treatmentDomestic"
  | "treatmentOtherEuCountry"
  | "treatmentIcp"
  | "treatmentInternational"
  | "treatmentPlatform"
  | "marginSale"
  | "countryFromDelivery"
  | "countryFromBilling"
  | "countryFromHome"
  | "countryFromPickup"
  | "paymentMethodConfigured"
  | "paymentMethodKeyword"
  | "paymentMethodDefault"
  | "debtorFixed"
  | "debtorOwn"
  | "debtorOwnBecauseIcp"
  | "debtorNew"
  | "dateCreated"
  | "datePaid"
  | "dateByPerson"
  | "dateMoved"
  | "creditAsSent"
  | "creditMirrored"
  | "creditLinesMirrored"
  | "totalCheck"
  | "vatAligned"
  | "vatLeftAsIs"
  | "discountInLines"
  | "discountMirrored"
  | "creditPointsOpposite"
  | "rowPriceOther"
  | "chargesStripped"
  | "statedTotalDiffers"
  | "roundingOnAccount"
  | "roundingOnLine"
  | "roundingLeftOut"
  | "zeroTotalByPerson"
  | "cancelledByPerson"
  | "vatNumberAccepted"
  | "vatNumberValid"
  | "vatNumberInvalidOnCredit"
  | "vatNumberChecksumFailed";

/** One decision about the whole document: a code and the figures that its sentence needs. */
export interface TraceStep {
  readonly code: TraceCode;
  readonly figures: Readonly<Record<string, string>>;
}

export interface DocumentTrace {
  readonly treatment: VatTreatment;
  readonly steps: readonly TraceStep[];
}
