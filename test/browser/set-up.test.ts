import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startWorld, type World } from "../end-to-end/harness.ts";
import { overflowOf, reloadUntil, startBrowser, violationsOf, visit, WIDTHS } from "./browser.ts";

/** The whole set-up, from the install link to the first booked order, as a shop owner goes through it. */

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

async function newShop(): Promise<{ readonly shop: string; readonly link: string }> {
  const { control } = world.sandbox;
  const { name: shop } = await control.shops.make();
  const { publicUrl } = world;
  const shaken = await control.appStore.handshake({ shop, publicUrl });
  if (shaken.status !== 200) throw new Error(`handshake: ${shaken.status}`);
  return { shop, link: await control.appStore.installLink({ shop, publicUrl }) };
}

const step = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.locator("main");

/** Clicks the one blue button of the step's form. */
async function goOn(page: Page, name: string): Promise<void> {
  await main(page).getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
}

async function expectGoodPage(page: Page): Promise<void> {
  expect([step(page), await violationsOf(page)]).toEqual([step(page), []]);
  expect([step(page), await overflowOf(page)]).toEqual([step(page), 0]);
}

async function makeAccount(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord").fill("kort");
  await goOn(page, "Account maken");
  await expectGoodPage(page);
  expect(await main(page).innerText()).toContain("Kies minstens 8 tekens.");
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord").fill("een-lang-wachtwoord-2026");
  await goOn(page, "Account maken");
}

async function connect(page: Page, code: string): Promise<void> {
  await page.getByLabel("Omgevingscode").fill("onzin");
  await goOn(page, "Verbinden met iMUIS");
  expect(await main(page).innerText()).toContain("iMUIS weigert de omgevingscode.");
  await expectGoodPage(page);
  await page.getByLabel("Omgevingscode").fill(code);
  await goOn(page, "Verbinden met iMUIS");
  expect(await main(page).locator(".notice.good").allInnerTexts()).toEqual([
    expect.stringContaining("Verbonden met administratie"),
  ]);
  expect(await page.locator("header .dot.ok").count()).toBe(2);
  await expectGoodPage(page);
  await main(page).getByRole("link", { name: "Volgende" }).click();
}

async function fillVat(page: Page): Promise<void> {
  await main(page).getByRole("link", { name: "Instellen: Nederland" }).click();
  await expectGoodPage(page);
  const accounts = { revenue: "8000", shipping: "8090", payment: "8095" };
  await page.selectOption("select[name='rates[0].vatCode']", "2");
  for (const [type, account] of Object.entries(accounts)) {
    await page.selectOption(`select[name='rates[0].${type}']`, account);
  }
  for (const select of await page.locator("select[name$='.vatCode']:visible").all()) {
    if ((await select.getAttribute("name")) !== "rates[0].vatCode") await select.selectOption("");
  }
  await goOn(page, "Opslaan");
  await expectGoodPage(page);
  await main(page).getByRole("link", { name: "Verder naar betaalwijzen" }).click();
}

const IDEAL = { paid: true, paymethod: "ideal" };

async function chooseDebtor(page: Page): Promise<void> {
  await page.getByLabel("iDEAL: debiteur", { exact: true }).fill("onderweg");
  await page.getByRole("button", { name: "Zoeken: iDEAL: debiteur" }).click();
  await page.getByLabel("12000 – iDEAL onderweg").check();
  await expectGoodPage(page);
}

describe("the set-up", () => {
  test.for(WIDTHS)("from the install link to the first booked order, %i px wide", async (width) => {
    const { shop, link } = await newShop();
    const { control } = world.sandbox;
    const administration = `9${width}`;
    control.imuis.makeAdministration({ administration, environmentCode: `code-${width}` });
    await control.shop.makeOrder({ shop, deliver: false, order: IDEAL });
    const { page, complaints, close } = await visit(browser, { width });
    await page.goto(link);
    await page.waitForURL("**/setup/account");
    await expectGoodPage(page);
    await makeAccount(page, `${shop}@example.nl`);
    expect(step(page)).toBe("/setup/imuis");
    await connect(page, `code-${width}`);
    await page.waitForURL("**/setup/terms");
    await expectGoodPage(page);
    await page.getByLabel("Ik ga akkoord met deze voorwaarden").check();
    await goOn(page, "Aanvaarden");
    await expectGoodPage(page);
    await goOn(page, "Opslaan en verder");
    expect(step(page)).toBe("/setup/journal");
    await expectGoodPage(page);
    await goOn(page, "Opslaan en verder");
    expect(step(page)).toBe("/setup/vat");
    await expectGoodPage(page);
    await fillVat(page);
    await page.waitForURL("**/setup/payment");
    await expectGoodPage(page);
    await chooseDebtor(page);
    await goOn(page, "Opslaan en verder");
    expect(step(page)).toBe("/setup/check");
    await expectGoodPage(page);
    expect(await main(page).innerText()).toContain("wordt geboekt");
    expect(control.imuis.entries({ administration })).toHaveLength(0);
    await goOn(page, "Koppeling starten");
    const { number } = await control.shop.makeOrder({ shop, order: IDEAL });
    await page.goto(`${world.publicUrl}/report`);
    await reloadUntil(page, async () => (await main(page).innerText()).includes(number ?? "?"));
    await expectGoodPage(page);
    const [entry] = control.imuis.entries({ administration });
    expect(entry?.rows[0]?.account).toBe(12_000);
    expect(complaints).toEqual([]);
    await close();
  });
});
