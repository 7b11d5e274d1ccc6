import type { Configuration } from "../../../domain/configuration.ts";
import type { Language } from "../../../domain/vocabulary.ts";
import { date, percentage } from "../format.ts";
import type { Texts } from "../texts/texts.ts";
import { countryName } from "./country-name.ts";
import type { Fields } from "./settings.ts";

/**
 * What a setting is called on the page, by its path. Paths come in three notations: with numbers (`vat.countries[0].rates[1]`,
 * problems), with names (`vat.countries.NL.rates.21`, changes) and without `rates` (`vat.countries.NL.21`, traces).
 */

export interface Naming {
  readonly texts: Texts;
  readonly language: Language;
  /** What the numbers in a path count in. */
  readonly fields: Fields;
}

export function settingName(naming: Naming, path: string): string {
  if (path.startsWith("vat.")) return vatName(naming, path.slice("vat.".length));
  const [, list = "", entry = "", field = ""] =
    /^(paymentMethods|productRules|orderStatuses)[.[](.*?)\]?(?:\.(\w+))?$/.exec(path) ?? [];
  if (list !== "") return entryName(naming, { list, entry, field });
  return plainNames(naming.texts)[path as keyof Configuration] ?? path;
}

function joined(place: string, field: string): string {
  return field === "" ? place : `${place}: ${field}`;
}

const VAT_FIELD = /\.?(?:accounts\.)?(vatCode|revenue|shipping|payment|percentage|validFrom)$/;

function vatName(naming: Naming, path: string): string {
  const { vat: text, sections } = naming.texts.settings;
  const [suffix = "", field] = VAT_FIELD.exec(path) ?? [];
  const label = field === undefined ? "" : text[field as "vatCode" | "revenue"];
  const place = path.slice(0, path.length - suffix.length);
  if (place === "icp" || place === "international") return joined(text.areas[place], label);
  const [, country, rate = ""] =
    /^countries[.[](\w+)\]?(?:\.rates)?[.[]?([^\]]*)/.exec(place) ?? [];
  if (country === undefined) return joined(sections.vat, label);
  return joined(rateName(naming, country, rate), label);
}

/** `country` and `rate` are names, or numbers in the lists of the configuration. */
function rateName({ language, fields }: Naming, country: string, rate: string): string {
  const isNumbered = /^\d+$/.test(country);
  const area = isNumbered ? fields.vat?.countries[Number(country)] : undefined;
  const name = countryName(area?.country ?? country, language);
  const shown = isNumbered ? (area?.rates[Number(rate)]?.percentage ?? "") : rate;
  if (shown === "") return name;
  const [value = "", validFrom] = shown.replace(" from ", " ").split(" ");
  return `${name} ${percentage(value)}${validFrom === undefined ? "" : ` (${date(validFrom)})`}`;
}

interface Entry {
  readonly list: string;
  readonly entry: string;
  readonly field: string;
}

function entryName({ texts, fields }: Naming, { list, entry, field }: Entry): string {
  const { payment, products, source } = texts.settings;
  if (list === "orderStatuses") return source.orderStatuses;
  const number = /^\d+$/.test(entry) ? Number(entry) : null;
  if (list === "paymentMethods") {
    const name = (number === null ? undefined : fields.paymentMethods?.[number]?.name) ?? entry;
    const method = name === "*" ? payment.others : `${payment.method} ${name}`;
    return joined(method, field === "debtor" ? payment.debtor : "");
  }
  const rule = number === null ? `${products.single} ${entry}` : products.rule(number + 1);
  const labels: Readonly<Record<string, string>> = {
    account: products.account,
    vatCode: products.vatCode,
    productNumber: products.productNumber,
    productType: products.productType,
  };
  return joined(rule, labels[field] ?? "");
}

function plainNames({ settings }: Texts): Readonly<Record<string, string>> {
  const { source, journal, details } = settings;
  return {
    source: source.source,
    target: source.target,
    homeCountry: source.homeCountry,
    vatNumber: source.vatNumber,
    startDate: source.startDate,
    journal: journal.journal,
    offsetAccount: journal.offsetAccount,
    roundingAccount: journal.roundingAccount,
    maxRoundingDifferenceCents: journal.maxRounding,
    "salesOrder.itemGroup": journal.itemGroup,
    "salesOrder.orderType": journal.orderType,
    "salesOrder.shippingMethod": journal.shippingMethod,
    "debtorDefaults.paymentCondition": journal.paymentCondition,
    "debtorDefaults.controlAccount": journal.controlAccount,
    entryAmounts: details.entryAmounts,
    debtorAddress: details.debtorAddress,
    closedPeriods: details.closedPeriods,
    bookingDate: details.bookingDate,
    vatDifference: details.vatDifference,
    invoiceNumber: details.invoiceNumber,
    entryDocument: details.entryDocument,
    bookingTexts: details.bookingTexts,
    markInShop: details.markInShop,
  };
}

/** What a setting says, where it is one of a few words. */
export function settingValue({ texts }: Naming, path: string, value: string): string {
  const { source, details } = texts.settings;
  const options: Readonly<Record<string, unknown>> = details;
  const sources = { orders: source.orders, invoices: source.invoices };
  const targets = { journal: source.journal, orders: source.salesOrders };
  const words =
    path === "source" ? sources : path === "target" ? targets : options[`${path}Options`];
  const known = (words as Readonly<Record<string, string>> | undefined)?.[value];
  if (known !== undefined) return known;
  if (value === "true") return texts.common.yes;
  return value === "false" ? texts.common.no : value;
}
