import type { AmountLine } from "./amount-line.ts";
import type { Amounts } from "./money.ts";

/** More cents than this are no rounding, however many lines there are (vat.md 4.3). */
const ALIGNMENT_LIMIT_CENTS = 5;

export interface Alignment {
  readonly lines: readonly AmountLine[];
  /** `total_tax` minus the VAT of the lines, before alignment. */
  readonly gapCents: number;
  /** The gap was small enough to be rounding and is closed now. */
  readonly aligned: boolean;
}

/**
 * Makes the VAT of the lines equal to the VAT the shop charged (vat.md 4.3): with at most one cent per taxed line and
 * at most five, single cents move on the lines whose exact VAT is farthest from its rounded value in that direction;
 * ties to the larger line, then the first. A larger gap leaves the lines as they are.
 */
export function alignVat(lines: readonly AmountLine[], totalTaxCents: number): Alignment {
  const vat = lines.reduce((sum, line) => sum + line.amounts.vatCents, 0);
  const gapCents = totalTaxCents - vat;
  if (gapCents === 0) {
    return { lines, gapCents, aligned: true };
  }
  const direction = gapCents > 0 ? 1 : -1;
  const candidates = lines.map((line, index) => ({ line, index })).filter(isTaxed);
  const movable = candidates.filter(({ line }) => staysInside(line, direction));
  const allowed = Math.min(candidates.length, movable.length, ALIGNMENT_LIMIT_CENTS);
  if (Math.abs(gapCents) > allowed) {
    return { lines, gapCents, aligned: false };
  }
  const chosen = new Set(
    movable
      .sort((left, right) => compareCandidates(left, right, direction))
      .slice(0, Math.abs(gapCents))
      .map((candidate) => candidate.index),
  );
  return {
    lines: lines.map((line, index) => (chosen.has(index) ? moveVat(line, direction) : line)),
    gapCents,
    aligned: true,
  };
}

interface Candidate {
  readonly line: AmountLine;
  readonly index: number;
}

function isTaxed({ line }: Candidate): boolean {
  return line.rateBasisPoints > 0 && line.amounts.amountCents !== 0;
}

/** The VAT of a line stays between nothing and the line itself: a cent must not turn its sign. */
function staysInside(line: AmountLine, direction: number): boolean {
  const vat = line.amounts.vatCents + direction;
  const moved = moveVat(line, direction).amounts;
  const sign = Math.sign(line.amounts.amountCents);
  return vat * sign >= 0 && moved.netCents * sign >= 0;
}

function compareCandidates(left: Candidate, right: Candidate, direction: number): number {
  const error = compareFractions(
    exactError(left.line, direction),
    exactError(right.line, direction),
  );
  if (error !== 0) {
    return -error;
  }
  const size = Math.abs(right.line.amounts.amountCents) - Math.abs(left.line.amounts.amountCents);
  return size === 0 ? left.index - right.index : size;
}

/** How far the exact VAT lies from the rounded one, positive towards the cent that is to be moved, as an exact fraction. */
function exactError(line: AmountLine, direction: number): readonly [bigint, bigint] {
  const rate = BigInt(line.rateBasisPoints);
  const incl = line.trace.basis === "incl";
  const base = BigInt(incl ? line.amounts.amountCents : line.amounts.netCents);
  const denominator = incl ? 10_000n + rate : 10_000n;
  const error = base * rate - BigInt(line.amounts.vatCents) * denominator;
  return [error * BigInt(direction), denominator];
}

function compareFractions(
  left: readonly [bigint, bigint],
  right: readonly [bigint, bigint],
): number {
  const difference = left[0] * right[1] - right[0] * left[1];
  if (difference === 0n) {
    return 0;
  }
  return difference > 0n ? 1 : -1;
}

/** Incl. the net amount gives way, excl. the amount incl. VAT does: what the shop stated stays. */
function moveVat(line: AmountLine, cents: number): AmountLine {
  const { amountCents, netCents } = line.amounts;
  const vatCents = line.amounts.vatCents + cents;
  const amounts: Amounts =
    line.trace.basis === "incl"
      ? { amountCents, netCents: amountCents - vatCents, vatCents }
      : { amountCents: netCents + vatCents, netCents, vatCents };
  const exact = cents > 0 ? "+0.01" : "-0.01";
  const rounding = [...line.trace.rounding, { step: "alignment" as const, exact, cents: vatCents }];
  return { ...line, amounts, trace: { ...line.trace, rounding } };
}
