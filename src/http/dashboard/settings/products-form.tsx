import type { ProductRule } from "../../../domain/configuration.ts";
import { type Form, textOrNull, wholeNumber } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Input, Select } from "../parts/fields.tsx";
import { choicesOf } from "./options.ts";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** Products that are booked on an account and VAT code of their own. */

const ROW_LIMIT = 100;
const EMPTY_ROWS = 2;

/** Indexes of the rows that the form showed. */
function sentRules(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter((index) =>
    form.has(`productRules[${index}].account`),
  );
}

/** Those that are kept: with an account. */
export function usedRules(form: Form): readonly number[] {
  return sentRules(form).filter((index) => form.text(`productRules[${index}].account`) !== "");
}

function ruleOf(form: Form, index: number): ProductRule {
  const prefix = `productRules[${index}]`;
  return {
    productNumber: textOrNull(form.text(`${prefix}.productNumber`)),
    productType: textOrNull(form.text(`${prefix}.productType`)),
    account: wholeNumber(form.text(`${prefix}.account`)) as number,
    vatCode: wholeNumber(form.text(`${prefix}.vatCode`)) ?? 0,
  };
}

export function parseProducts(form: Form): Fields {
  return { productRules: usedRules(form).map((index) => ruleOf(form, index)) };
}

/** As the form was sent, so that each error stands at its own row; else what is stored, and empty rows. */
function rowsOf({ fields, sent }: SectionProps): readonly Partial<ProductRule>[] {
  if (sent !== undefined) return sentRules(sent).map((index) => ruleOf(sent, index));
  return [...(fields.productRules ?? []), ...Array.from({ length: EMPTY_ROWS }, () => ({}))];
}

export function ProductsForm(props: SectionProps) {
  const { c, options, errors } = props;
  const { texts } = c.get("view");
  const { products: text } = texts.settings;
  const rows = rowsOf(props);
  return (
    <>
      <p>{text.lead}</p>
      <p class="hint">{text.rowHint}</p>
      {rows.map((rule, index) => (
        <fieldset class="rate">
          <legend>{text.rule(index + 1)}</legend>
          <div class="grid four">
            <Input
              name={`productRules[${index}].productNumber`}
              help={fieldHelp(texts, "products", "productNumber")}
              label={text.productNumber}
              hint={text.productNumberHint}
              value={rule.productNumber}
              errors={errors}
            />
            <Input
              name={`productRules[${index}].productType`}
              help={fieldHelp(texts, "products", "productType")}
              label={text.productType}
              optional={texts.common.optional}
              value={rule.productType}
              errors={errors}
            />
            <Select
              name={`productRules[${index}].account`}
              help={fieldHelp(texts, "products", "account")}
              label={text.account}
              value={rule.account}
              choices={choicesOf(options.books?.ledgerAccounts)}
              empty={texts.common.chooseOption}
              errors={errors}
            />
            <Select
              name={`productRules[${index}].vatCode`}
              help={fieldHelp(texts, "products", "vatCode")}
              label={text.vatCode}
              value={rule.vatCode === 0 ? null : rule.vatCode}
              choices={choicesOf(options.books?.vatCodes)}
              empty={text.withoutVat}
              errors={errors}
            />
          </div>
        </fieldset>
      ))}
    </>
  );
}
