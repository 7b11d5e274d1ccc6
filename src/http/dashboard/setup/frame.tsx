import type { Child } from "hono/jsx";

import type { HttpContext } from "../../context.ts";
import { answerPage, type Page } from "../parts/layout.tsx";
import { readSettings } from "../settings/settings.ts";
import { type Progress, progressOf, type Step, STEPS } from "./steps.ts";

/** The frame of a step: where one is, what is done, and the way to the others. */

export interface StepPage {
  readonly step: Step;
  readonly content: Child;
  readonly status?: 409 | 422;
  readonly problem?: string | null;
}

export async function answerStep(c: HttpContext, page: StepPage): Promise<Response> {
  const { texts } = c.get("view");
  const progress = progressOf(c.get("installation"), c.get("caller"), await readSettings(c));
  const frame: Page = {
    title: texts.setup.steps[page.step],
    section: "setup",
    content: (
      <div class="setup">
        <Stepper c={c} progress={progress} current={page.step} />
        <div>{page.content}</div>
      </div>
    ),
    problem: page.problem ?? null,
    ...(page.status !== undefined && { status: page.status }),
  };
  return answerPage(c, frame);
}

function Stepper(props: {
  readonly c: HttpContext;
  readonly progress: readonly Progress[];
  readonly current: Step;
}) {
  const { c, progress, current } = props;
  const { setup } = c.get("view").texts;
  return (
    <nav class="steps" aria-label={setup.progress}>
      <p class="hint">{setup.stepOf(STEPS.indexOf(current) + 1, STEPS.length)}</p>
      <ol>
        {progress.map(({ step, isDone }) => (
          <li class={isDone ? "ok" : undefined}>
            <a href={`/setup/${step}`} aria-current={step === current ? "step" : undefined}>
              <span class="mark" aria-hidden="true">
                {isDone ? "✓" : STEPS.indexOf(step) + 1}
              </span>
              {setup.steps[step]}
              <span class="hidden"> ({isDone ? setup.done : setup.todo})</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
