/**
 * `npm run bench:profile`: where the Worker's own CPU goes per document, from the delivery to the record, by workerd's profiler.
 * `-- 5 200`: shops and documents of each. Functions by their own time and by their time with what they call.
 */
import { sell, startInspected } from "./support/inspected.ts";
import type { CpuProfile } from "./support/inspector.ts";

const INTERVAL_US = 250;
const SHOWN = 40;

const [shops = 5, documents = 100] = process.argv.slice(2).map(Number);

/** While another isolate runs (the simulators of D1 and queues) no sample is taken: the time until the next is not ours. */
function ownTime(profile: CpuProfile, place: number): number {
  return Math.min(profile.timeDeltas[place] ?? 0, 2 * INTERVAL_US);
}

function callers(profile: CpuProfile): Map<number, number> {
  const found = new Map<number, number>();
  for (const { id, children } of profile.nodes) {
    for (const child of children ?? []) found.set(child, id);
  }
  return found;
}

function timesOf(profile: CpuProfile) {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(anonymous)"]),
  );
  const above = callers(profile);
  const own = new Map<string, number>();
  const whole = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, time: number): void => {
    to.set(name, (to.get(name) ?? 0) + time);
  };
  for (const [place, sample] of profile.samples.entries()) {
    const time = ownTime(profile, place);
    add(own, names.get(sample) ?? "", time);
    const stack = new Set<string>();
    for (let id: number | undefined = sample; id !== undefined; id = above.get(id)) {
      stack.add(names.get(id) ?? "");
    }
    for (const name of stack) add(whole, name, time);
  }
  return { own, whole };
}

function print(title: string, times: ReadonlyMap<string, number>): void {
  console.log(`\n${title}, microseconds per document`);
  const sorted = [...times].toSorted(([, left], [, right]) => right - left).slice(0, SHOWN);
  for (const [name, time] of sorted) {
    console.log(`${(time / (shops * documents)).toFixed(0).padStart(8)}  ${name}`);
  }
}

async function main(): Promise<void> {
  const inspected = await startInspected(shops);
  try {
    const { inspector, booked } = inspected;
    await sell(inspected, 3);
    await inspector.startProfile(INTERVAL_US);
    await sell(inspected, documents);
    while (booked() < shops * (documents + 3)) {
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
    const { own, whole } = timesOf(await inspector.stopProfile());
    print("Own time", own);
    print("With what they call", whole);
  } finally {
    await inspected.close();
  }
}

await main();
