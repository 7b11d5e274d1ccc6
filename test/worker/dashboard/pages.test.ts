import { beforeAll, describe, expect, it } from "vitest";

import { type Harness, newActiveOwner, newOwner, type Owner, startApp } from "../http/owner.ts";
import { emptyList, headingOf, open, seed, send } from "./visitor.ts";

/** Every page: its heading in both languages, what it loads, and who may see it. */

const BOOKING = {
  type: "journalEntry",
  journal: 41,
  offsetAccount: 2975,
  fiscalYear: 2026,
  period: 11,
  entryDate: "2026-11-24",
  amounts: "incl",
  total: {
    debtorNumber: 13317,
    amountCents: 5008,
    invoiceNumber: "1",
    documentNumber: "ORD1",
    description: "ORD1",
  },
  lines: [
    {
      ledgerAccount: 8000,
      vatCode: 2,
      quantity: "1",
      amountCents: -5008,
      vatCents: -869,
      documentNumber: "1",
      description: "Mok",
    },
  ],
};

const PAGES: readonly (readonly [path: string, nl: string, en: string])[] = [
  ["/", "Testwinkel", "Testwinkel"],
  ["/setup/account", "Account", "Account"],
  ["/setup/imuis", "iMUIS verbinden", "Connect iMUIS"],
  ["/setup/terms", "Voorwaarden", "Terms"],
  ["/setup/source", "Bron en doel", "Source and target"],
  ["/setup/journal", "Dagboek en rekeningen", "Journal and accounts"],
  ["/setup/vat", "Btw", "VAT"],
  ["/setup/vat/DE", "Btw", "VAT"],
  ["/setup/vat/icp", "Btw", "VAT"],
  ["/setup/payment", "Betaalwijzen", "Payment methods"],
  ["/setup/check", "Controleren en starten", "Check and start"],
  ["/report", "Rapport", "Report"],
  ["/errors", "Fouten", "Errors"],
  ["/open", "Open", "Open"],
  ["/skipped", "Overgeslagen", "Skipped"],
  ["/warnings", "Met waarschuwing", "With a warning"],
  ["/documents/order/1", "Bestelling ORD1", "Order ORD1"],
  ["/documents/order/2", "Bestelling ORD2", "Order ORD2"],
  ["/documents/order/3", "Bestelling ORD3", "Order ORD3"],
  ["/documents/order/4", "Bestelling ORD4", "Order ORD4"],
  ["/documents/order/5", "Bestelling ORD5", "Order ORD5"],
  ["/search?search=ORD1", "Zoeken", "Search"],
  ["/configuration", "Configuratie", "Configuration"],
  ["/configuration/source", "Configuratie: Bron en doel", "Configuration: Source and target"],
  [
    "/configuration/journal",
    "Configuratie: Dagboek en rekeningen",
    "Configuration: Journal and accounts",
  ],
  ["/configuration/vat", "Configuratie: Btw", "Configuration: VAT"],
  ["/configuration/vat/NL", "Configuratie: Btw", "Configuration: VAT"],
  ["/configuration/vat/remove", "Btw-instellingen verwijderen", "Remove VAT settings"],
  ["/configuration/payment", "Configuratie: Betaalwijzen", "Configuration: Payment methods"],
  ["/configuration/products", "Configuratie: Artikelregels", "Configuration: Product rules"],
  ["/configuration/details", "Configuratie: Overige instellingen", "Configuration: Other settings"],
  ["/profile", "Profiel", "Profile"],
  ["/profile/changes", "Wie wijzigde wat", "Who changed what"],
  ["/profile/mails", "Berichten", "Messages"],
  ["/migration", "Migratie", "Migration"],
  ["/questions", "Vraag het ons", "Ask us"],
  ["/help", "Help", "Help"],
  ["/help/introduction", "Inleiding", "Introduction"],
  ["/help/how-it-works", "Hoe het werkt", "How it works"],
  ["/help/environment-code", "De omgevingscode van iMUIS", "The environment code of iMUIS"],
  ["/help/settings", "De instellingen", "The settings"],
  ["/help/from-ccv-shop", "Dagelijks: van CCV Shop", "Day-to-day: from CCV Shop"],
  ["/help/to-imuis", "Dagelijks: naar iMUIS", "Day-to-day: to iMUIS"],
  ["/help/errors", "De fouten", "The errors"],
  ["/help/support", "Ontbrekende documenten en hulp", "Missing documents and help"],
  ["/help/faq", "Veelgestelde vragen", "Frequently asked questions"],
];

const PUBLIC_PAGES: readonly (readonly [path: string, nl: string, en: string])[] = [
  ["/login", "Inloggen", "Log in"],
  ["/reset", "Nieuw wachtwoord", "New password"],
  ["/reset/confirm?token=x", "Nieuw wachtwoord", "New password"],
];

let harness: Harness;
let owner: Owner;

beforeAll(async () => {
  harness = startApp();
  owner = await newActiveOwner(harness);
  emptyList(harness, owner);
  const error = {
    code: "VAT_CODE_MISSING",
    figures: { country: "DE", rate: "19", lineType: "revenue" },
  };
  await seed(owner, {
    sourceId: "1",
    status: "processed",
    reference: "41-2026-11-1",
    booking: BOOKING,
  });
  await seed(owner, { sourceId: "2", status: "error", error });
  await seed(owner, { sourceId: "3", status: "open", reason: "NOT_PAID" });
  await seed(owner, { sourceId: "4", status: "skipped", reason: "ZERO_TOTAL" });
  await seed(owner, { sourceId: "5", status: "unknown", customer: "<script>alert(1)</script>" });
});

describe("every page", () => {
  it.each(PAGES)("%s has its heading in Dutch and in English", async (path, nl, en) => {
    for (const [language, heading] of [
      ["nl", nl],
      ["en", en],
    ] as const) {
      const answer = await open(harness, path, { cookie: owner.cookie, language });
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(headingOf(html)).toBe(heading);
      expect(html).toContain(`<html lang="${language}">`);
    }
  });

  it.each(PUBLIC_PAGES)("%s needs no login", async (path, nl, en) => {
    expect(headingOf(await (await open(harness, path)).text())).toBe(nl);
    expect(headingOf(await (await open(harness, path, { language: "en" })).text())).toBe(en);
  });

  it.each([...PAGES, ...PUBLIC_PAGES])("%s holds no inline script or style", async (path) => {
    const answer = await open(harness, path, { cookie: owner.cookie });
    const html = await answer.text();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    expect(html).not.toContain("<script>alert");
    if (answer.status !== 200) return;
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toContain("unsafe");
    expect(answer.headers.get("referrer-policy")).toBe("same-origin");
  });

  it.each(PAGES)("%s sends a stranger to the login", async (path) => {
    const answer = await open(harness, path);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/login");
  });
});

describe("who may see and change what", () => {
  it("answers 404 for a document of another shop", async () => {
    const other = await newOwner(harness);
    const answer = await open(harness, "/documents/order/1", { cookie: other.cookie });
    expect(answer.status).toBe(404);
    expect(headingOf(await answer.text())).toBe("Niet gevonden");
  });

  it("answers 404 for a migration and a help chapter that don't exist", async () => {
    for (const path of ["/migration/none", "/help/none", "/profile/none", "/documents/order/x"]) {
      expect((await open(harness, path, { cookie: owner.cookie })).status).toBe(404);
    }
  });

  it.each([
    "/documents/order/2/process",
    "/profile/stop",
    "/setup/check",
    "/configuration/source",
    "/logout",
  ])("refuses a form of another site on %s", async (path) => {
    const cookie = owner.cookie;
    const foreign = await send(harness, path, {
      cookie,
      origin: "https://evil.example",
      sure: "yes",
    });
    expect(foreign.status).toBe(403);
    const hidden = await send(harness, path, { cookie, origin: "null", sure: "yes" });
    expect(hidden.status).toBe(403);
  });

  it("keeps the API's own policy and its answer for unknown paths", async () => {
    const answer = await harness.call("/api/nothing", { cookie: owner.cookie });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-security-policy")).not.toContain("script-src 'self'");
    expect((await harness.call("/nothing")).status).toBe(404);
  });

  it("shows a page for an unknown path to a browser, and a problem to a program", async () => {
    const headers = { accept: "text/html,*/*", "accept-language": "nl" };
    const page = await harness.call("/nothing", { headers });
    expect(page.status).toBe(404);
    expect(headingOf(await page.text())).toBe("Niet gevonden");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const path of ["/api/nothing", "/webhooks/nothing"]) {
      const problem = await harness.call(path, { headers, cookie: owner.cookie });
      expect([path, problem.status]).toEqual([path, 404]);
      expect(problem.headers.get("content-type")).toContain("application/problem+json");
    }
    const problem = await harness.call("/nothing");
    expect(problem.headers.get("content-type")).toContain("application/problem+json");
  });
});
