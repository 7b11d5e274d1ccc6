import type { LedgerAccounts, VatRate } from "../../../domain/configuration.ts";
import { EU_VAT_RATES } from "../../../domain/eu-vat-rates.ts";
import { type Form, textOrNull, wholeNumber } from "../form.ts";
import { Input, Select } from "../parts/fields.tsx";
import { choicesOf } from "./options.ts";
import { type Area, proposeAccount, proposeVatCode } from "./propose.ts";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** VAT of one country, of ICP or of International: per rate the code and the accounts. */

/** More rates than a country has, plus a period's change of each. */
const ROW_LIMIT = 20;

const ACCOUNT_TYPES = ["revenue", "shipping", "payment"] as const;

const NO_VAT = { countries: [], icp: null, international: null };

function accountsOf(form: Form, prefix: string, target: Fields["target"]): LedgerAccounts | null {
  const [revenue, shipping, payment] = ACCOUNT_TYPES.map((type) =>
    wholeNumber(form.text(`${prefix}.${type}`)),
  );
  const isEmpty = revenue === null && shipping === null && payment === null;
  if (isEmpty && target === "orders") return null;
  return { revenue, shipping, payment } as LedgerAccounts;
}

/** Indexes of the form's rows that are used: those with a VAT code. */
export function usedRows(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter(
    (index) => form.text(`rates[${index}].vatCode`) !== "",
  );
}

function rateOf(form: Form, index: number, target: Fields["target"]): VatRate {
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

interface Row {
  readonly percentage: string;
  readonly stored: Partial<VatRate> | null;
}

/** What is stored, the official rates that are not, and one empty row. */
function rowsOf(fields: Fields, area: Area): readonly Row[] {
  const { vat } = fields;
  if (area.name === "icp" || area.name === "international") {
    return [{ percentage: "0", stored: vat?.[area.name] ?? null }];
  }
  const stored = vat?.countries.find(({ country }) => country === area.name)?.rates ?? [];
  const official = (EU_VAT_RATES[area.name] ?? []).filter(
    (percentage) => !stored.some((rate) => rate.percentage === percentage),
  );
  return [
    ...stored.map((rate) => ({ percentage: rate.percentage, stored: rate })),
    ...official.map((percentage) => ({ percentage, stored: null })),
    { percentage: "", stored: null },
  ];
}

export function VatForm(props: SectionProps & { readonly area: Area }) {
  const { c, fields, area } = props;
  const { vat: text } = c.get("view").texts.settings;
  const rows = rowsOf(fields, area);
  const isNew = rows.every(({ stored }) => stored === null);
  return (
    <>
      {isNew ? <p class="hint">{text.proposed}</p> : null}
      <p class="hint">{text.rowHint}</p>
      {rows.map((row, index) => (
        <RateFields {...props} row={row} index={index} propose={isNew} />
      ))}
    </>
  );
}

interface RateProps extends SectionProps {
  readonly area: Area;
  readonly row: Row;
  readonly index: number;
  readonly propose: boolean;
}

function RateFields({ c, fields, options, errors, area, row, index, propose }: RateProps) {
  const { texts } = c.get("view");
  const { vat: text } = texts.settings;
  const { percentage, stored } = row;
  const prefix = `rates[${index}]`;
  const code = propose ? proposeVatCode(options.books, area, percentage) : null;
  const isZeroArea = area.name === "icp" || area.name === "international";
  return (
    <fieldset class="rate">
      <legend>{isZeroArea ? text.areas[area.name as "icp"] : text.rate(index + 1)}</legend>
      <div class="grid rates">
        {isZeroArea ? null : (
          <>
            <Input
              name={`${prefix}.percentage`}
              label={text.percentage}
              inputmode="decimal"
              value={percentage.replace(".", ",")}
              maxlength={6}
              errors={errors}
            />
            <Input
              name={`${prefix}.validFrom`}
              label={text.validFrom}
              type="date"
              optional={texts.common.optional}
              value={stored?.validFrom}
              errors={errors}
            />
          </>
        )}
        <Select
          name={`${prefix}.vatCode`}
          label={text.vatCode}
          value={stored?.vatCode ?? code?.code}
          choices={choicesOf(options.books?.vatCodes)}
          empty={text.vatCodeEmpty}
          errors={errors}
        />
        {fields.target === "orders"
          ? null
          : ACCOUNT_TYPES.map((type) => (
              <Select
                name={`${prefix}.${type}`}
                label={text[type]}
                value={
                  stored?.accounts?.[type] ??
                  (code === null
                    ? null
                    : proposeAccount(options.books, area, { type, percentage })?.code)
                }
                choices={choicesOf(options.books?.ledgerAccounts)}
                empty={texts.common.chooseOption}
                errors={errors}
              />
            ))}
      </div>
    </fieldset>
  );
}
