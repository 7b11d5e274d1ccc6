import { afterAll, beforeAll, describe, test } from "vitest";

import type { GoldenInvoice, GoldenOrder } from "../../sandbox/ccv-shop/golden.ts";
import type { JournalEntry, SalesOrder } from "../../sandbox/imuis/administration.ts";
import { eventually } from "../../scripts/support/owner.ts";
import cases from "../golden/cases.json" with { type: "json" };
import { type GoldenCase, toConfiguration } from "../golden/to-domain.ts";
import {
  type DocumentView,
  readDocument,
  type ShopInTest,
  startWorld,
  type World,
} from "./harness.ts";

/** Every worked case through the whole product: what iMUIS received is compared field by field. */

const goldenCases = cases.cases as unknown as readonly GoldenCase[];

/** The administration's next debtor is 13400 (the cases say so); the tests of other files need no such agreement. */
let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

function prepare(golden: GoldenCase, administration: string): void {
  const { imuis, vies } = world.sandbox.control;
  for (const [email, code] of Object.entries(golden.context.debtorsByEmail)) {
    imuis.addDebtor({
      administration,
      debtor: { NR: String(code), EMAIL: email, NAAM: "Anna Bakker" },
    });
  }
  for (const debtor of new Set(Object.values(golden.settings.paymentDebtors))) {
    imuis.addDebtor({ administration, debtor: { NR: String(debtor), NAAM: `Debtor ${debtor}` } });
  }
  imuis.setNextDebtor({ administration, number: golden.context.nextDebtorCode });
  for (const [number, answer] of Object.entries(golden.context.vies)) {
    vies.set({
      number,
      answer:
        answer.error === undefined ? { valid: answer.valid ?? false } : { error: answer.error },
    });
  }
}

/** The cases answer the same VAT number differently; an answer of VIES counts for a day. */
async function forgetVatNumberAnswers(): Promise<void> {
  await (await world.database()).prepare("DELETE FROM vat_number_answers").run();
}

async function shopFor(golden: GoldenCase): Promise<ShopInTest> {
  await forgetVatNumberAnswers();
  return world.newShop({
    configuration: { ...toConfiguration(golden), startDate: "2020-01-01" },
    prepare: ({ administration }) => prepare(golden, administration),
  });
}

/** Waits until the document stands still: nothing that a status word could hide is under way any more. */
async function settled(
  { owner }: ShopInTest,
  golden: GoldenCase,
  id: number,
): Promise<DocumentView> {
  return eventually(golden.id, async () => {
    const document = await readDocument(owner, golden.source, id);
    return document && !["queued", "processing"].includes(document.status) ? document : null;
  });
}

const EXPECTED_STATUS = {
  processed: "processed",
  rejected: "error",
  pending: "open",
  open: "open",
  skipped: "skipped",
} as const;

/** Rows as plain text, in any order: the cases don't prescribe one. */
function sorted(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
}

function received(entry: JournalEntry): { total: object; details: string[] } {
  const [total, ...details] = entry.rows.map((row) => ({
    journal: Number(row.fields["DAGB"]),
    offsetAccount: Number(row.fields["TEGREK"]),
    date: row.fields["DAT"],
    year: Number(row.fields["JR"]),
    period: Number(row.fields["PN"]),
    account: Number(row.fields["REK"]),
    vat: Number(row.fields["BTW"]),
    entryDocument: row.fields["BOEKSTUK"],
    entryAmount: row.fields["BEDRBOEK"],
    description: row.fields["OMSCHR"],
    vatAmount: row.fields["BEDRBTW"],
    quantity: Number(row.fields["AANT"] ?? 0),
    invoice: row.fields["FACT"],
  }));
  const { vatAmount: _v, quantity: _q, ...totalRow } = total ?? { vatAmount: "", quantity: 0 };
  return { total: totalRow, details: sorted(details.map(({ invoice: _i, ...row }) => row)) };
}

function withoutNotes(row: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith("_")));
}

/** A field of the order as it came over the wire: the sandbox keeps dates in one notation of its own. */
function sentField(administration: string, field: string): string | undefined {
  const filter = { subject: administration, operation: "CreateVerkoopOrder" };
  const [call] = world.sandbox.control.calls.list(filter);
  return new RegExp(`&lt;${field}&gt;([^&]*)&lt;`).exec(call?.payload ?? "")?.[1];
}

function receivedOrder({ head, rows }: SalesOrder, administration: string): object {
  return {
    debtorId: Number(head["DEB"]),
    date: sentField(administration, "DAT"),
    deliveryDate: sentField(administration, "DATLEV"),
    type: head["ORDSRT"],
    externalOrderId: head["EXTORDNR"],
    reference: head["KENM"],
    orderCosts: head["BEDRORDKST"],
    shippingCosts: head["BEDRVRACHTKST"],
    allowNegativeQuantities: head["NEGAANT"] === "J",
    lines: sorted(
      rows.map((row) => ({
        description: row["OMSCHR"],
        quantity: Number(row["AANT"]),
        productId: row["ART"],
        unitPriceExcl: row["PRS"],
      })),
    ),
  };
}

const VAT_KINDS: Readonly<Record<string, string>> = { H: "High", L: "Low", V: "Reverse charge" };

function receivedProducts(administration: string): object[] {
  return world.sandbox.control.imuis.products({ administration }).map((product) => ({
    articleKey: product["NR"],
    name: product["OMSCHR"],
    vat: VAT_KINDS[product["BTW"] ?? ""],
    itemGroup: Number(product["ARTGRP"]),
  }));
}

describe("golden cases", () => {
  test.for(goldenCases)("$id $title", async (golden, { expect }) => {
    const shop = await shopFor(golden);
    const { control } = world.sandbox;
    const { administration } = shop;
    const document = golden.document as unknown as GoldenOrder | GoldenInvoice;
    const { id } = await control.shop.placeGolden({ shop: shop.shop, document });
    const found = await settled(shop, golden, id);
    if (golden.expected.reason === "ALREADY_PROCESSED") {
      // Processed before, through this product: delivered again it keeps its status and is booked once.
      await control.shop.setStatus({ shop: shop.shop, id, status: 5 });
      expect(found.status).toBe("processed");
      expect(control.imuis.entries({ administration })).toHaveLength(1);
      return;
    }
    expect(found.status).toBe(EXPECTED_STATUS[golden.expected.status]);
    if (golden.expected.status === "rejected") {
      expect(found.error?.code).toBe(golden.expected.error);
      if (golden.expected.detail) expect(found.error?.detail).toContain(golden.expected.detail);
    } else if (golden.expected.status !== "processed") {
      expect(found.reason).toBe(golden.expected.reason);
    }
    const entries = control.imuis.entries({ administration });
    const orders = control.imuis.orders({ administration });
    if (golden.expected.status !== "processed") {
      expect([entries, orders]).toEqual([[], []]);
      return;
    }
    const expectedWarnings = (golden.expected.warnings ?? []).map(
      (warning) => warning.split(" ")[0],
    );
    expect(found.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(expectedWarnings),
    );
    if (golden.expected.journalEntry) {
      const [entry] = entries;
      expect(entry && received(entry)).toEqual({
        total: golden.expected.journalEntry.total,
        details: sorted(golden.expected.journalEntry.details.map(withoutNotes)),
      });
    }
    if (golden.expected.order) {
      const { remark: _r, externalComment: _e, lines, products, ...head } = golden.expected.order;
      const [order] = orders;
      expect(order && receivedOrder(order, administration)).toEqual({
        ...head,
        externalOrderId: String(id),
        lines: sorted(lines as object[]),
      });
      // Two rows with one code are one product: the case names both, the first of them is created.
      const expectedProducts = new Map(
        [...products].reverse().map((product) => [product["articleKey"], product]),
      );
      expect(sorted(receivedProducts(administration))).toEqual(
        sorted([...expectedProducts.values()]),
      );
    }
  });
});
