import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, it } from "vitest";

import type { GoldenInvoice, GoldenOrder } from "../../../sandbox/ccv-shop/golden.ts";
import { boeRows, bookEntry } from "./creates.ts";
import { login } from "./soap.ts";
import { ccvJson, sandboxWithShop } from "./support.ts";

/** Every worked case can be served as a resource, and every expected entry can be booked. */

interface GoldenCase {
  id: string;
  source: "order" | "invoice";
  document: GoldenOrder | GoldenInvoice;
  expected: {
    journalEntry?: {
      total: Record<string, string | number>;
      details: Record<string, string | number>[];
    };
  };
}

const FILE = fileURLToPath(new URL("../../golden/cases.json", import.meta.url));
const CASES = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, "utf8")) as { cases: GoldenCase[] }).cases
  : [];

type Row = Record<string, unknown>;

describe.skipIf(CASES.length === 0)("worked cases", () => {
  it.for(CASES.map((one): [string, GoldenCase] => [one.id, one]))(
    "%s is served with its own amounts",
    async ([, one], { expect }) => {
      const { sandbox, control } = await sandboxWithShop();
      const { document } = one;
      const { id } = await control.shop.placeGolden({ document });
      const collection = `${one.source}s`;
      const served = await ccvJson(sandbox, `/${collection}/${id}/`);
      const { total_price, total_tax, currency, create_date, email, vatnumber } = document;
      expect(served).toMatchObject({
        id: document.id,
        total_price,
        total_tax,
        currency,
        create_date,
        customer: {
          email,
          btw: vatnumber,
          deliveryaddress: { country_code: document.deliveryaddress.country_code },
        },
      });
      const rows = "orderrows" in document ? document.orderrows : document.invoicerows;
      const served_rows = await ccvJson(sandbox, `/${collection}/${id}/${one.source}rows/`);
      expect((served_rows["items"] as Row[]).length).toBe(rows.length);
      expect(served_rows["items"]).toMatchObject(rows);
    },
  );

  it.for(
    CASES.flatMap(({ id, expected }) => (expected.journalEntry ? [[id, expected]] : [])) as [
      string,
      Required<GoldenCase["expected"]>,
    ][],
  )("%s can be booked in the default administration", async ([, { journalEntry }], { expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    control.imuis.addDebtor({ debtor: { NR: "13317" } });
    control.imuis.addDebtor({ debtor: { NR: "13400" } });
    const rows = [journalEntry.total, ...journalEntry.details].map(toBoe);
    const booked = await bookEntry(sandbox, await login(sandbox), rows);
    expect(booked.message).toBe("");
    expect(control.imuis.entries()).toMatchObject([{ dateInPeriod: true }]);
  });

  it("shows a discount under both names, or under the one asked for", async ({ expect }) => {
    const { control } = await sandboxWithShop();
    const document = CASES.find(({ id }) => id === "G07")?.document;
    if (!document) throw new Error("G07 is missing.");
    const place = async (discounts: "both" | "total" | "list") => {
      const { id } = await control.shop.placeGolden({ document, discounts });
      const { total_discounts, discounts: listed } = control.shop.order({ id });
      return [total_discounts, listed];
    };
    expect(await place("both")).toEqual([9.32, [{ amount: 9.32 }]]);
    expect(await place("total")).toEqual([9.32, undefined]);
    expect(await place("list")).toEqual([0, [{ amount: 9.32 }]]);
  });

  it("serves the pay method of an invoice on its order", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const document = CASES.find(({ source }) => source === "invoice")?.document;
    if (!document) throw new Error("There is no invoice among the cases.");
    const { id } = await control.shop.placeGolden({ document });
    const invoice = await ccvJson(sandbox, `/invoices/${id}/`);
    expect(invoice).not.toHaveProperty("paymethod");
    const path = String(invoice["order"]).split("/api/rest/v1")[1] ?? "";
    expect(await ccvJson(sandbox, path)).toMatchObject({ paymethod: "BankTransfer" });
  });
});

/** The fields that arrive in iMUIS, from the words of the worked cases. */
function toBoe(row: Record<string, string | number>): Record<string, string> {
  const text = (name: string): string => String(row[name] ?? "");
  const [common = {}] = boeRows();
  const { FACT: _, ...fields } = common;
  return {
    ...fields,
    JR: text("year"),
    PN: text("period"),
    DAT: text("date"),
    REK: text("account"),
    BTW: text("vat"),
    AANT: text("quantity"),
    BEDRBOEK: text("entryAmount"),
    BEDRBTW: text("vatAmount") || "0.00",
    BOEKSTUK: text("entryDocument"),
    OMSCHR: text("description"),
  };
}
