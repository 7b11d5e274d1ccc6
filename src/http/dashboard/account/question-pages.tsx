import type { Hono } from "hono";

import type { Ticket } from "../../../booking/setup/repositories.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import { nameDocument } from "../documents/words.ts";
import { type FieldErrors, fieldErrors, problemText, readForm } from "../form.ts";
import { moment } from "../format.ts";
import { Input, TextArea } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";

/** The green button: questions, reported problems, and their answers. */
export function addQuestionPages(pages: Hono<HttpEnv>): void {
  pages.get("/questions", (c) => answerQuestions(c));
  pages.post("/questions", (c) => ask(c));
}

interface Told {
  readonly problem: string;
  readonly errors: FieldErrors;
  readonly subject: string;
  readonly message: string;
}

async function answerQuestions(c: HttpContext, told?: Told): Promise<Response> {
  const { questions: text } = c.get("view").texts.profile;
  const tickets = await c.env.tickets.list(c.get("installation").id);
  return answerPage(c, {
    title: text.title,
    section: "questions",
    problem: told?.problem ?? null,
    ...(told !== undefined && { status: 422 }),
    content: (
      <>
        <p class="lead">{text.lead}</p>
        <form method="post" action="/questions" class="panel narrow">
          <Input
            name="subject"
            label={text.subject}
            required
            maxlength={200}
            value={told?.subject}
            errors={told?.errors}
          />
          <TextArea
            name="message"
            label={text.message}
            rows={6}
            value={told?.message ?? ""}
            errors={told?.errors}
          />
          <button class="green">{text.send}</button>
        </form>
        <h2>{text.list}</h2>
        {tickets.length === 0 ? <Empty>{text.empty}</Empty> : null}
        {tickets.map((ticket) => (
          <TicketCard c={c} ticket={ticket} />
        ))}
      </>
    ),
  });
}

function TicketCard({ c, ticket }: { readonly c: HttpContext; readonly ticket: Ticket }) {
  const { texts } = c.get("view");
  const { questions: text } = texts.profile;
  const { kind, subject, message, state, answer, createdAt, answeredAt } = ticket;
  const isAnswered = state === "answered";
  return (
    <article class="panel">
      <div class="headed">
        <h3>
          {text.kind[kind]}: {kind === "problem" ? nameDocument(texts.documents, subject) : subject}
        </h3>
        <span class={isAnswered ? "status processed" : "status"}>{text.state[state]}</span>
      </div>
      <p class="soft">
        {text.asked} {moment(createdAt)}
      </p>
      {message === "" ? null : <p class="lines">{message}</p>}
      {answer === null ? null : (
        <div class="notice good">
          <p>
            <strong>{text.answer}</strong> <span class="soft">{moment(answeredAt)}</span>
          </p>
          <p class="lines">{answer}</p>
        </div>
      )}
    </article>
  );
}

async function ask(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const subject = form.text("subject");
  const message = form.text("message");
  const answer = await callApi("POST", "/api/questions", { subject, message });
  if (answer.ok) return c.redirect("/questions?done=asked", 303);
  const problem = problemText(texts, answer);
  return answerQuestions(c, { problem, errors: fieldErrors(texts, answer), subject, message });
}
