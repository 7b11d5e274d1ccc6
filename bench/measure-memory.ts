import { short } from "./support/figures.ts";
import { type Inspected, sell, startInspected } from "./support/inspected.ts";
import type { Row } from "./support/table.ts";

/**
 * The heap of the Worker's isolate, asked of workerd's inspector: with all documents accepted and hardly any booked, since iMUIS
 * keeps its answers back, and while they are worked off. Here all administrations' objects share the one isolate.
 */

const LIMIT_MB = 64;
const BYTES_PER_MB = 1024 * 1024;
const SAMPLE_MS = 50;

/**
 * `heldBackMs`: what iMUIS takes for an entry until all have arrived, so that hardly any is booked before. `watchedMs`: the
 * heap's peak comes with the work; the rest of it would only repeat that.
 */
const SIZES = {
  full: { shops: 50, documents: 100, heldBackMs: 10_000, watchedMs: 30_000 },
  quick: { shops: 10, documents: 10, heldBackMs: 1000, watchedMs: 4000 },
} as const;

type Size = (typeof SIZES)["full" | "quick"];

export async function memoryRow(quick: boolean): Promise<Row> {
  const size = quick ? SIZES.quick : SIZES.full;
  const { shops, documents } = size;
  const inspected = await startInspected(shops);
  try {
    await sell(inspected, 1);
    await untilBooked(inspected, shops);
    return row(shops * documents, await measure(inspected, size));
  } finally {
    await inspected.close();
  }
}

interface Heap {
  readonly idle: number;
  /** Live with all of them in flight: after a collection. */
  readonly inFlight: number;
  /** With garbage, at any time. */
  readonly peak: number;
}

async function measure(inspected: Inspected, size: Size): Promise<Heap> {
  const { inspector, sandbox } = inspected;
  await inspector.collectGarbage();
  const idle = await inspector.heapBytes();
  const watch = watchHeap(inspected);
  const effect = { kind: "delay", milliseconds: size.heldBackMs } as const;
  sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
  await sell(inspected, size.documents);
  await inspector.collectGarbage();
  const inFlight = await inspector.heapBytes();
  sandbox.control.faults.clear();
  await Promise.race([
    untilBooked(inspected, size.shops * (size.documents + 1)),
    pause(size.watchedMs),
  ]);
  return { idle, inFlight, peak: await watch.stop() };
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

function row(total: number, { idle, inFlight, peak }: Heap): Row {
  const mb = (bytes: number): string => `${short(bytes / BYTES_PER_MB)} MB`;
  return {
    what: `memory of the Worker with ${total} documents in flight (heap and buffers of its isolate)`,
    figure: `${mb(peak)} at most, garbage included; ${mb(inFlight)} alive with all in flight`,
    floor: `idle: ${mb(idle)}`,
    ratio: "-",
    target: `under ${LIMIT_MB} MB`,
    met: peak < LIMIT_MB * BYTES_PER_MB,
    asserted: true,
  };
}
