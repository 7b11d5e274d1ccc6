import type { Child } from "hono/jsx";

import type { FieldErrors } from "../form.ts";
import type { HelpLink } from "../help/field-help.ts";
import { type Choice, Help, idOf } from "./fields.tsx";

/** Fields that are ticked. */

export function Checkbox(props: {
  readonly name: string;
  readonly label: Child;
  readonly checked?: boolean;
  readonly value?: string;
  readonly help?: HelpLink;
}) {
  const { name, label, checked, value, help } = props;
  const id = idOf(`${name}-${value ?? ""}`);
  return (
    <div class="check">
      <input type="checkbox" id={id} name={name} value={value ?? "yes"} checked={checked} />
      <div class="label">
        <label for={id}>{label}</label>
        <Help link={help} />
      </div>
    </div>
  );
}

/** A group of radio buttons, each with what it means. */
export function Radios(props: {
  readonly name: string;
  readonly legend: string;
  readonly value: string | number | null | undefined;
  readonly choices: readonly (Choice & { readonly hint?: Child })[];
  readonly errors?: FieldErrors | undefined;
  readonly help?: HelpLink;
}) {
  const { name, legend, value, choices, errors, help } = props;
  return (
    <fieldset class="radios">
      <legend>
        {legend} <Help link={help} />
      </legend>
      {choices.map((choice) => {
        const id = idOf(`${name}-${choice.value}`);
        return (
          <div class="check">
            <input
              type="radio"
              id={id}
              name={name}
              value={String(choice.value)}
              checked={choice.value === value}
              aria-describedby={choice.hint === undefined ? undefined : `${id}-hint`}
            />
            <label for={id}>{choice.label}</label>
            {choice.hint === undefined ? null : (
              <p class="hint" id={`${id}-hint`}>
                {choice.hint}
              </p>
            )}
          </div>
        );
      })}
      {errors?.[name] === undefined ? null : <p class="error">{errors[name]}</p>}
    </fieldset>
  );
}
