import { describe, expect, test } from "vitest";

import type { DebtorCard, JournalEntry, SalesOrder } from "../../../../src/domain/booking.ts";
import { createWorld, valueOf } from "./fixture.ts";

const HOSTILE = "Zn & <Co> ]]> \"'é😀\u0001";

const CARD: DebtorCard = {
  searchKey: "W1-ANNA",
  name: `Anna ${HOSTILE}`,
  street: "Dorpsstraat",
  houseNumber: 12,
  houseNumberSuffix: "a",
  postalCode: "1234AB",
  city: "Utrecht",
  countryCode: "NL",
  email: "anna@example.nl",
  telephone: "030-1234567",
  vatNumber: "BE0123456749",
  vatNumberVerifiedOn: "2023-03-01",
  chamberOfCommerceNumber: "12345678",
  vatLiability: "intraCommunity",
  paymentCondition: 30,
  controlAccount: 1300,
};

const PRODUCT = {
  number: "P-1",
  searchKey: "P-1",
  name: "Mug",
  itemGroup: 29,
  vatKind: "high",
  priceExclCents: 1000,
  priceInclCents: 1210,
  ean: "8712345678906",
  productId: null,
} as const;

/** The manual's own example: order 14194 of 50,08. */
const ENTRY: JournalEntry = {
  type: "journalEntry",
  journal: 41,
  offsetAccount: 2975,
  fiscalYear: 2023,
  period: 3,
  entryDate: "2023-03-01",
  amounts: "incl",
  total: {
    debtorNumber: 12_000,
    amountCents: 5008,
    invoiceNumber: "14194",
    documentNumber: "14194",
    description: "14194",
  },
  lines: [
    line(8000, { amountCents: -1499, vatCents: -260, description: "Sale 23456" }),
    line(8000, { amountCents: -2814, vatCents: -488, description: HOSTILE }),
    line(8090, { amountCents: -695, vatCents: -121, description: "Shipping costs" }),
  ],
};

const ORDER: SalesOrder = {
  type: "salesOrder",
  debtorNumber: 12_000,
  date: "2023-03-01",
  deliveryDate: "2023-03-01",
  orderType: "webshoporder",
  shippingMethod: "Verzendkosten",
  externalOrderId: "1001",
  reference: "WEB-14194",
  orderCostsCents: 50,
  shippingCostsCents: 574,
  allowNegativeQuantities: false,
  lines: [{ productNumber: "P-1", quantity: "3", description: "Mug", unitPriceExcl: "12.3884" }],
};

function line(
  ledgerAccount: number,
  amounts: {
    readonly amountCents: number;
    readonly vatCents: number;
    readonly description: string;
  },
): JournalEntry["lines"][number] {
  return { ledgerAccount, vatCode: 2, quantity: "1", documentNumber: "14194", ...amounts };
}

describe("the sandbox's books", () => {
  test("say who they are and what there is to choose from", async () => {
    const { books } = await createWorld();
    expect(valueOf(await books.connect())).toEqual({ administration: "Administratie 2000" });
    const options = valueOf(await books.readOptions());
    expect(options).toMatchObject({ splitAccount: 2975, periodsPerYear: 12 });
    expect(options.journals).toContainEqual({ code: 41, name: "Webshop" });
    expect(options.vatCodes).toContainEqual(
      expect.objectContaining({ code: 2, percentage: "21", calculation: "incl" }),
    );
    expect(options.orderTypes.map(({ code }) => code)).toEqual(["standaard", "webshoporder"]);
    expect(options.itemGroups).toContainEqual({ code: 29, name: "webshop" });
    expect(options.shippingMethods).toHaveLength(2);
    expect(options.paymentConditions).toContainEqual({ code: 30, name: "30 dagen" });
  });

  test("have a calendar", async () => {
    const { books } = await createWorld();
    const calendar = valueOf(await books.readCalendar());
    expect(calendar.closedThrough).toEqual({ fiscalYear: 2021, period: 12 });
    expect(calendar.periods).toContainEqual({
      fiscalYear: 2024,
      period: 2,
      from: "2024-02-01",
      to: "2024-02-29",
    });
  });

  test("take the manual's own entry and find it again, its total row only", async () => {
    const { books, sandbox } = await createWorld();
    const created = valueOf(await books.createJournalEntry(ENTRY, Infinity));
    expect(created).toEqual({ key: "41-2023-3-1", warnings: [] });
    const [entry] = sandbox.control.imuis.entries();
    expect(entry).toMatchObject({ balance: "incl", dateInPeriod: true });
    expect(entry?.rows.map((row) => [row.account, row.amountCents, row.vatCents])).toEqual([
      [12_000, 5008, 0],
      [8000, -1499, -260],
      [8000, -2814, -488],
      [8090, -695, -121],
    ]);
    expect(entry?.rows[2]?.description).toBe("Zn & <Co> ]]> \"'é😀");
    expect(entry?.rows[0]?.fields["BETWIST"]).toBe("N");
    expect(valueOf(await books.findJournalEntries("14194"))).toEqual([
      {
        reference: "41-2023-3-1",
        journal: 41,
        debtorNumber: 12_000,
        date: "2023-03-01",
        amountCents: 5008,
        documentNumber: "14194",
      },
    ]);
    expect(valueOf(await books.findJournalEntries("14195"))).toEqual([]);
  });

  test("take a debtor once, and find it by everything it is known by", async () => {
    const { books, sandbox } = await createWorld();
    const { key } = valueOf(await books.createDebtor(CARD));
    expect(key).toBe(13_400);
    expect(sandbox.control.imuis.debtors().at(-1)).toMatchObject({
      NR: "13400",
      NAAM: "Anna Zn & <Co> ]]> \"'é😀",
      HNR: "12",
      HNRTV: "a",
      BTWPL: "I",
      DATBTWNR: "01-03-2023",
    });
    const record = {
      number: 13_400,
      email: "anna@example.nl",
      vatNumber: "BE0123456749",
      blocked: false,
    };
    expect(valueOf(await books.findDebtorsByEmail("Anna@Example.NL"))).toMatchObject([record]);
    expect(valueOf(await books.findDebtorsByVatNumber("BE0123456749"))).toMatchObject([record]);
    expect(valueOf(await books.findDebtorBySearchKey("W1-ANNA"))).toMatchObject(record);
    expect(await books.createDebtor(CARD)).toMatchObject({ ok: false, error: { kind: "refused" } });
  });

  test.each(["BE", "GR", "US", "GB"])("know the country %s", async (countryCode) => {
    const { books } = await createWorld();
    expect(valueOf(await books.createDebtor({ ...CARD, countryCode })).warnings).toEqual([]);
  });

  test("take a product once, and a sales order of it", async () => {
    const { books, sandbox } = await createWorld();
    expect(valueOf(await books.hasProduct("P-1"))).toBe(false);
    expect(valueOf(await books.createProduct(PRODUCT))).toEqual({ key: "P-1", warnings: [] });
    expect(valueOf(await books.hasProduct("P-1"))).toBe(true);
    const { key } = valueOf(await books.createSalesOrder(ORDER, Infinity));
    expect(sandbox.control.imuis.orders()).toMatchObject([
      { head: { BEDRORDKST: "0.50", BEDRVRACHTKST: "5.74" }, rows: [{ PRS: "12.3884" }] },
    ]);
    expect(valueOf(await books.findSalesOrders("1001"))).toEqual([
      {
        reference: key,
        externalOrderId: "1001",
        orderReference: "WEB-14194",
        debtorNumber: 12_000,
        date: "2023-03-01",
      },
    ]);
  });

  test("refuse an entry that doesn't add up", async () => {
    const { books } = await createWorld();
    const total = { ...ENTRY.total, amountCents: 5000 };
    expect(await books.createJournalEntry({ ...ENTRY, total }, Infinity)).toMatchObject({
      ok: false,
      error: { kind: "refused" },
    });
  });
});

describe("sessions in the sandbox", () => {
  test("that are over are opened again, with one create", async () => {
    const { books, sandbox } = await createWorld();
    await books.connect();
    sandbox.control.imuis.endSessions();
    valueOf(await books.createJournalEntry(ENTRY, Infinity));
    expect(sandbox.control.imuis.entries()).toHaveLength(1);
    expect(sandbox.control.calls.count({ operation: "Login" })).toBe(2);
  });

  test("go on over an hour of work", async () => {
    const { books, clock, sandbox } = await createWorld();
    for (let minute = 0; minute <= 60; minute += 20) {
      clock.now = new Date(Date.parse("2023-03-01T10:00:00Z") + minute * 60_000);
      valueOf(await books.hasProduct("P-1"));
    }
    expect(sandbox.control.calls.count({ operation: "Login" })).toBe(1);
  });

  test("many callers at once are one call at a time", async () => {
    const { books, sandbox } = await createWorld();
    await Promise.all(Array.from({ length: 10 }, (_, index) => books.hasProduct(`P-${index}`)));
    expect(sandbox.control.calls.mostInFlight()["imuis 2000"]).toBe(1);
    expect(sandbox.control.calls.count({ operation: "Login" })).toBe(1);
  });
});

describe("answers that go wrong", () => {
  test.each([
    [{ kind: "status", status: 503 }, "unknown", 0],
    [{ kind: "statusAfter", status: 500 }, "unknown", 1],
    [{ kind: "resetBefore" }, "unknown", 0],
    [{ kind: "resetAfter" }, "unknown", 1],
    [{ kind: "hangBefore" }, "unknown", 0],
    [{ kind: "hangAfter" }, "unknown", 1],
    [{ kind: "malformed" }, "unknown", 1],
    [{ kind: "empty" }, "unknown", 1],
    [{ kind: "truncated" }, "unknown", 1],
    [{ kind: "soapFault" }, "unknown", 0],
  ] as const)("of a create: %j is %s", async (effect, executed, booked) => {
    const { books, sandbox } = await createWorld();
    sandbox.control.faults.add({ match: { operation: "CreateJournaalpost" }, effect });
    expect(await books.createJournalEntry(ENTRY, Infinity)).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed },
    });
    expect(sandbox.control.imuis.entries()).toHaveLength(booked);
    expect(valueOf(await books.findJournalEntries("14194"))).toHaveLength(booked);
  });

  test.each([
    { kind: "status", status: 503 },
    { kind: "resetAfter" },
    { kind: "hangAfter" },
    { kind: "malformed" },
    { kind: "empty" },
    { kind: "truncated" },
    { kind: "soapFault" },
    { kind: "noMetadata" },
  ] as const)("of a look-up: %j finds nothing and says nothing", async (effect) => {
    const { books, sandbox } = await createWorld();
    sandbox.control.faults.add({ match: { operation: "GetStamtabelRecords:DEB" }, effect });
    expect(await books.findDebtorsByEmail("anna@example.nl")).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test("of a login: the create was certainly not sent", async () => {
    const { books, sandbox } = await createWorld();
    sandbox.control.faults.add({ match: { operation: "Login" }, effect: { kind: "resetAfter" } });
    expect(await books.createJournalEntry(ENTRY, Infinity)).toMatchObject({
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test("a refused login", async () => {
    const { books, sandbox } = await createWorld();
    sandbox.control.imuis.removeEnvironmentCode({ environmentCode: "00000" });
    expect(await books.connect()).toMatchObject({ error: { kind: "login-refused" } });
  });
});

describe("VIES in the sandbox", () => {
  test("valid, invalid, busy and silent", async () => {
    const { sandbox, register } = await createWorld();
    const { vies, faults } = sandbox.control;
    vies.set({ number: "BE0123456749", answer: { valid: true } });
    vies.set({ number: "EL094259216", answer: { valid: true } });
    vies.set({ number: "DE136695976", answer: { error: "MS_MAX_CONCURRENT_REQ" } });
    expect(await register.check("BE0123456749", "NL810755610B01")).toMatchObject({
      kind: "valid",
      consultationNumber: expect.stringMatching(/./),
    });
    expect(await register.check("BE0123456749", null)).toMatchObject({ consultationNumber: null });
    expect(await register.check("GR094259216", null)).toMatchObject({ kind: "valid" });
    expect(await register.check("BE0999999999", null)).toMatchObject({ kind: "invalid" });
    expect(await register.check("DE136695976", null)).toMatchObject({ kind: "no-answer" });
    faults.add({ match: { vendor: "vies" }, effect: { kind: "hangBefore" } });
    expect(await register.check("BE0123456749", null)).toMatchObject({ code: "NO_ANSWER" });
  });
});
