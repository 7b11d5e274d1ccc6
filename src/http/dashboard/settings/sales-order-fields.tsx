import { fieldHelp } from "../help/field-help.ts";
import { Select } from "../parts/fields.tsx";
import { choicesOf } from "./options.ts";
import { findOption } from "./propose.ts";
import type { SectionProps } from "./section.ts";

/** What a sales order needs in iMUIS (manual chapter 3): each ticked when it is there, else with what to do. */

interface Prerequisite {
  readonly name: string;
  readonly isPresent: boolean;
  readonly instruction: string;
  /** What iMUIS doesn't tell of it. */
  readonly check?: string;
}

export function SalesOrderFields(props: SectionProps) {
  const { c, fields, options, errors } = props;
  const { texts } = c.get("view");
  const { journal: text } = texts.settings;
  const { books } = options;
  const group = findOption(books?.itemGroups, /^29$/);
  const type = findOption(books?.orderTypes, /^webshoporder$/i);
  const shipping = findOption(books?.shippingMethods, /^verzendkosten$/i);
  const { salesOrder } = fields;
  const empty = texts.common.chooseOption;
  return (
    <>
      <Prerequisites
        {...props}
        list={[
          {
            name: text.itemGroup,
            isPresent: group !== null,
            instruction: text.groupInstruction,
            check: text.groupCheck,
          },
          { name: text.orderType, isPresent: type !== null, instruction: text.typeInstruction },
          {
            name: text.shippingMethod,
            isPresent: shipping !== null,
            instruction: text.shippingInstruction,
            check: text.shippingCheck,
          },
        ]}
      />
      <div class="grid">
        <Select
          name="salesOrder.itemGroup"
          help={fieldHelp(texts, "journal", "itemGroup")}
          label={text.itemGroup}
          hint={text.itemGroupHint}
          value={salesOrder?.itemGroup ?? group?.code}
          choices={choicesOf(books?.itemGroups)}
          empty={empty}
          errors={errors}
        />
        <Select
          name="salesOrder.orderType"
          help={fieldHelp(texts, "journal", "orderType")}
          label={text.orderType}
          value={salesOrder?.orderType ?? type?.code}
          choices={choicesOf(books?.orderTypes)}
          empty={empty}
          errors={errors}
        />
        <Select
          name="salesOrder.shippingMethod"
          help={fieldHelp(texts, "journal", "shippingMethod")}
          label={text.shippingMethod}
          value={salesOrder?.shippingMethod ?? shipping?.code}
          choices={choicesOf(books?.shippingMethods)}
          empty={empty}
          errors={errors}
        />
      </div>
    </>
  );
}

function Prerequisites({ c, list }: SectionProps & { readonly list: readonly Prerequisite[] }) {
  const { journal: text } = c.get("view").texts.settings;
  return (
    <section class="panel" aria-labelledby="prerequisites">
      <h2 id="prerequisites">{text.prerequisites}</h2>
      <ul class="ticks">
        {list.map(({ name, isPresent, instruction, check }) => (
          <li class={isPresent ? "ok" : "bad"}>
            <span class="mark" aria-hidden="true">
              {isPresent ? "✓" : "✕"}
            </span>
            <div>
              <strong>{name}</strong>: {isPresent ? text.present : text.missing}
              <p class="hint">{isPresent ? check : instruction}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
