import type { Child } from "hono/jsx";

import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { HttpContext } from "../../context.ts";
import { Empty } from "../parts/notice.tsx";
import { addressOf, isFiltered, type ListFilter } from "./list-query.ts";
import { documentPath, numberText } from "./words.ts";

/** What the lists share: the filter above, the table with one row per document, and the way to the next page. */

export function Filter(props: {
  readonly c: HttpContext;
  readonly filter: ListFilter;
  readonly children?: Child;
}) {
  const { c, filter, children } = props;
  const { common } = c.get("view").texts;
  return (
    <form class="filter" action={c.req.path}>
      <div class="field">
        <label for="from">{common.from}</label>
        <input id="from" type="date" name="from" value={filter.from} />
      </div>
      <div class="field">
        <label for="to">{common.to}</label>
        <input id="to" type="date" name="to" value={filter.to} />
      </div>
      <div class="field wide">
        <label for="text">{common.search}</label>
        <input id="text" type="search" name="search" value={filter.search} maxlength={60} />
      </div>
      {filter.code === "" ? null : <input type="hidden" name="code" value={filter.code} />}
      {filter.cause === null ? null : <input type="hidden" name="cause" value={filter.cause} />}
      <button>{common.show}</button>
      {children}
    </form>
  );
}

/** Nothing to show: because there is nothing, or because nothing of it was asked for. */
export function EmptyList(props: {
  readonly c: HttpContext;
  readonly filter: ListFilter;
  readonly children: string;
}) {
  const { c, filter, children } = props;
  const { noneFound } = c.get("view").texts.documents;
  return <Empty>{isFiltered(filter) ? noneFound : children}</Empty>;
}

export interface Column {
  readonly label: string;
  readonly css?: string;
  cell(document: DocumentRecord): Child;
}

/** The first column is the number, which leads to the document. */
export function DocumentTable(props: {
  readonly c: HttpContext;
  readonly documents: readonly DocumentRecord[];
  readonly columns: readonly Column[];
}) {
  const { c, documents, columns } = props;
  const { texts } = c.get("view");
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{texts.documents.columns.number}</th>
          {columns.map(({ label, css }) => (
            <th scope="col" class={css}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr>
            <th scope="row">
              <a href={documentPath(document)}>{numberText(texts, document)}</a>
              <Marks c={c} document={document} />
            </th>
            {columns.map(({ label, css, cell }) => (
              <td data-label={label} class={css}>
                {cell(document)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Marks({ c, document }: { readonly c: HttpContext; readonly document: DocumentRecord }) {
  const { documents: text } = c.get("view").texts;
  const { length } = document.warnings;
  return (
    <>
      {document.kind === "invoice" ? (
        <>
          {" "}
          <span class="tag">{text.kind.invoice}</span>
        </>
      ) : null}
      {length === 0 ? null : (
        <>
          {" "}
          <span class="tag warn">{text.warning(length)}</span>
        </>
      )}
    </>
  );
}

export function NextPage(props: {
  readonly c: HttpContext;
  readonly filter: ListFilter;
  readonly nextCursor: string | null;
}) {
  const { c, filter, nextCursor } = props;
  const { common } = c.get("view").texts;
  return (
    <p class="buttons">
      {filter.cursor === "" ? null : (
        <a class="button" href={addressOf(c.req.path, { ...filter, cursor: "" })}>
          {common.newest}
        </a>
      )}
      {nextCursor === null ? null : (
        <a class="button" href={addressOf(c.req.path, { ...filter, cursor: nextCursor })}>
          {common.more}
        </a>
      )}
    </p>
  );
}
