import type { Hono } from "hono";
import type { Child } from "hono/jsx";

import type { Language } from "../../../domain/vocabulary.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import { answerMissing } from "../missing-page.tsx";
import { answerPage } from "../parts/layout.tsx";
import type { Chapter } from "./chapter.ts";
import { CHAPTERS_EN } from "./chapters-en.ts";
import { CHAPTERS_NL } from "./chapters-nl.ts";
import { errorChapter } from "./error-chapter.ts";
import { FAQ } from "./faq.ts";
import { withFields } from "./field-help.ts";

/** The manual and the questions that are asked often, each part with an address that settings and errors lead to. */
export function addHelpPages(pages: Hono<HttpEnv>): void {
  pages.get("/help", (c) => answerContents(c));
  pages.get("/help/:chapter", (c) => answerChapter(c));
}

/** All chapters in a language. */
export function chaptersOf(language: Language): readonly Chapter[] {
  const manual = language === "nl" ? CHAPTERS_NL : CHAPTERS_EN;
  const chapters = manual.map((chapter) => withFields(chapter, language));
  return [...chapters, errorChapter(language), FAQ[language]];
}

/** What stands between backticks is a name of a field or value as CCV Shop or iMUIS writes it. */
function marked(text: string): readonly Child[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part));
}

function answerContents(c: HttpContext): Response | Promise<Response> {
  const { language, texts } = c.get("view");
  return answerPage(c, {
    title: texts.common.nav.help,
    section: "help",
    content: (
      <ul class="cards">
        {chaptersOf(language).map(({ id, title, lead, sections }) => (
          <li class="panel">
            <h2>
              <a href={`/help/${id}`}>{title}</a>
            </h2>
            <p class="soft">{lead}</p>
            {id === "errors" ? null : (
              <ul>
                {sections.map((section) => (
                  <li>
                    <a href={`/help/${id}#${section.id}`}>{section.title}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    ),
  });
}

function answerChapter(c: HttpContext): Response | Promise<Response> {
  const { language, texts } = c.get("view");
  const chapter = chaptersOf(language).find(({ id }) => id === c.req.param("chapter"));
  if (chapter === undefined) return answerMissing(c);
  return answerPage(c, {
    title: chapter.title,
    section: "help",
    content: (
      <div class="help-page">
        <p class="lead">{chapter.lead}</p>
        {chapter.sections.map(({ id, title, code, paragraphs, points, entries = [] }) => (
          <section id={id} class="panel">
            <h2>{title}</h2>
            {code === undefined ? null : (
              <p class="soft">
                <code>{code}</code>
              </p>
            )}
            {paragraphs.map((paragraph) => (
              <p>{marked(paragraph)}</p>
            ))}
            {points === undefined ? null : (
              <ul>
                {points.map((point) => (
                  <li>{marked(point)}</li>
                ))}
              </ul>
            )}
            {entries.length === 0 ? null : (
              <dl class="entries">
                {entries.map((entry) => (
                  <div id={entry.id}>
                    <dt>{marked(entry.title)}</dt>
                    <dd>{marked(entry.text)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        ))}
        <p class="buttons">
          <a class="button" href="/help">
            {texts.common.back}
          </a>
          <a class="button ask" href="/questions">
            {texts.common.ask}
          </a>
        </p>
      </div>
    ),
  });
}
