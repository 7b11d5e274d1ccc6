import type { HttpContext } from "../../context.ts";
import { type FieldErrors, fieldErrors, problemText, readForm } from "../form.ts";
import { Input } from "../parts/fields.tsx";
import { Notice } from "../parts/notice.tsx";
import { answerStep } from "./frame.tsx";

/** The first step: the login with which the dashboard opens from now on. */

interface Told {
  readonly problem?: string;
  readonly errors?: FieldErrors;
  readonly email?: string;
}

export function showAccount(c: HttpContext, told: Told = {}): Promise<Response> {
  const { account: text } = c.get("view").texts.setup;
  const { common } = c.get("view").texts;
  const email = c.get("view").visitor?.email ?? null;
  const content =
    email === null ? (
      <form method="post" class="panel narrow">
        <p>{text.lead}</p>
        <Input
          name="email"
          type="email"
          label={text.email}
          autocomplete="username"
          required
          value={told.email}
          errors={told.errors}
        />
        <Input
          name="password"
          type="password"
          label={text.password}
          hint={text.passwordHint}
          autocomplete="new-password"
          required
          errors={told.errors}
        />
        <p class="buttons">
          <button class="blue">{text.button}</button>
        </p>
      </form>
    ) : (
      <div class="panel narrow">
        <Notice kind="good">{text.isDone(email)}</Notice>
        <form method="post" action="/setup/account/link">
          <p class="buttons">
            <button class="blue">{common.next}</button>
          </p>
        </form>
      </div>
    );
  return answerStep(c, {
    step: "account",
    content,
    problem: told.problem ?? null,
    ...(told.problem && { status: 422 }),
  });
}

export async function saveAccount(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const email = form.text("email");
  const parsed = await c.req.parseBody();
  const password = typeof parsed["password"] === "string" ? parsed["password"] : "";
  const answer = await callApi("POST", "/api/account", { email, password });
  if (answer.ok) return c.redirect("/setup/imuis", 303);
  const errors = fieldErrors(texts, answer);
  return showAccount(c, {
    problem: problemText(texts, answer),
    errors: wordPassword(c, errors),
    email,
  });
}

function wordPassword(c: HttpContext, errors: FieldErrors): FieldErrors {
  const { password } = c.get("view").texts.messages.fields;
  return errors["password"] === undefined ? errors : { ...errors, password };
}

/** A person who is logged in already adds this shop to the account. */
export async function linkAccount(c: HttpContext): Promise<Response> {
  const { visitor, callApi, texts } = c.get("view");
  const email = visitor?.email ?? "";
  const answer = await callApi("POST", "/api/account", { email, password: "not looked at" });
  if (answer.ok) return c.redirect("/setup/imuis", 303);
  return showAccount(c, { problem: problemText(texts, answer) });
}
