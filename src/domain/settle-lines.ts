import { accountTypeOf } from "./account-type.ts";
import type { AmountLine } from "./amount-line.ts";
import type { BookingError } from "./booking-error.ts";
import type { DecisionBasis } from "./decision-basis.ts";
import type { ShopLine } from "./document.ts";
import type { DraftLine } from "./draft.ts";
import { formatCents } from "./money.ts";
import type { Evaluation } from "./readings.ts";
import { ok, type Result } from "./result.ts";
import { lineText } from "./texts.ts";
import type { SettingUsed, TraceStep } from "./trace.ts";
import { findProductRule, findSetting } from "./vat-codes.ts";

/** Lines with code and account, and where the cents between lines and total went. */
export interface SettledLines {
  readonly lines: readonly DraftLine[];
  readonly rounding: TraceStep | null;
}

/**
 * Puts the difference in its place (vat.md 4.5) and looks every line up. Lines of nothing need no code, unless nothing
 * else is there and a person wants it booked.
 */
export function settleLines(
  basis: DecisionBasis,
  evaluation: Evaluation,
): Result<SettledLines, BookingError> {
  const { lines: placed, rounding } = placeDifference(basis, evaluation);
  const allZero = placed.every(isZeroLine);
  const lines: DraftLine[] = [];
  for (const line of placed) {
    const needsSetting = !isZeroLine(line) || (allZero && basis.options.byPerson);
    const setting = needsSetting ? settingOf(basis, line, placed) : ok(null);
    if (!setting.ok) {
      return setting;
    }
    lines.push(draftLine(line, setting.value));
  }
  return ok({ lines: [...lines, ...roundingLine(basis, evaluation)], rounding });
}

/** Nothing is owed and nothing stays on any account or VAT code (reading A10). */
export function nothingToBook(totalCents: number, lines: readonly DraftLine[]): boolean {
  const sums = new Map<string, { amount: number; vat: number }>();
  for (const line of lines) {
    const key = `${line.ledgerAccount ?? accountTypeOf(line.type)}|${line.vatCode}`;
    const sum = sums.get(key) ?? { amount: 0, vat: 0 };
    sums.set(key, { amount: sum.amount + line.amountCents, vat: sum.vat + line.vatCents });
  }
  return totalCents === 0 && [...sums.values()].every((sum) => sum.amount === 0 && sum.vat === 0);
}

function isZeroLine(line: AmountLine): boolean {
  return line.amounts.amountCents === 0 && line.amounts.vatCents === 0;
}

/** The setting of a row is its product rule or its rate; a discount follows the rows it was taken from. */
function settingOf(
  basis: DecisionBasis,
  line: AmountLine,
  lines: readonly AmountLine[],
): Result<SettingUsed, BookingError> {
  const source =
    line.type === "discount" ? discountSource(basis, line, lines) : rowSource(basis, line);
  return findSetting(basis.codeContext, line, source);
}

function rowSource(basis: DecisionBasis, line: AmountLine): ShopLine | null {
  return line.row === null ? null : (basis.document.lines[line.row] ?? null);
}

/**
 * When every row of its percentage is booked by a product rule the discount goes where the largest of them went: that
 * percentage need not be configured at all. Otherwise it goes to the percentage's own account (reading A9).
 */
function discountSource(
  basis: DecisionBasis,
  discount: AmountLine,
  lines: readonly AmountLine[],
): ShopLine | null {
  const rows = lines
    .filter((line) => line.row !== null && !isZeroLine(line))
    .filter((line) => line.rateBasisPoints === discount.rateBasisPoints)
    .sort((a, b) => Math.abs(b.amounts.amountCents) - Math.abs(a.amounts.amountCents));
  const sources = rows.map((row) => rowSource(basis, row)).filter((source) => source !== null);
  const allByRule = sources.every(
    (source) => findProductRule(basis.configuration, source) !== null,
  );
  return allByRule ? (sources[0] ?? null) : null;
}

interface Placed {
  readonly lines: readonly AmountLine[];
  readonly rounding: TraceStep | null;
}

/** The largest line takes the cents when there is no rounding account; its VAT stays (vat.md 4.5). */
function placeDifference(basis: DecisionBasis, evaluation: Evaluation): Placed {
  const { lines } = evaluation.alignment;
  const cents = evaluation.differenceCents;
  if (cents === 0) {
    return { lines, rounding: null };
  }
  const figures = { difference: formatCents(cents) };
  const { target, roundingAccount } = basis.configuration;
  if (target === "orders") {
    return { lines, rounding: { code: "roundingLeftOut", figures } };
  }
  if (roundingAccount !== null) {
    const account = String(roundingAccount);
    return { lines, rounding: { code: "roundingOnAccount", figures: { ...figures, account } } };
  }
  const largest = indexOfLargest(lines);
  const description = lines[largest]?.description ?? "";
  return {
    lines: lines.map((line, index) => (index === largest ? takeCents(line, cents) : line)),
    rounding: { code: "roundingOnLine", figures: { ...figures, line: description } },
  };
}

function indexOfLargest(lines: readonly AmountLine[]): number {
  const sizes = lines.map((line) => Math.abs(line.amounts.amountCents));
  return sizes.indexOf(Math.max(...sizes));
}

function takeCents(line: AmountLine, cents: number): AmountLine {
  const amountCents = line.amounts.amountCents + cents;
  const netCents = line.amounts.netCents + cents;
  const step = { step: "difference" as const, exact: formatCents(cents), cents: amountCents };
  return {
    ...line,
    amounts: { amountCents, netCents, vatCents: line.amounts.vatCents },
    trace: { ...line.trace, rounding: [...line.trace.rounding, step] },
  };
}

/** One extra line without VAT on the rounding account. */
function roundingLine(basis: DecisionBasis, evaluation: Evaluation): DraftLine[] {
  const { roundingAccount, target, bookingTexts } = basis.configuration;
  const cents = evaluation.differenceCents;
  if (cents === 0 || roundingAccount === null || target === "orders") {
    return [];
  }
  const setting: SettingUsed = {
    path: "roundingAccount",
    vatCode: 0,
    ledgerAccount: roundingAccount,
  };
  const line: AmountLine = {
    type: "rounding",
    accountType: "revenue",
    description: lineText("rounding", bookingTexts),
    quantity: "1",
    rateBasisPoints: 0,
    amounts: { amountCents: cents, netCents: cents, vatCents: 0 },
    row: null,
    productNumber: "",
    unitPriceExcl: `${formatCents(cents)}00`,
    trace: {
      amountRule: "roundingDifference",
      rateRule: "noVat",
      basis: "incl",
      sources: [{ field: "totalPrice", value: basis.document.totalPrice }],
      rounding: [{ step: "difference", exact: formatCents(cents), cents }],
    },
  };
  return [draftLine(line, setting)];
}

/** A product rule with VAT code 0 books the whole amount on its account: iMUIS takes no VAT without a code. */
function bookedAmounts(
  { amounts }: AmountLine,
  setting: SettingUsed | null,
): AmountLine["amounts"] {
  const isWithoutVat = setting?.vatCode === 0 && setting.path.startsWith("productRules");
  return isWithoutVat ? { ...amounts, netCents: amounts.amountCents, vatCents: 0 } : amounts;
}

function draftLine(line: AmountLine, setting: SettingUsed | null): DraftLine {
  return {
    type: line.type,
    description: line.description,
    quantity: line.quantity,
    rateBasisPoints: line.rateBasisPoints,
    ...bookedAmounts(line, setting),
    vatCode: setting?.vatCode ?? 0,
    ledgerAccount: setting?.ledgerAccount ?? null,
    productNumber: line.productNumber,
    unitPriceExcl: line.unitPriceExcl,
    row: line.row,
    trace: { ...line.trace, setting },
  };
}
