import { type Alignment, alignVat } from "./align-vat.ts";
import { type AmountLine, type LineContext, type Reading, USUAL_READING } from "./amount-line.ts";
import { chargeLines } from "./charge-lines.ts";
import { decimalOf, isZero } from "./decimal.ts";
import { discountLines } from "./discount-lines.ts";
import { rowLines, rowPrice } from "./row-lines.ts";
import { allowedDifferenceCents, type DocumentTotals } from "./total-check.ts";
import { readPercentage } from "./vat-rate.ts";

/** The lines of one reading, compared with the total. */
export interface Evaluation {
  readonly reading: Reading;
  readonly alignment: Alignment;
  readonly linesCents: number;
  /** Document total minus lines. */
  readonly differenceCents: number;
  readonly allowedCents: number;
  readonly fits: boolean;
}

/** What the lines of a reading are held against. */
export interface Yardstick {
  readonly totals: DocumentTotals;
  readonly capCents: number;
}

/**
 * The usual reading when it fits the total; else, of the readings that fit, the one with the fewest departures from it,
 * then the smallest difference in total and in VAT. When none fits the usual one, for the error to show.
 */
export function chooseReading(context: LineContext, yardstick: Yardstick): Evaluation {
  const usual = evaluate(context, USUAL_READING, yardstick);
  if (usual.fits) {
    return usual;
  }
  const fitting = otherReadings(context)
    .map((reading) => evaluate(context, reading, yardstick))
    .filter((evaluation) => evaluation.fits)
    .sort(compareEvaluations);
  return fitting[0] ?? usual;
}

function compareEvaluations(left: Evaluation, right: Evaluation): number {
  return (
    departures(left.reading) - departures(right.reading) ||
    Math.abs(left.differenceCents) - Math.abs(right.differenceCents) ||
    Math.abs(left.alignment.gapCents) - Math.abs(right.alignment.gapCents)
  );
}

function departures(reading: Reading): number {
  return (
    Number(reading.rowPrice !== USUAL_READING.rowPrice) +
    Number(reading.discount !== USUAL_READING.discount) +
    Number(reading.creditPoints !== USUAL_READING.creditPoints) +
    Number(reading.stripped !== USUAL_READING.stripped)
  );
}

/** Lines of a reading, their VAT aligned to the document's, their sum held against its total. */
export function evaluate(context: LineContext, reading: Reading, yardstick: Yardstick): Evaluation {
  const rows = rowLines(context, reading);
  const lines = [
    ...rows,
    ...chargeLines(context, reading, rows),
    ...discountLines(context, reading, rows),
  ];
  const alignment = alignVat(lines, yardstick.totals.vatCents);
  const linesCents = alignment.lines.reduce((sum, line) => sum + line.amounts.amountCents, 0);
  const differenceCents = yardstick.totals.totalCents - linesCents;
  const allowedCents = allowedDifferenceCents(countAmounts(alignment.lines), yardstick.capCents);
  const fits = Math.abs(differenceCents) <= allowedCents;
  return { reading, alignment, linesCents, differenceCents, allowedCents, fits };
}

/** Lines of nothing were not rounded and give no tolerance. */
function countAmounts(lines: readonly AmountLine[]): number {
  return lines.filter((line) => line.amounts.amountCents !== 0).length;
}

/** Every combination of the readings that make a difference for this document, without the usual one. */
function otherReadings(context: LineContext): Reading[] {
  const readings: Reading[] = [];
  for (const rowPriceReading of rowPriceReadings(context)) {
    for (const discount of discountReadings(context)) {
      for (const creditPoints of creditPointReadings(context)) {
        for (const stripped of strippedReadings(context)) {
          readings.push({ rowPrice: rowPriceReading, discount, creditPoints, stripped });
        }
      }
    }
  }
  return readings.slice(1);
}

function rowPriceReadings({ document }: LineContext): Reading["rowPrice"][] {
  const differs = document.lines.some((line) => {
    const usual = rowPrice(line, document.kind, USUAL_READING);
    const other = rowPrice(line, document.kind, { ...USUAL_READING, rowPrice: "other" });
    return usual.text !== other.text;
  });
  return differs ? ["usual", "other"] : ["usual"];
}

function discountReadings({ document }: LineContext): Reading["discount"][] {
  if (document.discounts.every((text) => isZero(decimalOf(text)))) {
    return ["booked"];
  }
  const credit = document.credit || decimalOf(document.totalPrice).coefficient < 0n;
  return credit ? ["booked", "inLines", "mirrored"] : ["booked", "inLines"];
}

function creditPointReadings({ document }: LineContext): Reading["creditPoints"][] {
  return isZero(decimalOf(document.creditPointDiscount)) ? ["asSent"] : ["asSent", "opposite"];
}

/** Reading A21: only international amounts incl. VAT can still hold VAT that was not charged. */
function strippedReadings({ document, treatment }: LineContext): Reading["stripped"][] {
  const percentages = [
    document.shippingVatPercentage,
    ...document.lines.map((line) => line.vatPercentage),
  ];
  const holdsVat = percentages.some((text) => readPercentage(text).basisPoints > 0);
  return treatment === "international" && document.linesInclVat && holdsVat
    ? ["rows", "rowsAndCosts", "all", "none"]
    : ["rows"];
}
