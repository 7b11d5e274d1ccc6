import type { LedgerAccounts, VatRate } from "../../../domain/configuration.ts";
import { type Form, textOrNull, wholeNumber } from "../form.ts";
import type { Fields } from "./settings.ts";

/** The form of one country, of ICP or of International, read into the VAT settings. */

/** More rates than a country has, plus a period's change of each. */
const ROW_LIMIT = 20;

export const ACCOUNT_TYPES = ["revenue", "shipping", "payment"] as const;

const NO_VAT = { countries: [], icp: null, international: null };

function accountsOf(form: Form, prefix: string, target: Fields["target"]): LedgerAccounts | null {
  const [revenue, shipping, payment] = ACCOUNT_TYPES.map((type) =>
    wholeNumber(form.text(`${prefix}.${type}`)),
  );
  const isEmpty = revenue === null && shipping === null && payment === null;
  if (isEmpty && target === "orders") return null;
  return { revenue, shipping, payment } as LedgerAccounts;
}

/** Indexes of the rows that the form of a country showed. */
export function sentRows(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter((index) =>
    form.has(`rates[${index}].percentage`),
  );
}

/** Indexes of the form's rows that are used: those with a VAT code. */
export function usedRows(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter(
    (index) => form.text(`rates[${index}].vatCode`) !== "",
  );
}

/** One row as it was filled in; a form that is shown again may lack its code. */
export function rateOf(form: Form, index: number, target: Fields["target"]): VatRate {
  const prefix = `rates[${index}]`;
  return {
    percentage: form.text(`${prefix}.percentage`).replace(",", ".").replace("%", ""),
    validFrom: textOrNull(form.text(`${prefix}.validFrom`)),
    vatCode: wholeNumber(form.text(`${prefix}.vatCode`)) as number,
    accounts: accountsOf(form, prefix, target),
  };
}

/** The VAT settings with one area replaced by what its form says; an area without any code is taken out. */
export function parseVat(form: Form, fields: Fields, area: string): Fields {
  const vat = fields.vat ?? NO_VAT;
  const rates = usedRows(form).map((index) => rateOf(form, index, fields.target));
  if (area === "icp" || area === "international") {
    const [first] = rates;
    const zero = first === undefined ? null : { vatCode: first.vatCode, accounts: first.accounts };
    return { vat: { ...vat, [area]: zero } };
  }
  const others = vat.countries.filter(({ country }) => country !== area);
  const countries = rates.length === 0 ? others : [...others, { country: area, rates }];
  return { vat: { ...vat, countries } };
}
