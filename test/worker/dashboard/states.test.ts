import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { type Harness, newActiveOwner, type Owner, startApp } from "../http/owner.ts";
import { emptyList, open, send } from "./visitor.ts";

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
