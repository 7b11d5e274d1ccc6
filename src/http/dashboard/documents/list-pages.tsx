import type { Hono } from "hono";

import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { DocumentStatus } from "../../../domain/codes.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import { date, moment, money } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { type Column, DocumentTable, EmptyList, Filter, NextPage } from "./list-parts.tsx";
import { addressOf, queryOf, readFilter } from "./list-query.ts";
import { answerReportCsv } from "./report-csv.ts";
import { isUnderWay, reasonText, UNDER_WAY, wordWarning } from "./words.ts";

/** Report, Open, Skipped, and what has warnings whatever became of it: one question each, all of one form. */

type ListName = "report" | "open" | "skipped" | "warnings";

const STATUSES: Readonly<Record<ListName, readonly DocumentStatus[]>> = {
  report: ["processed"],
  open: ["open", ...UNDER_WAY],
  skipped: ["skipped"],
  warnings: [],
};

export function addListPages(pages: Hono<HttpEnv>): void {
  for (const name of ["report", "open", "skipped", "warnings"] as const) {
    pages.get(`/${name}`, (c) => answerList(c, name));
  }
  pages.get("/report.csv", (c) => answerReportCsv(c));
}

async function answerList(c: HttpContext, name: ListName): Promise<Response> {
  const { texts } = c.get("view");
  const text = texts.documents[name];
  const filter = readFilter(c);
  const { items, nextCursor } = await c.env.documents.list(c.get("installation").id, {
    ...queryOf(filter, STATUSES[name]),
    warnings: name === "warnings",
  });
  return answerPage(c, {
    title: text.title,
    section: name === "warnings" ? "overview" : name,
    refreshes: items.some(isUnderWay),
    content: (
      <>
        <p class="lead">{text.lead}</p>
        <Filter c={c} filter={filter}>
          {name === "report" ? (
            <a class="button" href={addressOf("/report.csv", { ...filter, cursor: "" })}>
              {texts.documents.report.csv}
            </a>
          ) : null}
        </Filter>
        {items.length === 0 ? (
          <EmptyList c={c} filter={filter}>
            {text.empty}
          </EmptyList>
        ) : (
          <DocumentTable c={c} documents={items} columns={columnsOf(c, name)} />
        )}
        <NextPage c={c} filter={filter} nextCursor={nextCursor} />
      </>
    ),
  });
}

function columnsOf(c: HttpContext, name: ListName): readonly Column[] {
  const { texts, language } = c.get("view");
  const { columns, status: statuses } = texts.documents;
  const shared: readonly Column[] = [
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
  ];
  switch (name) {
    case "report":
      return [
        ...shared,
        { label: columns.processedAt, css: "date", cell: ({ processedAt }) => moment(processedAt) },
        { label: columns.reference, css: "purple", cell: (document) => document.imuisReference },
      ];
    case "open":
      return [
        ...shared,
        { label: columns.reason, cell: (document) => waitingFor(c, document) },
        { label: columns.next, css: "next", cell: (document) => nextLook(c, document) },
      ];
    case "skipped":
      return [...shared, { label: columns.reason, cell: (document) => waitingFor(c, document) }];
    case "warnings":
      return [
        ...shared,
        {
          label: columns.status,
          cell: ({ status }) => <span class={`status ${status}`}>{statuses[status]}</span>,
        },
        {
          label: columns.warning,
          cell: ({ warnings }) => (
            <div>
              {warnings.map((warning) => (
                <p class="line">{wordWarning(warning, language)}</p>
              ))}
            </div>
          ),
        },
      ];
  }
}

function waitingFor(c: HttpContext, { reason, status }: DocumentRecord): string {
  const { texts } = c.get("view");
  return reason === null ? texts.documents.status[status] : reasonText(texts, reason);
}

/** When it is looked at again: now, at a moment, with the nightly round, or when a person mended the cause. */
export function nextLook(
  c: HttpContext,
  { nextCheckAt, reason, status }: Pick<DocumentRecord, "nextCheckAt" | "reason" | "status">,
): string {
  const { open } = c.get("view").texts.documents;
  if (isUnderWay({ status })) return open.now;
  if (nextCheckAt !== null) return moment(nextCheckAt);
  return reason === "NOT_CONFIGURED" || reason === "STOPPED" || reason === "CANCELLED"
    ? open.never
    : open.nightly;
}
