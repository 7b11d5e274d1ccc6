import { describe, test } from "vitest";

import type { Evaluated } from "../../../src/booking/compare-configurations.ts";
import { OPERATOR_TOKEN, PUBLIC_URL, shopAt } from "../http/fakes.ts";
import { type Harness, newActiveOwner, newOwner, startApp } from "../http/owner.ts";
import { makeEverything } from "./everything.ts";
import { emptyList, open, seed, send } from "./visitor.ts";

/** What the pages have to tell, as the owner and the accountant look for it. */

const text = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");

async function pageOf(harness: Harness, path: string, cookie: string): Promise<string> {
  return (await open(harness, path, { cookie })).text();
}

describe("the first page and the header", () => {
  test("a bar chart as SVG, with its figures as a table", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "processed", reference: "41-1" });
    await seed(owner, { sourceId: "2", status: "error", error: { code: "GAVE_UP", figures: {} } });
    const html = await pageOf(harness, "/", owner.cookie);
    expect(html).toMatch(/<svg[^>]* role="img" aria-label="Geboekt en mislukt per dag/);
    expect(html.match(/<rect class="booked"/g)).toHaveLength(30);
    expect(text(html)).toContain("24-11-2026 1 1");
  });

  test("says that all is well only while both connections work", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    expect(await pageOf(harness, "/", owner.cookie)).toContain("Alles is geboekt");
    const problem = { problem: "iMUIS (Login): no answer within 30000 ms", checkedAt: 1 };
    await harness.world.dependencies.installations.change(owner.installationId, { imuis: problem });
    const bad = await pageOf(harness, "/", owner.cookie);
    expect(bad).not.toContain("Alles is geboekt");
    expect(bad).toContain("Een verbinding werkt niet.");
  });

  test("says how many documents need attention, and leads to them", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "unknown" });
    await seed(owner, { sourceId: "2", status: "error", error: { code: "GAVE_UP", figures: {} } });
    const html = await pageOf(harness, "/", owner.cookie);
    expect(html).toMatch(/2 documenten vragen uw aandacht\. <a href="\/errors">/);
  });

  test("counts the steps that are left as the set-up shows them", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newOwner(harness);
    const html = await pageOf(harness, "/setup/imuis", cookie);
    const left = html.match(/nog te doen/g)?.length;
    expect(html).toContain(`Nog ${left} stappen`);
  });

  test("the number of problems, and both dots with reason and last check", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "unknown" });
    await seed(owner, { sourceId: "2", status: "error", error: { code: "GAVE_UP", figures: {} } });
    const well = await pageOf(harness, "/report", owner.cookie);
    expect(well.match(/<details class="dot ok">/g)).toHaveLength(2);
    expect(well).toContain('<span class="badge"><span aria-hidden="true">2</span>');
    expect(well).toMatch(/href="\/questions"[^>]*>Vraag het ons/);
    await harness.world.dependencies.installations.change(owner.installationId, {
      imuis: {
        problem: "iMUIS (Login): no answer within 30000 ms",
        checkedAt: Date.UTC(2026, 10, 24, 8, 5),
      },
    });
    const bad = await pageOf(harness, "/report", owner.cookie);
    expect(bad.match(/<details class="dot bad">/g)).toHaveLength(1);
    expect(text(bad)).toContain("niet verbonden : iMUIS (Login): geen antwoord binnen 30 seconden");
    expect(text(bad)).toContain("laatst gecontroleerd: 24-11-2026 09:05");
  });

  test("a choice of licence keys when the account has several", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    expect(await pageOf(harness, "/profile", owner.cookie)).not.toContain('id="license"');
    const second = await newOwner(harness);
    const { access, installations } = harness.world.dependencies;
    const account = await access.findAccountByEmail(owner.email);
    await access.link(account?.id ?? "", second.installationId, harness.world.now);
    await send(harness, "/installations", { cookie: owner.cookie, id: owner.installationId });
    const html = await pageOf(harness, "/profile", owner.cookie);
    for (const id of [owner.installationId, second.installationId]) {
      const { licenseKey = "?" } = (await installations.find(id)) ?? {};
      expect(html).toMatch(new RegExp(`<option value="${id}"[^>]*>[^<]*${licenseKey}`));
    }
  });
});

describe("a document", () => {
  test("its entry with debit and credit, why each line, the proof and the history", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await makeEverything(harness, owner);
    const html = await pageOf(harness, "/documents/order/100", owner.cookie);
    for (const word of ["Debet", "Credit", "Btw-code", "Boekdatum", "Periode", "Tegenrekening"]) {
      expect(html).toContain(`${word}</`);
    }
    expect(html).toContain("<summary>Waarom deze rekening?</summary>");
    expect(text(html)).toContain("btw-code 2, rekening 8000 uit Nederland 21%");
    expect(text(html)).toContain("Bewijsnummer WAPI1");
    expect(text(html)).toContain("Ontvangen · bericht van de winkel");
    expect(html).toMatch(/<div class="purple"><dt>Kenmerk iMUIS<\/dt><dd>41-1<\/dd>/);
  });

  test("what fails has its yellow, blue and red button, and a link to what mends it", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const figures = { country: "DE", rate: "19", lineType: "revenue" };
    await seed(owner, {
      sourceId: "1",
      status: "error",
      error: { code: "VAT_CODE_MISSING", figures },
    });
    const html = await pageOf(harness, "/errors", owner.cookie);
    expect(html).toMatch(/class="button yellow[^"]*"[^>]*>Meer info/);
    expect(html).toMatch(/<button class="blue[^"]*">Verwerken/);
    expect(html).toMatch(/class="button red[^"]*"[^>]*>Probleem melden/);
    expect(html).toContain('href="/configuration/vat/DE"');
    expect(html).toContain('href="/help/errors#VAT_CODE_MISSING"');
  });

  test("looks that say the same are told once, with how often and when last", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const looks = [9, 10, 11].flatMap((hour) => {
      const at = `2026-11-24T${String(hour).padStart(2, "0")}:00:00.000Z`;
      return [
        { at, event: "claimed", cause: "look" },
        { at, event: "settled", status: "unknown", code: "UNKNOWN" },
      ];
    });
    const history = [{ at: "2026-11-24T08:00:00.000Z", event: "sending" }, ...looks];
    await seed(owner, { sourceId: "1", status: "unknown", history });
    const html = await pageOf(harness, "/documents/order/1", owner.cookie);
    expect(html.match(/<time /g)).toHaveLength(3);
    expect(text(html)).toContain(
      "3× In behandeling genomen · opzoeken in iMUIS, laatst op 24-11-2026 12:00",
    );
    const { documents } = harness.world.dependencies;
    const kept = await documents.find(owner.installationId, { kind: "order", sourceId: "1" });
    expect(kept?.history).toHaveLength(7);
  });

  test("why a person dismissed it stands above, and what else happened in words", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const at = "2026-11-24T08:00:00.000Z";
    const evidence = {
      kind: "valid",
      vatNumber: "BE0123456749",
      requestDate: at,
      consultationNumber: "WAPI1",
      name: "Bakker BV",
    };
    const history = [
      { at, event: "marked" },
      { at, event: "dismiss", by: owner.email, detail: "Met de hand geboekt" },
    ];
    const dismissed = { status: "skipped", reason: "DISMISSED", history, evidence };
    await seed(owner, { sourceId: "1", ...dismissed });
    const html = text(await pageOf(harness, "/documents/order/1", owner.cookie));
    expect(html).toContain("Afgehandeld: Met de hand geboekt");
    expect(html).toContain("Aantekening in de winkel gemaakt");
    expect(html).toContain("Btw-nummer BE0123456749");
    expect(html).not.toContain("Eigen btw-nummer");
    expect(html).toContain("Naam volgens VIES Bakker BV");
  });

  test("what is being processed says so, in the list and on its page", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "queued" });
    const page = await pageOf(harness, "/documents/order/1", owner.cookie);
    expect(page).toContain("Dit document wordt zo verwerkt.");
    expect(text(await pageOf(harness, "/open", owner.cookie))).toContain(
      "In de wachtrij zo meteen",
    );
  });

  test("an unknown outcome stands there whatever is searched", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    for (const sourceId of ["1", "2"]) await seed(owner, { sourceId, status: "unknown" });
    const html = text(await pageOf(harness, "/errors?search=nergens", owner.cookie));
    expect(html).toContain("2 documenten: Uitkomst onbekend");
  });

  test("a list in which nothing was found doesn't say that there is nothing", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "open", reason: "NOT_PAID" });
    await seed(owner, { sourceId: "2", status: "error", error: { code: "GAVE_UP", figures: {} } });
    for (const path of ["/report", "/open", "/skipped", "/errors"]) {
      const html = await pageOf(harness, `${path}?search=nergens`, owner.cookie);
      expect(html).toContain('<p class="empty">Niets gevonden in deze periode of met dit');
    }
    expect(await pageOf(harness, "/skipped", owner.cookie)).toContain("Er is niets overgeslagen.");
  });

  test("what waits says for what and when it is looked at; what was skipped says why", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "open", reason: "NOT_PAID" });
    await seed(owner, { sourceId: "2", status: "skipped", reason: "ZERO_TOTAL" });
    const waiting = text(await pageOf(harness, "/open", owner.cookie));
    expect(waiting).toContain("Nog niet betaald in de winkel");
    expect(waiting).toContain("vannacht, of bij bericht van de winkel");
    expect(text(await pageOf(harness, "/skipped", owner.cookie))).toContain("Totaal is nul");
  });

  test("is found in every status, and looked up in the shop when it never arrived", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const statuses = ["queued", "processing", "open", "unknown", "processed", "skipped", "error"];
    for (const [index, status] of statuses.entries()) {
      await seed(owner, { sourceId: `7${index}`, status, customer: "Piet Smit" });
    }
    const found = text(await pageOf(harness, "/search?search=smit", owner.cookie));
    for (const [index] of statuses.entries()) expect(found).toContain(`ORD7${index}`);
    shopAt(harness.world, owner.keys.apiRoot).numbers.set("W-9", "900");
    harness.world.messages.length = 0;
    const form = { kind: "order", number: "W-9", cookie: owner.cookie };
    const fetched = await send(harness, "/search/fetch", form);
    expect(fetched.headers.get("location")).toBe("/search?search=W-9&done=fetched");
    expect(harness.world.messages).toMatchObject([{ sourceId: "900", cause: "fetch" }]);
  });
});

describe("the settings", () => {
  test("what would change is listed, head and lines, in Dutch notation", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const order = (orderType: string, unitPriceExcl: string, debtorNumber: number) =>
      ({
        kind: "evaluated",
        outcome: "book",
        reason: null,
        error: null,
        debtor: null,
        warnings: [],
        trace: null,
        booking: {
          type: "salesOrder",
          orderType,
          debtorNumber,
          lines: [{ productNumber: "A", quantity: "1", description: "Mok", unitPriceExcl }],
        },
      }) as unknown as Evaluated;
    const [before, after] = [order("web", "1234.5000", 12_000), order("shop", "1020.2479", 0)];
    const difference = { kind: "order", sourceId: "1", number: "W1", before, after } as const;
    harness.world.whatIf = { kind: "compared", examined: 1, cut: false, different: [difference] };
    const answer = await send(harness, "/configuration/payment", {
      cookie: owner.cookie,
      origin: PUBLIC_URL,
      act: "what-if",
    });
    const html = text(await answer.text());
    expect(html).toContain("Toch opslaan");
    expect(html).toContain("Ordersoort: web → shop");
    expect(html).toContain("Debiteur: 12000 → –");
    expect(html).toContain("Regel 1: prijs 1.234,5000 → 1.020,2479");
  });

  test("nothing would change: it is saved without a but", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    harness.world.whatIf = { kind: "compared", examined: 1, cut: false, different: [] };
    const answer = await send(harness, "/configuration/payment", {
      cookie,
      origin: PUBLIC_URL,
      act: "what-if",
    });
    const html = await answer.text();
    expect(html).toContain('<button class="blue">Opslaan</button>');
    expect(html).not.toContain("Toch opslaan");
  });

  test("ICP and International say what they are for", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const icp = await pageOf(harness, "/configuration/vat/icp", cookie);
    expect(icp).toContain("Een geldig btw-nummer van de klant is verplicht.");
    expect(icp).not.toContain("Het percentage is aan te passen");
    const international = await pageOf(harness, "/configuration/vat/international", cookie);
    expect(international).toContain("Voor leveringen buiten de EU.");
  });

  test.for(["/configuration", "/setup"])(
    "rates say of which country they are, below %s",
    async (path, { expect }) => {
      const harness = startApp();
      const owner = await newActiveOwner(harness);
      const names = { NL: "Nederland", FR: "Frankrijk", icp: "ICP (binnen de EU, 0%)" };
      for (const [area, name] of Object.entries(names)) {
        const html = await pageOf(harness, `${path}/vat/${area}`, owner.cookie);
        expect(html).toMatch(`>${name}</`);
      }
    },
  );

  test("a product rule without VAT shows the choice that stands for it", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await makeEverything(harness, owner);
    const html = await pageOf(harness, "/configuration/products", owner.cookie);
    expect(html).toContain('value="GIFT*"');
    expect(html).not.toContain("0 (?)");
  });

  test("the last step tells apart what is booked anew and what is not", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "processed", reference: "41-1" });
    await seed(owner, { sourceId: "2", status: "unknown" });
    await seed(owner, { sourceId: "3", status: "skipped", reason: "DISMISSED" });
    await seed(owner, { sourceId: "4", status: "error", error: { code: "GAVE_UP", figures: {} } });
    const items = ["1", "2", "3", "4", "5"].map((sourceId) => ({
      kind: "order",
      sourceId,
      number: `ORD${sourceId}`,
      createdOn: "2026-11-24",
      readable: true,
    }));
    Object.assign(shopAt(harness.world, owner.keys.apiRoot).shop, {
      listDocuments: async () => ({ ok: true, value: { items, next: null } }),
    });
    harness.world.preview = {
      kind: "evaluated",
      outcome: "book",
      reason: null,
      error: null,
      booking: null,
      debtor: null,
      warnings: [],
      trace: null,
    };
    const html = await pageOf(harness, "/setup/check", owner.cookie);
    const badges = [
      ...html.matchAll(/<strong>(ORD\d)<\/strong>\s*<span class="status \w+">([^<]+)/g),
    ];
    expect(badges.map(([, number, outcome]) => `${number} ${outcome}`)).toEqual([
      "ORD5 wordt geboekt",
      "ORD4 wordt geboekt",
      "ORD3 blijft overgeslagen",
      "ORD2 wordt eerst in iMUIS gezocht",
      "ORD1 is al geboekt",
    ]);
    expect(text(html)).toContain("Het antwoord van iMUIS ging verloren.");
    const error = { code: "VAT_CODE_MISSING", figures: { country: "DE" } } as const;
    harness.world.preview = { ...harness.world.preview, outcome: "error", error };
    const failing = await pageOf(harness, "/setup/check", owner.cookie);
    // ORD4 and ORD5: of the others nothing is asked.
    expect(failing.match(/href="\/configuration\/vat\/DE"/g)).toHaveLength(2);
  });

  test("after the start the way leads on, and repairing is beside it", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    const html = await pageOf(harness, "/setup/check?done=activated", owner.cookie);
    expect(html).toContain('<a class="button blue" href="/">Naar het overzicht</a>');
    expect(html).toContain("<button>Koppeling herstellen</button>");
    expect(html.match(/De koppeling is actief/g)).toHaveLength(1);
  });

  test("home rates are filled in and proposed, official ones of other countries offered", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const { cookie } = owner;
    await send(harness, "/setup/imuis", { cookie, environmentCode: "code-3" });
    const source = { source: "orders", target: "journal", homeCountry: "NL" };
    await send(harness, "/setup/source", { cookie, ...source });
    const home = await pageOf(harness, "/setup/vat/NL", cookie);
    expect(home).toMatch(/name="rates\[0\]\.percentage"[^>]*value="21"/);
    expect(home).toMatch(/name="rates\[1\]\.percentage"[^>]*value="9"/);
    const [first = ""] = home.split("rates[1]");
    expect(first).toMatch(/<option value="2" selected[^>]*>2 – Hoog/);
    const list = text(await pageOf(harness, "/setup/vat", cookie));
    for (const country of ["België", "Duitsland", "Zweden"]) {
      expect(list).toContain(country);
    }
    expect(list).toMatch(/Finland [^A-Z]*25,5%/);
    expect(list).toMatch(
      /Officiële tarieven volgens de Europese Commissie, stand \d\d-\d\d-20\d\d/,
    );
  });

  test("what is saved stands as text with a blue Edit; VAT is removed by a grey button", async ({
    expect,
  }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const html = await pageOf(harness, "/configuration", cookie);
    expect(html.match(/<a class="button blue small" href="\/configuration\/\w+"/g)).toHaveLength(6);
    expect(text(html)).toContain("41 – Verkopen webshop");
    const vat = await pageOf(harness, "/configuration/vat", cookie);
    expect(vat).toMatch(/class="button grey" href="\/configuration\/vat\/remove"/);
  });

  test("accounts and VAT codes stand in the summary by number and name", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const named = text(await pageOf(harness, "/configuration", cookie));
    expect(named).toContain(
      "Btw-code 2 – Hoog 8000 – Rekening 8000 8090 – Rekening 8090 8095 – Rekening 8095",
    );
    harness.world.books.isDown = true;
    const bare = text(await pageOf(harness, "/configuration", cookie));
    expect(bare).toContain("Btw-code 2 8000 8090 8095");
  });

  test("searching a debtor before iMUIS is connected says so", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newOwner(harness);
    const form = { "paymentMethods[0].name": "ideal", "paymentMethods[0].debtor": "onderweg" };
    const search = async () =>
      text(
        await (await send(harness, "/setup/payment", { cookie, ...form, act: "search:0" })).text(),
      );
    expect(await search()).toContain("iMUIS is nog niet verbonden. Doe eerst die stap");
    await send(harness, "/setup/imuis", { cookie, environmentCode: "code-5" });
    harness.world.books.isDown = true;
    expect(await search()).toContain("iMUIS geeft nu geen antwoord.");
  });

  test("who changed what, with before and after", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    await send(harness, "/configuration/journal", {
      cookie,
      journal: "41",
      offsetAccount: "2975",
      maxRoundingDifferenceCents: "3",
      "debtorDefaults.paymentCondition": "30",
      "debtorDefaults.controlAccount": "1300",
    });
    const changes = text(await pageOf(harness, "/profile/changes", cookie));
    expect(changes).toContain("Grootste afrondingsverschil in centen 5 3");
    expect(changes).toContain(owner.email);
  });
});

describe("the profile", () => {
  test("a new token and the second question are where the page opens", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const html = await pageOf(harness, "/profile", cookie);
    for (const [path, id] of [
      ["/profile/tokens", "tokens"],
      ["/profile/stop", "stop"],
    ]) {
      expect(html).toContain(`action="${path}#${id}"`);
      expect(html).toContain(`id="${id}"`);
    }
  });

  test("the answer to a reported problem is one subject in the page's language", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "error", error: { code: "GAVE_UP", figures: {} } });
    const { cookie } = owner;
    await send(harness, "/documents/order/1/report", { cookie, message: "help" });
    const [ticket] = await harness.world.dependencies.tickets.list(owner.installationId);
    await harness.call(`/api/operator/tickets/${ticket?.id}`, {
      method: "PATCH",
      body: { answer: "Ja." },
      token: OPERATOR_TOKEN,
    });
    const subjects = async (language: "nl" | "en") =>
      [
        ...(await (await open(harness, "/profile/mails", { cookie, language })).text()).matchAll(
          /<strong>([^<]*)<\/strong>/g,
        ),
      ].map(([, subject]) => subject);
    expect(await subjects("nl")).toContain("Antwoord op: Bestelling ORD1");
    expect(await subjects("en")).toContain("Answer to: Order ORD1");
  });

  test("licence key, end of the trial, invoices as PDF and all data", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await harness.call(
      `/api/operator/installations/${owner.installationId}/invoices?name=2026-11.pdf`,
      {
        method: "POST",
        body: "%PDF-1.7",
        token: OPERATOR_TOKEN,
        headers: { "content-type": "application/pdf" },
      },
    );
    const html = await pageOf(harness, "/profile", owner.cookie);
    const installation = await harness.world.dependencies.installations.find(owner.installationId);
    expect(text(html)).toContain(`Licentiesleutel ${installation?.licenseKey}`);
    expect(text(html)).toContain("Proefperiode tot 01-12-2026");
    const [, href = ""] = /href="(\/api\/profile\/invoices\/[^"]+)"/.exec(html) ?? [];
    const file = await harness.call(href, { cookie: owner.cookie });
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(new TextDecoder().decode(await file.arrayBuffer())).toBe("%PDF-1.7");
    expect(html).toContain('href="/api/export"');
    const csv = await open(harness, "/export/documents.csv", { cookie: owner.cookie });
    expect(csv.headers.get("content-disposition")).toContain("documents.csv");
  });

  test("a trial among the migrations doesn't say that anything was booked", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await makeEverything(harness, owner);
    const html = await pageOf(harness, "/migration", owner.cookie);
    expect(html).toContain('<td data-label="Geboekt" class="number">zou boeken: 0</td>');
    expect(html).toContain('<td data-label="Geboekt" class="number">0</td>');
  });

  test("a migration tells how far it is and how long it still takes", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    const body = { kind: "order", from: "2026-01-01", to: "2026-01-31", dryRun: false };
    const started = await harness.call("/api/backfill", { body, token: owner.token });
    const { id } = await started.json<{ id: string }>();
    const { backfills } = harness.world.dependencies;
    const run = await backfills.find(owner.installationId, id);
    expect(run?.state).toBe("running");
    const { find } = backfills;
    Object.assign(backfills, {
      find: async (...place: Parameters<typeof find>) => ({
        ...(await find(...place)),
        total: 100,
        done: 20,
        startedAt: harness.world.now - 60_000,
      }),
    });
    const page = text(await pageOf(harness, `/migration/${id}`, owner.cookie));
    expect(page).toContain("20 van 100, nog ongeveer 4 minuten");
    expect(page).toContain("Migratie stoppen");
  });
});

describe("the set-up", () => {
  test("a red button connects iMUIS, and tells where its code is found", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newOwner(harness);
    const before = await pageOf(harness, "/setup/imuis", cookie);
    expect(before).toContain('<button class="red">Verbinden met iMUIS</button>');
    expect(text(before)).toContain("Waar vind ik de omgevingscode?");
    expect(before.match(/<details class="dot ok">/g)).toHaveLength(1);
    await send(harness, "/setup/imuis", { cookie, environmentCode: "code-4" });
    const after = await pageOf(harness, "/setup/imuis", cookie);
    expect(after.match(/<details class="dot ok">/g)).toHaveLength(2);
  });
});
