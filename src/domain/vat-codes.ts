import type { AmountLine } from "./amount-line.ts";
import type { BookingError } from "./booking-error.ts";
import type {
  Configuration,
  LedgerAccounts,
  LineType,
  ProductRule,
  VatRate,
} from "./configuration.ts";
import { normaliseCountry } from "./country.ts";
import type { CalendarDate, ShopLine } from "./document.ts";
import { fail, ok, type Result } from "./result.ts";
import type { SettingUsed } from "./trace.ts";
import { configuredRate, rateText } from "./vat-rate.ts";
import type { VatTreatment } from "./vocabulary.ts";

/** Where a line is looked up. */
export interface CodeContext {
  readonly configuration: Configuration;
  readonly treatment: VatTreatment;
  readonly deliveryCountry: string;
  readonly bookingDate: CalendarDate;
}

/** The row of a country and rate that counts at a date: of several with one percentage the latest that has begun. */
export function findRate(context: CodeContext, basisPoints: number): VatRate | null {
  const begun = ratesAt(context).filter((rate) => configuredRate(rate.percentage) === basisPoints);
  return begun.reduce<VatRate | null>(
    (latest, rate) =>
      latest === null || (rate.validFrom ?? "") > (latest.validFrom ?? "") ? rate : latest,
    null,
  );
}

/** Reading A23: the highest percentage configured for the delivery country at the booking date; null when none is. */
export function highestConfiguredRate(context: CodeContext): number | null {
  const rates = ratesAt(context)
    .map((rate) => configuredRate(rate.percentage))
    .filter((rate) => rate !== null);
  return rates.length === 0 ? null : Math.max(...rates);
}

/**
 * VAT code and account of a line: the product rule of its row, else the ICP or international setting, else the rate of
 * the delivery country. None is `VAT_CODE_MISSING` with country, rate and kind of line.
 * @param source the shop's row behind the line, null for everything else
 */
export function findSetting(
  context: CodeContext,
  line: Pick<AmountLine, "rateBasisPoints" | "accountType">,
  source: ShopLine | null,
): Result<SettingUsed, BookingError> {
  const rule = source === null ? null : findProductRule(context.configuration, source);
  if (rule !== null) {
    return ok(rule);
  }
  switch (context.treatment) {
    case "icp":
    case "international":
      return zeroVatSetting(context, line.accountType, context.treatment);
    case "domestic":
    case "platform":
      return countrySetting(context, line.rateBasisPoints, line.accountType);
  }
}

function zeroVatSetting(
  context: CodeContext,
  lineType: LineType,
  treatment: "icp" | "international",
): Result<SettingUsed, BookingError> {
  const { configuration } = context;
  const setting = configuration.vat[treatment];
  const error = missing(treatment === "icp" ? "ICP" : "International", 0, lineType);
  return setting === null
    ? fail(error)
    : withAccount({ ...setting, path: `vat.${treatment}` }, { configuration, lineType, error });
}

function countrySetting(
  context: CodeContext,
  basisPoints: number,
  lineType: LineType,
): Result<SettingUsed, BookingError> {
  const error = missing(context.deliveryCountry, basisPoints, lineType);
  const rate = findRate(context, basisPoints);
  if (rate === null) {
    return fail(error);
  }
  const from = rate.validFrom === null ? "" : ` from ${rate.validFrom}`;
  const path = `vat.countries.${context.deliveryCountry}.${rate.percentage}${from}`;
  const { configuration } = context;
  return withAccount(
    { path, vatCode: rate.vatCode, accounts: rate.accounts },
    { configuration, lineType, error },
  );
}

/** A journal entry needs an account on every line; a sales order has none (contract section 5). */
function withAccount(
  found: {
    readonly path: string;
    readonly vatCode: number;
    readonly accounts: LedgerAccounts | null;
  },
  need: {
    readonly configuration: Configuration;
    readonly lineType: LineType;
    readonly error: BookingError;
  },
): Result<SettingUsed, BookingError> {
  const { path, vatCode, accounts } = found;
  if (need.configuration.target === "orders") {
    return ok({ path, vatCode, ledgerAccount: null });
  }
  return accounts === null
    ? fail(need.error)
    : ok({ path, vatCode, ledgerAccount: accounts[need.lineType] });
}

/** The first rule that names the row's product: exact number, or a prefix with `*`, or its type; both when both are given. */
export function findProductRule(
  configuration: Configuration,
  source: ShopLine,
): SettingUsed | null {
  const index = configuration.productRules.findIndex((rule) => matchesRule(rule, source));
  const rule = configuration.productRules[index];
  if (rule === undefined) {
    return null;
  }
  const ledgerAccount = configuration.target === "orders" ? null : rule.account;
  return { path: `productRules[${index}]`, vatCode: rule.vatCode, ledgerAccount };
}

function matchesRule(rule: ProductRule, source: ShopLine): boolean {
  if (rule.productNumber === null && rule.productType === null) {
    return false;
  }
  const type = source.productType.trim().toLowerCase();
  return (
    (rule.productNumber === null || matchesNumber(rule.productNumber, source.productNumber)) &&
    (rule.productType === null || rule.productType.trim().toLowerCase() === type)
  );
}

function matchesNumber(pattern: string, number: string): boolean {
  return pattern.endsWith("*") ? number.startsWith(pattern.slice(0, -1)) : number === pattern;
}

function ratesAt({ configuration, deliveryCountry, bookingDate }: CodeContext): VatRate[] {
  return configuration.vat.countries
    .filter((candidate) => normaliseCountry(candidate.country) === deliveryCountry)
    .flatMap((candidate) => candidate.rates)
    .filter((rate) => rate.validFrom === null || rate.validFrom <= bookingDate);
}

function missing(country: string, basisPoints: number, lineType: LineType): BookingError {
  return {
    code: "VAT_CODE_MISSING",
    figures: { country, rate: rateText(basisPoints), lineType },
  };
}
