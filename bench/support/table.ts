/** The table of issue 7: each figure beside its floor, with the target and whether it was met. */

export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly floor: string;
  readonly ratio: string;
  readonly target: string;
  /** Null: nothing was promised. */
  readonly met: boolean | null;
  /** A limit of the platform that this machine doesn't enforce: beyond it the bench fails. */
  readonly asserted?: boolean;
}

const HEAD =
  "| what | figure | floor | ratio | target | met |\n| --- | --- | --- | --- | --- | --- |";

export function printHead(): void {
  console.log(HEAD);
}

export function printRows(rows: readonly Row[]): void {
  for (const { what, figure, floor, ratio, target, met } of rows) {
    const verdict = met === null ? "" : met ? "yes" : "**no**";
    console.log(`| ${[what, figure, floor, ratio, target, verdict].join(" | ")} |`);
  }
}

export function times(ratio: number): string {
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)}x` : "-";
}
