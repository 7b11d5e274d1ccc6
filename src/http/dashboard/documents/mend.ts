import type { ErrorCode } from "../../../domain/codes.ts";

/** Where the cause of an error is mended, in the dashboard; null where it is mended in the shop or in iMUIS. */
const MENDED_AT: Readonly<Record<ErrorCode, string | null>> = {
  TOTAL_MISMATCH: "/configuration/journal",
  VAT_CODE_MISSING: "/configuration/vat",
  ICP_VAT_NUMBER_MISSING: null,
  ICP_VAT_NUMBER_INVALID: null,
  ICP_VAT_NUMBER_OF_HOME_COUNTRY: "/configuration/source",
  ICP_VAT_NUMBER_UNVERIFIED: "/configuration/source",
  ICP_WITH_VAT: null,
  INTERNATIONAL_WITH_VAT: null,
  UNSUPPORTED_CURRENCY: null,
  NUMBER_WITHOUT_DIGITS: "/configuration/details",
  PRODUCT_CODE_MISSING: "/configuration/products",
  PERIOD_CLOSED: "/configuration/details",
  VAT_TOTAL_DIFFERS: "/configuration/details",
  SOURCE_NOT_FOUND: null,
  SOURCE_INVALID: null,
  NUMBER_CONFLICT: null,
  IMUIS_REFUSED: "/configuration",
  IMUIS_LOGIN_FAILED: "/setup/imuis",
  CCV_CREDENTIALS_INVALID: null,
  GAVE_UP: null,
};

/** A missing rate leads to its own country. */
export function mendPath(
  code: ErrorCode,
  figures: Readonly<Record<string, string>>,
): string | null {
  const country = figures["country"] ?? "";
  if (code === "VAT_CODE_MISSING" && /^[A-Z]{2}$/.test(country)) {
    return `/configuration/vat/${country}`;
  }
  return MENDED_AT[code];
}
