import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { DocumentStatus } from "../../../domain/codes.ts";
import type { HttpContext } from "../../context.ts";
import { amount } from "../format.ts";
import type { Texts } from "../texts/texts.ts";
import { type ListFilter, queryOf, readFilter } from "./list-query.ts";
import { reasonText } from "./words.ts";

/** A list as CSV for a Dutch spreadsheet: semicolons, decimal commas, and a mark that says UTF-8. */

const PAGE_SIZE = 500;

/** Far above a year of a busy shop; whoever has more chooses a period. */
const ROW_LIMIT = 50_000;

/** `2026-11-24 10:30`, which every spreadsheet takes for a time. */
const DUTCH_TIME = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "short",
});

const BYTE_ORDER_MARK = "\uFEFF";

/** A cell that a spreadsheet would run as a formula is made text. */
export function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d,.]+$)/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(";")}\r\n`;
}

function rowOf(texts: Texts, document: DocumentRecord): string {
  const { totalCents, processedAt } = document;
  const cause = document.error?.code ?? document.reason ?? "";
  return csvLine([
    texts.documents.kind[document.kind],
    document.number,
    document.bookingDate ?? "",
    document.customer,
    totalCents === null ? "" : amount(totalCents).replaceAll(".", ""),
    document.currency,
    texts.documents.status[document.status],
    document.imuisReference ?? "",
    processedAt === null ? "" : DUTCH_TIME.format(processedAt),
    cause === "" ? "" : reasonText(texts, cause),
    document.sourceId,
  ]);
}

function headOf(c: HttpContext): string {
  const { columns } = c.get("view").texts.documents;
  return csvLine([
    columns.kind,
    columns.number,
    columns.date,
    columns.customer,
    columns.total,
    columns.currency,
    columns.status,
    columns.reference,
    columns.processedAt,
    columns.reason,
    columns.id,
  ]);
}

export function answerReportCsv(c: HttpContext): Response {
  return answerCsv(c, { statuses: ["processed"], name: "report" });
}

/** Streams a list page by page, so that its length costs no memory. */
export function answerCsv(
  c: HttpContext,
  list: { readonly statuses: readonly DocumentStatus[]; readonly name: string },
): Response {
  const { texts } = c.get("view");
  const encoder = new TextEncoder();
  let filter: ListFilter | null = readFilter(c);
  let rows = 0;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK + headOf(c))),
    async pull(controller) {
      if (filter === null || rows >= ROW_LIMIT) return controller.close();
      const query = queryOf(filter, list.statuses, PAGE_SIZE);
      const page = await c.env.documents.list(c.get("installation").id, query);
      rows += page.items.length;
      filter = page.nextCursor === null ? null : { ...filter, cursor: page.nextCursor };
      controller.enqueue(
        encoder.encode(page.items.map((document) => rowOf(texts, document)).join("")),
      );
    },
  });
  return c.body(stream, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${list.name}.csv"`,
  });
}
