import { describe, test } from "vitest";

import { type Harness, newActiveOwner, type Owner, startApp } from "../http/owner.ts";
import { emptyList, open, send } from "./visitor.ts";

/** States that come seldom and say so on the pages: nobody should believe that all is well while nothing is booked. */

async function pageOf(harness: Harness, path: string, owner: Owner): Promise<string> {
  const html = await (await open(harness, path, { cookie: owner.cookie })).text();
  return html.replaceAll(/\s+/g, " ");
}

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
