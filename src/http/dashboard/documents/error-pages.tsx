import type { Hono } from "hono";

import type { FailureCause } from "../../../booking/dashboard.ts";
import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import { date, money } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";
import { markProblemsSeen } from "../visitor.ts";
import { Cause, Offered } from "./cause-card.tsx";
import { type Column, DocumentTable, EmptyList, Filter, NextPage } from "./list-parts.tsx";
import { type ListFilter, NO_FILTER, queryOf, readFilter } from "./list-query.ts";
import { processGroup } from "./process-group.ts";
import { documentPath, numberText, reasonText, UNDER_WAY, wordError } from "./words.ts";

/** Errors by cause, with one link to what mends it, and the documents whose outcome is unknown. Whoever looks has seen them. */

const UNKNOWN_LIMIT = 50;

export function addErrorPages(pages: Hono<HttpEnv>): void {
  pages.get("/errors", (c) => answerErrors(c));
  pages.post("/errors/process", (c) => processGroup(c));
}

async function answerErrors(c: HttpContext): Promise<Response> {
  const { texts } = c.get("view");
  const { errors: text } = texts.documents;
  const { id } = c.get("installation");
  const filter = readFilter(c);
  const [causes, failed, unknown, underWay] = await Promise.all([
    c.env.dashboard.causes(id),
    c.env.documents.list(id, queryOf(filter, ["error"])),
    c.env.documents.list(id, queryOf(NO_FILTER, ["unknown"], UNKNOWN_LIMIT)),
    c.env.documents.list(id, queryOf(NO_FILTER, UNDER_WAY, 1)),
    markProblemsSeen(c),
  ]);
  const isWorking = underWay.items.length > 0;
  const isEmpty = causes.length === 0 && unknown.items.length === 0;
  return answerPage(c, {
    title: text.title,
    section: "errors",
    refreshes: isWorking,
    content: (
      <>
        <Offered c={c} isWorking={isWorking} />
        <p class="lead">{text.lead}</p>
        {isEmpty ? <Empty>{text.empty}</Empty> : null}
        {unknown.items.length === 0 ? null : <Unknown c={c} documents={unknown.items} />}
        {causes.map((cause) => (
          <Cause c={c} cause={cause} />
        ))}
        {causes.length > 1 ? <p class="hint">{text.few}</p> : null}
        {isEmpty ? null : (
          <Failed
            c={c}
            filter={filter}
            chosen={chosenOf(c, filter, causes)}
            documents={failed.items}
            nextCursor={failed.nextCursor}
          />
        )}
      </>
    ),
  });
}

function Unknown(props: {
  readonly c: HttpContext;
  readonly documents: readonly DocumentRecord[];
}) {
  const { c, documents } = props;
  const { texts, visitor } = c.get("view");
  const { errors: text } = texts.documents;
  const all = visitor?.waiting?.unknown ?? documents.length;
  return (
    <section class="panel cause warn" aria-labelledby="unknown">
      <h2 id="unknown">
        <span class="count">{texts.documents.orders(all)}:</span> {text.unknownTitle}
      </h2>
      <p>{text.unknownLead}</p>
      <ul class="plain">
        {documents.map((document) => (
          <li>
            <a href={documentPath(document)}>{numberText(texts, document)}</a>{" "}
            <span class="soft">
              {document.customer} · {money(document.totalCents, document.currency)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of which cause the list shows the documents, in words; null while it shows all. */
function chosenOf(
  c: HttpContext,
  { code, cause: key }: ListFilter,
  causes: readonly FailureCause[],
): string | null {
  if (code === "") return null;
  const { texts, language } = c.get("view");
  const cause = causes.find((known) => known.code === code && known.key === key);
  return cause === undefined ? reasonText(texts, code) : wordError(cause, language).message;
}

function Failed(props: {
  readonly c: HttpContext;
  readonly filter: ListFilter;
  readonly chosen: string | null;
  readonly documents: readonly DocumentRecord[];
  readonly nextCursor: string | null;
}) {
  const { c, filter, chosen, documents, nextCursor } = props;
  const { documents: text } = c.get("view").texts;
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">{text.errors.documents}</h2>
      {chosen === null ? null : (
        <p>
          {text.errors.onlyThese}: {chosen} <a href="/errors#failed">{text.errors.showAll}</a>
        </p>
      )}
      <Filter c={c} filter={filter} />
      {documents.length === 0 ? (
        <EmptyList c={c} filter={filter}>
          {text.errors.empty}
        </EmptyList>
      ) : (
        <DocumentTable c={c} documents={documents} columns={columnsOf(c)} />
      )}
      <NextPage c={c} filter={filter} nextCursor={nextCursor} />
    </section>
  );
}

function columnsOf(c: HttpContext): readonly Column[] {
  const { texts, language } = c.get("view");
  const { columns, actions } = texts.documents;
  return [
    {
      label: columns.date,
      css: "date",
      cell: ({ bookingDate, sortDate }) => date(bookingDate ?? sortDate),
    },
    { label: columns.customer, cell: ({ customer }) => customer || "–" },
    {
      label: columns.total,
      css: "number",
      cell: ({ totalCents, currency }) => money(totalCents, currency),
    },
    {
      label: columns.error,
      cell: ({ error }) => (error === null ? "–" : wordError(error, language).message),
    },
    {
      label: actions.process,
      css: "act",
      cell: (document) => (
        <form method="post" action={`${documentPath(document)}/process`} class="buttons">
          <input type="hidden" name="back" value="/errors" />
          <a class="button yellow small" href={documentPath(document)}>
            {actions.moreInfo}
          </a>
          <button class="blue small">{actions.process}</button>
          <a class="button red small" href={`${documentPath(document)}#report`}>
            {actions.report}
          </a>
        </form>
      ),
    },
  ];
}
