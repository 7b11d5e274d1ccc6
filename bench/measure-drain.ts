import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { neighbourRows } from "./measure-neighbours.ts";
import { drain, onCrowdedStage } from "./support/crowd.ts";
import { short, type Spread, spelled, spreadOf } from "./support/figures.ts";
import { rawCalls, timeMill, timeRawCalls } from "./support/raw-calls.ts";
import { cpuSeconds, residentMb, type Stage } from "./support/stage.ts";
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
  readonly shops: number;
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
  /** Resident memory of the whole workerd: before, and the most while it drains. */
  readonly idleMb: number;
  readonly peakMb: number;
}

export async function drainRows({
  quick,
  runs,
}: {
  readonly quick: boolean;
  readonly runs: number;
}): Promise<Row[]> {
  const { shops, documents, below, ...neighbours } = quick ? SIZES.quick : SIZES.full;
  const atOnce = { shops, documents, latency: 0 };
  const slow = { shops, documents, latency: IMUIS_MS };
  const few = below && { ...below, latency: IMUIS_MS };
  const done = await repeat(atOnce, runs);
  return [
    ...rowsOf(atOnce, done),
    ...rowsOf(slow, await repeat(slow, runs)),
    ...(few ? rowsOf(few, await repeat(few, runs)) : []),
    processRow(shops * documents, done),
    cpuRow(done),
    ...(await neighbourRows({ shops, ...neighbours, runs })),
  ];
}

async function repeat(load: Load, runs: number): Promise<Run[]> {
  const done: Run[] = [];
  for (let run = 0; run < runs; run += 1) {
    done.push(
      await onCrowdedStage(load.shops, async (stage, shops) => {
        await timeMill(stage, shops, 1);
        return drainOnce(stage, shops, load);
      }),
    );
  }
  return done;
}

async function drainOnce(
  stage: Stage,
  shops: readonly ShopInTest[],
  { documents, latency }: Load,
): Promise<Run> {
  slowDown(stage, latency);
  const perDocument = (seconds: number): number => (seconds * 1000) / (shops.length * documents);
  const shares = shops.map((shop) => ({ shop, documents }));
  const memory = watchMemory(stage.workerd);
  const before = cpuSeconds(stage.workerd);
  const { milliseconds: ours } = await drain(stage.world, shares);
  const cpu = perDocument(cpuSeconds(stage.workerd) - before);
  const grown = memory.stop();
  const ideal =
    latency === 0 ? await rawMilliseconds(stage, shops, documents) : documents * latency;
  const millBefore = cpuSeconds(stage.floorWorkerd);
  const mill = await timeMill(stage, shops, documents);
  const millCpu = perDocument(cpuSeconds(stage.floorWorkerd) - millBefore);
  return { ours, ideal, mill, cpu, millCpu, ...grown };
}

function slowDown({ world }: Stage, latency: number): void {
  if (latency === 0) return;
  const effect = { kind: "delay", milliseconds: latency } as const;
  world.sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
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

function of(runs: readonly Run[], name: keyof Run, scale = 1): Spread {
  return spreadOf(runs.map((run) => run[name] / scale));
}

function rowsOf({ shops, documents, latency }: Load, runs: readonly Run[]): Row[] {
  const total = shops * documents;
  const ours = of(runs, "ours", 1000);
  const ideal = of(runs, "ideal", 1000);
  const mill = of(runs, "mill", 1000);
  const ratio = ours.median / ideal.median;
  const rate = (seconds: number): string => `${short(total / seconds)} documents/s`;
  const what = `drain of ${total} documents of ${shops} shops, iMUIS answering after ${latency} ms`;
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

function processRow(total: number, runs: readonly Run[]): Row {
  const idle = of(runs, "idleMb");
  return {
    what: `resident memory of the whole workerd with ${total} documents in flight, simulators included`,
    figure: spelled(of(runs, "peakMb"), "MB"),
    floor: `before: ${spelled(idle, "MB")}`,
    ratio: "-",
    target: "none, for comparison",
    met: null,
  };
}

function watchMemory(pid: number): { stop(): Pick<Run, "idleMb" | "peakMb"> } {
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
