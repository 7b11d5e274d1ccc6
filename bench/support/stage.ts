import { readdirSync, readFileSync } from "node:fs";

import { createTestHarness } from "wrangler";

import { type ShopInTest, startWorld, type World } from "../../test/end-to-end/harness.ts";

/** Product, sandbox and floor side by side, and the processes they run in. */

export interface Stage {
  readonly world: World;
  readonly floorUrl: string;
  /** Process id of the workerd that runs the product. */
  readonly workerd: number;
  /** And of the one that runs the floor. */
  readonly floorWorkerd: number;
  close(): Promise<void>;
}

export const FLOOR_KEY = "floor-key";

/** Generous limits: on a busy machine a slow answer must not count as none. */
const PATIENT = { IMUIS_TIMEOUT_MS: "30000", RETRY_BASE_SECONDS: "1" };

export async function startStage(): Promise<Stage> {
  const before = workerds();
  const world = await startWorld(PATIENT);
  const workerd = workerds().find((pid) => !before.includes(pid)) ?? 0;
  const known = workerds();
  const floor = createTestHarness({
    workers: [{ configPath: "./bench/floor/wrangler.toml", vars: { WEBHOOK_KEY: FLOOR_KEY } }],
  });
  const { url } = await floor.listen();
  await floor.getWorker().applyD1Migrations("DB");
  const floorWorkerd = workerds().find((pid) => !known.includes(pid)) ?? 0;
  return {
    world,
    floorUrl: url.origin,
    workerd,
    floorWorkerd,
    async close() {
      await floor.close();
      await world.close();
    },
  };
}

/** The harness restarts workerd when its options change: the newest child is the one that runs. */
function workerds(): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && isOurWorkerd(pid))
    .sort((left, right) => right - left);
}

function isOurWorkerd(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, name = "", rest = ""] = /\((.*)\) . (\d+)/.exec(status) ?? [];
    return name.startsWith("workerd") && Number(rest) === process.pid;
  } catch {
    return false;
  }
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) / 1024;
}

const TICKS_PER_SECOND = 100;

/** CPU seconds that a process has used, its threads together. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export async function newShops(world: World, count: number): Promise<readonly ShopInTest[]> {
  const shops: ShopInTest[] = [];
  for (let place = 0; place < count; place += 1) shops.push(await world.newShop());
  return shops;
}
