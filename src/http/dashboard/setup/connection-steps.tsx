import { TERMS, TERMS_VERSION } from "../../../booking/setup/terms.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import { type FieldErrors, fieldErrors, problemText, readForm } from "../form.ts";
import { moment } from "../format.ts";
import { Checkbox } from "../parts/choices.tsx";
import { Input } from "../parts/fields.tsx";
import { Notice } from "../parts/notice.tsx";
import { answerStep } from "./frame.tsx";

/** The connection with iMUIS, and the terms. */

interface Told {
  readonly problem?: string | null;
  readonly errors?: FieldErrors;
  /** Another administration than before: asks to confirm. */
  readonly asksConfirm?: boolean;
}

export function showImuis(c: HttpContext, told: Told = {}): Promise<Response> {
  const { imuis: text } = c.get("view").texts.setup;
  const { common } = c.get("view").texts;
  const { environmentCode } = c.get("installation");
  const isConnected = environmentCode !== null;
  const content = (
    <>
      {isConnected ? <Connected c={c} /> : null}
      <form method="post" class="panel narrow">
        <p>{text.lead}</p>
        <Input
          name="environmentCode"
          label={text.code}
          autocomplete="off"
          required
          maxlength={200}
          errors={told.errors}
        />
        {told.asksConfirm ? <Checkbox name="confirm" label={text.confirm} /> : null}
        <p class="buttons">
          <button class={isConnected ? undefined : "red"}>
            {isConnected ? text.reconnect : text.connect}
          </button>
          {isConnected ? (
            <a class="button blue" href="/setup/terms">
              {common.next}
            </a>
          ) : null}
        </p>
        <p class="hint">{text.dots}</p>
      </form>
      <details class="panel narrow" open={!isConnected}>
        <summary>{text.where}</summary>
        <ol>
          {text.whereText.map((line) => (
            <li>{line}</li>
          ))}
        </ol>
      </details>
    </>
  );
  return answerStep(c, {
    step: "imuis",
    content,
    problem: told.problem ?? null,
    ...(told.problem && { status: told.asksConfirm ? 409 : 422 }),
  });
}

/** With which administration, and whether that works. */
function Connected({ c }: { readonly c: HttpContext }) {
  const { texts, language } = c.get("view");
  const { imuis: text } = texts.setup;
  const { administrationName, imuis } = c.get("installation");
  const name = administrationName ?? "";
  return imuis.problem === null ? (
    <Notice kind="good">{text.connectedWith(name)}</Notice>
  ) : (
    <Notice kind="bad">
      {text.broken(name)}: {ownWords(imuis.problem, language)}
    </Notice>
  );
}

export async function saveImuis(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const answer = await callApi("PUT", "/api/connections/imuis", {
    environmentCode: form.text("environmentCode"),
    confirm: form.has("confirm"),
  });
  if (answer.ok) return c.redirect("/setup/imuis", 303);
  return showImuis(c, {
    problem: problemText(texts, answer),
    errors: fieldErrors(texts, answer),
    asksConfirm: answer.code === "ADMINISTRATION_CHANGED",
  });
}

export function showTerms(c: HttpContext, told: Told = {}): Promise<Response> {
  const { texts, language } = c.get("view");
  const { terms: text } = texts.setup;
  const { termsVersion, termsAcceptedAt } = c.get("installation");
  const isAccepted = termsVersion === TERMS_VERSION;
  const content = (
    <div class="panel">
      {isAccepted ? (
        <Notice kind="good">{text.isDone(moment(termsAcceptedAt))}</Notice>
      ) : (
        <p>{text.lead}</p>
      )}
      <div class="terms" tabindex={0} role="group" aria-label={texts.setup.steps.terms}>
        {TERMS[language].map((line) => (
          <p>{line}</p>
        ))}
        <p class="soft">
          {text.version} {TERMS_VERSION}
        </p>
      </div>
      <form method="post">
        {isAccepted ? null : <Checkbox name="accept" label={text.accept} />}
        <p class="buttons">
          {isAccepted ? (
            <a class="button blue" href="/setup/source">
              {texts.common.next}
            </a>
          ) : (
            <button class="blue">{text.button}</button>
          )}
        </p>
      </form>
    </div>
  );
  return answerStep(c, {
    step: "terms",
    content,
    problem: told.problem ?? null,
    ...(told.problem && { status: 422 }),
  });
}

export async function saveTerms(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  if (!form.has("accept")) return showTerms(c, { problem: texts.setup.terms.needed });
  const answer = await callApi("POST", "/api/terms", { version: TERMS_VERSION });
  if (answer.ok) return c.redirect("/setup/source?done=accepted", 303);
  return showTerms(c, { problem: problemText(texts, answer) });
}
