import { allowOnly, readObject } from "./body.ts";
import { collection, instant, sorted, wholeNumber } from "./collection.ts";
import { invalid, notFound, sameValue } from "./errors.ts";
import type { Invoice } from "./invoice.ts";
import { equalsWhenAsked } from "./order-routes.ts";
import { link, presentInvoice, presentInvoiceRow } from "./present.ts";
import type { CcvApp } from "./routing.ts";
import type { Shop, StoredInvoice } from "./shop.ts";

/** Invoices and their rows ("CCV Shop API, invoices"). */

const ORDER_BY = [
  "id",
  "invoicenumber",
  "invoicenumber_full",
  "ordernumber",
  "ordernumber_full",
  "create_date",
  "status",
  "total_price",
];

export const INVOICE_STATUSES = ["paid", "unpaid", "reimbursed"];

export function addInvoiceRoutes(app: CcvApp): void {
  app.get("/invoices", ({ env, req }) => {
    const url = new URL(req.url);
    const found = [...env.shop.invoices.values()].filter(({ invoice }) => selects(url, invoice));
    const bySort = sorted(
      found.map(({ invoice }) => invoice),
      url,
      ORDER_BY,
    );
    const items = bySort.map(({ id }) => presentInvoice(env.shop, invoiceById(env.shop, id)));
    return collection(items, { shop: env.shop, url });
  });
  app.get("/invoices/:id", ({ env, req }) =>
    Response.json(presentInvoice(env.shop, invoiceById(env.shop, req.param("id")))),
  );
  app.patch("/invoices/:id", ({ env, req }) => {
    patchInvoice(invoiceById(env.shop, req.param("id")).invoice, readObject(env.body));
    return new Response(null, { status: 204 });
  });
  app.get("/invoices/:id/invoicerows", ({ env, req }) => {
    const stored = invoiceById(env.shop, req.param("id"));
    const items = stored.rows.map((row) => presentInvoiceRow(env.shop, stored, row));
    return collection(items, { shop: env.shop, url: new URL(req.url) });
  });
  app.get("/invoicerows/:id", ({ env, req }) => {
    const id = Number(req.param("id"));
    for (const stored of env.shop.invoices.values()) {
      const row = stored.rows.find((row) => row.id === id);
      if (row) return Response.json(presentInvoiceRow(env.shop, stored, row));
    }
    throw notFound(`Invoice row ${id}`);
  });
}

export function invoiceById(shop: Shop, id: number | string): StoredInvoice {
  const stored = shop.invoices.get(Number(id));
  if (!stored) throw notFound(`Invoice ${link(shop, `invoices/${id}/`)}`);
  return stored;
}

function selects(url: URL, invoice: Invoice): boolean {
  const query = url.searchParams;
  const since = instant(url, "min_create_date");
  const until = instant(url, "max_create_date");
  const created = Date.parse(invoice.create_date);
  const checks: boolean[] = [
    equalsWhenAsked(wholeNumber(url, "invoicenumber"), invoice.invoicenumber),
    equalsWhenAsked(query.get("invoicenumber_full"), invoice.invoicenumber_full),
    equalsWhenAsked(wholeNumber(url, "ordernumber"), invoice.ordernumber),
    equalsWhenAsked(query.get("ordernumber_full"), invoice.ordernumber_full),
    equalsWhenAsked(query.get("status"), invoice.status),
    since === null || created >= since,
    until === null || created <= until,
  ];
  return checks.every(Boolean);
}

function patchInvoice(invoice: Invoice, input: Record<string, unknown>): void {
  allowOnly(input, ["status", "payment_link_sent", "external_reference"]);
  if ("status" in input && !INVOICE_STATUSES.includes(String(input["status"]))) {
    throw invalid(`Property status must be one of ${INVOICE_STATUSES.join(", ")}`);
  }
  const target = invoice as unknown as Record<string, unknown>;
  const changed = Object.keys(input).filter((name) => target[name] !== input[name]);
  if (changed.length === 0) throw sameValue(Object.keys(input).join(", "));
  Object.assign(invoice, input);
}
