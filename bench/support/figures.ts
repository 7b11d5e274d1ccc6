/** Medians with their spread, and how they are printed. */

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  return {
    median,
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
    runs: sorted.length,
  };
}

/** Three digits that mean something. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "-";
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en")
    : Number(value.toPrecision(3)).toString();
}

/** `12.3 ms (11.9 to 14, 5 runs)` */
export function spelled({ median, least, most, runs }: Spread, unit: string): string {
  return `${short(median)} ${unit} (${short(least)} to ${short(most)}, ${runs} ${runs === 1 ? "run" : "runs"})`;
}
