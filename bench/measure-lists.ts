import { spelled, spreadOf } from "./support/figures.ts";
import type { Parts } from "./support/parts.ts";
import { type Row, times } from "./support/table.ts";

/** The report's first page with more and more documents of one shop, against the same question written by hand. */

const SIZES = [1_000, 10_000, 100_000] as const;
const LIMIT = 1.5;

interface Samples {
  readonly product: readonly number[];
  readonly byHand: readonly number[];
}

export async function listRows(parts: Parts, quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const medians: number[] = [];
  for (const documents of SIZES) {
    const load = { documents, runs: quick ? 5 : 15, listsPerRun: 20 };
    const { product, byHand } = await parts.measure<Samples>("/lists", load);
    const figure = spreadOf(product);
    const floor = spreadOf(byHand);
    const ratio = figure.median / floor.median;
    medians.push(figure.median);
    rows.push({
      what: `dashboard list, first page at ${documents.toLocaleString("en")} documents`,
      figure: spelled(figure, "ms"),
      floor: `by hand: ${spelled(floor, "ms")}`,
      ratio: times(ratio),
      target: `within ${LIMIT}x`,
      met: ratio <= LIMIT,
    });
  }
  return [...rows, flatRow(medians)];
}

function flatRow(medians: readonly number[]): Row {
  const ratio = (medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN);
  return {
    what: "dashboard list, 100,000 documents against 1,000",
    figure: "",
    floor: "",
    ratio: times(ratio),
    target: `flat, within ${LIMIT}x`,
    met: ratio <= LIMIT,
  };
}
