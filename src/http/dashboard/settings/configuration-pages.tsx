import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { problemText } from "../form.ts";
import { answerPage } from "../parts/layout.tsx";
import { Notice } from "../parts/notice.tsx";
import { isArea } from "./areas.ts";
import { showConfiguration } from "./configuration-page.tsx";
import type { Place } from "./section-form.tsx";
import {
  isSearch,
  openSection,
  searchSection,
  SectionForm,
  type SectionState,
  statusOf,
  submitSection,
} from "./section-page.tsx";
import { readSettings, type SectionName, SECTIONS } from "./settings.ts";
import { VatList } from "./vat-list.tsx";
import { answerWhatIf } from "./what-if-page.tsx";

/** The same forms as in the set-up, with a look at what would change before saving. */
export function addConfigurationPages(pages: Hono<HttpEnv>): void {
  pages.get("/configuration", (c) => showConfiguration(c));
  pages.get("/configuration/vat", (c) => showVat(c));
  pages.get("/configuration/vat/remove", (c) => confirmRemoval(c));
  pages.post("/configuration/vat/remove", (c) => removeVat(c));
  pages.get("/configuration/:section/:area?", (c) => atPlace(c, showSection));
  pages.post("/configuration/:section/:area?", (c) => atPlace(c, saveSection));
}

/** The place that the address names, else the overview of the settings. */
function atPlace(
  c: HttpContext,
  answer: (c: HttpContext, place: Place) => Promise<Response>,
): Response | Promise<Response> {
  const section = SECTIONS.find((name) => name === c.req.param("section"));
  const area = c.req.param("area") ?? "";
  const isComplete = section === "vat" ? isArea(area) : area === "";
  if (section === undefined || !isComplete) return c.redirect("/configuration", 303);
  return answer(c, { section, area });
}

function pathOf({ section, area }: Place): string {
  return area === "" ? `/configuration/${section}` : `/configuration/${section}/${area}`;
}

function backOf({ section }: Place): string {
  return section === "vat" ? "/configuration/vat" : "/configuration";
}

async function showSection(c: HttpContext, place: Place, state?: SectionState): Promise<Response> {
  const { texts } = c.get("view");
  const isDraft = c.req.query("draft") !== undefined;
  return answerPage(c, {
    title: `${texts.settings.title}: ${texts.settings.sections[place.section]}`,
    section: "configuration",
    ...statusOf(state),
    content: (
      <>
        {isDraft ? <Notice kind="warn">{texts.settings.draftNotice}</Notice> : null}
        <SectionForm
          c={c}
          place={place}
          state={state ?? (await openSection(c))}
          action={pathOf(place)}
          submit={texts.common.save}
          whatIf={texts.settings.whatIf.button}
          cancel={backOf(place)}
        />
      </>
    ),
  });
}

async function saveSection(c: HttpContext, place: Place): Promise<Response> {
  const { act } = await c.req.parseBody();
  if (isSearch(act)) return showSection(c, place, await searchSection(c, place));
  if (act === "what-if") return answerWhatIf(c, place, showSection);
  const { saved, state } = await submitSection(c, place);
  switch (saved.kind) {
    case "saved":
      return c.redirect(`${backOf(place)}?done=saved`, 303);
    case "draft":
      return c.redirect(draftPath(saved.missing), 303);
    case "refused":
      return showSection(c, place, state);
  }
}

function draftPath(section: SectionName): string {
  return `/configuration/${section}?draft=yes`;
}

async function showVat(c: HttpContext): Promise<Response> {
  const { texts } = c.get("view");
  const { vat: text } = texts.settings;
  const { fields } = await readSettings(c);
  const isSet = (fields.vat?.countries.length ?? 0) > 0;
  const isDraft = c.req.query("draft") !== undefined;
  return answerPage(c, {
    title: `${texts.settings.title}: ${texts.settings.sections.vat}`,
    section: "configuration",
    content: (
      <div class="panel">
        {isDraft ? <Notice kind="warn">{texts.settings.draftNotice}</Notice> : null}
        <VatList c={c} fields={fields} path="/configuration/vat" />
        <p class="buttons">
          <a class="button" href="/configuration">
            {texts.common.back}
          </a>
          {isSet ? (
            <a class="button grey" href="/configuration/vat/remove">
              {text.remove}
            </a>
          ) : null}
        </p>
      </div>
    ),
  });
}

function confirmRemoval(
  c: HttpContext,
  problem: string | null = null,
): Response | Promise<Response> {
  const { texts } = c.get("view");
  const { vat: text } = texts.settings;
  return answerPage(c, {
    title: text.remove,
    section: "configuration",
    problem,
    ...(problem !== null && { status: 422 }),
    content: (
      <form method="post" class="panel narrow">
        <p>{text.removeConfirm}</p>
        <p class="buttons">
          <button class="grey">{text.remove}</button>
          <a class="button" href="/configuration/vat">
            {texts.common.cancel}
          </a>
        </p>
      </form>
    ),
  });
}

async function removeVat(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const answer = await callApi("DELETE", "/api/configuration/vat");
  if (!answer.ok) return confirmRemoval(c, problemText(texts, answer));
  const back = c.get("installation").state === "new" ? "/setup/vat" : "/configuration/vat";
  return c.redirect(`${back}?done=vatRemoved`, 303);
}
