import type { DebtorOption } from "../../../booking/ports/books.ts";
import type { HttpContext } from "../../context.ts";
import { type FieldErrors, wholeNumber } from "../form.ts";
import { fieldHelp } from "../help/field-help.ts";
import { Radios } from "../parts/choices.tsx";
import { Input } from "../parts/fields.tsx";
import type { Texts } from "../texts/texts.ts";
import { debtorText, type Found } from "./debtors.ts";

/** A debtor, typed as a number or searched for: the button sends the form, which comes back with what was found to pick from. */

export interface DebtorFieldProps {
  readonly c: HttpContext;
  /** The field's names begin with it: `.debtor` is what was typed, `.picked` what was picked. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What the search button sends. */
  readonly act: string;
  readonly errors: FieldErrors;
  /** Undefined: nothing was searched. */
  readonly found: Found | undefined;
  readonly names: Found;
}

export function DebtorField(props: DebtorFieldProps) {
  const { c, name, label, value, act, errors } = props;
  const { settings, messages } = c.get("view").texts;
  const { payment: text } = settings;
  const known = nameOf(props);
  return (
    <>
      <Input
        name={`${name}.debtor`}
        help={fieldHelp(c.get("view").texts, "payment", "debtor")}
        label={label}
        value={value}
        maxlength={64}
        autocomplete="off"
        errors={errors}
        {...(known !== null && { hint: known })}
        after={
          <button
            name="act"
            value={act}
            aria-label={`${text.search}: ${label}`}
            data-searches="/api/imuis/debtors"
            data-legend={text.found}
            data-none={text.noneFound}
            data-busy={text.searching}
            {...problemsAsData(c.get("view").texts)}
            data-failed={messages.problems["IMUIS_UNAVAILABLE"]}
          >
            {text.search}
          </button>
        }
      />
      <div class="found" role="status" data-found>
        <Results {...props} />
      </div>
    </>
  );
}

/** Why the API found nothing, by the code of its problem; for any other, iMUIS doesn't answer. */
function searchProblems({ settings, messages }: Texts): Readonly<Record<string, string>> {
  const { loggedOut, notConnected } = settings.payment;
  const { INSTALLATION_NOT_SELECTED = "", IMUIS_LOGIN_FAILED = "" } = messages.problems;
  return {
    UNAUTHENTICATED: loggedOut,
    NOT_READY: notConnected,
    INSTALLATION_NOT_SELECTED,
    IMUIS_LOGIN_FAILED,
  };
}

function problemsAsData(texts: Texts): Readonly<Record<string, string>> {
  const problems = Object.entries(searchProblems(texts));
  return Object.fromEntries(problems.map(([code, told]) => [`data-${code.toLowerCase()}`, told]));
}

/** What the number stands for; null while it isn't asked, or is shown to pick. */
function nameOf({ c, value, names, found }: DebtorFieldProps): string | null {
  const number = wholeNumber(value);
  if (number === null || names === null || found !== undefined) return null;
  const isKnown = names.some(({ code }) => code === number);
  return isKnown ? debtorText(names, number) : c.get("view").texts.settings.payment.unknown;
}

/** The script shows the same of what it found. */
function Results({ c, name, value, found }: DebtorFieldProps) {
  const { texts } = c.get("view");
  const { noneFound, found: legend } = texts.settings.payment;
  if (found === undefined) return null;
  if (found === null) {
    const isConnected = c.get("installation").environmentCode !== null;
    const code = isConnected ? "IMUIS_UNAVAILABLE" : "NOT_READY";
    return <p class="error">{{ ...texts.messages.problems, ...searchProblems(texts) }[code]}</p>;
  }
  if (found.length === 0) return <p class="error">{noneFound}</p>;
  return (
    <Radios
      name={`${name}.picked`}
      legend={legend}
      value={wholeNumber(value)}
      choices={found.map((debtor) => choiceOf(debtor))}
    />
  );
}

function choiceOf({ code, name, searchKey, city, email }: DebtorOption) {
  const more = [searchKey === name ? "" : searchKey, city, email].filter((part) => part !== "");
  return {
    value: code,
    label: `${code} – ${name}`,
    ...(more.length > 0 && { hint: more.join(" · ") }),
  };
}
