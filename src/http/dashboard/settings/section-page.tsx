import type { HttpContext } from "../../context.ts";
import { type FieldErrors, fieldErrors, type Form, problemText, readForm } from "../form.ts";
import { sectionHelp } from "../help/field-help.ts";
import { ErrorSummary } from "../parts/fields.tsx";
import { Notice } from "../parts/notice.tsx";
import { MissingLink } from "./configuration-page.tsx";
import { readOptions } from "./options.ts";
import { fieldNameOf, parseSection, type Place, SectionFields } from "./section-form.tsx";
import {
  type Fields,
  readSettings,
  saveFields,
  type Saved,
  type SectionName,
  withChanges,
} from "./settings.ts";

/** One section with its form: shown, read and stored. The frame around it is that of the set-up or of the configuration. */

export interface SectionState {
  readonly fields: Fields;
  readonly errors: FieldErrors;
  /** Why it could not be stored, when no field is to blame. */
  readonly problem?: string | null;
  /** Without this other section nothing can be compared. */
  readonly missing?: SectionName | null;
  /** The form as it was sent, when it is shown again. */
  readonly sent?: Form;
}

/** Whether the form only asks to search something for one of its fields. */
export function isSearch(act: unknown): boolean {
  return typeof act === "string" && act.startsWith("search:");
}

/** What was filled in, with what was found; nothing is stored. */
export async function searchSection(c: HttpContext, place: Place): Promise<SectionState> {
  const sent = await readForm(c);
  const settings = await readSettings(c);
  const fields = withChanges(settings, parseSection(sent, settings.fields, place));
  return { fields, errors: {}, sent };
}

/** A refused form answers 422; one that only searched something is well. */
export function statusOf(
  state: SectionState | undefined,
): { readonly status: 422; readonly problem: string | null } | object {
  const { errors = {}, missing, problem = null } = state ?? {};
  const isRefused = Object.keys(errors).length > 0 || missing || problem !== null;
  return isRefused ? { status: 422, problem } : {};
}

/** What the form shows when it is opened. */
export async function openSection(c: HttpContext): Promise<SectionState> {
  const { fields } = await readSettings(c);
  return { fields, errors: {} };
}

export interface Submitted {
  readonly form: Form;
  readonly saved: Saved;
  /** To be shown again with what was wrong. */
  readonly state: SectionState;
}

/** Reads the form and stores its section. */
export async function submitSection(c: HttpContext, place: Place): Promise<Submitted> {
  const form = await readForm(c);
  const settings = await readSettings(c);
  const changes = parseSection(form, settings.fields, place);
  const saved = await saveFields(c, changes, place.section);
  const { texts } = c.get("view");
  const { errors: found = [], answer = null } = saved.kind === "refused" ? saved : {};
  const errors = fieldErrors(texts, { errors: found }, (path) => fieldNameOf(form, place, path));
  const problem = answer === null || found.length > 0 ? null : problemText(texts, answer);
  const fields = withChanges(settings, changes);
  return { form, saved, state: { fields, errors, problem, sent: form } };
}

/** The sections with lists of iMUIS. */
const CHOOSING: ReadonlySet<SectionName> = new Set(["journal", "vat", "payment", "products"]);

export interface SectionFormProps {
  readonly c: HttpContext;
  readonly place: Place;
  readonly state: SectionState;
  readonly action: string;
  readonly submit: string;
  /** A second button, which only looks. */
  readonly whatIf?: string;
  readonly cancel: string;
}

export async function SectionForm(props: SectionFormProps) {
  const { c, place, state, action, submit, whatIf, cancel } = props;
  const { texts } = c.get("view");
  const options = await readOptions(c);
  return (
    <form method="post" action={action} class="panel">
      <ErrorSummary texts={texts} errors={state.errors} />
      {state.missing ? (
        <Notice kind="warn">
          <p>{texts.settings.whatIf.missing}</p>
          <MissingLink c={c} section={state.missing} />
        </Notice>
      ) : null}
      {options.books === null && CHOOSING.has(place.section) ? (
        <Notice kind="warn">{texts.settings.optionsMissing}</Notice>
      ) : null}
      <SectionFields c={c} place={place} options={options} {...state} />
      <p class="buttons">
        <button class="blue">{submit}</button>
        {whatIf === undefined ? null : (
          <button name="act" value="what-if">
            {whatIf}
          </button>
        )}
        <a class="button" href={cancel}>
          {texts.common.cancel}
        </a>
        <a class="help" href={sectionHelp(place.section)}>
          {texts.settings.helpLink}: {texts.settings.sections[place.section]}
        </a>
      </p>
    </form>
  );
}
