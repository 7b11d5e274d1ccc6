import { drain, onCrowdedStage, type Share } from "./support/crowd.ts";
import { spelled, spreadOf } from "./support/figures.ts";
import { type Row, times } from "./support/table.ts";

/** Who waits for whom: the shops with few documents beside one with many. */

const LIMIT = 1.2;

/** iMUIS answers after 50 ms, so that the administrations' own pace shows beside this machine's. */
const IMUIS_MS = 50;

interface Size {
  readonly shops: number;
  readonly many: number;
  readonly few: number;
}

export async function neighbourRows({
  runs,
  ...size
}: Size & { readonly runs: number }): Promise<Row[]> {
  const alone: number[] = [];
  const beside: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    alone.push(await lastOfTheFew({ ...size, many: 0 }));
    beside.push(await lastOfTheFew(size));
  }
  return [rowOf(size, alone, beside)];
}

/** Milliseconds until the last of the shops with few documents is done. */
async function lastOfTheFew({ shops: count, many, few }: Size): Promise<number> {
  return onCrowdedStage(count, async ({ world }, [big, ...others]) => {
    const effect = { kind: "delay", milliseconds: IMUIS_MS } as const;
    world.sandbox.control.faults.add({ match: { vendor: "imuis" }, effect });
    const shares: Share[] = others.map((shop) => ({ shop, documents: few }));
    if (big && many > 0) shares.unshift({ shop: big, documents: many });
    const { finishedAt } = await drain(world, shares);
    return Math.max(...others.map(({ administration }) => finishedAt.get(administration) ?? 0));
  });
}

function rowOf(
  { shops, many, few }: Size,
  alone: readonly number[],
  beside: readonly number[],
): Row {
  const ratio = spreadOf(beside).median / spreadOf(alone).median;
  return {
    what: `${shops - 1} shops with ${few} documents beside one with ${many}: the last of the ${shops - 1} done`,
    figure: spelled(spreadOf(beside), "ms"),
    floor: `alone: ${spelled(spreadOf(alone), "ms")}`,
    ratio: times(ratio),
    target: `within ${LIMIT}x`,
    met: ratio <= LIMIT,
  };
}
