import type { PaymentMethodSetting } from "../../../domain/configuration.ts";
import type { Form } from "../form.ts";
import { wholeNumber } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Input } from "../parts/fields.tsx";
import { DebtorField } from "./debtor-field.tsx";
import { type Found, findDebtors, nameDebtors } from "./debtors.ts";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** Payment methods of the shop with a fixed debtor; rows without one are left out unless they were there to name the method. */

const ROW_LIMIT = 100;
const OTHERS = "*";

function sameName(left: string, right: string): boolean {
  const clean = (text: string) => text.toLowerCase().replaceAll("-", "");
  return clean(left) === clean(right);
}

function allRows(form: Form): readonly number[] {
  return Array.from({ length: ROW_LIMIT }, (_, index) => index).filter((index) =>
    form.has(`paymentMethods[${index}].name`),
  );
}

/** What was picked from what was found, else what was typed. */
function debtorOf(form: Form, index: number): string {
  const prefix = `paymentMethods[${index}]`;
  return form.text(`${prefix}.picked`) || form.text(`${prefix}.debtor`);
}

/** Indexes of the form's rows that are kept. */
export function usedMethods(form: Form): readonly number[] {
  return allRows(form).filter((index) => {
    const prefix = `paymentMethods[${index}]`;
    const isNamed = form.text(`${prefix}.name`) !== "";
    return isNamed && (debtorOf(form, index) !== "" || form.has(`${prefix}.keep`));
  });
}

/** A debtor that was typed as anything but a number has to be picked first: 0 is refused. */
export function parsePayment(form: Form): Fields {
  const paymentMethods = usedMethods(form).map((index): PaymentMethodSetting => {
    const debtor = debtorOf(form, index);
    return {
      name: form.text(`paymentMethods[${index}].name`),
      debtor: debtor === "" ? null : (wholeNumber(debtor) ?? 0),
    };
  });
  return { paymentMethods };
}

interface Row {
  readonly name: string;
  readonly debtor: string;
  /** It names the method, also without a debtor. */
  readonly keep: boolean;
  readonly isOwn: boolean;
}

function storedRows({ fields, options }: SectionProps): readonly Row[] {
  const stored = fields.paymentMethods ?? [];
  const offered = [...(options.shop?.paymentMethods ?? []), { name: OTHERS }]
    .filter(({ name }) => !stored.some((known) => sameName(known.name, name)))
    .map(({ name }) => ({ name, debtor: "", keep: false, isOwn: false }));
  const known = stored.map(({ name, debtor }) => ({
    name,
    debtor: debtor === null ? "" : String(debtor),
    keep: debtor === null,
    isOwn: false,
  }));
  return [...known, ...offered, { name: "", debtor: "", keep: false, isOwn: true }];
}

/** As the form was sent, so that nothing typed is lost. */
function sentRows(form: Form): readonly Row[] {
  return allRows(form).map((index) => ({
    name: form.text(`paymentMethods[${index}].name`),
    debtor: debtorOf(form, index),
    keep: form.has(`paymentMethods[${index}].keep`),
    isOwn: form.has(`paymentMethods[${index}].own`),
  }));
}

/** The row whose button was pressed, and every other one that holds no number. */
function isSearched(form: Form, row: Row, index: number): boolean {
  if (row.debtor === "") return false;
  return form.text("act") === `search:${index}` || wholeNumber(row.debtor) === null;
}

interface Answers {
  /** By row; undefined where nothing was searched. */
  readonly found: readonly (Found | undefined)[];
  readonly names: Found;
}

async function askBooks({ c, sent }: SectionProps, rows: readonly Row[]): Promise<Answers> {
  const asked = rows.map((row, index) =>
    sent !== undefined && isSearched(sent, row, index) ? findDebtors(c, row.debtor) : undefined,
  );
  const numbers = rows.map(({ debtor }) => wholeNumber(debtor)).filter((one) => one !== null);
  const [names, ...found] = await Promise.all([nameDebtors(c, numbers), ...asked]);
  return { names, found };
}

export async function PaymentForm(props: SectionProps) {
  const { c, sent } = props;
  const { payment: text } = c.get("view").texts.settings;
  const rows = sent === undefined ? storedRows(props) : sentRows(sent);
  const { names, found } = await askBooks(props, rows);
  return (
    <>
      <p>{text.lead}</p>
      <p class="hint">{text.debtorHint}</p>
      <div class="methods">
        {rows.map((row, index) => (
          <MethodRow {...props} row={row} index={index} names={names} found={found[index]} />
        ))}
      </div>
    </>
  );
}

interface RowProps extends SectionProps {
  readonly row: Row;
  readonly index: number;
  readonly names: Found;
  readonly found: Found | undefined;
}

function MethodRow(props: RowProps) {
  const { c, row, index } = props;
  const { payment: text } = c.get("view").texts.settings;
  const prefix = `paymentMethods[${index}]`;
  const label = row.isOwn ? "" : `${labelOf(props, row.name)}: `;
  return (
    <div class={row.isOwn ? "method own" : "method"} id={`method-${index}`} data-part>
      {row.isOwn ? <OwnName {...props} /> : <Hidden name={`${prefix}.name`} value={row.name} />}
      {row.keep ? <Hidden name={`${prefix}.keep`} value="yes" /> : null}
      <DebtorField
        {...props}
        name={prefix}
        label={row.isOwn ? text.debtor : `${label}${text.debtor.toLowerCase()}`}
        value={row.debtor}
        act={`search:${index}`}
      />
    </div>
  );
}

function Hidden(props: { readonly name: string; readonly value: string }) {
  return <input type="hidden" {...props} />;
}

function OwnName({ c, row, index, errors }: RowProps) {
  const { settings, common } = c.get("view").texts;
  const prefix = `paymentMethods[${index}]`;
  return (
    <>
      <Hidden name={`${prefix}.own`} value="yes" />
      <Input
        name={`${prefix}.name`}
        help={fieldHelp(c.get("view").texts, "payment", "own")}
        label={settings.payment.own}
        optional={common.optional}
        maxlength={100}
        value={row.name}
        errors={errors}
      />
    </>
  );
}

function labelOf({ c, options }: SectionProps, name: string): string {
  if (name === OTHERS) return c.get("view").texts.settings.payment.others;
  return options.shop?.paymentMethods.find((method) => sameName(method.name, name))?.label ?? name;
}
