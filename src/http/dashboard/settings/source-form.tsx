import { EU_COUNTRY_CODES } from "../../../domain/eu-vat-rates.ts";
import { type Form, textOrNull, wholeNumber } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Radios } from "../parts/choices.tsx";
import { Input, Select } from "../parts/fields.tsx";
import { countryName } from "./country-name.ts";
import type { SectionProps } from "./section.ts";
import type { Fields } from "./settings.ts";

/** Source and target: what of the shop is booked, and as what. */

export function parseSource(form: Form): Fields {
  const source = form.text("source");
  const target = form.text("target");
  const statuses = form
    .text("orderStatuses")
    .split(/[\s,;]+/)
    .filter((part) => part !== "");
  return {
    ...((source === "orders" || source === "invoices") && { source }),
    ...((target === "journal" || target === "orders") && { target }),
    homeCountry: form.text("homeCountry"),
    vatNumber: textOrNull(form.text("vatNumber")),
    startDate: textOrNull(form.text("startDate")),
    orderStatuses: statuses.map((status) => wholeNumber(status) ?? 0),
  };
}

export function SourceForm(props: SectionProps) {
  return (
    <>
      <Choices {...props} />
      <Particulars {...props} />
    </>
  );
}

function Choices({ c, fields, errors }: SectionProps) {
  const { texts } = c.get("view");
  const { source: text } = texts.settings;
  return (
    <>
      <Radios
        name="source"
        help={fieldHelp(texts, "source", "source")}
        legend={text.source}
        value={fields.source ?? "orders"}
        errors={errors}
        choices={[
          { value: "orders", label: text.orders, hint: text.ordersHint },
          { value: "invoices", label: text.invoices, hint: text.invoicesHint },
        ]}
      />
      <Radios
        name="target"
        help={fieldHelp(texts, "source", "target")}
        legend={text.target}
        value={fields.target ?? "journal"}
        errors={errors}
        choices={[
          { value: "journal", label: text.journal, hint: text.journalHint },
          { value: "orders", label: text.salesOrders, hint: text.salesOrdersHint },
        ]}
      />
    </>
  );
}

function Particulars({ c, fields, options, errors }: SectionProps) {
  const { texts, language } = c.get("view");
  const { source: text } = texts.settings;
  const home = fields.homeCountry ?? options.shop?.homeCountry ?? "NL";
  const countries = EU_COUNTRY_CODES.map((code) => ({
    value: code,
    label: `${countryName(code, language)} (${code})`,
  }));
  return (
    <div class="grid">
      <Select
        name="homeCountry"
        help={fieldHelp(texts, "source", "homeCountry")}
        label={text.homeCountry}
        value={home}
        choices={countries}
        errors={errors}
      />
      <Input
        name="vatNumber"
        help={fieldHelp(texts, "source", "vatNumber")}
        label={text.vatNumber}
        hint={text.vatNumberHint}
        optional={texts.common.optional}
        value={fields.vatNumber}
        maxlength={20}
        errors={errors}
      />
      <Input
        name="startDate"
        help={fieldHelp(texts, "source", "startDate")}
        type="date"
        label={text.startDate}
        hint={text.startDateHint}
        optional={texts.common.optional}
        value={fields.startDate}
        errors={errors}
      />
      <Input
        name="orderStatuses"
        help={fieldHelp(texts, "source", "orderStatuses")}
        label={text.orderStatuses}
        hint={text.orderStatusesHint}
        optional={texts.common.optional}
        value={(fields.orderStatuses ?? []).join(", ")}
        errors={errors}
      />
    </div>
  );
}
