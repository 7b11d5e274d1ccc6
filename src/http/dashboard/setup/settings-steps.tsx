import type { HttpContext } from "../../context.ts";
import type { Place } from "../settings/section-form.tsx";
import {
  isSearch,
  openSection,
  searchSection,
  SectionForm,
  type SectionState,
  statusOf,
  submitSection,
} from "../settings/section-page.tsx";
import { readSettings } from "../settings/settings.ts";
import { VatList } from "../settings/vat-list.tsx";
import { answerStep } from "./frame.tsx";
import { stepAfter } from "./steps.ts";

/** The steps that are sections of the configuration. */

type StepSection = "source" | "journal" | "vat" | "payment";

export interface StepPlace extends Place {
  readonly section: StepSection;
}

export async function showSettingsStep(
  c: HttpContext,
  place: StepPlace,
  state?: SectionState,
): Promise<Response> {
  const { texts } = c.get("view");
  const { section, area } = place;
  const path = `/setup/${section}`;
  const content = (
    <SectionForm
      c={c}
      place={place}
      state={state ?? (await openSection(c))}
      action={area === "" ? path : `${path}/${area}`}
      submit={area === "" ? texts.common.saveAndContinue : texts.common.save}
      cancel={area === "" ? "/" : path}
    />
  );
  return answerStep(c, { step: section, content, ...statusOf(state) });
}

export async function saveSettingsStep(c: HttpContext, place: StepPlace): Promise<Response> {
  const { act } = await c.req.parseBody();
  if (isSearch(act)) return showSettingsStep(c, place, await searchSection(c, place));
  const { saved, state } = await submitSection(c, place);
  const { section, area } = place;
  if (saved.kind === "refused") return showSettingsStep(c, place, state);
  const next = area === "" ? stepAfter(section) : section;
  return c.redirect(`/setup/${next}?done=saved`, 303);
}

/** VAT is a list first; each country has a form of its own. */
export async function showVatStep(c: HttpContext): Promise<Response> {
  const { texts } = c.get("view");
  const { fields } = await readSettings(c);
  const isSet = (fields.vat?.countries.length ?? 0) > 0;
  const content = (
    <div class="panel">
      <VatList c={c} fields={fields} path="/setup/vat" />
      <p class="buttons">
        {isSet ? (
          <a class="button blue" href="/setup/payment">
            {texts.settings.vat.continue}
          </a>
        ) : (
          <span class="hint">{texts.settings.vat.needOne}</span>
        )}
        {isSet ? (
          <a class="button grey" href="/configuration/vat/remove">
            {texts.settings.vat.remove}
          </a>
        ) : null}
      </p>
    </div>
  );
  return answerStep(c, { step: "vat", content });
}
