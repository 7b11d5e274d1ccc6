import type { Child } from "hono/jsx";

import type { FieldErrors } from "../form.ts";
import type { HelpLink } from "../help/field-help.ts";
import type { Texts } from "../texts/texts.ts";

/** Form fields: each with its label, a hint, and its error linked to it. */

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: Child;
  readonly errors?: FieldErrors | undefined;
  /** Says that it may stay empty. */
  readonly optional?: string;
  /** To the paragraph that explains it. */
  readonly help?: HelpLink;
}

/** Opens beside the form, so that nothing filled in is lost. */
export function Help({ link }: { readonly link: HelpLink | undefined }) {
  if (link === undefined) return null;
  return (
    <a class="ask-help" href={link.href} target="_blank">
      <span aria-hidden="true">?</span>
      <span class="hidden">{link.label}</span>
    </a>
  );
}

interface Described {
  readonly id: string;
  readonly error: string | undefined;
  readonly describedBy: string | undefined;
}

/** Ids may hold no brackets or spaces, field names may. */
export function idOf(name: string): string {
  return `f-${name.replaceAll(/[^\w-]+/g, "-")}`;
}

function describe({ name, hint, errors }: FieldProps): Described {
  const id = idOf(name);
  const error = errors?.[name];
  const parts = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`];
  return { id, error, describedBy: parts.filter((part) => part !== "").join(" ") || undefined };
}

function Frame(props: FieldProps & { readonly children?: Child }) {
  const { label, hint, optional, help, children } = props;
  const { id, error } = describe(props);
  return (
    <div class={error === undefined ? "field" : "field wrong"}>
      <div class="label">
        <label for={id}>
          {label}
          {optional === undefined ? null : <span class="optional"> ({optional})</span>}
        </label>
        <Help link={help} />
      </div>
      {children}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

export interface InputProps extends FieldProps {
  readonly value?: string | number | null | undefined;
  readonly type?: string;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: "numeric" | "decimal" | "text" | "email";
  readonly maxlength?: number;
  readonly list?: string;
  /** A button beside it. */
  readonly after?: Child;
}

export function Input(props: InputProps) {
  const { name, value, type, required, autocomplete, inputmode, maxlength, list, after } = props;
  const { id, error, describedBy } = describe(props);
  const input = (
    <input
      id={id}
      name={name}
      type={type ?? "text"}
      value={value === null || value === undefined ? undefined : String(value)}
      required={required}
      autocomplete={autocomplete}
      inputmode={inputmode}
      maxlength={maxlength}
      list={list}
      aria-describedby={describedBy}
      aria-invalid={error === undefined ? undefined : "true"}
    />
  );
  return (
    <Frame {...props}>
      {after === undefined ? (
        input
      ) : (
        <div class="joined">
          {input}
          {after}
        </div>
      )}
    </Frame>
  );
}

export interface Choice {
  readonly value: string | number;
  readonly label: string;
}

export interface SelectProps extends FieldProps {
  readonly value: string | number | null | undefined;
  readonly choices: readonly Choice[];
  /** The first choice, which stands for nothing. */
  readonly empty?: string;
  readonly required?: boolean;
}

/** A value that is no longer among the choices is kept and shown, so that saving doesn't lose it. */
export function Select(props: SelectProps) {
  const { name, value, choices, empty, required } = props;
  const { id, error, describedBy } = describe(props);
  const chosen = value === null || value === undefined ? "" : String(value);
  const isKnown = chosen === "" || choices.some((choice) => String(choice.value) === chosen);
  return (
    <Frame {...props}>
      <select
        id={id}
        name={name}
        required={required}
        aria-describedby={describedBy}
        aria-invalid={error === undefined ? undefined : "true"}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {isKnown ? null : (
          <option value={chosen} selected>
            {chosen} (?)
          </option>
        )}
        {choices.map((choice) => (
          <option value={String(choice.value)} selected={String(choice.value) === chosen}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function TextArea(props: FieldProps & { readonly value?: string; readonly rows?: number }) {
  const { id, describedBy } = describe(props);
  return (
    <Frame {...props}>
      <textarea id={id} name={props.name} rows={props.rows ?? 4} aria-describedby={describedBy}>
        {props.value ?? ""}
      </textarea>
    </Frame>
  );
}

/** Above a form: what is wrong, each linked to its field. */
export function ErrorSummary(props: { readonly texts: Texts; readonly errors: FieldErrors }) {
  const entries = Object.entries(props.errors);
  if (entries.length === 0) return null;
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{props.texts.common.errorTitle}</strong>
      </p>
      <ul>
        {entries.map(([name, message]) => (
          <li>
            <a href={`#${idOf(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
