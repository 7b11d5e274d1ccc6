import { toOwnerPreview } from "../../../booking/preview-for-owner.ts";
import type { HttpContext } from "../../context.ts";
import { PreviewBody } from "../documents/preview-card.tsx";
import { documentPath, numberText } from "../documents/words.ts";
import { fieldErrors, readForm } from "../form.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { fieldNameOf, parseSection, type Place } from "./section-form.tsx";
import type { SectionState } from "./section-page.tsx";
import { checkFields, readSettings, withChanges } from "./settings.ts";
import { type Compared, compareSettings, type WhatIf } from "./what-if.ts";

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
  const before = settings.stored;
  if (!checked.ok || before === null) {
    const errors = checked.ok
      ? {}
      : fieldErrors(texts, checked, (path) => fieldNameOf(form, place, path));
    return showAgain(c, place, { fields, errors });
  }
  const found = await compareSettings(c, { before, after: checked.configuration });
  const sent = await c.req.parseBody({ all: true });
  return answerPage(c, {
    title: texts.settings.whatIf.title,
    section: "configuration",
    content: (
      <>
        {found === null ? (
          <Notice kind="warn">{texts.setup.check.unavailable}.</Notice>
        ) : (
          <Found c={c} found={found} />
        )}
        <form method="post" action={c.req.path} class="buttons">
          {Object.entries(sent).flatMap(([name, value]) =>
            name === "act"
              ? []
              : [value]
                  .flat()
                  .filter((part) => typeof part === "string")
                  .map((part) => <input type="hidden" name={name} value={part} />),
          )}
          <button class="blue">{texts.settings.whatIf.saveAfterAll}</button>
          <a class="button" href={c.req.path}>
            {texts.common.cancel}
          </a>
        </form>
      </>
    ),
  });
}

function Found({ c, found }: { readonly c: HttpContext; readonly found: WhatIf }) {
  const { whatIf: text } = c.get("view").texts.settings;
  const { looked, unread, different } = found;
  if (looked + unread === 0) return <Empty>{text.noDocuments}</Empty>;
  return (
    <>
      <p class="lead">{text.lead(looked)}</p>
      <Notice kind={different.length === 0 ? "good" : "warn"}>
        <strong>{different.length === 0 ? text.none : text.different(different.length)}</strong>
        {unread === 0 ? null : ` (${text.unread(unread)})`}
      </Notice>
      {different.map((compared, index) => (
        <Difference c={c} compared={compared} isOpen={index === 0} />
      ))}
    </>
  );
}

function Difference(props: {
  readonly c: HttpContext;
  readonly compared: Compared;
  readonly isOpen: boolean;
}) {
  const { c, compared, isOpen } = props;
  const { texts } = c.get("view");
  const { document, before, after } = compared;
  return (
    <details class="panel card" open={isOpen}>
      <summary>
        <strong>{numberText(texts, document)}</strong> <span class="soft">{document.customer}</span>
      </summary>
      <p>
        <a href={documentPath(document)}>{texts.documents.actions.moreInfo}</a>
      </p>
      <h2>{texts.settings.whatIf.before}</h2>
      <PreviewBody c={c} preview={toOwnerPreview(before)} />
      <h2>{texts.settings.whatIf.after}</h2>
      <PreviewBody c={c} preview={toOwnerPreview(after)} />
    </details>
  );
}
