import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import axe, { type AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

import type { Owner } from "../../scripts/support/owner.ts";

/**
 * A real browser. On Linux it comes out of the npm package, so that the tests run on a fresh machine; elsewhere, or where
 * CHROME_PATH names one, an installed Chrome is used. Every page that is opened here fails its test on a console error.
 */

/** A phone and a desktop. */
export const WIDTHS = [390, 1280] as const;

const HEIGHT = 900;

/** Slow machines run other things beside. */
const PAGE_TIMEOUT_MS = 20_000;

export interface Visit {
  readonly width?: number;
  readonly javaScriptEnabled?: boolean;
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
}

export interface Visitor {
  readonly page: Page;
  /** What the console, the page or the network complained about. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts the browser; close it when the tests are over. */
export async function startBrowser(): Promise<Browser> {
  const installed = process.env["CHROME_PATH"];
  if (installed !== undefined) return chromium.launch({ executablePath: installed });
  if (process.platform !== "linux") {
    throw new Error("Set CHROME_PATH to an installed Chrome: the packaged browser runs on Linux.");
  }
  const packaged = await unpack();
  return chromium.launch({
    executablePath: packaged.path,
    // One process for everything saves memory in a function, but dies with the first page that is closed.
    args: packaged.args.filter((argument) => argument !== "--single-process"),
    env: { ...process.env, ...packaged.env },
  });
}

/**
 * Unpacks the browser with the shared libraries and fonts that a bare machine lacks. The package does so only
 * where it believes to be in a function of a cloud vendor, so it is told that it is; and it takes a browser that lies in
 * the temporary folder for complete, so it gets a folder of its own, once per project.
 */
async function unpack(): Promise<{ path: string; args: string[]; env: Record<string, string> }> {
  const folder = resolve("node_modules/.cache/browser");
  mkdirSync(folder, { recursive: true });
  const changed = [
    "TMPDIR",
    "AWS_LAMBDA_JS_RUNTIME",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_PATH",
  ] as const;
  const before = changed.map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const path = await packaged.executablePath();
    const fonts = join(folder, "fonts.conf");
    writeFileSync(
      fonts,
      `<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir></fontconfig>`,
    );
    const env = { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: fonts };
    return { path, args: packaged.args, env };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** A fresh visitor with cookies of its own. */
export async function visit(browser: Browser, how: Visit = {}): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: how.width ?? 1280, height: HEIGHT },
    locale: how.locale ?? "nl-NL",
    timezoneId: "Europe/Amsterdam",
    colorScheme: how.colorScheme ?? "light",
    javaScriptEnabled: how.javaScriptEnabled ?? true,
  });
  context.setDefaultTimeout(PAGE_TIMEOUT_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  listen(context, page, complaints);
  return { page, complaints, close: () => context.close() };
}

/** A refused form answers 4xx with its page, and Chrome writes that to the console: only that is no complaint. */
const REFUSED_FORM = /^Failed to load resource: the server responded with a status of (409|422)/;

function listen(context: BrowserContext, page: Page, complaints: string[]): void {
  page.on("console", (message) => {
    const isComplaint = message.type() === "error" || message.type() === "warning";
    if (isComplaint && !REFUSED_FORM.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  context.on("request", (request) => {
    const { origin } = new URL(request.url());
    if (!origin.startsWith("http://127.0.0.1")) complaints.push(`call to ${origin}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
}

/** Logs in through the page. */
export async function logIn(page: Page, owner: Owner): Promise<void> {
  await page.goto(`${owner.publicUrl}/login`);
  await page.fill("input[name=email]", owner.email);
  await page.fill("input[name=password]", owner.password);
  await page.click("main button");
  await page.waitForURL(`${owner.publicUrl}/`);
}

/** Every violation of WCAG 2.2 AA that axe finds on the page, in words; empty is good. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // A link that was just clicked: without its style every target on the page is too small.
  await page.waitForLoadState();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (tags) =>
      (
        window as unknown as { axe: { run(where: Document, how: object): Promise<AxeResults> } }
      ).axe.run(document, { runOnly: { type: "tag", values: tags } }),
    ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} at ${target.join(" ")}`),
  );
}

/** How many pixels the page is wider than the window; 0 is good. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Reloads until the page says so: what is booked behind the page takes a moment. */
export async function reloadUntil(page: Page, isSo: (page: Page) => Promise<boolean>) {
  for (let turn = 0; turn < 60; turn += 1) {
    if (await isSo(page)) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  throw new Error(`${page.url()} never came to say so:\n${await page.innerText("body")}`);
}
