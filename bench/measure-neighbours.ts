import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { drain } from "./support/crowd.ts";
import { short, spelled, spreadOf } from "./support/figures.ts";
import type { Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/** Who waits for whom: the shops with few documents beside one with many. */

const LIMIT = 1.2;

/** iMUIS answers after 50 ms, so that the administrations' own pace shows beside this machine's. */
export async function neighbourRow(
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
      target: `within ${LIMIT}x`,
      met: ratio <= LIMIT,
    },
  ];
}
