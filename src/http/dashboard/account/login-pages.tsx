import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { readSession } from "../../session.ts";
import { problemText, readForm } from "../form.ts";
import { rememberLanguage } from "../language.ts";
import { Input } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";

/** Login, logout, and the language of the pages: what needs no session. */
export function addLoginPages(pages: Hono<HttpEnv>): void {
  pages.get("/login", async (c) => {
    const session = await readSession(c);
    return session === null ? showLogin(c) : c.redirect("/", 303);
  });
  pages.post("/login", (c) => logIn(c));
  pages.post("/logout", async (c) => {
    await c.get("view").callApi("POST", "/api/logout");
    return c.redirect("/login?done=loggedOut", 303);
  });
  pages.post("/language", (c) => changeLanguage(c));
}

function showLogin(
  c: HttpContext,
  told: { readonly problem?: string; readonly email?: string } = {},
): Response | Promise<Response> {
  const { login: text } = c.get("view").texts.common;
  return answerPage(c, {
    title: text.title,
    section: "login",
    problem: told.problem ?? null,
    ...(told.problem !== undefined && { status: 422 }),
    content: (
      <form method="post" action="/login" class="panel narrow">
        <p>{text.lead}</p>
        <Input
          name="email"
          type="email"
          label={text.email}
          autocomplete="username"
          required
          value={told.email}
        />
        <Input
          name="password"
          type="password"
          label={text.password}
          autocomplete="current-password"
          required
        />
        <p class="buttons">
          <button class="blue">{text.button}</button>
        </p>
        <p>
          <a href="/reset" class="lone">
            {text.forgot}
          </a>
        </p>
        <p class="hint">{text.firstTime}</p>
      </form>
    ),
  });
}

async function logIn(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const email = form.text("email");
  const { password } = await c.req.parseBody();
  const answer = await callApi("POST", "/api/login", {
    email,
    password: typeof password === "string" ? password : "",
  });
  if (answer.ok) return c.redirect("/", 303);
  const code = answer.code === "VALIDATION_FAILED" ? "LOGIN_FAILED" : answer.code;
  return showLogin(c, { problem: problemText(texts, { ...answer, code }), email });
}

async function changeLanguage(c: HttpContext): Promise<Response> {
  const form = await readForm(c);
  rememberLanguage(c, form.text("language") === "en" ? "en" : "nl");
  const back = form.text("back");
  return c.redirect(/^\/(?!\/)[\w/.-]*(\?[\w.*+%=&-]*)?$/.test(back) ? back : "/", 303);
}
