import { describe, expect, test } from "vitest";

import type { DebtorCard } from "../../../../src/domain/booking.ts";
import {
  answer,
  argument,
  booksAnswering,
  dataset,
  loggedIn,
  records,
  type SoapCall,
} from "./books-fixture.ts";

const CARD: DebtorCard = {
  searchKey: "W1-ANNA",
  name: "Anna & Zn <BV>",
  street: "Dorpsstraat",
  houseNumber: 12,
  houseNumberSuffix: "a",
  postalCode: "1234AB",
  city: "Utrecht",
  countryCode: "NL",
  email: "anna@example.nl",
  telephone: "",
  vatNumber: "NL1",
  vatNumberVerifiedOn: "2023-03-01",
  chamberOfCommerceNumber: "",
  vatLiability: "intraCommunity",
  paymentCondition: 30,
  controlAccount: 1300,
};

const ANNA =
  "<NR>13317</NR><ZKSL>W1-ANNA</ZKSL><NAAM>Anna</NAAM><EMAIL>Anna@Example.nl </EMAIL><BTWNR>NL 1234.B01</BTWNR><BLOK>N</BLOK>";

/** Answers look-ups by table and creates by key. */
function booksWith(
  tables: Readonly<Record<string, readonly string[]>>,
  create = "<Primarykey>13400</Primarykey>",
): ReturnType<typeof booksAnswering> {
  return booksAnswering((call: SoapCall) => {
    if (call.operation === "Login") return loggedIn();
    if (call.operation === "CreateStamTabelRecord") return answer(call.operation, create);
    const [, table = ""] = /<TABLE>(\w+)/.exec(argument(call.body, "Selectie")) ?? [];
    const rows = tables[table];
    const options = { result: false, fault: `Tabel ${table} onbekend` };
    return rows === undefined ? answer(call.operation, "", options) : records(rows, call.operation);
  });
}

describe("finding debtors", () => {
  const record = {
    number: 13317,
    name: "Anna",
    email: "Anna@Example.nl",
    vatNumber: "NL 1234.B01",
    blocked: false,
  };

  test("by e-mail, trimmed and in lower case", async () => {
    const blocked = ANNA.replace("13317", "13318").replace("<BLOK>N", "<BLOK>J");
    const { books, asked } = booksWith({ DEB: [ANNA, blocked] });
    expect(await books.findDebtorsByEmail(" Anna@EXAMPLE.nl")).toEqual({
      ok: true,
      value: [record, { ...record, number: 13318, blocked: true }],
    });
    expect(argument(asked[1]?.body ?? "", "Selectie")).toContain(
      "<WHEREVALUES>anna@example.nl</WHEREVALUES>",
    );
  });

  test("by VAT number, whatever its punctuation", async () => {
    const { books } = booksWith({ DEB: [ANNA] });
    expect(await books.findDebtorsByVatNumber("nl1234B01")).toMatchObject({ value: [record] });
    expect(await books.findDebtorsByVatNumber("NL9")).toEqual({ ok: true, value: [] });
  });

  test("by search key", async () => {
    const { books } = booksWith({ DEB: [ANNA] });
    expect(await books.findDebtorBySearchKey("W1-ANNA")).toEqual({ ok: true, value: record });
    expect(await books.findDebtorBySearchKey("W1-PIET")).toEqual({ ok: true, value: null });
  });

  test("asks nothing for an empty address", async () => {
    const { books, operations } = booksWith({});
    expect(await books.findDebtorsByEmail("  ")).toEqual({ ok: true, value: [] });
    expect(operations()).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["rows without METADATA", `<DATA>${ANNA}</DATA>`],
    ["METADATA without a count", "<METADATA></METADATA>"],
    ["fewer rows than announced", "<METADATA><RECORDCOUNT>1</RECORDCOUNT></METADATA>"],
    [
      "a row without a number",
      "<METADATA><RECORDCOUNT>1</RECORDCOUNT></METADATA><DATA><EMAIL>a@b.nl</EMAIL></DATA>",
    ],
  ])("%s is no answer", async (_, content) => {
    const { books } = booksAnswering((call) =>
      call.operation === "Login" ? loggedIn() : dataset(content),
    );
    expect(await books.findDebtorsByEmail("a@b.nl")).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test("reads every page", async () => {
    const { books, asked } = booksAnswering((call) => {
      if (call.operation === "Login") return loggedIn();
      const row = ANNA.replace("13317", String(13317 + call.earlier));
      return dataset(
        `<METADATA><RECORDCOUNT>2</RECORDCOUNT><TOTALPAGES>2</TOTALPAGES></METADATA><DATA>${row}</DATA>`,
      );
    });
    expect(await books.findDebtorsByEmail("anna@example.nl")).toMatchObject({
      value: [{ number: 13317 }, { number: 13318 }],
    });
    expect(argument(asked[2]?.body ?? "", "Selectie")).toContain("<SELECTPAGE>2</SELECTPAGE>");
  });
});

describe("creating a debtor", () => {
  const land = ["<ZKSL>N</ZKSL><ISO>NL</ISO>"];

  test("with every field that is filled, and iMUIS's own country code", async () => {
    const { books, asked } = booksWith({ LAND: land });
    expect(await books.createDebtor(CARD)).toEqual({
      ok: true,
      value: { key: 13400, warnings: [] },
    });
    expect(argument(asked[2]?.body ?? "", "Stamtabel")).toBe(
      [
        "<NewDataSet><METADATA><TABLE>DEB</TABLE></METADATA><DATA><ZKSL>W1-ANNA</ZKSL>",
        "<NAAM>Anna &amp; Zn &lt;BV&gt;</NAAM><STRAAT>Dorpsstraat</STRAAT><HNR>12</HNR><HNRTV>a</HNRTV>",
        "<POSTCD>1234AB</POSTCD><PLAATS>Utrecht</PLAATS><LAND>N</LAND><EMAIL>anna@example.nl</EMAIL>",
        "<BTWNR>NL1</BTWNR><DATBTWNR>01-03-2023</DATBTWNR><BTWPL>I</BTWPL><BETCOND>30</BETCOND><SLUITREK>1300</SLUITREK>",
        "</DATA></NewDataSet>",
      ].join(""),
    );
  });

  test.each([
    ["domestic", "B"],
    ["outsideEu", "U"],
  ] as const)("%s is %s", async (vatLiability, letter) => {
    const { books, asked } = booksWith({ LAND: land });
    await books.createDebtor({ ...CARD, vatLiability });
    expect(argument(asked[2]?.body ?? "", "Stamtabel")).toContain(`<BTWPL>${letter}</BTWPL>`);
  });

  test("remembers countries", async () => {
    const { books, operations } = booksWith({ LAND: land });
    await books.createDebtor(CARD);
    await books.createDebtor(CARD);
    expect(operations().filter((operation) => operation === "GetStamtabelRecords")).toHaveLength(1);
  });

  test("finds Greece under either code", async () => {
    const { books, asked } = booksWith({ LAND: ["<ZKSL>GRI</ZKSL><ISO>EL</ISO>"] });
    await books.createDebtor({ ...CARD, countryCode: "GR" });
    expect(argument(asked[3]?.body ?? "", "Stamtabel")).toContain("<LAND>GRI</LAND>");
  });

  test("says so when iMUIS has no such country", async () => {
    const { books, asked } = booksWith({ LAND: [] });
    expect(await books.createDebtor({ ...CARD, countryCode: "JP" })).toEqual({
      ok: true,
      value: {
        key: 13400,
        warnings: ["country JP is not in iMUIS (table LAND); the card has none"],
      },
    });
    expect(asked.at(-1)?.body).not.toContain("LAND&gt;");
  });

  test("reads the number that the answer lacks", async () => {
    const { books } = booksWith({ LAND: land, DEB: [ANNA] }, "<Primarykey />");
    expect(await books.createDebtor(CARD)).toEqual({
      ok: true,
      value: { key: 13317, warnings: [] },
    });
    const gone = booksWith({ LAND: land, DEB: [] }, "<Primarykey />");
    expect(await gone.books.createDebtor(CARD)).toMatchObject({
      ok: false,
      error: { executed: "unknown" },
    });
  });
});

describe("products", () => {
  const card = {
    number: "P-1",
    searchKey: "P-1",
    name: "Mug",
    itemGroup: 29,
    vatKind: "reverseCharge",
    priceExclCents: 1000,
    priceInclCents: 1000,
    ean: "",
    productId: null,
  } as const;

  test("are found by their number", async () => {
    const { books } = booksWith({ ART: ["<NR>p-1</NR>"] });
    expect(await books.hasProduct("P-1")).toEqual({ ok: true, value: true });
    expect(await books.hasProduct("P-2")).toEqual({ ok: true, value: false });
  });

  test.each([
    ["high", "H"],
    ["low", "L"],
    ["reverseCharge", "V"],
  ] as const)("are created as %s", async (vatKind, letter) => {
    const { books, asked } = booksWith({}, "<Primarykey>P-1</Primarykey>");
    expect(await books.createProduct({ ...card, vatKind })).toMatchObject({
      value: { key: "P-1" },
    });
    expect(argument(asked[1]?.body ?? "", "Stamtabel")).toContain(
      `<NR>P-1</NR><ZKSL>P-1</ZKSL><OMSCHR>Mug</OMSCHR><ARTGRP>29</ARTGRP><BTW>${letter}</BTW><VERKPR>10.00</VERKPR><VERKPRINCL>10.00</VERKPRINCL></DATA>`,
    );
  });

  test("without a key in the answer are looked up", async () => {
    const there = booksWith({ ART: ["<NR>P-1</NR>"] }, "<Primarykey />");
    expect(await there.books.createProduct(card)).toMatchObject({ ok: true });
    const gone = booksWith({ ART: [] }, "<Primarykey />");
    expect(await gone.books.createProduct(card)).toMatchObject({ error: { executed: "unknown" } });
  });
});

describe("options", () => {
  const tables = {
    BASFIN: ["<AANTPER>13</AANTPER><SPLITSREK>2975</SPLITSREK>"],
    DAGBOEK: [
      "<NR>41</NR><OMSCHR>Webshop</OMSCHR><BLOK>N</BLOK>",
      "<NR>42</NR><OMSCHR>Oud</OMSCHR><BLOK>J</BLOK>",
    ],
    GRB: ["<NR>8000</NR><OMSCHR>Omzet</OMSCHR>"],
    BTW: [
      "<NR>2</NR><OMSCHR>Hoog</OMSCHR><PERC>21.00</PERC><BTWBER>I</BTWBER>",
      "<NR>12</NR><ZKSL>hoogex</ZKSL><PERC>21</PERC><BTWBER>E</BTWBER>",
      "<NR>3</NR><ZKSL>x</ZKSL><PERC /><BTWBER>?</BTWBER>",
    ],
    ORDSRT: ["<ZKSL>webshoporder</ZKSL><OMSCHR>Webshop</OMSCHR>"],
    ARTGRP: ["<NR>29</NR><OMSCHR>Webshop</OMSCHR>"],
    BETCOND: ["<NR>30</NR><ZKSL>30 dagen</ZKSL>"],
  };

  test("leave out what is blocked and what the administration lacks", async () => {
    const { books } = booksWith(tables);
    expect(await books.readOptions()).toEqual({
      ok: true,
      value: {
        journals: [{ code: 41, name: "Webshop" }],
        ledgerAccounts: [{ code: 8000, name: "Omzet" }],
        vatCodes: [
          { code: 2, name: "Hoog", percentage: "21", calculation: "incl" },
          { code: 12, name: "hoogex", percentage: "21", calculation: "excl" },
          { code: 3, name: "x", percentage: "0", calculation: null },
        ],
        orderTypes: [{ code: "webshoporder", name: "Webshop" }],
        shippingMethods: [],
        itemGroups: [{ code: 29, name: "Webshop" }],
        paymentConditions: [{ code: 30, name: "30 dagen" }],
        splitAccount: 2975,
        periodsPerYear: 13,
      },
    });
  });

  test("need the financial tables", async () => {
    const { books } = booksWith({ ...tables, DAGBOEK: undefined as never });
    expect(await books.readOptions()).toMatchObject({ ok: false, error: { kind: "refused" } });
  });
});

describe("the calendar", () => {
  const basics =
    "<AANTPER>12</AANTPER><JRAFGESL>2022</JRAFGESL><PNAFGESL>12</PNAFGESL><JRAFGESLGEBR>2023</JRAFGESLGEBR><PNAFGESLGEBR>2</PNAFGESLGEBR>";
  const period = "<JR>2023</JR><PN>3</PN><DATVAN>01-03-2023</DATVAN><DATTM>31-03-2023</DATTM>";

  test("with its periods and what is closed", async () => {
    const { books } = booksWith({ BASFIN: [basics], PERIODEDATUMS: [period] });
    expect(await books.readCalendar()).toEqual({
      ok: true,
      value: {
        periods: [{ fiscalYear: 2023, period: 3, from: "2023-03-01", to: "2023-03-31" }],
        periodsPerYear: 12,
        closedThrough: { fiscalYear: 2022, period: 12 },
        closedForUsersThrough: { fiscalYear: 2023, period: 2 },
      },
    });
  });

  test.each([
    ["a table that is refused", { BASFIN: ["<AANTPER>4</AANTPER>"] }],
    [
      "fields of other names",
      { BASFIN: ["<AANTPER>4</AANTPER>"], PERIODEDATUMS: ["<JAAR>2023</JAAR>"] },
    ],
  ])("falls back on equal periods for %s", async (_, tables) => {
    const { books } = booksWith(tables);
    expect(await books.readCalendar()).toEqual({
      ok: true,
      value: { periods: [], periodsPerYear: 4, closedThrough: null, closedForUsersThrough: null },
    });
  });

  test("is remembered for fifteen minutes, failures are not", async () => {
    const fixture = booksWith({ BASFIN: [basics], PERIODEDATUMS: [period] });
    await fixture.books.readCalendar();
    fixture.clock.now += 14 * 60_000;
    await fixture.books.readCalendar();
    expect(fixture.operations()).toHaveLength(3);
    fixture.clock.now += 60_000;
    await fixture.books.readCalendar();
    expect(fixture.operations()).toHaveLength(5);
  });
});
