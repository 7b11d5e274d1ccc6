import { order } from "../sandbox/ccv-shop/build-order.ts";
import { short, spelled, spreadOf } from "./support/figures.ts";
import type { Parts } from "./support/parts.ts";
import { type Row, times } from "./support/table.ts";

/** Documents per second from the shop's JSON to the books' XML, in workerd, for orders of several sizes. */

const SIZES = [1, 10, 100, 500] as const;

/** CPU a document of ten rows may take. */
const TEN_ROWS_LIMIT_MICROSECONDS = 1000;

/** Of the floor; and how far the cost of one more row may rise from 10 rows to 500. */
const FLOOR_LIMIT = 10;
const LINEAR_LIMIT = 1.25;

/** Long enough for a clock of whole milliseconds. */
const ROWS_PER_SAMPLE = 6000;
const DOCUMENTS_PER_SAMPLE_LIMIT = 1000;

interface Samples {
  readonly product: readonly number[];
  readonly floor: readonly number[];
}

export async function transformRows(parts: Parts, quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const medians = new Map<number, number>();
  for (const size of SIZES) {
    const bundle = order({
      paid: true,
      paymethod: "iDEAL",
      ordernumber_full: "14194",
      rows: Array.from({ length: size }, (_, index) => productRow(index)),
    });
    const { product, floor } = await parts.measure<Samples>("/transform", {
      order: JSON.stringify(bundle.order),
      rows: JSON.stringify({ items: bundle.rows }),
      samples: quick ? 5 : 15,
      documentsPerSample: Math.min(
        DOCUMENTS_PER_SAMPLE_LIMIT,
        Math.ceil(ROWS_PER_SAMPLE / (size + 1)),
      ),
    });
    medians.set(size, spreadOf(product).median);
    rows.push(sizeRow(size, product, floor));
  }
  return [...rows, linearRow(medians)];
}

function productRow(index: number): Record<string, unknown> {
  return {
    product_name: `Mug no. ${index}`,
    product_number: `P-${index}`,
    count: 1 + (index % 3),
    tax: index % 2 === 0 ? 21 : 9,
    selling_price: 12.1,
  };
}

function sizeRow(size: number, product: readonly number[], floor: readonly number[]): Row {
  const ours = spreadOf(product);
  const least = spreadOf(floor);
  const ratio = ours.median / least.median;
  const perSecond = `${short(1_000_000 / ours.median)} documents/s`;
  const fast = size !== 10 || ours.median < TEN_ROWS_LIMIT_MICROSECONDS;
  return {
    what: `transformation, ${size} rows: CCV JSON to iMUIS XML in workerd`,
    figure: `${perSecond}, ${spelled(ours, "µs")}`,
    floor: `JSON.parse and XML text: ${spelled(least, "µs")}`,
    ratio: times(ratio),
    target: size === 10 ? "within 10x, under 1 ms" : "within 10x",
    met: ratio <= FLOOR_LIMIT && fast,
  };
}

/** Twice as many rows may cost twice as much, not four times: the marginal row at 100 to 500 against 10 to 100. */
function linearRow(medians: ReadonlyMap<number, number>): Row {
  const at = (size: number): number => medians.get(size) ?? Number.NaN;
  const small = (at(100) - at(10)) / 90;
  const large = (at(500) - at(100)) / 400;
  return {
    what: "transformation, one more row between 100 and 500 rows",
    figure: `${short(large)} µs`,
    floor: `between 10 and 100: ${short(small)} µs`,
    ratio: times(large / small),
    target: `linear, within ${LINEAR_LIMIT}x`,
    met: large / small <= LINEAR_LIMIT,
  };
}
