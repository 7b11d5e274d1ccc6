import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { readForm } from "../form.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";

/** The choice between the shops of an account. */
export function addInstallationPages(pages: Hono<HttpEnv>): void {
  pages.get("/installations", (c) => showInstallations(c));
  pages.post("/installations", (c) => chooseInstallation(c));
}

function showInstallations(c: HttpContext): Response | Promise<Response> {
  const { texts, visitor } = c.get("view");
  const { installations: text } = texts.common;
  const installations = visitor?.installations ?? [];
  return answerPage(c, {
    title: text.title,
    section: "login",
    content:
      installations.length === 0 ? (
        <Empty>{text.empty}</Empty>
      ) : (
        <>
          <p class="lead">{text.lead}</p>
          <ul class="cards">
            {installations.map(({ id, shopName, licenseKey, state, apiRoot }) => (
              <li class="panel">
                <h2>{shopName ?? new URL(apiRoot).host}</h2>
                <p class="soft">
                  {licenseKey} · {text.state[state]}
                </p>
                <form method="post" action="/installations">
                  <input type="hidden" name="id" value={id} />
                  <button class="blue" aria-label={`${text.button}: ${shopName ?? licenseKey}`}>
                    {text.button}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      ),
  });
}

async function chooseInstallation(c: HttpContext): Promise<Response> {
  const id = (await readForm(c)).text("id");
  const path = `/api/installations/${encodeURIComponent(id)}/select`;
  const answer = await c.get("view").callApi("POST", path);
  return c.redirect(answer.ok ? "/" : "/installations", 303);
}
