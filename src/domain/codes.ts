/** The codes that outside programs see (contract section 4). One list, so that the API, D1 and the pages agree. */

export const DOCUMENT_STATUSES = [
  "queued",
  "processing",
  "open",
  "unknown",
  "processed",
  "skipped",
  "error",
] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export const OPEN_REASONS = [
  "NOT_PAID",
  "STATUS_NOT_SELECTED",
  "NOT_COMPLETED",
  "CANCELLED",
  "VIES_UNAVAILABLE",
  "IMUIS_UNAVAILABLE",
  "CCV_UNAVAILABLE",
  "NOT_CONFIGURED",
  "STOPPED",
] as const;
export type OpenReason = (typeof OPEN_REASONS)[number];

export const SKIPPED_REASONS = [
  "ALREADY_PROCESSED",
  "ZERO_TOTAL",
  "BEFORE_START_DATE",
  "NEVER_PAID",
  "DISMISSED",
] as const;
export type SkippedReason = (typeof SKIPPED_REASONS)[number];

export const ERROR_CODES = [
  "TOTAL_MISMATCH",
  "VAT_CODE_MISSING",
  "ICP_VAT_NUMBER_MISSING",
  "ICP_VAT_NUMBER_INVALID",
  "ICP_VAT_NUMBER_OF_HOME_COUNTRY",
  "ICP_VAT_NUMBER_UNVERIFIED",
  "ICP_WITH_VAT",
  "INTERNATIONAL_WITH_VAT",
  "UNSUPPORTED_CURRENCY",
  "NUMBER_WITHOUT_DIGITS",
  "PRODUCT_CODE_MISSING",
  "PERIOD_CLOSED",
  "VAT_TOTAL_DIFFERS",
  "SOURCE_NOT_FOUND",
  "SOURCE_INVALID",
  "NUMBER_CONFLICT",
  "IMUIS_REFUSED",
  "IMUIS_LOGIN_FAILED",
  "CCV_CREDENTIALS_INVALID",
  "GAVE_UP",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const WARNING_CODES = [
  "ROUNDING_DIFFERENCE",
  "VAT_TOTAL_DIFFERS",
  "DISCOUNT_ALREADY_IN_LINES",
  "CREDIT_POINTS_SIGN_FROM_TOTAL",
  "DEBTOR_VAT_NUMBER_DIFFERS",
  "NUMBER_DIGITS_REUSED",
  "PRODUCT_CODE_CUT",
  "ORDER_TARGET_FOREIGN_VAT",
  "DISCOUNT_SPANS_RATES",
  "PLATFORM_SALE",
  "ROW_PRICE_FROM_TOTAL",
  "VAT_NUMBER_COUNTRY_DIFFERS",
  "DEBTOR_AMBIGUOUS",
  "ORDER_TOTAL_DIFFERS",
  "CHANGED_AFTER_BOOKING",
  "IMUIS_WARNING",
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface Warning {
  readonly code: WarningCode;
  /** In English; `describeWarning` words it in either language from the figures. */
  readonly message: string;
  readonly figures: Readonly<Record<string, string>>;
}
