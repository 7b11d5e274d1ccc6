import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually, type Owner } from "../../scripts/support/owner.ts";
import { readDocument, startWorld, type World } from "../end-to-end/harness.ts";
import { logIn, overflowOf, startBrowser, violationsOf, visit, WIDTHS } from "./browser.ts";

/** Every page for everybody: on a phone, by keyboard only, without scripts, in both languages. */

let world: World;
let browser: Browser;
let owner: Owner;
let documents: Readonly<Record<"processed" | "error" | "open" | "skipped", number>>;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
  const made = await world.newShop({ configuration: { ...EXAMPLE_CONFIGURATION } });
  ({ owner } = made);
  documents = await documentsOf(made.shop);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** One document in each list. */
async function documentsOf(shop: string) {
  const { shop: control } = world.sandbox.control;
  const swiss = { tax: 8.1, selling_price: 10 };
  const processed = await control.makeOrder({ shop, order: { paid: true } });
  const error = await control.makeOrder({ shop, order: { paid: true, rows: [swiss] } });
  const open = await control.makeOrder({ shop });
  const free = { selling_price: 0 };
  const skipped = await control.makeOrder({ shop, order: { paid: true, rows: [free] } });
  const ids = { processed: processed.id, error: error.id, open: open.id, skipped: skipped.id };
  for (const [status, id] of Object.entries(ids)) {
    await eventually(
      status,
      async () => (await readDocument(owner, "order", id))?.status === status,
    );
  }
  return ids;
}

const pathsOf = () => [
  "/",
  "/report",
  "/errors",
  "/open",
  "/skipped",
  "/warnings",
  ...Object.values(documents).map((id) => `/documents/order/${id}`),
  "/documents/order/1",
  "/search?search=anna",
  "/search?search=nowhere",
  "/configuration",
  ...["source", "journal", "payment", "products", "details", "vat", "vat/NL", "vat/icp"].map(
    (section) => `/configuration/${section}`,
  ),
  "/configuration/vat/remove",
  "/profile",
  "/profile/changes",
  "/profile/mails",
  "/migration",
  "/questions",
  "/help",
  ...[
    "introduction",
    "how-it-works",
    "environment-code",
    "settings",
    "from-ccv-shop",
    "to-imuis",
    "errors",
    "support",
    "faq",
  ].map((chapter) => `/help/${chapter}`),
  ...["account", "imuis", "terms", "source", "journal", "vat", "vat/BE", "payment", "check"].map(
    (step) => `/setup/${step}`,
  ),
  "/installations",
  "/api/docs",
];

const main = (page: Page) => page.locator("main").innerText();

describe("every page", () => {
  test.for([
    [390, "nl-NL", "light"],
    [1280, "nl-NL", "dark"],
    [390, "en-GB", "dark"],
  ] as const)("is accessible and fits at %i px in %s, %s", async ([width, locale, colorScheme]) => {
    const { page, complaints, close } = await visit(browser, { width, locale, colorScheme });
    const found: string[] = [];
    const look = async (path: string): Promise<void> => {
      await page.goto(`${owner.publicUrl}${path}`);
      const overflow = await overflowOf(page);
      if (overflow > 0) found.push(`${path}: ${overflow} px too wide`);
      found.push(...(await violationsOf(page)).map((violation) => `${path}: ${violation}`));
    };
    for (const path of ["/login", "/reset", "/reset/confirm?token=x"]) await look(path);
    await logIn(page, owner);
    for (const path of pathsOf()) await look(path);
    expect(found).toEqual([]);
    const own404 = complaints.filter((complaint) => !/status of 404/.test(complaint));
    expect(own404).toEqual([]);
    await close();
  });

  test.for(WIDTHS)("lists what another account would change, at %i px", async (width) => {
    const { page, complaints, close } = await visit(browser, { width });
    await logIn(page, owner);
    await page.goto(`${owner.publicUrl}/configuration/vat/NL`);
    const account = page.locator('select[name$=".revenue"]').first();
    const current = await account.inputValue();
    const others = await account
      .locator("option")
      .evaluateAll((all) => all.map((option) => option.getAttribute("value")));
    const other = others.find((value) => value !== "" && value !== current) ?? "";
    await account.selectOption(other);
    await page.locator('button[name="act"][value="what-if"]').click();
    await page.waitForLoadState();
    expect(await main(page)).toContain(`Regel 1: rekening ${current} → ${other}`);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("what is soft has its colour, and stands in its row of the table", async () => {
    const { page, close } = await visit(browser);
    await logIn(page, owner);
    await page.goto(`${owner.publicUrl}/configuration/vat`);
    const look = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { color, display } = getComputedStyle(element);
          return { color, display };
        });
    const cell = await look("td.soft");
    expect(cell.display).toBe("table-cell");
    expect(cell.color).toBe((await look(".hint")).color);
    await close();
  });

  test("on a phone amounts stand in one column, and a key or date is never broken", async () => {
    const { page, close } = await visit(browser, { width: 390 });
    await logIn(page, owner);
    /** Where the text of each element ends, and on how many lines it stands. */
    const measure = (selector: string) =>
      page.locator(selector).evaluateAll((elements) =>
        elements
          .filter((element) => element.textContent !== "")
          .map((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            return { end: Math.round(range.getBoundingClientRect().right), lines: lines.size };
          }),
      );
    await page.goto(`${owner.publicUrl}/documents/order/${documents.processed}`);
    const amounts = await measure(".ledger td.number");
    expect(amounts.length).toBeGreaterThan(3);
    expect(new Set(amounts.map(({ end }) => end)).size).toBe(1);
    await page.goto(`${owner.publicUrl}/profile`);
    const [key] = await measure(".facts .double dd");
    expect(key?.lines).toBe(1);
    await page.goto(`${owner.publicUrl}/profile/mails`);
    for (const { lines } of await measure("summary .whole")) expect(lines).toBe(1);
    await close();
  });

  test.for(WIDTHS)("a word without blanks stays readable on its page, at %i px", async (width) => {
    const database = await world.database();
    const long = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis";
    await database
      .prepare(
        "UPDATE documents SET customer = ?1, booking = json_set(booking, '$.lines[0].description', ?1), history = json_set(history, '$[0].by', ?1 || '@example.nl') WHERE source_id = ?2",
      )
      .bind(long, String(documents.processed))
      .run();
    const { page, close } = await visit(browser, { width });
    await logIn(page, owner);
    await page.goto(`${owner.publicUrl}/documents/order/${documents.processed}`);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    const { lines, hidden } = await page.evaluate((text) => {
      const name = [...document.querySelectorAll(".facts dd")].find(
        ({ textContent }) => textContent === text,
      );
      const table = document.querySelector(".scroll");
      if (!name || !table) throw new Error("the page shows no name or no booking");
      const range = document.createRange();
      range.selectNodeContents(name);
      return {
        lines: range.getClientRects().length,
        hidden: table.scrollWidth - table.clientWidth,
      };
    }, long);
    expect(lines).toBe(2);
    expect(hidden).toBe(0);
    await close();
  });

  test("speaks the language of the browser, and the chosen one from then on", async () => {
    const { page, complaints, close } = await visit(browser, { locale: "en-GB" });
    await page.goto(`${owner.publicUrl}/login`);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await logIn(page, owner);
    await page.goto(`${owner.publicUrl}/errors`);
    await page.getByRole("button", { name: "Nederlands" }).click();
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).toBe("/errors");
    expect(await page.locator("html").getAttribute("lang")).toBe("nl");
    await page.goto(`${owner.publicUrl}/`);
    expect(await page.locator("nav").first().innerText()).toContain("Overzicht");
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("by keyboard only", () => {
  /** Tabs until the wanted element has the focus; every stop must be seen. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const isThere = await page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) ?? false,
        selector,
      );
      if (isThere) return;
    }
    throw new Error(`${selector} is not reached by Tab`);
  }

  const isOutlined = (page: Page) =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });

  test("one logs in, skips to the content, opens an error and reports it", async () => {
    const { page, complaints, close } = await visit(browser);
    await page.goto(`${owner.publicUrl}/login`);
    await tabTo(page, "input[name=email]");
    await page.keyboard.type(owner.email);
    await tabTo(page, "input[name=password]");
    await page.keyboard.type(owner.password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${owner.publicUrl}/`);
    await tabTo(page, "nav a[href='/errors']");
    expect(await isOutlined(page)).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/errors");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => location.hash)).toBe("#content");
    await tabTo(page, `a[href='/documents/order/${documents.error}']`);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/documents/order/${documents.error}`);
    await tabTo(page, "#report > summary");
    expect(await isOutlined(page)).toBe(true);
    await page.keyboard.press("Enter");
    await tabTo(page, "#report textarea");
    await page.keyboard.type("Alleen met toetsen.");
    await tabTo(page, "#report button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=reported/);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("without scripts", () => {
  test.for(WIDTHS)("one finds, processes, asks and logs out at %i px", async (width) => {
    const { page, complaints, close } = await visit(browser, { width, javaScriptEnabled: false });
    await logIn(page, owner);
    await page.goto(`${owner.publicUrl}/errors`);
    await page.getByRole("button", { name: "Verwerken" }).first().click();
    await page.waitForURL(/offered=1/);
    expect(await main(page)).toContain("1 document is opnieuw aangeboden");
    await page.goto(`${owner.publicUrl}/search`);
    await page.locator("#search").fill("Anna");
    await page.getByRole("button", { name: "Zoeken", exact: true }).click();
    await page.waitForURL(/search=Anna/);
    expect(await main(page)).toContain("Bakker");
    await page.goto(`${owner.publicUrl}/questions`);
    await page.getByLabel("Onderwerp").fill(`Zonder scripts ${width}`);
    await page.getByLabel("Uw vraag").fill("Werkt dit?");
    await page.getByRole("button", { name: "Versturen" }).click();
    await page.waitForURL(/done=asked/);
    expect(await main(page)).toContain(`Zonder scripts ${width}`);
    await page.getByRole("button", { name: "Uitloggen" }).click();
    await page.waitForURL(/\/login/);
    expect(complaints).toEqual([]);
    await close();
  });
});
