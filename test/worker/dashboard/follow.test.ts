import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { newActiveOwner, type Owner, startApp } from "../http/owner.ts";
import { open, seed, send } from "./visitor.ts";

/** What a figure or a button leads to is what it counts or does, and the page follows it. */

const text = (html: string): string => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

/** Numbers of the documents in the page's list. */
const listed = (html: string): readonly string[] =>
  [...html.matchAll(/<th scope="row"><a href="\/documents\/order\/(\d+)"/g)].map(
    ([, id]) => id ?? "",
  );

const failure = (code: string, figures: object = {}) => ({ code, figures });
const MISSING = (country: string, rate: string) =>
  failure("VAT_CODE_MISSING", { country, rate, lineType: "revenue" });

describe("the first page", () => {
  test("leads from its count of warnings to exactly those documents", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const warnings = [{ code: "ROUNDING_DIFFERENCE", figures: {}, message: "m" }];
    await seed(owner, { sourceId: "1", status: "processed", reference: "41-1", warnings });
    await seed(owner, { sourceId: "2", status: "processed", reference: "41-2" });
    await seed(owner, { sourceId: "3", status: "error", error: failure("GAVE_UP"), warnings });
    const first = await (await open(harness, "/", { cookie: owner.cookie })).text();
    const [, href = "", count = ""] =
      /<a href="([^"]*)"[^>]*><strong>(\d+)<\/strong> Met waarschuwing/.exec(first) ?? [];
    expect(count).toBe("2");
    const html = await (await open(harness, href, { cookie: owner.cookie })).text();
    expect(listed(html)).toEqual(["3", "1"]);
    expect(text(html)).toContain("Geboekt");
    const none = await open(harness, `${href}?from=2020-01-01&to=2020-01-02`, {
      cookie: owner.cookie,
    });
    expect(await none.text()).toContain("Niets gevonden in deze periode");
  });
});

describe("a cause of errors", () => {
  async function seedCauses(owner: Owner): Promise<void> {
    const errors = [
      MISSING("DE", "19"),
      MISSING("DE", "19"),
      MISSING("DE", "7"),
      MISSING("FR", "20"),
      failure("VAT_CODE_MISSING"),
      failure("IMUIS_REFUSED", { text: "Rekening 8000 & 8001 geblokkeerd" }),
      failure("IMUIS_REFUSED", { text: "Periode" }),
      failure("GAVE_UP"),
    ];
    for (const [index, error] of errors.entries()) {
      await seed(owner, { sourceId: String(100 + index), status: "error", error });
    }
  }

  test("shows as many documents as its card counts, and no others", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seedCauses(owner);
    const { cookie } = owner;
    const html = await (await open(harness, "/errors", { cookie })).text();
    const cards = [
      ...html.matchAll(
        /<span class="count">(\d+) document[\s\S]*?href="(\/errors\?code=[^"#]*)#failed"/g,
      ),
    ];
    expect(cards).toHaveLength(7);
    const shown: string[] = [];
    for (const [, count, href = ""] of cards) {
      const page = await open(harness, href.replaceAll("&amp;", "&"), { cookie });
      const ids = listed(await page.text());
      expect([href, ids.length]).toEqual([href, Number(count)]);
      shown.push(...ids);
    }
    expect(shown.toSorted()).toEqual(Array.from({ length: 8 }, (_, index) => String(100 + index)));
  });

  test("stays chosen when its documents are searched", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await seedCauses(owner);
    const path = "/errors?code=VAT_CODE_MISSING&cause=DE+19";
    const html = await (await open(harness, path, { cookie: owner.cookie })).text();
    expect(html).toContain('<input type="hidden" name="cause" value="DE 19"/>');
    const found = await open(harness, `${path}&search=ORD101`, { cookie: owner.cookie });
    expect(listed(await found.text())).toEqual(["101"]);
  });
});

describe("a page", () => {
  test("follows a group that is being processed, and says when it is over", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie, installationId } = owner;
    for (const sourceId of ["1", "2"]) {
      await seed(owner, { sourceId, status: "error", error: MISSING("DE", "19") });
    }
    const group = { code: "VAT_CODE_MISSING", key: "DE 19" };
    const pressed = await send(harness, "/errors/process", { cookie, ...group });
    const path = pressed.headers.get("location") ?? "";
    const busy = await (await open(harness, path, { cookie })).text();
    expect(busy).toContain("data-refreshes");
    expect(text(busy)).toContain("worden na elkaar verwerkt. Ververs deze pagina");
    await env.DB.prepare("UPDATE documents SET status = 'processed' WHERE installation_id = ?")
      .bind(installationId)
      .run();
    const over = await (await open(harness, path, { cookie })).text();
    expect(over).not.toContain("data-refreshes");
    expect(text(over)).toContain("2 documenten zijn opnieuw verwerkt.");
  });

  test.for(["/open", "/search?search=ORD1"])(
    "%s follows what is worked on",
    async (path, { expect }) => {
      const harness = startApp();
      const owner = await newActiveOwner(harness);
      await seed(owner, { sourceId: "1", status: "open", reason: "NOT_PAID" });
      const { cookie } = owner;
      expect(await (await open(harness, path, { cookie })).text()).not.toContain("data-refreshes");
      await seed(owner, { sourceId: "12", status: "queued" });
      expect(await (await open(harness, path, { cookie })).text()).toContain("data-refreshes");
    },
  );
});
