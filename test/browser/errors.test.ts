import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { eventually, type Owner } from "../../scripts/support/owner.ts";
import { readDocument, startWorld, type World } from "../end-to-end/harness.ts";
import { logIn, reloadUntil, startBrowser, violationsOf, visit } from "./browser.ts";

/** What an owner does when something went wrong, or before it does. */

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Dutch 21 % only: everything else lacks its VAT code. */
const ONLY_DUTCH = {
  ...EXAMPLE_CONFIGURATION,
  vat: { ...EXAMPLE_CONFIGURATION.vat, countries: [EXAMPLE_CONFIGURATION.vat.countries[0]] },
};

const GERMAN = {
  paid: true,
  rows: [{ selling_price: 11.9, tax: 19 }],
  customer: { billingaddress: { country: "Duitsland", country_code: "DE" } },
};

async function withStatus(owner: Owner, id: number, status: string): Promise<void> {
  await eventually(status, async () => (await readDocument(owner, "order", id))?.status === status);
}

const text = (page: Page) => page.locator("main").innerText();

async function failedOrder() {
  const made = await world.newShop({ configuration: ONLY_DUTCH });
  const { shop, administration, owner } = made;
  const { id, number } = await world.sandbox.control.shop.makeOrder({ shop, order: GERMAN });
  await withStatus(owner, id, "error");
  const visitor = await visit(browser);
  await logIn(visitor.page, owner);
  return { ...visitor, made, administration, owner, id, number };
}

describe("an order without a VAT code", () => {
  test("is found by its cause, mended in the settings and booked", async () => {
    const { page, complaints, close, administration, owner, id, number } = await failedOrder();
    await page
      .getByRole("navigation")
      .getByRole("link", { name: /^Fouten/ })
      .click();
    expect(await text(page)).toContain(number);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "Naar de instelling" }).first().click();
    await page.waitForURL("**/configuration/vat/DE");
    await page.selectOption("select[name='rates[0].vatCode']", "51");
    const accounts = { revenue: "8100", shipping: "8190", payment: "8195" };
    for (const [type, account] of Object.entries(accounts)) {
      await page.selectOption(`select[name='rates[0].${type}']`, account);
    }
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    await page.waitForURL(/\/configuration\/vat\?done=saved/);
    await page.goto(`${world.publicUrl}/documents/order/${id}`);
    if ((await page.getByRole("button", { name: "Verwerken" }).count()) > 0) {
      await page.getByRole("button", { name: "Verwerken" }).first().click();
    }
    await reloadUntil(page, async () => (await text(page)).includes("Geboekt"));
    await withStatus(owner, id, "processed");
    expect(await violationsOf(page)).toEqual([]);
    expect(world.sandbox.control.imuis.entries({ administration })).toHaveLength(1);
    expect(complaints).toEqual([]);
    await close();
  });

  test("is processed again from the page, and fails again while nothing is mended", async () => {
    const { page, complaints, close, owner, id } = await failedOrder();
    await page.goto(`${world.publicUrl}/documents/order/${id}`);
    await page.getByRole("button", { name: "Verwerken" }).first().click();
    await reloadUntil(page, async () => (await text(page)).split("Btw-code ontbreekt").length > 2);
    await withStatus(owner, id, "error");
    expect(complaints).toEqual([]);
    await close();
  });

  test("is followed by the page after Process of its group, without a refresh", async () => {
    const { page, complaints, close, made, owner, id } = await failedOrder();
    world.failNext(made, "GET /orders/*", { kind: "delay", milliseconds: 3000 });
    await page.goto(`${world.publicUrl}/errors`);
    await page.getByRole("button", { name: "Verwerken" }).first().click();
    await page.waitForURL(/offered=1/);
    const before = await page.evaluate(() => performance.timeOrigin);
    await page.getByText("1 document is opnieuw verwerkt.").waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(before);
    await withStatus(owner, id, "error");
    expect(complaints).toEqual([]);
    await close();
  });

  test("is reported to support with the red button, and the answer is read", async () => {
    const { page, complaints, close, owner, id } = await failedOrder();
    await page.goto(`${world.publicUrl}/documents/order/${id}`);
    await page.locator("#report > summary").click();
    await page.getByLabel("Wat is er aan de hand?").fill("Duitse btw ontbreekt.");
    await page.getByRole("button", { name: "Versturen" }).click();
    await page.waitForURL(/done=reported/);
    expect(await violationsOf(page)).toEqual([]);
    const { items } = await owner.call<{ items: { id: string }[] }>("GET", "/api/questions");
    const answered = await fetch(`${world.publicUrl}/api/operator/tickets/${items[0]?.id}`, {
      method: "PATCH",
      headers: {
        authorization: "Bearer local-operator-token-0123456789",
        "content-type": "application/json",
      },
      body: JSON.stringify({ answer: "Stel Duitsland in." }),
    });
    expect(answered.status).toBe(200);
    await page.goto(`${world.publicUrl}/questions`);
    expect(await text(page)).toContain("Stel Duitsland in.");
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe("what if", () => {
  test("shows before saving which orders would be booked differently", async () => {
    const { shop, owner } = await world.newShop();
    const { control } = world.sandbox;
    const { id, number } = await control.shop.makeOrder({ shop, order: { paid: true } });
    await withStatus(owner, id, "processed");
    const { page, complaints, close } = await visit(browser);
    await logIn(page, owner);
    await page.goto(`${world.publicUrl}/configuration/vat/NL`);
    await page.selectOption("select[name='rates[0].revenue']", "8006");
    await page.getByRole("button", { name: "Wat zou er veranderen?" }).click();
    await page.getByRole("heading", { name: "Wat zou er veranderen?" }).waitFor();
    expect(await text(page)).toContain(number);
    expect(await text(page)).toContain("8000");
    expect(await text(page)).toContain("8006");
    expect(await violationsOf(page)).toEqual([]);
    const before = await owner.call("GET", "/api/configuration");
    expect(JSON.stringify(before)).toContain('"revenue":8000');
    await page.getByRole("button", { name: "Toch opslaan" }).click();
    await page.waitForURL(/done=saved/);
    const after = await owner.call("GET", "/api/configuration");
    expect(JSON.stringify(after)).not.toContain('"revenue":8000');
    expect(complaints).toEqual([]);
    await close();
  });
});
