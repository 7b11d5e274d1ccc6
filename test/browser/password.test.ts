import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { eventually } from "../../scripts/support/owner.ts";
import { LOCAL_SECRETS } from "../../scripts/support/worker.ts";
import { startWorld, type World } from "../end-to-end/harness.ts";
import { startBrowser, violationsOf, visit } from "./browser.ts";

/** A forgotten password where no mail is configured: the request is kept to be seen, and the operator makes the link. */

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

async function asOperator<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${world.publicUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${LOCAL_SECRETS.OPERATOR_TOKEN}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Answer;
}

const main = (page: Page) => page.locator("main").innerText();

describe("a forgotten password", () => {
  test("from the login page to the new password", async () => {
    const { owner } = await world.newShop();
    const { page, complaints, close } = await visit(browser);
    await page.goto(`${world.publicUrl}/login`);
    await page.getByRole("link", { name: "Wachtwoord vergeten?" }).click();
    await page.getByLabel("E-mailadres").fill(owner.email);
    await page.getByRole("button", { name: "Link aanvragen" }).click();
    await page.locator(".notice").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await eventually("kept", async () => {
      const { items } = await asOperator<{ items: { recipient: string; text: string }[] }>(
        "GET",
        "/api/operator/mails?limit=1",
      );
      return items[0]?.recipient === owner.email && !items[0].text.includes("token=");
    });
    const { link } = await asOperator<{ link: string }>("POST", "/api/operator/accounts/reset", {
      email: owner.email,
    });
    await page.goto(link);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel("Nieuw wachtwoord").fill("nog-een-lang-wachtwoord");
    await page.getByRole("button", { name: "Wachtwoord opslaan" }).click();
    await page.waitForURL(/\/login/);
    expect(await main(page)).toContain("Het wachtwoord is gewijzigd.");
    expect((await owner.request("GET", "/api/status")).status).toBe(401);
    await page.getByLabel("E-mailadres").fill(owner.email);
    await page.getByLabel("Wachtwoord", { exact: true }).fill("nog-een-lang-wachtwoord");
    await page.locator("main button").click();
    await page.waitForURL(`${world.publicUrl}/`);
    await page.goto(link);
    await page.getByLabel("Nieuw wachtwoord").fill("een-derde-wachtwoord");
    await page.getByRole("button", { name: "Wachtwoord opslaan" }).click();
    await page.waitForLoadState();
    expect(await main(page)).toContain("Deze link is al gebruikt of te oud.");
    expect(complaints).toEqual([]);
    await close();
  });
});
