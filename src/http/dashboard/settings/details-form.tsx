import type { Form } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Checkbox } from "../parts/choices.tsx";
import { Select } from "../parts/fields.tsx";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** The finer points, each with a default that follows the manual. */

export const DETAIL_CHOICES = {
  entryAmounts: ["incl", "excl"],
  debtorAddress: ["delivery", "billing"],
  closedPeriods: ["hold", "nextOpen", "book"],
  bookingDate: ["created", "paid"],
  vatDifference: ["book", "hold"],
  invoiceNumber: ["digits", "full"],
  entryDocument: ["manual", "full"],
  bookingTexts: ["en", "nl"],
} as const;

export type DetailName = keyof typeof DETAIL_CHOICES;

export const DETAIL_NAMES = Object.keys(DETAIL_CHOICES) as DetailName[];

export function parseDetails(form: Form): Fields {
  const chosen = DETAIL_NAMES.map((name) => [name, form.text(name)] as const);
  return { ...Object.fromEntries(chosen), markInShop: form.has("markInShop") };
}

export function DetailsForm({ c, fields, errors }: SectionProps) {
  const { texts } = c.get("view");
  const { details: text } = texts.settings;
  return (
    <>
      <div class="grid">
        {DETAIL_NAMES.map((name) => {
          const labels: Readonly<Record<string, string>> = text[`${name}Options`];
          return (
            <Select
              name={name}
              help={fieldHelp(texts, "details", name)}
              label={text[name]}
              value={fields[name] ?? DETAIL_CHOICES[name][0]}
              choices={DETAIL_CHOICES[name].map((value) => ({
                value,
                label: labels[value] ?? value,
              }))}
              errors={errors}
            />
          );
        })}
      </div>
      <Checkbox
        name="markInShop"
        help={fieldHelp(texts, "details", "markInShop")}
        label={text.markInShop}
        checked={fields.markInShop ?? false}
      />
    </>
  );
}
