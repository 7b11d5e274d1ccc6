import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serveSandbox, type ServedSandbox } from "../../sandbox/serve.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { setUpShop } from "../../scripts/support/owner.ts";
import {
  applyMigrations,
  freePort,
  LOCAL_SECRETS,
  startWorker,
} from "../../scripts/support/worker.ts";
import { inspect, type Inspector } from "./inspector.ts";

/** The product as `wrangler dev` runs it, with workerd's inspector, the sandbox beside it and some shops set up. */

export interface Inspected {
  readonly sandbox: ServedSandbox;
  readonly inspector: Inspector;
  readonly shops: readonly string[];
  /** Entries that iMUIS has booked so far. */
  booked(): number;
  close(): Promise<void>;
}

const AT_ONCE = 16;

export async function startInspected(shopCount: number): Promise<Inspected> {
  const stateFolder = mkdtempSync(join(tmpdir(), "bench-"));
  applyMigrations(stateFolder);
  const sandbox = await serveSandbox({ appSecret: LOCAL_SECRETS.CCV_APP_SECRET, shops: 0 });
  const inspectorPort = await freePort();
  const worker = await startWorker({
    stateFolder,
    inspectorPort,
    // Names of functions are wanted in a profile.
    options: ["--minify=false"],
    variables: { IMUIS_URL: sandbox.imuisUrl, VIES_URL: sandbox.viesUrl },
  });
  const inspector = await inspect(inspectorPort);
  const shops: string[] = [];
  for (let place = 0; place < shopCount; place += 1) {
    shops.push(await newShop({ sandbox, publicUrl: worker.publicUrl }, 3000 + place));
  }
  return {
    sandbox,
    inspector,
    shops,
    booked: () => bookedIn(sandbox),
    async close() {
      inspector.close();
      await worker.stop();
      await sandbox.close();
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}

async function newShop(
  world: { readonly sandbox: ServedSandbox; readonly publicUrl: string },
  administration: number,
): Promise<string> {
  const { control } = world.sandbox;
  const { name: shop } = await control.shops.make({ name: `shop-${administration}` });
  const environmentCode = `code-${administration}`;
  control.imuis.makeAdministration({ administration: String(administration), environmentCode });
  await setUpShop({ ...world, shop, environmentCode, configuration: EXAMPLE_CONFIGURATION });
  return shop;
}

function bookedIn(sandbox: ServedSandbox): number {
  return Object.entries(sandbox.control.calls.counts())
    .filter(([call]) => call.endsWith("CreateJournaalpost"))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** So many paid orders of each shop, in turn, each delivered and answered. */
export async function sell({ sandbox, shops }: Inspected, documents: number): Promise<void> {
  const orders = Array.from({ length: documents }, () => shops).flat();
  const take = async (): Promise<void> => {
    for (let shop = orders.pop(); shop !== undefined; shop = orders.pop()) {
      await sandbox.control.shop.makeOrder({ shop, order: { paid: true } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}
