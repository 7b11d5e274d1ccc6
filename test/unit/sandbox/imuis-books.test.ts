import { describe, it } from "vitest";

import { boeRows, bookEntry, bookOrder, create } from "./creates.ts";
import { search } from "./searches.ts";
import { login } from "./soap.ts";
import { sandboxWithShop } from "./support.ts";

async function prepared() {
  const { sandbox, control } = await sandboxWithShop();
  return { sandbox, control, session: await login(sandbox) };
}

const DEBTOR = { ZKSL: "Bakker 1001", BTWPL: "B", BETCOND: "30", SLUITREK: "1300" };
const ARTICLE = { NR: "P-1", ZKSL: "P-1", OMSCHR: "Lamp", ARTGRP: "29", BTW: "H" };

describe("CreateStamTabelRecord", () => {
  it("numbers debtors itself, and finds them again", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    const fields = { ...DEBTOR, NAAM: "Bakker & Zn <bv>", EMAIL: "a@example.nl", LAND: "D" };
    expect(await create(sandbox, session, { table: "DEB", fields })).toEqual({
      message: "",
      key: "13400",
    });
    const where: [string, string, string][] = [["EMAIL", "=", "a@example.nl"]];
    const found = await search(sandbox, session, { table: "DEB", fields: "NR\tNAAM", where });
    expect(found.rows).toEqual([{ NR: "13400", NAAM: "Bakker & Zn <bv>" }]);
  });

  it.for([
    [{ ZKSL: "" }, "Veld ZKSL is verplicht."],
    [{ BTWPL: "" }, "Veld BTWPL is verplicht."],
    [{ BTWPL: "X" }, "BTWPL X is onbekend."],
    [{ BETCOND: "31" }, "BETCOND 31 bestaat niet."],
    [{ LAND: "DE" }, "LAND DE bestaat niet."],
    [{ HNR: "12a" }, "Ongeldige waarde in veld HNR: 12a"],
    [{ NR: "500" }, "Debiteurnummer 500 ligt niet tussen 10000 en 99999."],
    [{ TELEFOON: "1" }, "Veld TELEFOON is onbekend in tabel DEB."],
    [{ SALDO: "1.00" }, "Veld SALDO in tabel DEB is niet toegankelijk."],
    [{ POSTCD: "1234 AB NL" }, "Waarde te lang voor veld POSTCD (maximaal 8 tekens): 1234 AB NL"],
  ] as [Record<string, string>, string][])(
    "refuses a debtor with %j",
    async ([change, message], { expect }) => {
      const { sandbox, session } = await prepared();
      const fields = { ...DEBTOR, ...change };
      expect((await create(sandbox, session, { table: "DEB", fields })).message).toBe(message);
    },
  );

  it("keeps search keys unique, without regard to case", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    await create(sandbox, session, { table: "DEB", fields: DEBTOR });
    const fields = { ...DEBTOR, ZKSL: "BAKKER 1001" };
    const again = await create(sandbox, session, { table: "DEB", fields });
    expect(again.message).toBe("ZKSL BAKKER 1001 bestaat al in tabel DEB.");
  });

  it("cuts long values where the administration is set so", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    control.imuis.behave({ longValues: "cut" });
    const fields = { ...DEBTOR, PLAATS: "x".repeat(30) };
    await create(sandbox, session, { table: "DEB", fields });
    expect(control.imuis.debtors().at(-1)).toMatchObject({ PLAATS: "x".repeat(24) });
  });

  it("makes articles of an existing group only", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    const wrong = { ...ARTICLE, ARTGRP: "28" };
    const refused = await create(sandbox, session, { table: "ART", fields: wrong });
    expect(refused.message).toBe("ARTGRP 28 bestaat niet.");
    const made = await create(sandbox, session, { table: "ART", fields: ARTICLE });
    expect(made).toEqual({ message: "", key: "P-1" });
  });
});

describe("CreateJournaalpost", () => {
  it("books a split whose amounts add up, in cents", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    const booked = await bookEntry(sandbox, session, boeRows());
    expect(booked).toMatchObject({ message: "", result: "true", key: ["41", "2023", "3", "1"] });
    expect(booked.rows).toMatchObject([{ FACT: "14194", BETWIST: "J", RG: "1" }, {}, {}]);
    const [entry] = control.imuis.entries({ document: "14194" });
    expect(entry).toMatchObject({ balance: "incl", dateInPeriod: true, periodClosed: false });
    expect(entry?.rows.map((row) => [row.account, row.amountCents, row.vatCents])).toEqual([
      [12000, 5008, 0],
      [8000, -1499, -260],
      [8000, -3509, -609],
    ]);
  });

  it("books a split whose amounts and VAT add up", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    const rows = boeRows([{}, { BEDRBOEK: "-12.39" }, { BEDRBOEK: "-29.00" }]);
    expect((await bookEntry(sandbox, session, rows)).message).toBe("");
    expect(control.imuis.entries()).toMatchObject([{ balance: "excl" }]);
  });

  it("books the same again: nothing keeps a duplicate out", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    await bookEntry(sandbox, session, boeRows());
    await bookEntry(sandbox, session, boeRows());
    expect(control.imuis.entries({ document: "14194" })).toHaveLength(2);
    const where: [string, string, string][] = [["BOEKSTUK", "=", "14194"]];
    expect((await search(sandbox, session, { table: "BOE", where })).count).toBe(6);
  });

  it("books in a closed period, and says so only in its own list", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    const change = { JRAFGESLGEBR: "2023", PNAFGESLGEBR: "3" };
    control.imuis.changeSettings({ table: "BASFIN", change });
    expect((await bookEntry(sandbox, session, boeRows())).message).toBe("");
    expect(control.imuis.entries()).toMatchObject([{ periodClosed: true }]);
  });

  it.for([
    [{ BEDRBOEK: "50.07" }, "De gesplitste boeking is niet in evenwicht (verschil -0.01)."],
    [{ BEDRBOEK: "50,08" }, "Ongeldige waarde in veld BEDRBOEK: 50,08"],
    [{ BEDRBOEK: "50.1" }, "Ongeldige waarde in veld BEDRBOEK: 50.1"],
    [{ DAT: "31-02-2023" }, "Ongeldige datum in veld DAT: 31-02-2023"],
    [{ DAT: "2023.03.01" }, "Ongeldige datum in veld DAT: 2023.03.01"],
    [{ DAT: "02-03-2023" }, "Veld DAT verschilt tussen de regels van een gesplitste boeking."],
    [{ REK: "12001" }, "DEB 12001 bestaat niet."],
    [{ REK: "8001" }, "GRB 8001 bestaat niet."],
    [{ REK: "500000" }, "Rekening 500000 ligt in geen enkele nummerreeks."],
    [{ REK: "4999" }, "GRB 4999 is geblokkeerd."],
    [{ REK: "" }, "Veld REK is verplicht."],
    [{ TEGREK: "2976" }, "GRB 2976 bestaat niet."],
    [{ BTW: "4" }, "BTW 4 bestaat niet."],
    [{ BTW: "99" }, "BTW 99 is geblokkeerd."],
    [{ BEDRBTW: "1.00" }, "BEDRBTW zonder BTW-code."],
    [{ DAGB: "42" }, "DAGBOEK 42 bestaat niet."],
    [{ JR: "1999" }, "Boekjaar 1999 bestaat niet."],
    [{ PN: "13" }, "Periode 13 van boekjaar 2023 bestaat niet."],
    [{ OMSCHR: "x".repeat(41) }, /^Waarde te lang voor veld OMSCHR/],
    [{ BEDRINCL: "50.08" }, "Veld BEDRINCL is onbekend in tabel BOE."],
    [{ BOE_WARNING: "x" }, "Veld BOE_WARNING in tabel BOE is niet toegankelijk."],
  ] as [Record<string, string>, string | RegExp][])(
    "refuses %j and books nothing",
    async ([change, message], { expect }) => {
      const { sandbox, session, control } = await prepared();
      const booked = await bookEntry(sandbox, session, boeRows([change]));
      expect(booked.result).toBe("false");
      expect(booked.message).toMatch(message);
      expect(control.imuis.entries()).toEqual([]);
    },
  );
});

describe("CreateVerkoopOrder", () => {
  const head = {
    DEB: "12000",
    DAT: "2023-03-01",
    ORDSRT: "webshoporder",
    VERZWZ: "Verzendkosten",
    EXTORDNR: "1073",
    KENM: "14266",
    BEDRORDKST: "-1.13",
    BEDRVRACHTKST: "5.74",
  };
  const line = { ART: "P-1", AANT: "3", OMSCHR: "Lamp", PRS: "12.3884" };

  it("books an order that can be found by its external number", async ({ expect }) => {
    const { sandbox, session, control } = await prepared();
    await create(sandbox, session, { table: "ART", fields: ARTICLE });
    const booked = await bookOrder(sandbox, session, { head, lines: [line] });
    expect(booked).toEqual({ message: "", number: "202300001" });
    const where: [string, string, string][] = [["EXTORDNR", "=", "1073"]];
    const found = await search(sandbox, session, { table: "ORDKOP", where });
    expect(found.rows).toMatchObject([{ NR: "202300001", DAT: "01-03-2023", BEDRTOT: "41.78" }]);
    expect(control.imuis.orders()).toMatchObject([{ rows: [{ RG: "5", BEDR: "37.17" }] }]);
  });

  it.for([
    [{}, { ART: "P-9" }, "ART P-9 bestaat niet."],
    [{ ORDSRT: "nieuw" }, {}, "ORDSRT nieuw bestaat niet."],
    [{ ORDSRT: "oud" }, {}, "ORDSRT oud is geblokkeerd."],
    [{ VERZWZ: "Per post" }, {}, "VERZWZ Per post bestaat niet."],
    [{ DEB: "" }, {}, "Veld DEB is verplicht."],
    [{}, { AANT: "-1" }, "Negatief aantal is niet toegestaan (NEGAANT)."],
    [{}, { PRS: "12.38841" }, "Ongeldige waarde in veld PRS: 12.38841"],
  ] as [Record<string, string>, Record<string, string>, string][])(
    "refuses %j %j and books nothing",
    async ([headChange, lineChange, message], { expect }) => {
      const { sandbox, session, control } = await prepared();
      await create(sandbox, session, { table: "ART", fields: ARTICLE });
      const order = { head: { ...head, ...headChange }, lines: [{ ...line, ...lineChange }] };
      expect((await bookOrder(sandbox, session, order)).message).toBe(message);
      expect(control.imuis.orders()).toEqual([]);
    },
  );

  it("takes negative quantities with NEGAANT", async ({ expect }) => {
    const { sandbox, session } = await prepared();
    await create(sandbox, session, { table: "ART", fields: ARTICLE });
    const order = { head: { ...head, NEGAANT: "J" }, lines: [{ ...line, AANT: "-1" }] };
    expect((await bookOrder(sandbox, session, order)).message).toBe("");
  });
});
