import type { Hono } from "hono";

import type { DocumentKey } from "../../../booking/ports/document-record.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import type { ApiAnswer } from "../call-api.ts";
import { problemText, readForm } from "../form.ts";
import { date, money } from "../format.ts";
import { Input } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";
import { type Column, DocumentTable, NextPage } from "./list-parts.tsx";
import { queryOf, readFilter } from "./list-query.ts";
import { isAlreadyBooked, isUnderWay } from "./words.ts";

/** Finds a number in every status, and looks it up in the shop when it never arrived. */
export function addSearchPages(pages: Hono<HttpEnv>): void {
  pages.get("/search", (c) => answerSearch(c, null));
  pages.post("/search/fetch", (c) => fetchDocument(c));
}

async function answerSearch(c: HttpContext, problem: string | null, number?: string) {
  const { documents: text } = c.get("view").texts;
  const filter = readFilter(c);
  const { items, nextCursor } =
    filter.search === ""
      ? { items: [], nextCursor: null }
      : await c.env.documents.list(c.get("installation").id, queryOf(filter, []));
  const wanted = number ?? filter.search;
  return answerPage(c, {
    title: text.search.title,
    section: "search",
    problem,
    refreshes: items.some(isUnderWay),
    ...(problem !== null && { status: 422 }),
    content: (
      <>
        {filter.search === "" ? (
          <p class="lead">{text.search.hint}</p>
        ) : (
          <p class="lead">{text.search.results(filter.search)}</p>
        )}
        {filter.search !== "" && items.length === 0 ? <Empty>{text.search.empty}</Empty> : null}
        {items.length === 0 ? null : (
          <DocumentTable c={c} documents={items} columns={columnsOf(c)} />
        )}
        <NextPage c={c} filter={filter} nextCursor={nextCursor} />
        <LookUp c={c} number={wanted} />
      </>
    ),
  });
}

function columnsOf(c: HttpContext): readonly Column[] {
  const { documents: text } = c.get("view").texts;
  const { columns } = text;
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
      label: columns.status,
      cell: ({ status }) => <span class={`status ${status}`}>{text.status[status]}</span>,
    },
    { label: columns.reference, css: "purple", cell: (document) => document.imuisReference },
  ];
}

function LookUp({ c, number }: { readonly c: HttpContext; readonly number: string }) {
  const { search: text } = c.get("view").texts.documents;
  return (
    <form method="post" action="/search/fetch" class="panel narrow">
      <h2>{text.neverArrived}</h2>
      <p>{text.neverArrivedText}</p>
      <Input name="number" label={text.number} value={number} maxlength={60} required />
      <p class="buttons">
        <button name="kind" value="order">
          {text.fetchOrder}
        </button>
        <button name="kind" value="invoice">
          {text.fetchInvoice}
        </button>
      </p>
    </form>
  );
}

async function fetchDocument(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const number = form.text("number");
  const answer = await callApi("POST", "/api/documents/fetch", { kind: form.text("kind"), number });
  if (!answer.ok) return answerSearch(c, problemText(texts, answer), number);
  const done = (await isBooked(c, answer.body)) ? "booked" : "fetched";
  return c.redirect(`/search?search=${encodeURIComponent(number)}&done=${done}`, 303);
}

/** What is booked already is never booked again, so it isn't being processed. */
async function isBooked(c: HttpContext, body: ApiAnswer["body"]): Promise<boolean> {
  const key = body as unknown as DocumentKey;
  const document = await c.env.documents.find(c.get("installation").id, key);
  return document !== null && isAlreadyBooked(document);
}
