import type { Difference, WhatIf } from "../../../booking/compare-configurations.ts";
import { type Change, compareHeads, compareLines } from "../../../booking/compare-lines.ts";
import type { HttpContext } from "../../context.ts";
import { PreviewBody } from "../documents/preview-card.tsx";
import { documentPath, dutchNotation, numberText } from "../documents/words.ts";
import { fieldErrors, readForm } from "../form.ts";
import { amount } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import type { Texts } from "../texts/texts.ts";
import { fieldNameOf, parseSection, type Place } from "./section-form.tsx";
import type { SectionState } from "./section-page.tsx";
import { checkFields, missingSection, readSettings, sectionOf, withChanges } from "./settings.ts";

/** What would change, line by line, and then the choice to save after all. */

type ShowAgain = (c: HttpContext, place: Place, state: SectionState) => Promise<Response>;

export async function answerWhatIf(
  c: HttpContext,
  place: Place,
  showAgain: ShowAgain,
): Promise<Response> {
  const { texts } = c.get("view");
  const form = await readForm(c);
  const settings = await readSettings(c);
  const fields = withChanges(settings, parseSection(form, settings.fields, place));
  const checked = checkFields(fields);
  if (!checked.ok) {
    const own = checked.errors.filter(({ path }) => sectionOf(path) === place.section);
    const errors = fieldErrors(texts, { errors: own }, (path) => fieldNameOf(form, place, path));
    const missing = own.length === 0 ? missingSection(fields) : null;
    return showAgain(c, place, { fields, errors, missing, sent: form });
  }
  const found = await c.env.whatIf(c.get("installation"), checked.configuration);
  const sent = await c.req.parseBody({ all: true });
  return answerPage(c, {
    title: texts.settings.whatIf.title,
    section: "configuration",
    content: (
      <>
        <form method="post" action={c.req.path} class="buttons">
          {Object.entries(sent).flatMap(([name, value]) =>
            name === "act"
              ? []
              : [value]
                  .flat()
                  .filter((part) => typeof part === "string")
                  .map((part) => <input type="hidden" name={name} value={part} />),
          )}
          <button class="blue">
            {found.kind === "compared" && found.different.length === 0
              ? texts.common.save
              : texts.settings.whatIf.saveAfterAll}
          </button>
          <a class="button" href={c.req.path}>
            {texts.common.cancel}
          </a>
        </form>
        {found.kind === "compared" ? (
          <Found c={c} found={found} />
        ) : (
          <Notice kind="warn">{texts.setup.check.unavailable}.</Notice>
        )}
      </>
    ),
  });
}

type Compared = Extract<WhatIf, { kind: "compared" }>;

function Found({ c, found }: { readonly c: HttpContext; readonly found: Compared }) {
  const { whatIf: text } = c.get("view").texts.settings;
  const { examined, cut, different } = found;
  if (examined === 0 && !cut) return <Empty>{text.noDocuments}</Empty>;
  return (
    <>
      <p class="lead">{text.lead(examined)}</p>
      <Notice kind={different.length === 0 ? "good" : "warn"}>
        <strong>{different.length === 0 ? text.none : text.different(different.length)}</strong>
        {cut ? ` ${text.cut}` : null}
      </Notice>
      {different.map((difference, index) => (
        <DifferenceCard c={c} difference={difference} isOpen={index === 0} />
      ))}
    </>
  );
}

function DifferenceCard(props: {
  readonly c: HttpContext;
  readonly difference: Difference;
  readonly isOpen: boolean;
}) {
  const { c, difference, isOpen } = props;
  const { texts } = c.get("view");
  const { before, after } = difference;
  return (
    <details class="panel card" open={isOpen}>
      <summary>
        <strong>{numberText(texts, difference)}</strong>
      </summary>
      <p>
        <a href={documentPath(difference)}>{texts.documents.actions.moreInfo}</a>
      </p>
      <Changes c={c} difference={difference} />
      <h2>{texts.settings.whatIf.before}</h2>
      <PreviewBody c={c} preview={before} />
      <h2>{texts.settings.whatIf.after}</h2>
      <PreviewBody c={c} preview={after} />
    </details>
  );
}

function Changes({ c, difference }: { readonly c: HttpContext; readonly difference: Difference }) {
  const { texts } = c.get("view");
  const { whatIf: text } = texts.settings;
  const bookings = [difference.before.booking, difference.after.booking] as const;
  const names = headNames(texts);
  const heads = compareHeads(...bookings).map((change) => ({
    name: `${names[change.field]}:`,
    change,
  }));
  const lines = compareLines(...bookings).map((change) => ({
    name: `${text.line(change.line)}: ${text.fields[change.field] ?? change.field}`,
    change,
  }));
  const all = [...heads, ...lines];
  if (all.length === 0) return null;
  return (
    <ul>
      {all.map(({ name, change }) => (
        <li>
          {name} {valueText(change, change.before)} → {valueText(change, change.after)}
        </li>
      ))}
    </ul>
  );
}

/** What stands above the lines is called as where it is set. */
function headNames({ settings, documents }: Texts): Readonly<Record<string, string>> {
  const { journal, offsetAccount, orderType, shippingMethod } = settings.journal;
  return {
    journal,
    offsetAccount,
    orderType,
    shippingMethod,
    entryDate: documents.page.entryDate,
    debtorNumber: settings.payment.debtor,
    invoiceNumber: settings.details.invoiceNumber,
  };
}

/** A debtor that is not known yet has the number 0. */
function valueText({ field }: Change, value: Change["before"]): string {
  if (value === null || (field === "debtorNumber" && value === 0)) return "–";
  if (field.endsWith("Cents")) return amount(Number(value));
  return NOTED.has(field) ? dutchNotation(String(value)) : String(value);
}

/** Figures and dates; all others are names and codes. */
const NOTED = new Set(["quantity", "unitPriceExcl", "entryDate"]);
