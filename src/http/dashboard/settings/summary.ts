import type { LedgerAccounts } from "../../../domain/configuration.ts";
import type { HttpContext } from "../../context.ts";
import { date, percentage } from "../format.ts";
import type { Texts } from "../texts/texts.ts";
import { countryName } from "./country-name.ts";
import { debtorText, type Found } from "./debtors.ts";
import { DETAIL_NAMES } from "./details-form.tsx";
import type { Options } from "./options.ts";
import type { Fields, SectionName } from "./settings.ts";

/** What is stored, as text: a name and a value per line. */

export type Line = readonly [name: string, value: string | readonly string[]];

interface Source {
  readonly c: HttpContext;
  readonly fields: Fields;
  readonly options: Options;
  /** What the payment methods' debtors are called. */
  readonly debtors: Found;
}

export function summaryOf(source: Source, section: SectionName): readonly Line[] {
  switch (section) {
    case "source":
      return sourceLines(source);
    case "journal":
      return journalLines(source);
    case "vat":
      return vatLines(source);
    case "payment":
      return paymentLines(source);
    case "products":
      return productLines(source);
    case "details":
      return detailLines(source);
  }
}

function textsOf({ c }: Source): Texts {
  return c.get("view").texts;
}

function sourceLines(source: Source): readonly Line[] {
  const { fields, c } = source;
  const { settings, common } = textsOf(source);
  const { source: text } = settings;
  return [
    [text.source, fields.source === "invoices" ? text.invoices : text.orders],
    [text.target, fields.target === "orders" ? text.salesOrders : text.journal],
    [text.homeCountry, countryName(fields.homeCountry ?? "NL", c.get("view").language)],
    [text.vatNumber, fields.vatNumber ?? common.none],
    [text.startDate, date(fields.startDate ?? null)],
    [text.orderStatuses, fields.orderStatuses?.join(", ") || "–"],
  ];
}

/** A code with its name in iMUIS, when that is known. */
function named(list: readonly { code: string | number; name: string }[] | undefined) {
  return (code: string | number | null | undefined): string => {
    if (code === null || code === undefined) return "–";
    const found = list?.find((option) => String(option.code) === String(code));
    return found === undefined || found.name === String(code)
      ? String(code)
      : `${code} – ${found.name}`;
  };
}

function journalLines(source: Source): readonly Line[] {
  const { fields, options } = source;
  const { journal: text } = textsOf(source).settings;
  const account = named(options.books?.ledgerAccounts);
  const debtors: readonly Line[] = [
    [
      text.paymentCondition,
      named(options.books?.paymentConditions)(fields.debtorDefaults?.paymentCondition),
    ],
    [text.controlAccount, account(fields.debtorDefaults?.controlAccount)],
  ];
  if (fields.target === "orders") {
    return [
      [text.itemGroup, named(options.books?.itemGroups)(fields.salesOrder?.itemGroup)],
      [text.orderType, named(options.books?.orderTypes)(fields.salesOrder?.orderType)],
      [
        text.shippingMethod,
        named(options.books?.shippingMethods)(fields.salesOrder?.shippingMethod),
      ],
      ...debtors,
    ];
  }
  return [
    [text.journal, named(options.books?.journals)(fields.journal)],
    [text.offsetAccount, account(fields.offsetAccount)],
    [text.roundingAccount, account(fields.roundingAccount)],
    [text.maxRounding, String(fields.maxRoundingDifferenceCents ?? 5)],
    ...debtors,
  ];
}

function vatLines(source: Source): readonly Line[] {
  const { fields, c, options } = source;
  const { language } = c.get("view");
  const { vat: text } = textsOf(source).settings;
  const account = named(options.books?.ledgerAccounts);
  const partsOf = (code: number, accounts: LedgerAccounts | null): readonly string[] => [
    `${text.vatCode} ${named(options.books?.vatCodes)(code)}`,
    ...(accounts === null
      ? []
      : [accounts.revenue, accounts.shipping, accounts.payment].map(account)),
  ];
  const countries = (fields.vat?.countries ?? []).flatMap(({ country, rates }) =>
    rates.map((rate): Line => [
      `${countryName(country, language)} ${percentage(rate.percentage)}${
        rate.validFrom === null ? "" : ` (${date(rate.validFrom)})`
      }`,
      partsOf(rate.vatCode, rate.accounts),
    ]),
  );
  const zero = (["icp", "international"] as const).flatMap((area): readonly Line[] => {
    const set = fields.vat?.[area];
    return set ? [[text.areas[area], partsOf(set.vatCode, set.accounts)]] : [];
  });
  return [...countries, ...zero];
}

function paymentLines(source: Source): readonly Line[] {
  const { payment: text } = textsOf(source).settings;
  return (source.fields.paymentMethods ?? []).map(({ name, debtor }) => [
    name === "*" ? text.others : name,
    debtor === null ? "–" : `${text.debtor} ${debtorText(source.debtors, debtor)}`,
  ]);
}

function productLines(source: Source): readonly Line[] {
  const { products: text } = textsOf(source).settings;
  const { books } = source.options;
  const account = named(books?.ledgerAccounts);
  const vatCode = named(books?.vatCodes);
  return (source.fields.productRules ?? []).map((rule) => [
    [rule.productNumber, rule.productType].filter((part) => part !== null).join(" / "),
    [
      `${text.account} ${account(rule.account)}`,
      `${text.vatCode} ${rule.vatCode === 0 ? text.withoutVat : vatCode(rule.vatCode)}`,
    ],
  ]);
}

function detailLines(source: Source): readonly Line[] {
  const { fields } = source;
  const { settings, common } = textsOf(source);
  const { details: text } = settings;
  const chosen = DETAIL_NAMES.map((name): Line => {
    const labels: Readonly<Record<string, string>> = text[`${name}Options`];
    return [text[name], labels[fields[name] ?? ""] ?? "–"];
  });
  return [...chosen, [text.markInShop, fields.markInShop ? common.yes : common.no]];
}
