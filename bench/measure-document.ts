import type { ShopInTest } from "../test/end-to-end/harness.ts";
import { spelled, spreadOf } from "./support/figures.ts";
import { rawCalls, timeMill, timeRawCalls } from "./support/raw-calls.ts";
import type { Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/** One document of a known customer from the accepted delivery to the record, against its vendor calls alone in sequence. */

const LIMIT = 1.3;

/** What the vendors take: nothing beside this machine's own work, or about what they take in life. */
const LATENCIES = [
  { ccv: 0, imuis: 0 },
  { ccv: 50, imuis: 200 },
] as const;

export async function documentRows(stage: Stage, quick: boolean): Promise<Row[]> {
  const { world, floorUrl } = stage;
  const { control } = world.sandbox;
  const shop = await world.newShop();
  const rounds = quick ? 7 : 50;
  await timeDocument(stage, shop);
  const rows: Row[] = [];
  for (const { ccv, imuis } of LATENCIES) {
    control.faults.clear();
    for (const [vendor, milliseconds] of Object.entries({ ccv, imuis })) {
      const match = { vendor: vendor as "ccv" | "imuis" };
      if (milliseconds > 0) control.faults.add({ match, effect: { kind: "delay", milliseconds } });
    }
    const ours: number[] = [];
    const least: number[] = [];
    const mill: number[] = [];
    // In turn, so that a machine that is slower for a while is so for all three.
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await timeDocument(stage, shop));
      least.push(...(await timeRawCalls(floorUrl, await rawCalls(world, shop), 1)));
      mill.push(await timeMill(stage, [shop], 1));
    }
    rows.push(rowOf({ ccv, imuis }, ours, { least, mill }));
  }
  control.faults.clear();
  return rows;
}

/** Milliseconds until the Worker says that it is settled. */
async function timeDocument({ world }: Stage, { shop }: ShopInTest): Promise<number> {
  const { id } = await world.sandbox.control.shop.makeOrder({ shop, order: { paid: true } });
  const start = performance.now();
  const known = world.server.getLogs().length;
  await settled(() => world.server.getLogs(), `order/${id}`, Math.max(0, known - LOGS_BEFORE));
  return performance.now() - start;
}

/** It may have been settled before the delivery's answer came back. */
const LOGS_BEFORE = 20;
const LIMIT_MS = 10_000;

async function settled(
  logs: () => readonly { readonly message: string }[],
  document: string,
  from: number,
): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const found = logs()
      .slice(from)
      .some(
        ({ message }) => message.includes("document.settled") && message.includes(`"${document}"`),
      );
    if (found) return;
    if (performance.now() > deadline) throw new Error(`${document} was not settled in time.`);
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  }
}

function rowOf(
  { ccv, imuis }: { readonly ccv: number; readonly imuis: number },
  ours: readonly number[],
  { least, mill }: { readonly least: readonly number[]; readonly mill: readonly number[] },
): Row {
  const figure = spreadOf(ours);
  const floor = spreadOf(least);
  const ratio = figure.median / floor.median;
  const overhead = (figure.median - floor.median).toFixed(1);
  return {
    what: `document from queue to booked, known customer; CCV answers after ${ccv} ms, iMUIS after ${imuis} ms`,
    figure: `${spelled(figure, "ms")}; overhead ${overhead} ms`,
    floor: `three raw calls in sequence: ${spelled(floor, "ms")}; the mill ${spelled(spreadOf(mill), "ms")}`,
    ratio: times(ratio),
    target: `within ${LIMIT}x`,
    met: ratio <= LIMIT,
  };
}
