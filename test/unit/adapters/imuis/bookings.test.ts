import { describe, expect, test } from "vitest";

import type { JournalEntry, SalesOrder } from "../../../../src/domain/booking.ts";
import {
  answer,
  argument,
  booksAnswering,
  escape,
  loggedIn,
  records,
  type Answering,
} from "./books-fixture.ts";

const ENTRY: JournalEntry = {
  type: "journalEntry",
  journal: 41,
  offsetAccount: 2975,
  fiscalYear: 2023,
  period: 3,
  entryDate: "2023-03-01",
  amounts: "incl",
  total: {
    debtorNumber: 13317,
    amountCents: 1499,
    invoiceNumber: "14194",
    documentNumber: "WEB-14194",
    description: "WEB-14194",
  },
  lines: [
    {
      ledgerAccount: 8000,
      vatCode: 2,
      quantity: "1",
      amountCents: -1499,
      vatCents: -260,
      documentNumber: "14194",
      description: "Sale <23456> & \ttab ]]>",
    },
  ],
};

const ORDER: SalesOrder = {
  type: "salesOrder",
  debtorNumber: 13317,
  date: "2023-03-01",
  deliveryDate: "2023-03-02",
  orderType: "webshoporder",
  shippingMethod: "Verzendkosten",
  externalOrderId: "1001",
  reference: "WEB-14194",
  orderCostsCents: -50,
  shippingCostsCents: 574,
  allowNegativeQuantities: false,
  lines: [{ productNumber: "P-1", quantity: "2", description: "Mug", unitPriceExcl: "12.3884" }],
};

/** Long after everything that happens here. */
const IN_TIME = Date.parse("2024-01-01T00:00:00Z");

function booksWith(respond: Answering): ReturnType<typeof booksAnswering> {
  return booksAnswering((call) => (call.operation === "Login" ? loggedIn() : respond(call)));
}

function keys(parts: readonly string[], dataset = ""): Response {
  const strings = parts.map((part) => `<string>${part}</string>`).join("");
  const fields = `<Journaalpost>${escape(dataset)}</Journaalpost><Primarykey>${strings}</Primarykey>`;
  return answer("CreateJournaalpost", fields);
}

describe("a journal entry", () => {
  test("is written as contract section 6 has it", async () => {
    const { books, asked } = booksWith(() => keys(["41", "2023", "3", "17"]));
    await books.createJournalEntry(ENTRY, IN_TIME);
    expect(argument(asked[1]?.body ?? "", "Journaalpost")).toBe(
      [
        "<NewDataSet>",
        "<BOE><DAGB>41</DAGB><JR>2023</JR><PN>3</PN><DAT>01-03-2023</DAT><REK>13317</REK><TEGREK>2975</TEGREK>",
        "<BTW>0</BTW><BEDRBOEK>14.99</BEDRBOEK><BEDRBTW>0.00</BEDRBTW><FACT>14194</FACT>",
        "<BOEKSTUK>WEB-14194</BOEKSTUK><OMSCHR>WEB-14194</OMSCHR><BETWIST>N</BETWIST></BOE>",
        "<BOE><DAGB>41</DAGB><JR>2023</JR><PN>3</PN><DAT>01-03-2023</DAT><REK>8000</REK><TEGREK>2975</TEGREK>",
        "<BTW>2</BTW><AANT>1</AANT><BEDRBOEK>-14.99</BEDRBOEK><BEDRBTW>-2.60</BEDRBTW>",
        "<BOEKSTUK>14194</BOEKSTUK><OMSCHR>Sale &lt;23456&gt; &amp;  tab ]]&gt;</OMSCHR></BOE>",
        "</NewDataSet>",
      ].join(""),
    );
  });

  test("sends its arguments in the order of the WSDL", async () => {
    const { books, asked } = booksWith(() => keys(["41", "2023", "3", "17"]));
    await books.createJournalEntry(ENTRY, IN_TIME);
    const [, inside = ""] =
      /<CreateJournaalpost [^>]*>(.*)<\/CreateJournaalpost>/s.exec(asked[1]?.body ?? "") ?? [];
    expect([...inside.matchAll(/<(\w+)>/g)].map(([, name]) => name)).toEqual([
      "PartnerKey",
      "Omgevingscode",
      "SessionId",
      "Journaalpost",
      "Primarykey",
      "Foutmelding",
    ]);
  });

  const returned = "<NewDataSet><BOE><RG>17</RG></BOE></NewDataSet>";

  test.each([
    [["41", "2023", "3", "17"], ""],
    [["2023", "3", "41", "17"], ""],
    [["17", "41", "2023", "3"], ""],
    [[], returned],
  ])("key %j %s", async (parts, dataset) => {
    const { books } = booksWith(() => keys(parts, dataset));
    expect(await books.createJournalEntry(ENTRY, IN_TIME)).toEqual({
      ok: true,
      value: { key: "41-2023-3-17", warnings: [] },
    });
  });

  test("a line number equal to the period is no confusion", async () => {
    const { books } = booksWith(() => keys(["41", "2023", "3", "3"]));
    expect(await books.createJournalEntry(ENTRY, IN_TIME)).toMatchObject({
      value: { key: "41-2023-3-3" },
    });
  });

  test("a success without any key is unclear", async () => {
    const { books } = booksWith(() => keys([]));
    expect(await books.createJournalEntry(ENTRY, IN_TIME)).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "unknown" },
    });
  });

  test("passes on iMUIS's remarks", async () => {
    const rows = ["Let op: &amp; meer", "", "Let op: &amp; meer"]
      .map((text) => `<BOE><BOE_WARNING>${text}</BOE_WARNING></BOE>`)
      .join("");
    const { books } = booksWith(() =>
      keys(["41", "2023", "3", "17"], `<NewDataSet>${rows}</NewDataSet>`),
    );
    expect(await books.createJournalEntry(ENTRY, IN_TIME)).toMatchObject({
      value: { warnings: ["Let op: & meer"] },
    });
  });
});

describe("remarks in other notations", () => {
  test.each([
    ["CDATA", "<BOE_WARNING><![CDATA[Let op]]></BOE_WARNING>", ["Let op"]],
    ["a prefix", "<a:BOE_WARNING>Let op</a:BOE_WARNING>", ["Let op"]],
    ["an attribute", '<BOE_WARNING nr="1">Let op</BOE_WARNING>', ["Let op"]],
    ["an empty tag", "<BOE_WARNING></BOE_WARNING><RG>1</RG>", []],
    ["a closed tag", "<BOE_WARNING />\n<RG>1</RG>", []],
    ["blanks", "<BOE_WARNING> </BOE_WARNING>", []],
  ])("%s", async (_name, row, warnings) => {
    const { books } = booksWith(() =>
      keys(["41", "2023", "3", "17"], `<NewDataSet><BOE>${row}</BOE></NewDataSet>`),
    );
    expect(await books.createJournalEntry(ENTRY, IN_TIME)).toMatchObject({ value: { warnings } });
  });
});

describe("finding entries", () => {
  const total =
    "<DAGB>41</DAGB><JR>2023</JR><PN>3</PN><RG>17</RG><REK>13317</REK><TEGREK>2975</TEGREK><DAT>01-03-2023</DAT><BEDRBOEK>14.99</BEDRBOEK><BOEKSTUK>14194</BOEKSTUK><FACT>14194</FACT><BTW>0</BTW>";
  const detail = total.replace("<FACT>14194</FACT>", "<FACT />").replace("13317", "8000");

  const basics = "<ONDERDEB>10000</ONDERDEB><BOVENDEB>99999</BOVENDEB>";

  /** The rows, and an administration whose debtors are numbered from 10000. */
  function finding(rows: readonly string[], settings = basics): ReturnType<typeof booksAnswering> {
    return booksWith(({ operation }) =>
      records(operation === "GetAdmInfo" ? [settings] : rows, operation),
    );
  }

  test.each([
    ["a detail row without an invoice number", detail, basics],
    ["a detail row that iMUIS gave the invoice number", total.replace("13317", "8000"), basics],
    [
      "the same where no range is known",
      total.replace("13317", "8000").replace("<BTW>0", "<BTW>2"),
      "<AANTPER>12</AANTPER>",
    ],
  ])("leaves out %s", async (_, other, settings) => {
    const { books } = finding([other, total], settings);
    expect(await books.findJournalEntries("14194")).toMatchObject({
      ok: true,
      value: [{ debtorNumber: 13317 }],
    });
  });

  test("gives the total rows only", async () => {
    const { books, asked } = finding([detail, total]);
    expect(await books.findJournalEntries("14194")).toEqual({
      ok: true,
      value: [
        {
          reference: "41-2023-3-17",
          journal: 41,
          debtorNumber: 13317,
          date: "2023-03-01",
          amountCents: 1499,
          documentNumber: "14194",
        },
      ],
    });
    expect(argument(asked[1]?.body ?? "", "Selectie")).toBe(
      [
        "<NewDataSet><Table1><TABLE>BOE</TABLE>",
        "<SELECTFIELDS>DAGB\tJR\tPN\tRG\tREK\tTEGREK\tDAT\tBEDRBOEK\tBOEKSTUK\tFACT\tBTW</SELECTFIELDS>",
        "<WHEREFIELDS>BOEKSTUK</WHEREFIELDS><WHEREOPERATORS>=</WHEREOPERATORS><WHEREVALUES>14194</WHEREVALUES>",
        "<ORDERBY>RG</ORDERBY><MAXRESULT>0</MAXRESULT><PAGESIZE>1000</PAGESIZE><SELECTPAGE>1</SELECTPAGE>",
        "</Table1></NewDataSet>",
      ].join(""),
    );
  });

  test("never takes an unreadable row for none", async () => {
    const { books } = finding([total.replace("14.99", "veel")]);
    expect(await books.findJournalEntries("14194")).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test("searches around a separator in the number", async () => {
    const { books, asked } = finding([]);
    await books.findJournalEntries("A;1");
    expect(asked[1]?.body).toContain("A%1");
    expect(asked[1]?.body).toContain("LIKE");
  });
});

describe("a create whose turn comes too late", () => {
  const TOO_LATE = {
    ok: false,
    error: { kind: "unavailable", executed: "no", message: "iMUIS had no turn for it in time" },
  };

  test("is not sent: the document may be in other hands when it ends", async () => {
    const { books, operations, clock } = booksWith(() => keys(["41", "2023", "3", "3"]));
    const inTime = clock.now + 1000;
    await books.createJournalEntry(ENTRY, inTime);
    clock.now = inTime + 1;
    expect(await books.createJournalEntry(ENTRY, inTime)).toMatchObject(TOO_LATE);
    expect(await books.createSalesOrder(ORDER, inTime)).toMatchObject(TOO_LATE);
    expect(operations()).toEqual(["Login", "CreateJournaalpost"]);
  });

  test("neither after the login that it needed took too long", async () => {
    const fixture = booksAnswering(({ operation }) => {
      if (operation !== "Login")
        return answer(operation, "", { result: false, fault: "Sessie is verlopen (CS005)" });
      fixture.clock.now += 20_000;
      return loggedIn();
    });
    const sendBefore = fixture.clock.now + 30_000;
    expect(await fixture.books.createJournalEntry(ENTRY, sendBefore)).toMatchObject(TOO_LATE);
    expect(fixture.operations()).toEqual(["Login", "CreateJournaalpost", "Login"]);
  });
});

describe("a sales order", () => {
  test("is written as contract section 6 has it", async () => {
    const { books, asked } = booksWith(() =>
      answer("CreateVerkoopOrder", "<ORDNR>202400039</ORDNR>"),
    );
    expect(await books.createSalesOrder(ORDER, IN_TIME)).toEqual({
      ok: true,
      value: { key: "202400039", warnings: [] },
    });
    expect(asked[1]?.body).toContain("<ORDNR>0</ORDNR><Foutmelding></Foutmelding>");
    expect(argument(asked[1]?.body ?? "", "Verkooporder")).toBe(
      [
        "<NewDataSet><ORDKOP><DEB>13317</DEB><DAT>2023-03-01</DAT><DATLEV>2023-03-02</DATLEV>",
        "<ORDSRT>webshoporder</ORDSRT><EXTORDNR>1001</EXTORDNR><KENM>WEB-14194</KENM><VERZWZ>Verzendkosten</VERZWZ>",
        "<BEDRORDKST>-0.50</BEDRORDKST><BEDRVRACHTKST>5.74</BEDRVRACHTKST><NEGAANT>N</NEGAANT></ORDKOP>",
        "<ORDRG><ART>P-1</ART><AANT>2</AANT><OMSCHR>Mug</OMSCHR><PRS>12.3884</PRS></ORDRG></NewDataSet>",
      ].join(""),
    );
  });

  test.each([
    ["<ORDNR>0</ORDNR>", false],
    [
      `<Verkooporder>${escape("<NewDataSet><ORDKOP><NR>12</NR></ORDKOP></NewDataSet>")}</Verkooporder><ORDNR>0</ORDNR>`,
      true,
    ],
  ])("number in %s", async (fields, ok) => {
    const { books } = booksWith(() => answer("CreateVerkoopOrder", fields));
    expect(await books.createSalesOrder(ORDER, IN_TIME)).toMatchObject({ ok });
  });

  test("is found by its external number", async () => {
    const { books } = booksWith(() =>
      records([
        "<NR>12</NR><EXTORDNR>1001</EXTORDNR><KENM>WEB-14194</KENM><DEB>13317</DEB><DAT>2023-03-01T00:00:00+01:00</DAT>",
      ]),
    );
    expect(await books.findSalesOrders("1001")).toEqual({
      ok: true,
      value: [
        {
          reference: "12",
          externalOrderId: "1001",
          orderReference: "WEB-14194",
          debtorNumber: 13317,
          date: "2023-03-01",
        },
      ],
    });
  });
});
