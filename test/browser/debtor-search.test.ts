import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import type { ShopInTest, World } from "../end-to-end/harness.ts";
import { startWorld } from "../end-to-end/harness.ts";
import { logIn, overflowOf, startBrowser, violationsOf, visit, WIDTHS } from "./browser.ts";

/** Finding a debtor for a payment method, with the script and without, on a phone and on a desktop. */

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

async function shopWithDebtors(): Promise<ShopInTest> {
  const made = await world.newShop({
    configuration: {
      ...EXAMPLE_CONFIGURATION,
      paymentMethods: [{ name: "paypal", debtor: 12_000 }],
    },
  });
  const { administration } = made;
  const add = (NR: string, NAAM: string) =>
    world.sandbox.control.imuis.addDebtor({ administration, debtor: { NR, NAAM } });
  add("13100", "Cadeaubonnen verzamel");
  add("13101", "Cadeaubonnen winkel");
  return made;
}

const row = (page: Page, label: string) =>
  page.locator(".method", { has: page.getByLabel(label, { exact: true }) });

async function expectGoodPage(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
}

/** A name that two debtors have is searched, one is picked and saved. */
async function pickAndSave(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill("cadeaubon");
  await page.getByRole("button", { name: `Zoeken: ${label}` }).click();
  await row(page, label).getByRole("radio").first().waitFor();
  expect(await row(page, label).innerText()).toContain("Gevonden debiteuren: kies er een");
  await page.getByLabel("13101 – Cadeaubonnen winkel").check();
}

describe("searching a debtor", () => {
  test.for(WIDTHS.flatMap((width) => [[width, true] as const, [width, false] as const]))(
    "%i px, script %s",
    async ([width, javaScriptEnabled]) => {
      const { owner, administration } = await shopWithDebtors();
      const { page, complaints, close } = await visit(browser, { width, javaScriptEnabled });
      await logIn(page, owner);
      const label = "iDEAL: debiteur";
      await page.goto(`${owner.publicUrl}/configuration/payment`);
      expect(await row(page, "PayPal: debiteur").innerText()).toContain("12000 – iDEAL onderweg");
      await pickAndSave(page, label);
      if (javaScriptEnabled) {
        await expectGoodPage(page);
        expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe("13101");
      }
      await page.getByRole("button", { name: "Opslaan", exact: true }).click();
      await page.waitForURL(/done=saved/);
      const saved = await page.locator("main").innerText();
      expect(saved).toContain("Debiteur 13101 – Cadeaubonnen winkel");
      expect(saved).toContain("Debiteur 12000 – iDEAL onderweg");
      expect(world.sandbox.control.imuis.entries({ administration })).toHaveLength(0);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test("the name below belongs to the number that is in the field", async () => {
    const { owner } = await shopWithDebtors();
    const { page, complaints, close } = await visit(browser);
    await logIn(page, owner);
    const label = "PayPal: debiteur";
    await page.goto(`${owner.publicUrl}/configuration/payment`);
    expect(await row(page, label).innerText()).toContain("12000 – iDEAL onderweg");
    await pickAndSave(page, label);
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe("13101");
    expect(await row(page, label).innerText()).not.toContain("iDEAL onderweg");
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await close();
  });

  test.for([
    [401, { code: "UNAUTHENTICATED" }, "U bent niet meer ingelogd."],
    [409, { code: "NOT_READY" }, "iMUIS is nog niet verbonden."],
    [503, { code: "IMUIS_UNAVAILABLE" }, "iMUIS geeft nu geen antwoord."],
    [200, "no list at all", "iMUIS geeft nu geen antwoord."],
  ] as const)("an answer %i says in its own words why nothing was found", async (answer) => {
    const [status, body, told] = answer;
    const { owner } = await shopWithDebtors();
    const { page, close } = await visit(browser);
    await logIn(page, owner);
    const label = "iDEAL: debiteur";
    await page.goto(`${owner.publicUrl}/configuration/payment`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    await page.route("**/api/imuis/debtors**", (route) => route.fulfill({ status, body: text }));
    await page.getByLabel(label, { exact: true }).fill("cadeaubon");
    await page.getByRole("button", { name: `Zoeken: ${label}` }).click();
    await row(page, label).getByText(told).waitFor();
    await expectGoodPage(page);
    await close();
  });

  test("while it goes on it says so, and not for longer than ten seconds", async () => {
    const { owner } = await shopWithDebtors();
    const { page, close } = await visit(browser);
    await logIn(page, owner);
    const label = "iDEAL: debiteur";
    await page.goto(`${owner.publicUrl}/configuration/payment`);
    await page.route("**/api/imuis/debtors**", () => undefined);
    await page.getByLabel(label, { exact: true }).fill("cadeaubon");
    const button = page.getByRole("button", { name: `Zoeken: ${label}` });
    await button.click();
    await row(page, label).getByText("Zoekt in iMUIS…").waitFor();
    expect(await row(page, label).getAttribute("aria-busy")).toBe("true");
    expect(await button.isDisabled()).toBe(true);
    await expectGoodPage(page);
    await row(page, label).getByText("iMUIS geeft nu geen antwoord.").waitFor();
    expect(await row(page, label).getAttribute("aria-busy")).toBeNull();
    expect(await button.isEnabled()).toBe(true);
    await close();
  });

  test("Enter searches, and what is no number is never saved", async () => {
    const { owner } = await shopWithDebtors();
    const { page, complaints, close } = await visit(browser);
    await logIn(page, owner);
    const label = "iDEAL: debiteur";
    await page.goto(`${owner.publicUrl}/configuration/payment`);
    await page.getByLabel(label, { exact: true }).fill("niemand");
    await page.getByLabel(label, { exact: true }).press("Enter");
    await row(page, label).getByText("Geen debiteur gevonden.").waitFor();
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    await page.getByText("Dit klopt nog niet").waitFor();
    expect(await page.locator("main").innerText()).toContain("kies een debiteur");
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe("niemand");
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await close();
  });
});
