import { allocate } from "./allocate.ts";
import { type AmountLine, isZeroRated, type LineContext, type Reading } from "./amount-line.ts";
import { highestRowRate, sentRateOf } from "./charge-rates.ts";
import { add, decimalOf, scaledText, toCents, ZERO } from "./decimal.ts";
import { formatCents, splitAmount, stripVat, vatFormula } from "./money.ts";
import { lineText } from "./texts.ts";

/** Rows of one percentage together: what a discount is spread over. */
interface RateGroup {
  readonly rateBasisPoints: number;
  /** In the document's own basis, incl. or excl. VAT. */
  readonly weightCents: number;
}

/** All order discounts together, cents in the document's basis; positive lowers the total. */
export function discountCents(context: LineContext, reading: Reading): number {
  const sum = context.document.discounts.reduce((total, text) => add(total, decimalOf(text)), ZERO);
  switch (reading.discount) {
    case "booked":
      return toCents(sum);
    case "mirrored":
      return -toCents(sum);
    case "inLines":
      return 0;
  }
}

/**
 * One discount line per VAT rate (reading A9), in proportion to what the rows sold at that rate (A16), cents by largest
 * remainder, ties to the higher rate (vat.md 4.2). Shipping and other charges have no part in it.
 */
export function discountLines(
  context: LineContext,
  reading: Reading,
  rows: readonly AmountLine[],
): AmountLine[] {
  const cents = discountCents(context, reading);
  if (cents === 0) {
    return [];
  }
  const strips = context.treatment === "international" && reading.stripped === "all";
  const groups =
    strips && context.document.linesInclVat ? sentGroups(context, rows) : rateGroups(rows);
  const filled = groups.length === 0 ? [loneGroup(context, rows)] : groups;
  const shares = allocate(cents, upright(filled));
  return filled.flatMap((group, index) => {
    const share = shares[index] ?? 0;
    const exact = shareFormula(cents, group, filled);
    return share === 0 ? [] : [discountLine(context, group, { share, strips, exact })];
  });
}

/** A discount over nothing but charges: the rate that surcharges get. */
function loneGroup(context: LineContext, rows: readonly AmountLine[]): RateGroup {
  const rate = isZeroRated(context.treatment) ? 0 : highestRowRate(context, rows);
  return { rateBasisPoints: rate, weightCents: 1 };
}

function discountLine(
  context: LineContext,
  group: RateGroup,
  part: { readonly share: number; readonly strips: boolean; readonly exact: string },
): AmountLine {
  const basis = context.document.linesInclVat ? "incl" : "excl";
  const stripRate = part.strips ? group.rateBasisPoints : 0;
  const cents = Number(stripVat({ coefficient: BigInt(-part.share), scale: 2 }, stripRate, 2));
  const rate = part.strips ? 0 : group.rateBasisPoints;
  const amounts = splitAmount(cents, rate, basis);
  return {
    type: "discount",
    accountType: "revenue",
    description: lineText("discount", context.language),
    quantity: "1",
    rateBasisPoints: rate,
    amounts,
    row: null,
    productNumber: "",
    unitPriceExcl: scaledText(BigInt(amounts.netCents) * 100n, 4),
    trace: {
      amountRule: "discountShare",
      rateRule: "asSent",
      basis,
      sources: context.document.discounts.map((value, index) => ({
        field: `discounts[${index}]`,
        value,
      })),
      rounding: [
        { step: "amount", exact: part.exact, cents },
        { step: "vat", exact: vatFormula(cents, rate, basis), cents: amounts.vatCents },
      ],
    },
  };
}

/** The share before rounding, as a formula: discount times the rows of this rate over all rows. */
function shareFormula(cents: number, group: RateGroup, groups: readonly RateGroup[]): string {
  const all = groups.reduce((sum, each) => sum + each.weightCents, 0);
  return `-${formatCents(cents)} * ${formatCents(group.weightCents)} / ${formatCents(all)}`;
}

/** Rows grouped by booked rate, the highest first, so that ties of the remainder go to the higher rate. */
export function rateGroups(rows: readonly AmountLine[]): RateGroup[] {
  return grouped(rows, (row) => row.rateBasisPoints);
}

/** Rows grouped by the percentage that was sent: what an international discount still holds. */
function sentGroups(context: LineContext, rows: readonly AmountLine[]): RateGroup[] {
  return grouped(rows, (row) => sentRateOf(context, row));
}

function grouped(rows: readonly AmountLine[], rateOf: (row: AmountLine) => number): RateGroup[] {
  const weights = new Map<number, number>();
  for (const row of rows.filter((candidate) => candidate.amounts.amountCents !== 0)) {
    const rate = rateOf(row);
    const cents = row.trace.basis === "incl" ? row.amounts.amountCents : row.amounts.netCents;
    weights.set(rate, (weights.get(rate) ?? 0) + cents);
  }
  return [...weights]
    .map(([rateBasisPoints, weightCents]) => ({ rateBasisPoints, weightCents }))
    .sort((left, right) => right.rateBasisPoints - left.rateBasisPoints);
}

/** On a credit invoice all weights are negative; mirrored they say the same. */
function upright(groups: readonly RateGroup[]): number[] {
  const sum = groups.reduce((total, group) => total + group.weightCents, 0);
  return groups.map((group) => (sum < 0 ? -group.weightCents : group.weightCents));
}
