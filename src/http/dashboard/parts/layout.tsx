import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import type { HttpContext } from "../../context.ts";
import type { Texts } from "../texts/texts.ts";
import { Banners } from "./banners.tsx";
import { Header } from "./header.tsx";
import { Notice } from "./notice.tsx";

/** The frame of every page: skip link, header, banners, main, and what was just done. */

export type Section = keyof Texts["common"]["nav"] | "setup" | "questions" | "search" | "login";

export interface Page {
  readonly title: string;
  readonly section: Section;
  readonly content: Child;
  /** 200 when left out. */
  readonly status?: ContentfulStatusCode;
  /** Above the content, as an alert. */
  readonly problem?: string | null;
  /** Reloads itself through a small script while something is going on. */
  readonly refreshes?: boolean;
}

/** Answers a page. */
export function answerPage(c: HttpContext, page: Page): Response | Promise<Response> {
  const { language } = c.get("view");
  const document = (
    <html lang={language}>
      <Head c={c} page={page} />
      <body>
        <Body c={c} page={page} />
      </body>
    </html>
  );
  return c.html(html`<!doctype html>${document}`, page.status ?? 200);
}

function Head({ c, page }: { readonly c: HttpContext; readonly page: Page }) {
  const { common } = c.get("view").texts;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${page.title} · ${common.product}`}</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/dashboard.css" />
      <script src="/dashboard.js" defer></script>
    </head>
  );
}

/** Only a name of our own: every object also has those that it inherits. */
function doneText({ messages }: Texts, name: string): string | undefined {
  return Object.hasOwn(messages.done, name)
    ? messages.done[name as keyof typeof messages.done]
    : undefined;
}

function Body({ c, page }: { readonly c: HttpContext; readonly page: Page }) {
  const { texts } = c.get("view");
  const done = doneText(texts, c.req.query("done") ?? "");
  return (
    <>
      <a class="skip" href="#content">
        {texts.common.skip}
      </a>
      <Header c={c} section={page.section} />
      <Banners c={c} section={page.section} />
      <main id="content" tabindex={-1} data-refreshes={page.refreshes ? "yes" : undefined}>
        {done === undefined ? null : (
          <Notice kind="good">
            {done} {page.refreshes ? <noscript>{texts.messages.refresh}</noscript> : null}
          </Notice>
        )}
        {page.problem ? <Notice kind="bad">{page.problem}</Notice> : null}
        <h1>{page.title}</h1>
        {page.content}
      </main>
    </>
  );
}
