import type { PaymentMethodSetting } from "../../../domain/configuration.ts";
import type { Form } from "../form.ts";
import { wholeNumber } from "../form.ts";
import { Input } from "../parts/fields.tsx";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** Payment methods of the shop with a fixed debtor; rows without one are left out unless they were there to name the method. */

const ROW_LIMIT = 100;
const OTHERS = "*";

function sameName(left: string, right: string): boolean {
  const clean = (text: string) => text.toLowerCase().replaceAll("-", "");
  return clean(left) === clean(right);
}

/** Indexes of the form's rows that are kept. */
export function usedMethods(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter((index) => {
    const prefix = `paymentMethods[${index}]`;
    const isNamed = form.text(`${prefix}.name`) !== "";
    return isNamed && (form.text(`${prefix}.debtor`) !== "" || form.has(`${prefix}.keep`));
  });
}

export function parsePayment(form: Form): Fields {
  const paymentMethods = usedMethods(form).map((index): PaymentMethodSetting => {
    const debtor = form.text(`paymentMethods[${index}].debtor`);
    return {
      name: form.text(`paymentMethods[${index}].name`),
      debtor: debtor === "" ? null : (wholeNumber(debtor) ?? 0),
    };
  });
  return { paymentMethods };
}

export function PaymentForm({ c, fields, options, errors }: SectionProps) {
  const { texts } = c.get("view");
  const { payment: text } = texts.settings;
  const stored = fields.paymentMethods ?? [];
  const offered = (options.shop?.paymentMethods ?? [])
    .filter(({ name }) => !stored.some((known) => sameName(known.name, name)))
    .map(({ name, label }) => ({ name, label, debtor: null, keep: false }));
  const known = stored.map(({ name, debtor }) => ({
    name,
    label: name === OTHERS ? text.others : labelOf(options, name),
    debtor,
    keep: debtor === null,
  }));
  const others = stored.some(({ name }) => name === OTHERS)
    ? []
    : [{ name: OTHERS, label: text.others, debtor: null, keep: false }];
  const rows = [...known, ...offered, ...others];
  return (
    <>
      <p>{text.lead}</p>
      <p class="hint">{text.debtorHint}</p>
      <div class="methods">
        {rows.map(({ name, label, debtor, keep }, index) => (
          <div class="method">
            <input type="hidden" name={`paymentMethods[${index}].name`} value={name} />
            {keep ? (
              <input type="hidden" name={`paymentMethods[${index}].keep`} value="yes" />
            ) : null}
            <Input
              name={`paymentMethods[${index}].debtor`}
              label={`${label}: ${text.debtor.toLowerCase()}`}
              inputmode="numeric"
              maxlength={9}
              value={debtor}
              errors={errors}
            />
          </div>
        ))}
        <div class="method grid">
          <Input
            name={`paymentMethods[${rows.length}].name`}
            label={text.own}
            optional={texts.common.optional}
            maxlength={100}
          />
          <Input
            name={`paymentMethods[${rows.length}].debtor`}
            label={text.debtor}
            inputmode="numeric"
            maxlength={9}
            errors={errors}
          />
        </div>
      </div>
    </>
  );
}

function labelOf(options: SectionProps["options"], name: string): string {
  return options.shop?.paymentMethods.find((method) => sameName(method.name, name))?.label ?? name;
}
