import type { Backfill } from "../../../booking/setup/repositories.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";
import { Notice } from "../parts/notice.tsx";

/** How far one migration is, read out as it goes on, with the time that is probably left. */

const MS_PER_MINUTE = 60_000;

/** An estimate from fewer documents would jump about. */
const ESTIMATE_FROM_DOCUMENTS = 5;

interface Props {
  readonly c: HttpContext;
  readonly run: Backfill;
}

export function MigrationProgress({ c, run }: Props) {
  const { migration: text } = c.get("view").texts.profile;
  const isRunning = run.state === "running";
  return (
    <div class="panel">
      <p>
        <span class={run.state === "finished" ? "status processed" : "status"}>
          {text.state[run.state]}
        </span>
        {run.dryRun ? <span class="tag">{text.isDry}</span> : null}
        <span class="tag">{run.kind === "order" ? text.orders : text.invoices}</span>
      </p>
      {run.problem === null ? null : (
        <Notice kind="bad">
          {text.problem}: {ownWords(run.problem, c.get("view").language)}
        </Notice>
      )}
      <Bar c={c} run={run} />
      <Figures c={c} run={run} />
      {isRunning ? (
        <form method="post" action={`/migration/${run.id}/stop`} class="buttons">
          <button class="red">{text.stop}</button>
        </form>
      ) : null}
      {run.dryRun && run.state === "finished" && run.booked + run.failed > 0 ? (
        <form method="post" action="/migration" class="buttons">
          <input type="hidden" name="kind" value={run.kind} />
          <input type="hidden" name="from" value={run.from} />
          <input type="hidden" name="to" value={run.to} />
          <button class="blue">{text.again}</button>
        </form>
      ) : null}
    </div>
  );
}

function Bar({ c, run }: Props) {
  const { migration: text } = c.get("view").texts.profile;
  const { total, done, listed, state } = run;
  const left = state === "running" ? minutesLeft(c, run) : null;
  return (
    <div aria-live="polite">
      {total === null ? (
        state === "running" ? (
          <>
            <p>{text.listing(listed)}</p>
            <progress aria-label={text.title} />
          </>
        ) : null
      ) : (
        <>
          <p>
            {text.progress(done, total)}
            {left === null ? null : `, ${text.estimate(left)}`}
          </p>
          <progress aria-label={text.title} value={done} max={Math.max(1, total)} />
        </>
      )}
    </div>
  );
}

function minutesLeft(c: HttpContext, { total, done, startedAt }: Backfill): number | null {
  if (total === null || done < ESTIMATE_FROM_DOCUMENTS) return null;
  const perDocument = (c.env.now().getTime() - startedAt) / done;
  return Math.ceil(((total - done) * perDocument) / MS_PER_MINUTE);
}

function Figures({ c, run }: Props) {
  const { migration: text } = c.get("view").texts.profile;
  const figures = [
    [run.dryRun ? text.wouldBook : text.booked, String(run.booked)],
    [text.failed, String(run.failed)],
    [text.skipped, String(run.skipped)],
    [text.started, moment(run.startedAt)],
    [text.finished, moment(run.finishedAt)],
  ] as const;
  return (
    <dl class="facts">
      {figures.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
