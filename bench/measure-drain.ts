import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { type Drained, drain } from "./support/crowd.ts";
import { short, spelled, spreadOf } from "./support/figures.ts";
import { rawCalls, timeRawCalls } from "./support/raw-calls.ts";
import { cpuSeconds, newShops, residentMb, type Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/** Many documents of many shops at once: how near to what iMUIS allows, who waits for whom, and what it takes of the machine. */

const SIZES = {
  full: { shops: 50, documents: 100, many: 2000, few: 20 },
  quick: { shops: 10, documents: 20, many: 100, few: 10 },
} as const;

const DRAIN_LIMIT = 1.3;
const NEIGHBOUR_LIMIT = 1.2;
const MEMORY_LIMIT_MB = 64;
const RAW_ROUNDS = 5;

export interface DrainResult {
  readonly rows: readonly Row[];
  /** Of the whole workerd, with its simulators of D1 and queues. */
  readonly cpuMillisecondsPerDocument: number;
}

export async function drainRows(stage: Stage, quick: boolean): Promise<DrainResult> {
  const size = quick ? SIZES.quick : SIZES.full;
  const shops = await newShops(stage.world, size.shops);
  await drain(
    stage.world,
    shops.map((shop) => ({ shop, documents: 1 })),
  );
  const { rows, cpuMillisecondsPerDocument } = await drains(stage, shops, size.documents);
  return { rows: [...rows, ...(await neighbours(stage, shops, size))], cpuMillisecondsPerDocument };
}

async function drains(
  stage: Stage,
  shops: readonly ShopInTest[],
  documents: number,
): Promise<DrainResult> {
  const { world, workerd } = stage;
  const shares = shops.map((shop) => ({ shop, documents }));
  const total = shops.length * documents;
  const idleMb = residentMb(workerd);
  const memory = watchMemory(workerd);
  const cpuBefore = cpuSeconds(workerd);
  const atOnce = await drain(world, shares);
  const cpuMillisecondsPerDocument = ((cpuSeconds(workerd) - cpuBefore) * 1000) / total;
  const peakMb = memory.stop();
  const raw = await rawMilliseconds(stage, shops, documents);
  const effect = { kind: "delay", milliseconds: 200 } as const;
  world.sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
  const slowly = await drain(world, shares);
  world.sandbox.control.faults.clear();
  const rows = [
    drainRow({ total, shops: shops.length, latency: 0 }, atOnce, raw),
    drainRow({ total, shops: shops.length, latency: 200 }, slowly, documents * 200),
    memoryRow(total, idleMb, peakMb),
  ];
  return { rows, cpuMillisecondsPerDocument };
}

/** The same calls by the floor Worker, one chain per shop and all chains at once. */
async function rawMilliseconds(
  { world, floorUrl }: Stage,
  shops: readonly ShopInTest[],
  documents: number,
): Promise<number> {
  const calls = await Promise.all(shops.map((shop) => rawCalls(world, shop)));
  const rounds = Math.min(documents, RAW_ROUNDS);
  const start = performance.now();
  await Promise.all(calls.map((chain) => timeRawCalls(floorUrl, chain, rounds)));
  return ((performance.now() - start) * documents) / rounds;
}

function drainRow(
  load: { readonly total: number; readonly shops: number; readonly latency: number },
  { milliseconds }: Drained,
  ideal: number,
): Row {
  const { total, shops, latency } = load;
  const ratio = milliseconds / ideal;
  const perSecond = short((total * 1000) / milliseconds);
  const least = latency === 0 ? "raw calls, a chain per shop" : "calls x latency / administrations";
  return {
    what: `drain of ${total} documents of ${shops} shops, iMUIS answering after ${latency} ms`,
    figure: `${short(milliseconds / 1000)} s (${perSecond} documents/s, 1 run)`,
    floor: `${least}: ${short(ideal / 1000)} s`,
    ratio: times(ratio),
    target: `within ${DRAIN_LIMIT}x`,
    met: ratio <= DRAIN_LIMIT,
  };
}

function memoryRow(total: number, idleMb: number, peakMb: number): Row {
  const growth = peakMb - idleMb;
  return {
    what: `memory of workerd with ${total} documents in flight`,
    figure: `+${short(growth)} MB (${short(peakMb)} MB with runtime and simulators)`,
    floor: `before: ${short(idleMb)} MB`,
    ratio: "-",
    target: `growth under ${MEMORY_LIMIT_MB} MB`,
    met: growth < MEMORY_LIMIT_MB,
  };
}

function watchMemory(pid: number): { stop(): number } {
  let peak = residentMb(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb(pid));
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** iMUIS answers after 50 ms, so that the administrations' own pace shows beside this machine's. */
async function neighbours(
  { world }: Stage,
  shops: readonly ShopInTest[],
  { many, few }: { readonly many: number; readonly few: number },
): Promise<Row[]> {
  const [big, ...others] = shops;
  if (!big) return [];
  const effect = { kind: "delay", milliseconds: 50 } as const;
  world.sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
  const small = others.map((shop) => ({ shop, documents: few }));
  const alone = spreadOf([...(await drain(world, small)).finishedAt.values()]);
  const beside = await drain(world, [{ shop: big, documents: many }, ...small]);
  world.sandbox.control.faults.clear();
  const finished = others.map(({ administration }) => beside.finishedAt.get(administration) ?? 0);
  const together = spreadOf(finished);
  const ratio = together.most / alone.most;
  return [
    {
      what: `${others.length} shops with ${few} documents beside one with ${many}: the last of the ${others.length} done`,
      figure: `${short(together.most)} ms; each ${spelled(together, "ms").replace("runs", "shops")}`,
      floor: `alone: ${short(alone.most)} ms; each ${spelled(alone, "ms").replace("runs", "shops")}`,
      ratio: times(ratio),
      target: `within ${NEIGHBOUR_LIMIT}x`,
      met: ratio <= NEIGHBOUR_LIMIT,
    },
  ];
}
