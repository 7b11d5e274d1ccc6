import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, test } from "vitest";

import type { FaultEffect } from "../../sandbox/faults/fault.ts";
import { serveSandbox, type ServedSandbox } from "../../sandbox/serve.ts";
import { EXAMPLE_CONFIGURATION } from "../../scripts/support/configuration.ts";
import { secretsIn, secretsOf } from "../../scripts/support/known-secrets.ts";
import { eventually, type Owner, setUpShop } from "../../scripts/support/owner.ts";
import {
  applyMigrations,
  freePort,
  LOCAL_SECRETS,
  type RunningWorker,
  startWorker,
} from "../../scripts/support/worker.ts";
import { type DocumentView, readDocument } from "./harness.ts";

/** workerd is killed in the middle of the create, its state is kept, and it is started again. */

let sandbox: ServedSandbox;
let stateFolder: string;
let worker: RunningWorker;
let owner: Owner;
let port: number;

/** Everything that wrangler and the Worker printed, over all its lives. */
const lines: string[] = [];

function start(): Promise<RunningWorker> {
  return startWorker({
    stateFolder,
    port,
    onLog: (line) => lines.push(line),
    variables: {
      IMUIS_URL: sandbox.imuisUrl,
      VIES_URL: sandbox.viesUrl,
      IMUIS_TIMEOUT_MS: "1000",
      IMUIS_SETTLE_MS: "300",
      RETRY_BASE_SECONDS: "0.2",
    },
  });
}

beforeAll(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), "bookings-"));
  sandbox = await serveSandbox({ appSecret: LOCAL_SECRETS.CCV_APP_SECRET });
  applyMigrations(stateFolder);
  port = await freePort();
  worker = await start();
  owner = await setUpShop({
    publicUrl: worker.publicUrl,
    sandbox,
    shop: sandbox.control.shops.list()[0]?.name ?? "",
    environmentCode: "00000",
    configuration: EXAMPLE_CONFIGURATION,
  });
});

afterAll(async () => {
  await worker.stop();
  await sandbox.close();
  rmSync(stateFolder, { recursive: true, force: true });
});

/** Where the create stands when the power goes: not executed, or executed with nobody left to hear the answer. */
const MOMENTS: readonly { readonly moment: string; readonly effect: FaultEffect }[] = [
  { moment: "between intent and call", effect: { kind: "hangBefore" } },
  { moment: "between call and record", effect: { kind: "hangAfter" } },
];

describe("a power failure", () => {
  test.for(MOMENTS)("$moment: booked once after the restart", async ({ effect }, { expect }) => {
    const { control } = sandbox;
    control.faults.add({
      match: { vendor: "imuis", operation: "CreateJournaalpost" },
      effect,
      times: 1,
    });
    control.calls.reset();
    const { id, number } = await control.shop.makeOrder({ order: { paid: true } });
    await eventually(
      "the create",
      () => control.calls.count({ operation: "CreateJournaalpost" }) > 0,
    );
    await worker.kill();
    worker = await start();
    let last: DocumentView | null = null;
    await eventually("booked", async () => {
      last = await readDocument(owner, "order", id);
      return last?.status === "processed";
    });
    const entries = control.imuis.entries({ document: number ?? "" });
    expect(entries).toHaveLength(1);
  });

  test("makes the Worker print no secret", ({ expect }) => {
    const [shop] = sandbox.control.shops.list();
    const secrets = [
      ...secretsOf(LOCAL_SECRETS),
      { name: "password", value: owner.password },
      { name: "api secret", value: shop?.apiSecret ?? "" },
    ];
    expect(lines.length).toBeGreaterThan(5);
    expect(secretsIn(lines.join("\n"), secrets)).toEqual([]);
  });

  test("in the middle of a migration: it goes on by itself and books each document once", async ({
    expect,
  }) => {
    const { control } = sandbox;
    const before = control.imuis.entries().length;
    for (let day = 1; day <= 9; day += 1) {
      const create_date = `2023-06-0${day}T10:00:00Z`;
      await control.shop.makeOrder({ deliver: false, order: { paid: true, create_date } });
    }
    const period = { kind: "order", from: "2023-06-01", to: "2023-06-30", dryRun: false };
    const { id } = await owner.call<{ id: string }>("POST", "/api/backfill", period);
    await eventually("the second", () => control.imuis.entries().length > before + 1);
    await worker.kill();
    worker = await start();
    const done = await eventually("the migration", async () => {
      const progress = await owner.call<{ state: string; booked: number }>(
        "GET",
        `/api/backfill/${id}`,
      );
      return progress.state === "finished" ? progress : null;
    });
    expect(control.imuis.entries()).toHaveLength(before + 9);
    expect(done.booked).toBeGreaterThan(6);
  });
});
