import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { type FieldErrors, fieldErrors, problemText, readForm } from "../form.ts";
import { Input } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";
import { Notice } from "../parts/notice.tsx";

/** A forgotten password: asking for a link, and choosing a new one with it. */
export function addResetPages(pages: Hono<HttpEnv>): void {
  pages.get("/reset", (c) => showRequest(c, false));
  pages.post("/reset", (c) => requestLink(c));
  pages.get("/reset/confirm", (c) => showChoice(c, { token: c.req.query("token") ?? "" }));
  pages.post("/reset/confirm", (c) => choosePassword(c));
}

function showRequest(c: HttpContext, isSent: boolean): Response | Promise<Response> {
  const { reset: text, login } = c.get("view").texts.common;
  return answerPage(c, {
    title: text.title,
    section: "login",
    content: isSent ? (
      <Notice kind="good">{text.sent}</Notice>
    ) : (
      <form method="post" action="/reset" class="panel narrow">
        <p>{text.lead}</p>
        <Input name="email" type="email" label={login.email} autocomplete="username" required />
        <button class="blue">{text.button}</button>
      </form>
    ),
  });
}

/** Whatever the address is, the answer is the same. */
async function requestLink(c: HttpContext): Promise<Response> {
  const email = (await readForm(c)).text("email");
  await c.get("view").callApi("POST", "/api/password-reset", { email });
  return showRequest(c, true);
}

interface Told {
  readonly token: string;
  readonly problem?: string;
  readonly errors?: FieldErrors;
}

function showChoice(c: HttpContext, told: Told): Response | Promise<Response> {
  const { texts } = c.get("view");
  const { reset: text } = texts.common;
  return answerPage(c, {
    title: text.title,
    section: "login",
    problem: told.problem ?? null,
    ...(told.problem !== undefined && { status: 422 }),
    content: (
      <form method="post" action="/reset/confirm" class="panel narrow">
        <p>{text.choose}</p>
        <input type="hidden" name="token" value={told.token} />
        <Input
          name="password"
          type="password"
          label={text.password}
          hint={texts.setup.account.passwordHint}
          autocomplete="new-password"
          required
          errors={told.errors}
        />
        <p class="buttons">
          <button class="blue">{text.confirm}</button>
          <a class="button" href="/reset">
            {text.again}
          </a>
        </p>
      </form>
    ),
  });
}

async function choosePassword(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const parsed = await c.req.parseBody();
  const password = typeof parsed["password"] === "string" ? parsed["password"] : "";
  const token = form.text("token");
  const answer = await callApi("POST", "/api/password-reset/confirm", { token, password });
  if (answer.ok) return c.redirect("/login?done=passwordChanged", 303);
  const errors = fieldErrors(texts, answer);
  const { password: wrong } = texts.messages.fields;
  return showChoice(c, {
    token,
    problem: problemText(texts, answer),
    errors: errors["password"] === undefined ? {} : { password: wrong },
  });
}
