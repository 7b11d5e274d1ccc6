import type { StatusCounts } from "../../../booking/ports/documents.ts";
import { dutchDateOf } from "../../../booking/setup/calendar.ts";
import type { HttpContext } from "../../context.ts";
import { count } from "../format.ts";
import { DayChart } from "../parts/day-chart.tsx";
import { answerPage } from "../parts/layout.tsx";
import { Notice } from "../parts/notice.tsx";

/** The first page: how it stands, what needs attention, and the last thirty days. */

const DAYS_SHOWN = 30;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

export async function answerOverview(c: HttpContext): Promise<Response> {
  const { texts } = c.get("view");
  const { overview: text } = texts.common;
  const { id, shopName } = c.get("installation");
  const now = c.env.now();
  const dates = Array.from({ length: DAYS_SHOWN }, (_, index) =>
    dutchDateOf(new Date(now.getTime() - (DAYS_SHOWN - 1 - index) * MS_PER_DAY)),
  );
  const [days, counts] = await Promise.all([
    c.env.dashboard.days(id, dates[0] ?? ""),
    c.env.documents.counts(id),
  ]);
  return answerPage(c, {
    title: shopName ?? text.title,
    section: "overview",
    content: (
      <>
        <Counts c={c} counts={counts} />
        <section class="panel" aria-labelledby="chart">
          <h2 id="chart">{text.chart}</h2>
          {days.length === 0 ? (
            <p class="empty">{text.empty}</p>
          ) : (
            <DayChart texts={texts} dates={dates} days={days} />
          )}
        </section>
      </>
    ),
  });
}

function Counts({ c, counts }: { readonly c: HttpContext; readonly counts: StatusCounts }) {
  const { overview: text } = c.get("view").texts.common;
  const { state, ccv, imuis, configuration } = c.get("installation");
  const isConnected = ccv.problem === null && imuis.problem === null;
  const problems = counts.errors + counts.unknown;
  const told = problems === 0 ? text.allWell : text.attention(problems);
  const cards = [
    { name: text.processed, number: counts.processed, href: "/report", css: "" },
    { name: text.errors, number: counts.errors, href: "/errors", css: "bad" },
    { name: text.unknown, number: counts.unknown, href: "/errors", css: "bad" },
    { name: text.open, number: counts.open, href: "/open", css: "" },
    { name: text.skipped, number: counts.skipped, href: "/skipped", css: "" },
    { name: text.warnings, number: counts.warnings, href: "/warnings", css: "" },
  ];
  return (
    <>
      {state === "active" && configuration !== null ? (
        <Notice kind={isConnected && problems === 0 ? "good" : "warn"}>
          {isConnected ? told : text.disconnected}{" "}
          {problems === 0 ? null : <a href="/errors">{text.toErrors}</a>}
        </Notice>
      ) : null}
      <ul class="counts">
        {cards.map(({ name, number, href, css }) => (
          <li>
            <a href={href} class={number > 0 ? css : ""}>
              <strong>{count(number)}</strong> {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
