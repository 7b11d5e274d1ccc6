import type { Hono } from "hono";

import type { Backfill } from "../../../booking/setup/repositories.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import {
  EMPTY_FORM,
  type FieldErrors,
  fieldErrors,
  type Form,
  problemText,
  readForm,
} from "../form.ts";
import { count, date, moment } from "../format.ts";
import { answerMissing } from "../missing-page.tsx";
import { Checkbox, Radios } from "../parts/choices.tsx";
import { ErrorSummary, Input } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { MigrationProgress } from "./migration-progress.tsx";

/** A period of the past: tried or booked, watched and stopped. */

const RUNS_SHOWN = 20;

export function addMigrationPages(pages: Hono<HttpEnv>): void {
  pages.get("/migration", (c) => answerMigrations(c));
  pages.post("/migration", (c) => startMigration(c));
  pages.get("/migration/:id", (c) => answerMigration(c));
  pages.post("/migration/:id/stop", (c) => stopMigration(c));
}

interface Told {
  readonly problem: string;
  readonly errors: FieldErrors;
  readonly form: Form;
}

async function answerMigrations(c: HttpContext, told?: Told): Promise<Response> {
  const { migration: text } = c.get("view").texts.profile;
  const installation = c.get("installation");
  const runs = await c.env.dashboard.backfills(installation.id, RUNS_SHOWN);
  const isActive = installation.state === "active" || installation.state === "stopped";
  return answerPage(c, {
    title: text.title,
    section: "migration",
    problem: told?.problem ?? null,
    ...(told !== undefined && { status: 422 }),
    content: (
      <>
        <p class="lead">{text.lead}</p>
        {isActive ? (
          <StartForm c={c} form={told?.form ?? EMPTY_FORM} errors={told?.errors ?? {}} />
        ) : (
          <Notice kind="info">{text.notActive}</Notice>
        )}
        <h2>{text.runs}</h2>
        {runs.length === 0 ? <Empty>{text.empty}</Empty> : <Runs c={c} runs={runs} />}
      </>
    ),
  });
}

function StartForm(props: {
  readonly c: HttpContext;
  readonly form: Form;
  readonly errors: FieldErrors;
}) {
  const { c, form, errors } = props;
  const { texts } = c.get("view");
  const { migration: text } = texts.profile;
  const source = c.get("installation").configuration?.source === "invoices" ? "invoice" : "order";
  return (
    <form method="post" action="/migration" class="panel narrow">
      <ErrorSummary texts={texts} errors={errors} />
      <Radios
        name="kind"
        legend={text.kind}
        value={form.text("kind") || source}
        choices={[
          { value: "order", label: text.orders },
          { value: "invoice", label: text.invoices },
        ]}
      />
      <div class="grid">
        <Input
          name="from"
          type="date"
          label={text.from}
          required
          value={form.text("from")}
          errors={errors}
        />
        <Input
          name="to"
          type="date"
          label={text.to}
          required
          value={form.text("to")}
          errors={errors}
        />
      </div>
      <Checkbox
        name="dryRun"
        label={text.dryRun}
        checked={form === EMPTY_FORM || form.has("dryRun")}
      />
      <p class="buttons">
        <button class="blue">{text.start}</button>
      </p>
    </form>
  );
}

function Runs({ c, runs }: { readonly c: HttpContext; readonly runs: readonly Backfill[] }) {
  const { migration: text } = c.get("view").texts.profile;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{text.period}</th>
          <th scope="col">{text.kind}</th>
          <th scope="col">{text.started}</th>
          <th scope="col" class="number">
            {text.booked}
          </th>
          <th scope="col" class="number">
            {text.failed}
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr>
            <th scope="row">
              <a href={`/migration/${run.id}`}>
                {date(run.from)} – {date(run.to)}
              </a>{" "}
              {run.dryRun ? <span class="tag">{text.isDry}</span> : null}
              <span class="tag">{text.state[run.state]}</span>
            </th>
            <td data-label={text.kind}>{run.kind === "order" ? text.orders : text.invoices}</td>
            <td data-label={text.started}>{moment(run.startedAt)}</td>
            <td data-label={text.booked} class="number">
              {run.dryRun
                ? `${text.wouldBook.toLowerCase()}: ${count(run.booked)}`
                : count(run.booked)}
            </td>
            <td data-label={text.failed} class="number">
              {count(run.failed)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function startMigration(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const answer = await callApi("POST", "/api/backfill", {
    kind: form.text("kind"),
    from: form.text("from"),
    to: form.text("to"),
    dryRun: form.has("dryRun"),
  });
  const { id } = answer.body;
  if (answer.ok && typeof id === "string") return c.redirect(`/migration/${id}`, 303);
  const errors = fieldErrors(texts, answer);
  const isOrder = answer.errors.some(({ message }) => message.includes("before from"));
  return answerMigrations(c, {
    problem: problemText(texts, answer),
    errors: isOrder ? { ...errors, to: texts.messages.fields.period } : errors,
    form,
  });
}

/** In a heading: a line doesn't end at its hyphens. */
function wholeDate(text: string): string {
  return date(text).replaceAll("-", "\u2011");
}

async function answerMigration(c: HttpContext): Promise<Response> {
  const run = await c.env.backfills.find(c.get("installation").id, c.req.param("id") ?? "");
  if (run === null) return answerMissing(c);
  const { migration: text } = c.get("view").texts.profile;
  return answerPage(c, {
    title: `${text.title} ${wholeDate(run.from)} – ${wholeDate(run.to)}`,
    section: "migration",
    refreshes: run.state === "running",
    content: <MigrationProgress c={c} run={run} />,
  });
}

async function stopMigration(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const id = encodeURIComponent(c.req.param("id") ?? "");
  const answer = await callApi("DELETE", `/api/backfill/${id}`);
  if (answer.ok) return c.redirect(`/migration/${id}?done=migrationStopped`, 303);
  return answerMigrations(c, { problem: problemText(texts, answer), errors: {}, form: EMPTY_FORM });
}
