import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { neighbourRow } from "./measure-neighbours.ts";
import { drain } from "./support/crowd.ts";
import { short, type Spread, spelled, spreadOf } from "./support/figures.ts";
import { rawCalls, timeMill, timeRawCalls } from "./support/raw-calls.ts";
import { cpuSeconds, newShops, residentMb, type Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/**
 * Many documents of many shops at once: how near to what iMUIS allows, and how near to what this machine allows: the mill
 * (bench/floor) takes as many documents through the same queue, objects, D1 and calls and decides nothing.
 */

const SIZES = {
  full: { shops: 50, documents: 100, many: 2000, few: 20, below: { shops: 10, documents: 50 } },
  quick: { shops: 10, documents: 20, many: 100, few: 10, below: null },
} as const;

const LIMIT = 1.3;
const RAW_ROUNDS = 5;
const IMUIS_MS = 200;

interface Load {
  readonly shops: readonly ShopInTest[];
  /** Of each shop. */
  readonly documents: number;
  /** What iMUIS takes for an answer, ms. */
  readonly latency: number;
}

interface Run {
  readonly ours: number;
  readonly ideal: number;
  readonly mill: number;
  /** CPU ms per document of the whole workerd: the product's and the mill's. */
  readonly cpu: number;
  readonly millCpu: number;
}

export async function drainRows(
  stage: Stage,
  { quick, runs }: { readonly quick: boolean; readonly runs: number },
): Promise<Row[]> {
  const { documents, below, ...size } = quick ? SIZES.quick : SIZES.full;
  const shops = await newShops(stage.world, size.shops);
  const once = shops.map((shop) => ({ shop, documents: 1 }));
  await drain(stage.world, once);
  await timeMill(stage, shops, 1);
  const memory = watchMemory(stage.workerd);
  const atOnce = await repeat(stage, { shops, documents, latency: 0 }, runs);
  const grown = memory.stop();
  const slow = { shops, documents, latency: IMUIS_MS };
  const slowly = await repeat(stage, slow, runs);
  const few = below && { ...slow, shops: shops.slice(0, below.shops), documents: below.documents };
  return [
    ...rowsOf({ shops, documents, latency: 0 }, atOnce),
    ...rowsOf(slow, slowly),
    ...(few ? rowsOf(few, await repeat(stage, few, runs)).slice(0, 1) : []),
    processRow(shops.length * documents, grown),
    cpuRow(atOnce),
    ...(await neighbourRow(stage, shops, { ...size, runs })),
  ];
}

async function repeat(stage: Stage, load: Load, runs: number): Promise<Run[]> {
  const { faults } = stage.world.sandbox.control;
  const effect = { kind: "delay", milliseconds: load.latency } as const;
  if (load.latency > 0) faults.add({ match: { vendor: "imuis" }, effect });
  const done: Run[] = [];
  for (let run = 0; run < runs; run += 1) done.push(await drainOnce(stage, load));
  faults.clear();
  return done;
}

async function drainOnce(stage: Stage, load: Load): Promise<Run> {
  const { shops, documents, latency } = load;
  const perDocument = (seconds: number): number => (seconds * 1000) / (shops.length * documents);
  const shares = shops.map((shop) => ({ shop, documents }));
  const before = cpuSeconds(stage.workerd);
  const { milliseconds: ours } = await drain(stage.world, shares);
  const cpu = perDocument(cpuSeconds(stage.workerd) - before);
  const ideal = latency === 0 ? await rawMilliseconds(stage, load) : documents * latency;
  const millBefore = cpuSeconds(stage.floorWorkerd);
  const mill = await timeMill(stage, shops, documents);
  const millCpu = perDocument(cpuSeconds(stage.floorWorkerd) - millBefore);
  return { ours, ideal, mill, cpu, millCpu };
}

/** The same calls by the floor Worker, one chain per shop and all chains at once. */
async function rawMilliseconds(
  { world, floorUrl }: Stage,
  { shops, documents }: Load,
): Promise<number> {
  const calls = await Promise.all(shops.map((shop) => rawCalls(world, shop)));
  const rounds = Math.min(documents, RAW_ROUNDS);
  const start = performance.now();
  await Promise.all(calls.map((chain) => timeRawCalls(floorUrl, chain, rounds)));
  return ((performance.now() - start) * documents) / rounds;
}

function of(runs: readonly Run[], name: keyof Run, scale = 1): Spread {
  return spreadOf(runs.map((run) => run[name] / scale));
}

function rowsOf({ shops, documents, latency }: Load, runs: readonly Run[]): Row[] {
  const total = shops.length * documents;
  const ours = of(runs, "ours", 1000);
  const ideal = of(runs, "ideal", 1000);
  const mill = of(runs, "mill", 1000);
  const ratio = ours.median / ideal.median;
  const rate = (seconds: number): string => `${short(total / seconds)} documents/s`;
  const what = `drain of ${total} documents of ${shops.length} shops, iMUIS answering after ${latency} ms`;
  const figure = `${spelled(ours, "s")}; ${rate(ours.median)}`;
  return [
    {
      what,
      figure,
      floor:
        latency === 0
          ? `raw calls, a chain per shop: ${spelled(ideal, "s")}`
          : `calls x latency / administrations: ${short(ideal.median)} s`,
      ratio: times(ratio),
      target: `within ${LIMIT}x`,
      met: ratio <= LIMIT,
    },
    {
      what: `the same beside what this machine allows, iMUIS after ${latency} ms`,
      figure,
      floor: `the mill: ${spelled(mill, "s")}; ${rate(mill.median)}, ${times(mill.median / ideal.median)} of the ideal`,
      ratio: times(ours.median / mill.median),
      target: "none, for comparison",
      met: null,
    },
  ];
}

function cpuRow(runs: readonly Run[]): Row {
  const ours = of(runs, "cpu");
  const mill = of(runs, "millCpu");
  return {
    what: "CPU per document of the whole workerd, with its simulators of D1, queues and objects",
    figure: spelled(ours, "ms"),
    floor: `the mill: ${spelled(mill, "ms")}`,
    ratio: times(ours.median / mill.median),
    target: "under the 10 ms that the price reckons with",
    met: ours.median <= 10,
    asserted: true,
  };
}

interface Growth {
  readonly idleMb: number;
  readonly peakMb: number;
}

function processRow(total: number, { idleMb, peakMb }: Growth): Row {
  return {
    what: `resident memory of the whole workerd with ${total} documents in flight, simulators included`,
    figure: `+${short(peakMb - idleMb)} MB (${short(peakMb)} MB)`,
    floor: `before: ${short(idleMb)} MB`,
    ratio: "-",
    target: "none, for comparison",
    met: null,
  };
}

function watchMemory(pid: number): { stop(): Growth } {
  const idleMb = residentMb(pid);
  let peakMb = idleMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(pid));
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return { idleMb, peakMb };
    },
  };
}
