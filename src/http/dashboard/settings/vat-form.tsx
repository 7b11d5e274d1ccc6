import type { VatCodeOption } from "../../../booking/ports/books.ts";
import type { LineType, VatRate } from "../../../domain/configuration.ts";
import { EU_VAT_RATES } from "../../../domain/eu-vat-rates.ts";
import type { Form } from "../form.ts";
import { percentage as percentageText } from "../format.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Input, Select } from "../parts/fields.tsx";
import { countryName } from "./country-name.ts";
import { choicesOf } from "./options.ts";
import { ACCOUNT_TYPES, rateOf, sentRows } from "./parse-vat.ts";
import { type Area, proposeAccount, proposeVatCode } from "./propose.ts";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** VAT of one country, of ICP or of International: per rate the code and the accounts. */

interface Row {
  readonly percentage: string;
  readonly stored: Partial<VatRate> | null;
}

/** A refused form shows its own rows again: nothing moves, and no rate is offered once more. */
function rowsAsSent(form: Form, fields: Fields): readonly Row[] {
  return sentRows(form).map((index) => {
    const rate = rateOf(form, index, fields.target);
    const { vatCode, validFrom, accounts } = rate;
    const isFilled = [vatCode, validFrom, ...Object.values(accounts ?? {})].some(Boolean);
    return { percentage: form.text(`rates[${index}].percentage`), stored: isFilled ? rate : null };
  });
}

/** What is stored, the official rates that are not, and one empty row. */
function rowsOf({ fields, area, sent }: SectionProps & { readonly area: Area }): readonly Row[] {
  const { vat } = fields;
  if (area.name === "icp" || area.name === "international") {
    return [{ percentage: "0", stored: vat?.[area.name] ?? null }];
  }
  if (sent !== undefined) return rowsAsSent(sent, fields);
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
  const { c, area } = props;
  const { texts, language } = c.get("view");
  const { vat: text } = texts.settings;
  const rows = rowsOf(props);
  const isNew = rows.every(({ stored }) => stored === null);
  return (
    <>
      {isZeroArea(area) ? null : <h2>{countryName(area.name, language)}</h2>}
      {isNew ? <p class="hint">{text.proposed}</p> : null}
      <p class="hint">{isZeroArea(area) ? text[`${area.name}Hint`] : text.rowHint}</p>
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

/** A rate that is neither set nor proposed is folded away, except the first of a new area. */
function RateFields(props: RateProps) {
  const { c, options, area, row, index, propose } = props;
  const { vat: text } = c.get("view").texts.settings;
  const code = propose ? proposeVatCode(options.books, area, row.percentage) : null;
  const fields = <RateGrid {...props} code={code} />;
  const name = isZeroArea(area) ? text.areas[area.name] : text.rate(index + 1);
  if (index > 0 && row.stored === null && code === null) {
    const shown = row.percentage === "" ? text.anotherRate : percentageText(row.percentage);
    return (
      <details class="rate">
        <summary>
          {name}: {shown}
        </summary>
        {fields}
      </details>
    );
  }
  return (
    <fieldset class="rate">
      <legend>{name}</legend>
      {fields}
    </fieldset>
  );
}

function isZeroArea(area: Area): area is Area & { readonly name: "icp" | "international" } {
  return area.name === "icp" || area.name === "international";
}

function RateGrid(props: RateProps & { readonly code: VatCodeOption | null }) {
  const { c, fields, options, errors, area, row, index, code } = props;
  const { texts } = c.get("view");
  const { vat: text } = texts.settings;
  const prefix = `rates[${index}]`;
  return (
    <div class={isZeroArea(area) ? "grid four" : "grid"}>
      {isZeroArea(area) ? null : <PercentageFields {...props} prefix={prefix} />}
      <Select
        name={`${prefix}.vatCode`}
        help={fieldHelp(texts, "vat", "vatCode")}
        label={text.vatCode}
        value={row.stored?.vatCode ?? code?.code}
        choices={choicesOf(options.books?.vatCodes)}
        empty={text.vatCodeEmpty}
        errors={errors}
      />
      {fields.target === "orders"
        ? null
        : ACCOUNT_TYPES.map((type) => (
            <Select
              name={`${prefix}.${type}`}
              help={fieldHelp(texts, "vat", type)}
              label={text[type]}
              value={row.stored?.accounts?.[type] ?? proposedAccount(props, type)}
              choices={choicesOf(options.books?.ledgerAccounts)}
              empty={texts.common.chooseOption}
              errors={errors}
            />
          ))}
    </div>
  );
}

function PercentageFields({ c, row, errors, prefix }: RateProps & { readonly prefix: string }) {
  const { settings, common } = c.get("view").texts;
  return (
    <>
      <Input
        name={`${prefix}.percentage`}
        help={fieldHelp(c.get("view").texts, "vat", "percentage")}
        label={settings.vat.percentage}
        inputmode="decimal"
        value={row.percentage.replace(".", ",")}
        maxlength={6}
        errors={errors}
      />
      <Input
        name={`${prefix}.validFrom`}
        help={fieldHelp(c.get("view").texts, "vat", "validFrom")}
        label={settings.vat.validFrom}
        type="date"
        optional={common.optional}
        value={row.stored?.validFrom}
        errors={errors}
      />
    </>
  );
}

function proposedAccount(
  props: RateProps & { readonly code: VatCodeOption | null },
  type: LineType,
): string | number | null {
  const { options, area, row, code } = props;
  if (code === null) return null;
  return proposeAccount(options.books, area, { type, percentage: row.percentage })?.code ?? null;
}
