import type { BooksOption, BooksOptions, VatCodeOption } from "../ports/books.ts";
import type { SettingProblem } from "../ports/installations.ts";

/** The books' choices by code, and the checks that every part of the configuration shares. */

export interface BooksIndex {
  readonly journals: ReadonlySet<string>;
  readonly ledgerAccounts: ReadonlySet<string>;
  readonly vatCodes: ReadonlyMap<string, VatCodeOption>;
  readonly orderTypes: ReadonlySet<string>;
  readonly shippingMethods: ReadonlySet<string>;
  readonly itemGroups: ReadonlySet<string>;
  readonly paymentConditions: ReadonlySet<string>;
}

export function indexOptions(options: BooksOptions): BooksIndex {
  const codes = (list: readonly BooksOption[]): ReadonlySet<string> =>
    new Set(list.map(({ code }) => String(code)));
  return {
    journals: codes(options.journals),
    ledgerAccounts: codes(options.ledgerAccounts),
    vatCodes: new Map(options.vatCodes.map((option) => [String(option.code), option])),
    orderTypes: codes(options.orderTypes),
    shippingMethods: codes(options.shippingMethods),
    itemGroups: codes(options.itemGroups),
    paymentConditions: codes(options.paymentConditions),
  };
}

interface Named {
  readonly code: string;
  readonly value: string | number | null;
  readonly setting: string;
}

export function checkExists(known: ReadonlySet<string>, named: Named): readonly SettingProblem[] {
  const { code, value, setting } = named;
  if (value === null || known.has(String(value))) return [];
  const message = `iMUIS has no usable "${value}" for ${setting}.`;
  return [{ code, setting, message, figures: { value: String(value) } }];
}

export function checkAccount(
  books: BooksIndex,
  account: number | null,
  setting: string,
): readonly SettingProblem[] {
  return checkExists(books.ledgerAccounts, { code: "UNKNOWN_ACCOUNT", value: account, setting });
}

/** Code 0 means "no VAT" everywhere in iMUIS and needs no row of its own. */
export function checkVatCode(
  books: BooksIndex,
  vatCode: number,
  setting: string,
): readonly SettingProblem[] {
  if (vatCode === 0 || books.vatCodes.has(String(vatCode))) return [];
  return [
    {
      code: "UNKNOWN_VAT_CODE",
      setting,
      message: `iMUIS has no usable VAT code ${vatCode}.`,
      figures: { value: String(vatCode) },
    },
  ];
}
