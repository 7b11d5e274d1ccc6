import { spelled, spreadOf } from "./support/figures.ts";
import { type Inspected, sell, startInspected } from "./support/inspected.ts";
import type { Inspector } from "./support/inspector.ts";
import type { Row } from "./support/table.ts";

/**
 * The heap of the Worker's isolate, asked of workerd's inspector: with all documents accepted and hardly any booked, since iMUIS
 * keeps its answers back, and while they are worked off. Here all administrations' objects share the one isolate.
 */

const LIMIT_MB = 64;
const BYTES_PER_MB = 1024 * 1024;
const SAMPLE_MS = 50;
const COLLECT_MS = 2000;

/**
 * `heldBackMs`: what iMUIS takes for an entry until all have arrived, so that hardly any is booked before. `watchedMs`: the
 * heap's peak comes with the work; the rest of it would only repeat that.
 */
const SIZES = {
  full: { shops: 50, documents: 100, heldBackMs: 10_000, watchedMs: 30_000 },
  quick: { shops: 10, documents: 10, heldBackMs: 1000, watchedMs: 4000 },
} as const;

type Size = (typeof SIZES)["full" | "quick"];

/** Each run in a workerd of its own. */
export async function memoryRows({
  quick,
  runs,
}: {
  readonly quick: boolean;
  readonly runs: number;
}): Promise<Row[]> {
  const size = quick ? SIZES.quick : SIZES.full;
  const heaps: Heap[] = [];
  for (let run = 0; run < runs; run += 1) heaps.push(await measureOnce(size));
  return rowsOf(size.shops * size.documents, heaps);
}

async function measureOnce(size: Size): Promise<Heap> {
  const { shops } = size;
  const inspected = await startInspected(shops);
  try {
    await sell(inspected, 1);
    await untilBooked(inspected, shops);
    return await measure(inspected, size);
  } finally {
    await inspected.close();
  }
}

interface Heap {
  readonly idle: number;
  /** What is held with all of them in flight: after a collection. */
  readonly inFlight: number;
  /** And the most that is held while they are worked off. */
  readonly inWork: number;
  /** With what waits for collection, at any time. */
  readonly peak: number;
}

async function measure(inspected: Inspected, size: Size): Promise<Heap> {
  const { inspector, sandbox } = inspected;
  const idle = await heldBytes(inspector);
  const watch = watchHeap(inspected);
  const effect = { kind: "delay", milliseconds: size.heldBackMs } as const;
  sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
  await sell(inspected, size.documents);
  const inFlight = await heldBytes(inspector);
  sandbox.control.faults.clear();
  const inWork = await mostHeld(inspected, size);
  return { idle, inFlight, inWork, peak: await watch.stop() };
}

async function heldBytes(inspector: Inspector): Promise<number> {
  await inspector.collectGarbage();
  return inspector.heapBytes();
}

async function mostHeld({ inspector, booked }: Inspected, size: Size): Promise<number> {
  const documents = size.shops * (size.documents + 1);
  const end = performance.now() + size.watchedMs;
  let most = 0;
  while (booked() < documents && performance.now() < end) {
    most = Math.max(most, await heldBytes(inspector));
    await pause(COLLECT_MS);
  }
  return most;
}

function watchHeap({ inspector }: Inspected): { stop(): Promise<number> } {
  let peak = 0;
  const watch = new AbortController();
  const watching = (async () => {
    while (!watch.signal.aborted) {
      peak = Math.max(peak, await inspector.heapBytes());
      await pause(SAMPLE_MS);
    }
  })();
  return {
    async stop() {
      watch.abort();
      await watching;
      return peak;
    },
  };
}

async function untilBooked({ booked }: Inspected, documents: number): Promise<void> {
  while (booked() < documents) await pause(SAMPLE_MS);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function rowsOf(total: number, heaps: readonly Heap[]): Row[] {
  const mb = (name: keyof Heap): string =>
    spelled(spreadOf(heaps.map((heap) => heap[name] / BYTES_PER_MB)), "MB");
  const held = Math.max(...heaps.map(({ inFlight, inWork }) => Math.max(inFlight, inWork)));
  const what = `memory of the Worker with ${total} documents in flight`;
  return [
    {
      what: `${what}: held by its isolate, after collection`,
      figure: `${mb("inFlight")} with all in flight, at most ${mb("inWork")} while they are worked off`,
      floor: `idle: ${mb("idle")}`,
      ratio: "-",
      target: `under ${LIMIT_MB} MB`,
      met: held < LIMIT_MB * BYTES_PER_MB,
      asserted: true,
    },
    {
      what: `${what}: with what waits for collection, which nothing here hurries`,
      figure: `${mb("peak")} at most`,
      floor: "-",
      ratio: "-",
      target: "none, for comparison",
      met: null,
    },
  ];
}
