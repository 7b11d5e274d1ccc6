import type { CcvClient } from "../../src/adapters/ccv-shop/client.ts";
import { type Assumption, differs, holds, unclear, type Verdict } from "./assumption.ts";
import { shopAssumptions } from "./ccv-shop-assumptions.ts";
import { type CcvUnderTest, distinct, type Fields, sample } from "./ccv-under-test.ts";
import { webhookAssumptions } from "./ccv-webhook-assumptions.ts";

/** The open assumptions about CCV Shop (ccvshop.md section 8), as calls to a test shop. */

const WHERE_DOCUMENT = "src/adapters/ccv-shop/to-document.ts";
const WHERE_SCHEMA = "src/adapters/ccv-shop/schema.ts";

const amountOf = (fields: Fields, name: string): number => Number(fields[name] ?? 0);

export function ccvAssumptions(test: CcvUnderTest): readonly Assumption[] {
  return [
    ...readAssumptions(test),
    ...amountAssumptions(test),
    ...shopAssumptions(test),
    ...webhookAssumptions(test),
  ];
}

function readAssumptions({ client, withWrongSecret, now }: CcvUnderTest): readonly Assumption[] {
  return [
    {
      id: "ccv 8.14",
      says: "wrong keys are answered 401 or 403",
      where: "src/adapters/ccv-shop/fault.ts",
      async check() {
        const read = await withWrongSecret.getPage("/orders/?start=0&size=1");
        if (read.ok) return differs("a wrong secret was accepted");
        return read.error.kind === "credentials-refused"
          ? holds(read.error.message)
          : differs(`${read.error.kind}: ${read.error.message}`);
      },
    },
    {
      id: "ccv 8.13",
      says: "a page may have 100 rows",
      where: "src/adapters/ccv-shop/client.ts",
      async check() {
        const page = await client.getPage("/orders/?start=0&size=100");
        return page.ok
          ? holds(`${page.value.items.length} rows on the first page`)
          : differs(page.error.message);
      },
    },
    {
      id: "ccv 8.15",
      says: "min_create_date is an ISO instant in UTC ending in Z",
      where: "src/adapters/ccv-shop/documents.ts",
      async check() {
        const tomorrow = new Date(now.getTime() + 86_400_000).toISOString();
        const from = encodeURIComponent(`${tomorrow.slice(0, 19)}Z`);
        const page = await client.getPage(`/orders/?start=0&size=1&min_create_date=${from}`);
        if (!page.ok) return differs(page.error.message);
        const found = page.value.items.length;
        return found === 0
          ? holds("nothing is from tomorrow on")
          : differs("the filter was ignored");
      },
    },
    {
      id: "ccv 8.11",
      says: "an order has no date of payment",
      where: WHERE_SCHEMA,
      check: () => absentField(client, /paid_(date|at|on)|payment_date|paydate/i),
    },
    {
      id: "ccv 8.10",
      says: "an order names no country of taxation",
      where: "src/domain/vat-treatment.ts",
      check: () => absentField(client, /tax_?country|vat_?country|oss/i),
    },
    {
      id: "ccv 8.9",
      says: "nothing marks a margin sale",
      where: WHERE_SCHEMA,
      check: () => absentField(client, /margin|marge/i),
    },
  ];
}

async function absentField(client: CcvClient, pattern: RegExp): Promise<Verdict> {
  const orders = await sample(client, "orders");
  if (orders.length === 0) return unclear("the shop has no orders");
  const found = orders.flatMap((order) => Object.keys(order).filter((name) => pattern.test(name)));
  return found.length === 0
    ? holds(`not among the fields of ${orders.length} orders`)
    : differs(`there is ${distinct(found)}`);
}

function amountAssumptions({ client, shop }: CcvUnderTest): readonly Assumption[] {
  return [
    {
      id: "ccv 8.6, vat 8.4",
      says: "a credit invoice says `credit` in its type",
      where: WHERE_DOCUMENT,
      async check() {
        const invoices = await sample(client, "invoices");
        const types = distinct(invoices.map((invoice) => invoice["type"]));
        const negative = invoices.filter((invoice) => amountOf(invoice, "total_price") < 0);
        const unsaid = negative.filter((invoice) => !/credit/i.test(String(invoice["type"])));
        if (invoices.length === 0) return unclear("the shop has no invoices");
        if (unsaid.length > 0) return differs(`negative with another type; types: ${types}`);
        return /credit/i.test(types)
          ? holds(`types: ${types}; ${negative.length} of them with a negative total`)
          : unclear(`no credit invoice; types: ${types}`);
      },
    },
    {
      id: "ccv 8.8, vat 8.4",
      says: "credit_point_discount is positive and lowers the total",
      where: "src/domain/readings.ts",
      async check() {
        const orders = await sample(client, "orders");
        const signs = orders
          .map((order) => Math.sign(amountOf(order, "credit_point_discount")))
          .filter((sign) => sign !== 0);
        if (signs.length === 0) return unclear("no order was paid with points");
        return signs.every((sign) => sign > 0)
          ? holds(`${signs.length} orders`)
          : differs("some are negative");
      },
    },
    {
      id: "ccv 8.7",
      says: "every order can be read with all its rows and amounts",
      where: WHERE_DOCUMENT,
      async check() {
        const orders = (await sample(client, "orders")).slice(0, 10);
        if (orders.length === 0) return unclear("the shop has no orders");
        const failures: string[] = [];
        for (const order of orders) {
          const read = await shop.readDocument("order", String(order["id"]));
          if (!read.ok)
            failures.push(read.error.kind === "invalid" ? read.error.path : read.error.kind);
        }
        return failures.length === 0
          ? holds(`${orders.length} orders; use Preview in the dashboard for what adds up`)
          : differs(`not readable: ${distinct(failures)}`);
      },
    },
  ];
}
