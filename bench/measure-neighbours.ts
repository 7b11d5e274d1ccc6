import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { drain, type Share } from "./support/crowd.ts";
import { spelled, spreadOf } from "./support/figures.ts";
import type { Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/** Who waits for whom: the shops with few documents beside one with many. */

const LIMIT = 1.2;

/** iMUIS answers after 50 ms, so that the administrations' own pace shows beside this machine's. */
const IMUIS_MS = 50;

interface Size {
  readonly many: number;
  readonly few: number;
  readonly runs: number;
}

export async function neighbourRow(
  { world }: Stage,
  shops: readonly ShopInTest[],
  { many, few, runs }: Size,
): Promise<Row[]> {
  const [big, ...others] = shops;
  if (!big) return [];
  const { faults } = world.sandbox.control;
  faults.add({ match: { vendor: "imuis" }, effect: { kind: "delay", milliseconds: IMUIS_MS } });
  const small = others.map((shop) => ({ shop, documents: few }));
  const last = async (shares: readonly Share[]): Promise<number> => {
    const { finishedAt } = await drain(world, shares);
    return Math.max(...others.map(({ administration }) => finishedAt.get(administration) ?? 0));
  };
  const alone: number[] = [];
  const beside: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    alone.push(await last(small));
    beside.push(await last([{ shop: big, documents: many }, ...small]));
  }
  faults.clear();
  const ratio = spreadOf(beside).median / spreadOf(alone).median;
  return [
    {
      what: `${others.length} shops with ${few} documents beside one with ${many}: the last of the ${others.length} done`,
      figure: spelled(spreadOf(beside), "ms"),
      floor: `alone: ${spelled(spreadOf(alone), "ms")}`,
      ratio: times(ratio),
      target: `within ${LIMIT}x`,
      met: ratio <= LIMIT,
    },
  ];
}
