import type { Configuration, VatRate, ZeroVatSettings } from "../../domain/configuration.ts";
import type { VatCodeOption } from "../ports/books.ts";
import type { SettingProblem } from "../ports/installations.ts";
import { type BooksIndex, checkAccount, checkVatCode } from "./books-index.ts";

/** Which VAT settings don't fit the books: codes, their percentage and kind, accounts. */

export function checkVat(
  configuration: Configuration,
  books: BooksIndex,
): readonly SettingProblem[] {
  const { countries, icp, international } = configuration.vat;
  const rates = countries.flatMap(({ rates }, country) =>
    rates.flatMap((rate, index) =>
      checkRate(configuration, books, {
        rate,
        setting: `vat.countries[${country}].rates[${index}]`,
      }),
    ),
  );
  return [
    ...rates,
    ...checkZeroVat(books, icp, "vat.icp"),
    ...checkZeroVat(books, international, "vat.international"),
  ];
}

function checkZeroVat(
  books: BooksIndex,
  zeroVat: ZeroVatSettings | null,
  setting: string,
): readonly SettingProblem[] {
  if (zeroVat === null) return [];
  return [
    ...checkVatCode(books, zeroVat.vatCode, `${setting}.vatCode`),
    ...checkAccounts(books, zeroVat.accounts, setting),
  ];
}

function checkAccounts(
  books: BooksIndex,
  accounts: VatRate["accounts"],
  setting: string,
): readonly SettingProblem[] {
  if (accounts === null) return [];
  return (["revenue", "shipping", "payment"] as const).flatMap((lineType) =>
    checkAccount(books, accounts[lineType], `${setting}.accounts.${lineType}`),
  );
}

function checkRate(
  configuration: Configuration,
  books: BooksIndex,
  { rate, setting }: { readonly rate: VatRate; readonly setting: string },
): readonly SettingProblem[] {
  const option = books.vatCodes.get(String(rate.vatCode));
  return [
    ...checkVatCode(books, rate.vatCode, `${setting}.vatCode`),
    ...(option === undefined ? [] : checkFit(configuration, rate, { option, setting })),
    ...checkAccounts(books, rate.accounts, setting),
  ];
}

/** A code without VAT calculates nothing, so its kind doesn't matter; a sales order's prices are always excl. VAT. */
function checkFit(
  configuration: Configuration,
  rate: VatRate,
  { option, setting }: { readonly option: VatCodeOption; readonly setting: string },
): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (Number(option.percentage) !== Number(rate.percentage)) {
    problems.push({
      code: "VAT_PERCENTAGE_DIFFERS",
      setting: `${setting}.vatCode`,
      message: `VAT code ${rate.vatCode} has ${option.percentage} % in iMUIS, the setting says ${rate.percentage} %.`,
      figures: {
        code: String(rate.vatCode),
        actual: option.percentage,
        expected: rate.percentage,
      },
    });
  }
  const { calculation } = option;
  const matters = configuration.target === "journal" && Number(option.percentage) !== 0;
  if (matters && calculation !== null && calculation !== configuration.entryAmounts) {
    problems.push({
      code: "VAT_CALCULATION_DIFFERS",
      setting: `${setting}.vatCode`,
      message: `VAT code ${rate.vatCode} calculates ${calculation}. VAT in iMUIS, entries are booked ${configuration.entryAmounts}. VAT.`,
      figures: {
        code: String(rate.vatCode),
        actual: calculation,
        expected: configuration.entryAmounts,
      },
    });
  }
  return problems;
}
