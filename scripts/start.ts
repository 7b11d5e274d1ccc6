/**
 * The main job on this machine: starts the sandbox and the Worker, installs and sets up a shop, pays an order and prints
 * the journal entry that arrived. Stays up to be tried; with `--once` it ends there.
 */
import { rmSync } from "node:fs";

import type { JournalEntry } from "../sandbox/imuis/administration.ts";
import { serveSandbox, type ServedSandbox } from "../sandbox/serve.ts";
import { EXAMPLE_CONFIGURATION } from "./support/configuration.ts";
import { ledgerTable } from "./support/ledger-table.ts";
import { eventually, type Owner, setUpShop } from "./support/owner.ts";
import {
  applyMigrations,
  freePort,
  LOCAL_SECRETS,
  type RunningWorker,
  startWorker,
} from "./support/worker.ts";

/** Every start begins with an empty shop and empty books, so its state is not the one of `wrangler dev`. */
const STATE_FOLDER = ".wrangler/state-start";

/** Of what the Worker printed, when something goes wrong. */
const LINES_SHOWN = 40;

const once = process.argv.includes("--once");

async function payOrder(sandbox: ServedSandbox): Promise<string> {
  const { control } = sandbox;
  const { id, number } = await control.shop.makeOrder({
    order: {
      total_price: 50.08,
      total_tax: 8.69,
      total_shipping: 6.95,
      shipping_tax_percentage: 21,
      rows: [
        { product_name: "Sale 23456", count: 1, tax: 21, selling_price: 14.99 },
        { product_name: "Mug", count: 1, tax: 21, selling_price: 28.14 },
      ],
    },
  });
  await control.shop.pay({ id });
  return number ?? String(id);
}

async function bookedEntry(sandbox: ServedSandbox, number: string): Promise<JournalEntry> {
  return eventually(
    "the journal entry",
    () => sandbox.control.imuis.entries({ document: number })[0],
  );
}

function report(number: string, entry: JournalEntry): void {
  const sum = entry.rows.reduce((total, { amountCents }) => total + amountCents, 0);
  console.log(
    `\nOrder ${number} was paid in the shop and stands in iMUIS as journal entry ${entry.number}` +
      ` (journal ${entry.journal}, ${entry.date}, period ${entry.period} of ${entry.year}):\n`,
  );
  console.log(ledgerTable(entry));
  console.log(`\nThe rows add up to ${(sum / 100).toFixed(2)}.`);
  if (sum !== 0) throw new Error("The entry is not balanced.");
}

function sayWhere(owner: Owner, sandbox: ServedSandbox): void {
  console.log(`
Shop and books side by side:  ${sandbox.origin}/
Dashboard:                    ${owner.publicUrl}/   (login ${owner.email}, password ${owner.password})
API description:              ${owner.publicUrl}/api/openapi.json

Ctrl-C ends both.`);
}

async function main(): Promise<void> {
  rmSync(STATE_FOLDER, { recursive: true, force: true });
  console.log("Applying the local migrations ...");
  applyMigrations(STATE_FOLDER);
  console.log("Starting the sandbox (CCV Shop, iMUIS, VIES) and the Worker ...");
  const sandbox = await serveSandbox({ appSecret: LOCAL_SECRETS.CCV_APP_SECRET });
  const lines: string[] = [];
  let worker: RunningWorker | null = null;
  try {
    worker = await startWorker({
      stateFolder: STATE_FOLDER,
      port: await freePort(),
      onLog: (line) => lines.push(line),
      variables: { IMUIS_URL: sandbox.imuisUrl, VIES_URL: sandbox.viesUrl },
    });
    console.log("Installing the app in the shop, connecting iMUIS, configuring, activating ...");
    const [shop] = sandbox.control.shops.list();
    const owner = await setUpShop({
      publicUrl: worker.publicUrl,
      sandbox,
      shop: shop?.name ?? "",
      environmentCode: "00000",
      configuration: EXAMPLE_CONFIGURATION,
    });
    const number = await payOrder(sandbox);
    report(number, await bookedEntry(sandbox, number));
    if (!once) {
      sayWhere(owner, sandbox);
      await new Promise<void>((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      });
    }
  } catch (error) {
    console.error(lines.slice(-LINES_SHOWN).join("\n"));
    throw error;
  } finally {
    await worker?.stop();
    await sandbox.close();
  }
}

await main();
