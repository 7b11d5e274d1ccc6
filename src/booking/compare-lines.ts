import type { Booking } from "../domain/booking.ts";

/** Which lines of two bookings differ, and in what; and what differs above the lines. */

export interface Change {
  /** The field's name in the booking; `line` when the line is in only one of them. */
  readonly field: string;
  /** Null: it isn't there. */
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export interface LineChange extends Change {
  /** From 1. */
  readonly line: number;
}

type Head = Readonly<Record<string, string | number | undefined>>;

/** What a setting decides above the lines. */
function headOf(booking: Booking): Head {
  if (booking.type === "salesOrder") {
    const { orderType, shippingMethod, date, debtorNumber } = booking;
    return { orderType, shippingMethod, entryDate: date, debtorNumber };
  }
  const { journal, offsetAccount, entryDate, total } = booking;
  const { debtorNumber, invoiceNumber } = total;
  return { journal, offsetAccount, entryDate, debtorNumber, invoiceNumber };
}

export function compareHeads(before: Booking | null, after: Booking | null): readonly Change[] {
  if (before === null || after === null || before.type !== after.type) return [];
  const [was, would] = [headOf(before), headOf(after)];
  return Object.keys(was)
    .filter((field) => was[field] !== would[field])
    .map((field) => ({ field, before: was[field] ?? null, after: would[field] ?? null }));
}

type Line = Readonly<Record<string, string | number>>;

/** Line by line in the order of the bookings; two kinds of booking have no lines to compare. */
export function compareLines(before: Booking | null, after: Booking | null): readonly LineChange[] {
  if (before === null || after === null || before.type !== after.type) return [];
  const [was, would] = [linesOf(before), linesOf(after)];
  return Array.from({ length: Math.max(was.length, would.length) }, (_, index) =>
    compareLine(index + 1, was[index], would[index]),
  ).flat();
}

function linesOf(booking: Booking): readonly Line[] {
  return booking.lines.map((line) => ({ ...line }));
}

function compareLine(line: number, was: Line | undefined, would: Line | undefined): LineChange[] {
  if (was === undefined || would === undefined) {
    const [before, after] = [nameOf(was), nameOf(would)];
    return [{ line, field: "line", before, after }];
  }
  return Object.keys(was)
    .filter((field) => was[field] !== would[field])
    .map((field) => ({ line, field, before: was[field] ?? null, after: would[field] ?? null }));
}

function nameOf(line: Line | undefined): string | number | null {
  return line?.["description"] ?? null;
}
