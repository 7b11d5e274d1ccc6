/**
 * `npm run bench`: the table of issue 7 on one machine in one run, each figure beside its own floor of the same run.
 * `-- --quick` takes smaller sizes and fewer runs, `-- --runs 1` drains once instead of five times, `-- --only memory` measures one
 * part: size, database, stage, drain or memory. A target that is missed is printed as missed; memory and CPU, which local workerd
 * doesn't limit, are asserted.
 */
import { availableParallelism, cpus } from "node:os";

import { LIMITS } from "./limits.ts";
import { measureDatabase } from "./measure-database.ts";
import { documentRows } from "./measure-document.ts";
import { drainRows } from "./measure-drain.ts";
import { memoryRows } from "./measure-memory.ts";
import { sizeRows } from "./measure-size.ts";
import { webhookRows } from "./measure-webhooks.ts";
import { startParts } from "./support/parts.ts";
import { type Stage, startStage } from "./support/stage.ts";
import { keepStateInMemory } from "./support/state-in-memory.ts";
import { printHead, printRows, type Row, times } from "./support/table.ts";
import { countVendorCalls } from "./vendor-calls.ts";

const quick = process.argv.includes("--quick");
/** A drain or a look at the heap takes about a minute. */
const runs = quick ? 1 : Number(process.argv[process.argv.indexOf("--runs") + 1]) || 5;
const only = process.argv.includes("--only")
  ? (process.argv[process.argv.indexOf("--only") + 1] ?? "")
  : null;
const printed: Row[] = [];

/** Told as they come, so that a run that is cut short was not for nothing. */
function add(rows: readonly Row[]): void {
  for (const { what, figure, floor, ratio, met } of rows) {
    const verdict = met === null ? "    " : met ? "met " : "MISS";
    console.error(`${verdict}  ${what}: ${figure} (${floor}) ${ratio}`);
  }
  printed.push(...rows);
}

async function onStage(): Promise<void> {
  const stage = await startStage();
  try {
    add(await webhookRows(stage, quick));
    add(await documentRows(stage, quick));
    add([await vendorRow(stage)]);
  } finally {
    await stage.close();
  }
}

async function vendorRow({ world }: Stage): Promise<Row> {
  const { perDocument, documents } = await countVendorCalls(world, 5);
  return {
    what: "vendor calls per document, known customer",
    figure: `${perDocument} (${documents} documents)`,
    floor: "order, rows, entry: 3",
    ratio: times(perDocument / LIMITS.vendorCalls),
    target: "exactly 3",
    met: perDocument === LIMITS.vendorCalls,
  };
}

async function inParts(): Promise<void> {
  const parts = await startParts();
  try {
    add(await measureDatabase(parts, quick));
  } finally {
    await parts.close();
  }
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  size: async () => add(sizeRows(quick)),
  database: inParts,
  stage: onStage,
  drain: async () => add(await drainRows({ quick, runs })),
  memory: async () => add(await memoryRows({ quick, runs })),
};

async function main(): Promise<void> {
  if (only !== null && !Object.hasOwn(PARTS, only)) {
    throw new Error(`--only takes one of ${Object.keys(PARTS).join(", ")}.`);
  }
  const started = performance.now();
  const state = keepStateInMemory();
  for (const [name, measure] of Object.entries(PARTS)) {
    if (only === null || only === name) await measure();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const missed = printed.filter(({ met }) => met === false).length;
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? "unknown"}`;
  console.log(
    `\n${quick ? "Quick run" : "Full run"} of ${seconds} s on ${machine}; state in ${state}.\n`,
  );
  printHead();
  printRows(printed);
  const met = printed.filter((row) => row.met).length;
  console.log(`\n${met} met, ${missed} missed.`);
  for (const { what, asserted, met: isMet } of printed) {
    if (!asserted || isMet !== false) continue;
    console.error(`Beyond its limit: ${what}`);
    process.exitCode = 1;
  }
}

await main();
