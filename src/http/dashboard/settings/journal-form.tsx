import { type Form, wholeNumber } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Input, Select } from "../parts/fields.tsx";
import { choicesOf } from "./options.ts";
import { proposeJournal } from "./propose.ts";
import { SalesOrderFields } from "./sales-order-fields.tsx";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** Journal and accounts of a financial entry, or what a sales order needs; and the debtors that are made. */

export function parseJournal(form: Form, fields: Fields): Fields {
  const debtorDefaults = {
    paymentCondition: wholeNumber(form.text("debtorDefaults.paymentCondition")),
    controlAccount: wholeNumber(form.text("debtorDefaults.controlAccount")),
  } as NonNullable<Fields["debtorDefaults"]>;
  if (fields.target === "orders") {
    const itemGroup = wholeNumber(form.text("salesOrder.itemGroup")) as number;
    const orderType = form.text("salesOrder.orderType");
    const shippingMethod = form.text("salesOrder.shippingMethod");
    return { salesOrder: { orderType, shippingMethod, itemGroup }, debtorDefaults };
  }
  return {
    journal: wholeNumber(form.text("journal")),
    offsetAccount: wholeNumber(form.text("offsetAccount")),
    roundingAccount: wholeNumber(form.text("roundingAccount")),
    maxRoundingDifferenceCents: wholeNumber(form.text("maxRoundingDifferenceCents")) ?? 5,
    debtorDefaults,
  };
}

export function JournalForm(props: SectionProps) {
  return (
    <>
      {props.fields.target === "orders" ? (
        <SalesOrderFields {...props} />
      ) : (
        <EntryFields {...props} />
      )}
      <DebtorFields {...props} />
    </>
  );
}

function EntryFields({ c, fields, options, errors }: SectionProps) {
  const { texts } = c.get("view");
  const { journal: text } = texts.settings;
  const { books } = options;
  const accounts = choicesOf(books?.ledgerAccounts);
  return (
    <div class="grid">
      <Select
        name="journal"
        help={fieldHelp(texts, "journal", "journal")}
        label={text.journal}
        value={fields.journal ?? proposeJournal(books)?.code}
        choices={choicesOf(books?.journals)}
        empty={texts.common.chooseOption}
        errors={errors}
      />
      <Select
        name="offsetAccount"
        help={fieldHelp(texts, "journal", "offsetAccount")}
        label={text.offsetAccount}
        hint={text.offsetHint}
        value={fields.offsetAccount ?? books?.splitAccount}
        choices={accounts}
        empty={texts.common.chooseOption}
        errors={errors}
      />
      <Select
        name="roundingAccount"
        help={fieldHelp(texts, "journal", "roundingAccount")}
        label={text.roundingAccount}
        hint={text.roundingHint}
        optional={texts.common.optional}
        value={fields.roundingAccount}
        choices={accounts}
        empty={texts.common.none}
        errors={errors}
      />
      <Input
        name="maxRoundingDifferenceCents"
        help={fieldHelp(texts, "journal", "maxRounding")}
        label={text.maxRounding}
        hint={text.maxRoundingHint}
        inputmode="numeric"
        value={fields.maxRoundingDifferenceCents ?? 5}
        maxlength={4}
        errors={errors}
      />
    </div>
  );
}

function DebtorFields({ c, fields, options, errors }: SectionProps) {
  const { texts } = c.get("view");
  const { journal: text } = texts.settings;
  const conditions = options.books?.paymentConditions ?? [];
  const accounts = options.books?.ledgerAccounts ?? [];
  const debtors = accounts.find(({ name }) => /^debiteuren/i.test(name));
  const thirtyDays = conditions.find(({ code, name }) => code === 30 || /30/.test(name));
  return (
    <div class="grid">
      <Select
        name="debtorDefaults.paymentCondition"
        help={fieldHelp(texts, "journal", "paymentCondition")}
        label={text.paymentCondition}
        value={fields.debtorDefaults?.paymentCondition ?? (thirtyDays ?? conditions[0])?.code}
        choices={choicesOf(conditions)}
        empty={texts.common.chooseOption}
        errors={errors}
      />
      <Select
        name="debtorDefaults.controlAccount"
        help={fieldHelp(texts, "journal", "controlAccount")}
        label={text.controlAccount}
        value={fields.debtorDefaults?.controlAccount ?? debtors?.code}
        choices={choicesOf(accounts)}
        empty={texts.common.chooseOption}
        errors={errors}
      />
    </div>
  );
}
