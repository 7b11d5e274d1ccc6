/** Orders and invoices of a CCV shop: one whole, a page of the list, one by its number (ccvshop.md 4.1 and 5.1). */
import type { Shop, ShopFailure, ShopListItem } from "../../booking/ports/shop.ts";
import type { DocumentKind, ShopDocument } from "../../domain/document.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { PAGE_SIZE_ITEMS, type CcvClient } from "./client.ts";
import { dutchDate } from "./dutch-date.ts";
import {
  invoiceSchema,
  listIdSchema,
  listItemSchema,
  orderSchema,
  read,
  readList,
  rowSchema,
  saleSchema,
  type CcvInvoice,
  type CcvListItem,
  type CcvRow,
  type CcvSale,
} from "./schema.ts";
import { invoiceOrderId, invoiceToDocument, orderToDocument } from "./to-document.ts";

type Documents = Pick<Shop, "readDocument" | "findByNumber" | "listDocuments">;
type ListQuery = Parameters<Shop["listDocuments"]>[0];

/** CCV numbers are 32-bit integers; longer digits are no number of a document. */
const NUMBER_LIMIT_DIGITS = 9;

export function createDocuments(client: CcvClient): Documents {
  return {
    readDocument: (kind, sourceId) => {
      switch (kind) {
        case "order":
          return readOrder(client, sourceId);
        case "invoice":
          return readInvoice(client, sourceId);
      }
    },
    findByNumber: (kind, number) => findByNumber(client, kind, number.trim()),
    listDocuments: (query) => listDocuments(client, query),
  };
}

async function readOrder(
  client: CcvClient,
  sourceId: string,
): Promise<Result<ShopDocument, ShopFailure>> {
  const path = `/orders/${encodeURIComponent(sourceId)}/`;
  const [body, rows] = await Promise.all([
    client.get(path),
    readRows(client, `${path}orderrows/`, "orderrows"),
  ]);
  if (!body.ok) return body;
  const order = read(orderSchema, body.value, "");
  if (!order.ok) return order;
  return rows.ok ? ok(orderToDocument(order.value, rows.value)) : rows;
}

async function readInvoice(
  client: CcvClient,
  sourceId: string,
): Promise<Result<ShopDocument, ShopFailure>> {
  const path = `/invoices/${encodeURIComponent(sourceId)}/`;
  const [body, rows] = await Promise.all([
    client.get(path),
    readRows(client, `${path}invoicerows/`, "invoicerows"),
  ]);
  if (!body.ok) return body;
  const invoice = read(invoiceSchema, body.value, "");
  if (!invoice.ok) return invoice;
  if (!rows.ok) return rows;
  const sale = await readSale(client, invoice.value);
  return sale.ok ? ok(invoiceToDocument(invoice.value, rows.value, sale.value)) : sale;
}

/** An invoice outlives its order: without one the payment method is unknown, which is no failure (reading A37). */
async function readSale(
  client: CcvClient,
  invoice: CcvInvoice,
): Promise<Result<CcvSale | null, ShopFailure>> {
  const orderId = invoiceOrderId(invoice);
  if (orderId === null) return ok(null);
  const body = await client.get(`/orders/${orderId}/`);
  if (body.ok) return read(saleSchema, body.value, "order");
  return body.error.kind === "not-found" ? ok(null) : body;
}

async function readRows(
  client: CcvClient,
  path: string,
  name: string,
): Promise<Result<readonly CcvRow[], ShopFailure>> {
  const rows = await client.getAll(`${path}?start=0&size=${PAGE_SIZE_ITEMS}`);
  return rows.ok ? readList(rowSchema, rows.value, name) : rows;
}

async function listDocuments(
  client: CcvClient,
  query: ListQuery,
): ReturnType<Shop["listDocuments"]> {
  const page = await client.getPage(`/${resource(query.kind)}/?${listParameters(query)}`);
  if (!page.ok) return page;
  const items = page.value.items.map((item) => readListItem(query.kind, item));
  const hasMore = page.value.next !== null && items.length > 0;
  return ok({
    items: items.filter((item) => item !== null),
    next: hasMore ? query.start + items.length : null,
  });
}

/** One unreadable item must not hide the others; only what has no id at all cannot be gone after. */
function readListItem(kind: DocumentKind, item: unknown): ShopListItem | null {
  const known = read(listItemSchema, item, "items");
  if (known.ok) return toListItem(kind, known.value);
  const bare = read(listIdSchema, item, "items");
  return bare.ok ? { ...UNREADABLE, kind, sourceId: bare.value.id } : null;
}

const UNREADABLE = {
  number: "",
  createdOn: "",
  createdAt: "",
  paid: false,
  orderStatus: null,
  totalPrice: "0",
  totalTax: "0",
  totalsInclVat: true,
  credit: false,
  readable: false,
} as const;

/** Invoices are booked whatever their status, so `paidOnly` narrows orders only. */
function listParameters(query: ListQuery): string {
  const parameters = new URLSearchParams({
    start: String(query.start),
    size: String(PAGE_SIZE_ITEMS),
    orderby: "create_date",
  });
  if (query.from !== null) parameters.set("min_create_date", toSeconds(query.from));
  if (query.to !== null) parameters.set("max_create_date", toSeconds(query.to));
  if (query.paidOnly && query.kind === "order") parameters.set("is_paid", "true");
  return parameters.toString();
}

/** CCV writes times in whole seconds; the same form is the safest to ask in (ccvshop.md 4.1, 8.15). */
function toSeconds(instant: string): string {
  return instant.replace(/\.\d+Z$/, "Z");
}

function toListItem(kind: DocumentKind, item: CcvListItem): ShopListItem {
  const isOrder = kind === "order";
  return {
    kind,
    sourceId: item.id,
    number: fullNumber(kind, item),
    createdOn: dutchDate(item.create_date),
    createdAt: item.create_date.toISOString(),
    paid: isOrder ? item.paid : true,
    orderStatus: isOrder && item.status !== null ? Number(item.status) : null,
    totalPrice: item.total_price,
    totalTax: item.total_tax,
    totalsInclVat: item.taxes_included,
    credit: !isOrder && /credit/i.test(item.type),
    readable: true,
  };
}

/** The API searches numbers without their prefix; the full one is compared here. Bare digits find the only one that has them. */
async function findByNumber(
  client: CcvClient,
  kind: DocumentKind,
  number: string,
): Promise<Result<string | null, ShopFailure>> {
  const digits = /\d+$/.exec(number)?.[0].replace(/^0+(?=\d)/, "") ?? "";
  if (digits === "" || digits.length > NUMBER_LIMIT_DIGITS) return ok(null);
  const parameter = kind === "order" ? "ordernumber" : "invoicenumber";
  const path = `/${resource(kind)}/?start=0&size=${PAGE_SIZE_ITEMS}&${parameter}=${digits}`;
  const page = await client.getPage(path);
  if (!page.ok) return page.error.kind === "not-found" ? ok(null) : fail(page.error);
  const items = readList(listItemSchema, page.value.items, "items");
  return items.ok ? ok(pickByNumber(kind, number, items.value)) : items;
}

function pickByNumber(
  kind: DocumentKind,
  number: string,
  items: readonly CcvListItem[],
): string | null {
  const wanted = number.toLowerCase();
  const exact = items.find((item) => fullNumber(kind, item).toLowerCase() === wanted);
  if (exact !== undefined) return exact.id;
  const bare = items.filter((item) => bareNumber(kind, item) === number);
  const [only] = bare;
  return only !== undefined && bare.length === 1 ? only.id : null;
}

function fullNumber(kind: DocumentKind, item: CcvListItem): string {
  return kind === "order" ? item.ordernumber_full : item.invoicenumber_full;
}

function bareNumber(kind: DocumentKind, item: CcvListItem): string {
  return kind === "order" ? item.ordernumber : item.invoicenumber;
}

function resource(kind: DocumentKind): "orders" | "invoices" {
  return kind === "order" ? "orders" : "invoices";
}
