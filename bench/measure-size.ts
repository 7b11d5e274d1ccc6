import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { askWrangler } from "../scripts/support/wrangler.ts";
import { LIMITS } from "./limits.ts";
import { measureBundle } from "./support/bundle.ts";
import { short, spelled, spreadOf } from "./support/figures.ts";
import { type Row, times } from "./support/table.ts";

/** What is uploaded and what starting it takes, beside a Worker of Hono alone. */

const START_LIMIT_MS = 100;
const EMPTY = "bench/floor/empty.wrangler.toml";

export function sizeRows(quick: boolean): Row[] {
  const ours = measureBundle();
  const empty = measureBundle(["--config", EMPTY]);
  const runs = quick ? 1 : 5;
  const started = spreadOf(Array.from({ length: runs }, () => startUpMs(["--env", "production"])));
  const least = spreadOf(Array.from({ length: runs }, () => startUpMs(["--config", EMPTY])));
  return [
    {
      what: "bundle with gzip",
      figure: `${short(ours.gzipKib)} KiB (${short(ours.kib)} KiB without)`,
      floor: `empty Hono Worker: ${short(empty.gzipKib)} KiB`,
      ratio: times(ours.gzipKib / empty.gzipKib),
      target: `at most ${LIMITS.bundleGzipKibibytes} KiB`,
      met: ours.gzipKib <= LIMITS.bundleGzipKibibytes,
    },
    {
      what: "start-up of the Worker (CPU profile of its global scope)",
      figure: spelled(started, "ms"),
      floor: `empty Hono Worker: ${spelled(least, "ms")}`,
      ratio: times(started.median / least.median),
      target: `under ${START_LIMIT_MS} ms`,
      met: started.median < START_LIMIT_MS,
    },
  ];
}

/** `wrangler check startup` profiles the start in workerd; idle samples are not ours. */
function startUpMs(options: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), "start-up-"));
  try {
    const outfile = join(folder, "start.cpuprofile");
    const bundle = join(folder, "bundle");
    const built = askWrangler(["deploy", "--dry-run", "--outfile", bundle, ...options]);
    const args = ["check", "startup", "--worker", bundle, "--outfile", outfile];
    const { ok, output } = askWrangler(args);
    if (!built.ok || !ok) throw new Error(`The start could not be profiled.\n${output}`);
    return busyMs(JSON.parse(readFileSync(outfile, "utf8")) as Profile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

function busyMs({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(
    nodes
      .filter(({ callFrame }) => ["(idle)", "(root)"].includes(callFrame.functionName))
      .map(({ id }) => id),
  );
  return samples.reduce(
    (sum, node, place) => sum + (idle.has(node) ? 0 : (timeDeltas[place] ?? 0) / 1000),
    0,
  );
}
