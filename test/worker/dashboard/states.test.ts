import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { uninstall } from "../../../src/booking/setup/uninstall.ts";
import { PUBLIC_URL } from "../http/fakes.ts";
import { type Harness, newActiveOwner, type Owner, startApp } from "../http/owner.ts";
import { emptyList, open, seed, send } from "./visitor.ts";

/** States that come seldom and say so on the pages: nobody should believe that all is well while nothing is booked. */

async function pageOf(harness: Harness, path: string, owner: Owner): Promise<string> {
  const html = await (await open(harness, path, { cookie: owner.cookie })).text();
  return html.replaceAll(/\s+/g, " ");
}

const DETAILS = {
  entryAmounts: "excl",
  debtorAddress: "delivery",
  closedPeriods: "hold",
  bookingDate: "created",
  vatDifference: "book",
  invoiceNumber: "digits",
  entryDocument: "manual",
  bookingTexts: "en",
};

describe("an active shop whose settings were taken away", () => {
  test("says on every page that nothing is booked, and leads to what is missing", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    await send(harness, "/configuration/vat/remove", { cookie: owner.cookie });
    for (const path of ["/", "/report", "/configuration"]) {
      const html = await pageOf(harness, path, owner);
      expect(html).toContain("De instellingen zijn niet compleet: er wordt nu niets geboekt.");
      expect(html).toContain('<a href="/setup">Verder met instellen</a>');
    }
    expect(await pageOf(harness, "/", owner)).not.toContain("Alles is geboekt");
    const check = await pageOf(harness, "/setup/check", owner);
    expect(check).toContain("Maak eerst deze stappen af");
    expect(check).not.toContain("De koppeling is actief.");
  });
});

describe("a change that waits for another section", () => {
  const TARGET = { source: "orders", target: "orders", homeCountry: "NL" };

  test("is shown as not valid yet, with what is missing", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    expect(await pageOf(harness, "/configuration", owner)).toContain("zoals ze nu gelden");
    await send(harness, "/configuration/source", { ...TARGET, cookie });
    const pending = await pageOf(harness, "/configuration", owner);
    expect(pending).not.toContain("zoals ze nu gelden");
    expect(pending).toContain("Tot dan wordt geboekt met de vorige instellingen");
    expect(pending).toContain('<a href="/configuration/journal">Dagboek en rekeningen</a>');
    await send(harness, "/configuration/source", { ...TARGET, target: "journal", cookie });
    expect(await pageOf(harness, "/configuration", owner)).toContain("zoals ze nu gelden");
  });

  test("can't be compared yet, and says because of what", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const answer = await send(harness, "/configuration/source", {
      ...TARGET,
      act: "what-if",
      cookie,
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<a href="/configuration/journal">Dagboek en rekeningen</a>');
    expect(html).not.toContain('href="#f-salesOrder"');
  });
});

describe("iMUIS that refuses or doesn't answer", () => {
  test("is not called connected where it is mended, and its dot leads there", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const step = async () => pageOf(harness, "/setup/imuis", owner);
    expect(await step()).toContain("Verbonden met administratie");
    expect(await pageOf(harness, "/report", owner)).not.toContain('href="/setup/imuis"');
    await harness.world.dependencies.installations.change(owner.installationId, {
      imuis: { problem: "Omgevingscode … is onbekend.", checkedAt: 1 },
    });
    expect(await step()).not.toContain("Verbonden met administratie");
    expect(await step()).toMatch(/<div class="notice bad"[^>]*>[^<]*Omgevingscode … is onbekend/);
    const report = await pageOf(harness, "/report", owner);
    expect(report).toContain('<a href="/setup/imuis">Opnieuw verbinden</a>');
  });

  test("leaves the choices as they were, and doesn't promise fields to type in", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const forms = ["journal", "vat/NL", "payment", "products"];
    harness.world.books.isDown = true;
    for (const form of forms) {
      const html = await pageOf(harness, `/configuration/${form}`, owner);
      expect(html).toContain("Wat al gekozen is, blijft staan");
    }
    for (const form of ["source", "details"]) {
      expect(await pageOf(harness, `/configuration/${form}`, owner)).not.toContain("keuzelijsten");
    }
    expect(await pageOf(harness, "/configuration/journal", owner)).toContain(
      '<option value="41" selected="">41 (?)</option>',
    );
  });
});

describe("a shop that the app was removed from", () => {
  test("has no link to a page that isn't there", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const found = await harness.world.dependencies.installations.find(owner.installationId);
    if (found === null) throw new Error("no installation");
    await uninstall(harness.world.dependencies, found);
    const check = await pageOf(harness, "/setup/check", owner);
    expect(check).toContain("CCV Shop");
    const links = [...check.matchAll(/<a href="(\/setup\/[^"]*)"/g)].map(([, path = ""]) => path);
    for (const path of links) {
      expect([path, (await open(harness, path, { cookie: owner.cookie })).status]).toEqual([
        path,
        200,
      ]);
    }
  });
});

describe("a stopped shop", () => {
  test("is resumed in the profile, which asks twice, and not by repairing", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    expect(await pageOf(harness, "/setup/check", owner)).toContain("Koppeling herstellen");
    await send(harness, "/profile/stop", { cookie: owner.cookie, sure: "yes" });
    const check = await pageOf(harness, "/setup/check", owner);
    expect(check).not.toContain("Koppeling herstellen");
    expect(check).toContain('<a class="button" href="/profile#stop">Naar Profiel</a>');
  });
});

describe("the CSV", () => {
  test("says when it was booked in Dutch time, as the report does", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seed(owner, { sourceId: "1", status: "processed", reference: "41-1" });
    await env.DB.prepare("UPDATE documents SET processed_at = ? WHERE installation_id = ?")
      .bind(Date.UTC(2026, 10, 24, 23, 30), owner.installationId)
      .run();
    expect(await pageOf(harness, "/report", owner)).toContain("25-11-2026 00:30");
    expect(await pageOf(harness, "/report.csv", owner)).toContain(";2026-11-25 00:30:00;");
  });
});

describe("a shop that is being moved", () => {
  test.for([
    ["/configuration/vat/remove", {}],
    ["/configuration/details", DETAILS],
    ["/profile/tokens/1/withdraw", {}],
    ["/migration/1/stop", {}],
  ] as const)("says that %s was not done", async ([path, form], { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await env.DB.prepare("UPDATE installations SET moving_to = 'DATA_01' WHERE id = ?")
      .bind(owner.installationId)
      .run();
    const answer = await send(harness, path, { ...form, cookie: owner.cookie });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("worden verplaatst");
  });
});

describe("a request that can't be answered", () => {
  const FORM = "application/x-www-form-urlencoded";
  const CASES = [
    ["a form of another site", 403, "kwam niet van het dashboard", FORM, "https://evil.example"],
    ["a form that is too large", 413, "te groot om te versturen", FORM, PUBLIC_URL],
    ["a form that is none", 400, "Dit is niet gelukt", "multipart/form-data", PUBLIC_URL],
  ] as const;

  test.for(CASES)("%s is told as a page to a browser", async (row, { expect }) => {
    const [, status, told, type, origin] = row;
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const ask = (accept: string) =>
      harness.call("/profile/email", {
        method: "POST",
        body: `additionalEmail=${status === 413 ? "x".repeat(1024 * 1024) : "x"}`,
        cookie,
        headers: { accept, origin, "content-type": type, "accept-language": "nl" },
      });
    const page = await ask("text/html");
    expect(page.status).toBe(status);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await page.text()).toContain(told);
    const problem = await ask("*/*");
    expect(problem.status).toBe(status);
    expect(problem.headers.get("content-type")).toContain("application/problem+json");
  });

  test("a failure of ours is told as a page to a browser", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    Object.assign(harness.world.dependencies.documents, {
      list: async () => Promise.reject(new Error("D1 is gone")),
    });
    const headers = { accept: "text/html", "accept-language": "nl" };
    const page = await harness.call("/report", { cookie, headers });
    expect(page.status).toBe(500);
    const html = await page.text();
    expect(html).toContain("Er ging iets mis aan onze kant.");
    expect(html).not.toContain("D1 is gone");
  });
});

describe("the profile", () => {
  test("says of a customer to erase which field is wrong, and why", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const short = await (await send(harness, "/profile/erase", { cookie, name: "Li" })).text();
    expect(short).toContain('<p class="error" id="f-name-error">Vul minstens 3 tekens in.</p>');
  });

  test("shows what the settings were before they were taken away", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { installations, now } = harness.world.dependencies;
    const by = { name: owner.email, at: now().getTime() };
    await installations.saveConfiguration(owner.installationId, null, by);
    const html = await pageOf(harness, "/profile/changes", owner);
    expect(html).toMatch(/Tegenrekening[^<]*<\/th><td[^>]*>2975<\/td><td[^>]*>–<\/td>/);
  });
});
