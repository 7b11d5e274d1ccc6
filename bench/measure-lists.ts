import { spelled, spreadOf } from "./support/figures.ts";
import type { Parts } from "./support/parts.ts";
import { type Row, times } from "./support/table.ts";

/**
 * The report's first page with more and more documents of one shop, against the same question written by hand; and what is
 * searched among the most of them, against reading every document.
 */

const SIZES = [1_000, 10_000, 100_000] as const;
const LIMIT = 1.5;

interface FlatSamples {
  readonly few: readonly number[];
  readonly many: readonly number[];
}

interface Samples {
  readonly product: readonly number[];
  readonly byHand: readonly number[];
}

export async function listRows(parts: Parts, quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const documents of SIZES) {
    const load = { documents, runs: quick ? 5 : 15, listsPerRun: 20 };
    const { product, byHand } = await parts.measure<Samples>("/lists", load);
    const figure = spreadOf(product);
    const floor = spreadOf(byHand);
    const ratio = figure.median / floor.median;
    rows.push({
      what: `dashboard list, first page at ${documents.toLocaleString("en")} documents`,
      figure: spelled(figure, "ms"),
      floor: `by hand: ${spelled(floor, "ms")}`,
      ratio: times(ratio),
      target: `within ${LIMIT}x`,
      met: ratio <= LIMIT,
    });
  }
  return [...rows, await flatRow(parts, quick), ...(await filterRows(parts, quick))];
}

/**
 * Everywhere a text or a code is looked for, and the milliseconds on the machine of RESULTS.md: the first two meet nothing before
 * the last document, the third one here and there.
 */
const FILTERS = [
  ["a text that no document holds", { search: "nobody", code: null }, 10],
  ["a text that one document holds", { search: "41-2023-3-99999", code: null }, 10],
  ["a text that a hundred documents hold", { search: "visser", code: null }, 15],
  ["a text that nearly all documents hold", { search: "bakker", code: null }, 10],
  ["a code that five documents have", { search: null, code: "GAVE_UP" }, 5],
  ["a code that no document has", { search: null, code: "SOURCE_INVALID" }, 5],
] as const;

/** Of reading every document; it holds on any machine. */
const FILTER_LIMIT = 0.1;

async function filterRows(parts: Parts, quick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, filter, milliseconds] of FILTERS) {
    const documents = SIZES[SIZES.length - 1];
    const load = { documents, filter, runs: quick ? 3 : 9, listsPerRun: 2 };
    const { product, byHand } = await parts.measure<Samples>("/lists", load);
    const figure = spreadOf(product);
    const floor = spreadOf(byHand);
    const ratio = figure.median / floor.median;
    rows.push({
      what: `${what}, among 100,000`,
      figure: spelled(figure, "ms"),
      floor: `every document read: ${spelled(floor, "ms")}`,
      ratio: times(ratio),
      target: `within ${FILTER_LIMIT}x and ${milliseconds} ms`,
      met: ratio <= FILTER_LIMIT && figure.median <= milliseconds,
    });
  }
  return rows;
}

async function flatRow(parts: Parts, quick: boolean): Promise<Row> {
  const load = { few: 1_000, many: 100_000, runs: quick ? 5 : 15, listsPerRun: 20 };
  const { few, many } = await parts.measure<FlatSamples>("/flat", load);
  const figure = spreadOf(many);
  const floor = spreadOf(few);
  const ratio = figure.median / floor.median;
  return {
    what: "dashboard list, 100,000 documents against 1,000",
    figure: spelled(figure, "ms"),
    floor: `at 1,000, in turn: ${spelled(floor, "ms")}`,
    ratio: times(ratio),
    target: `flat, within ${LIMIT}x`,
    met: ratio <= LIMIT,
  };
}
