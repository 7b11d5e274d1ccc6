import type { JournalEntry } from "../../sandbox/imuis/administration.ts";

/** A journal entry as a book-keeper reads it: one row per line, debit and credit, VAT, and the sum below. */

const COLUMNS = ["account", "description", "debit", "credit", "VAT code", "VAT"] as const;

function euros(cents: number): string {
  return (cents / 100).toLocaleString("nl-NL", { minimumFractionDigits: 2 });
}

export function ledgerTable(entry: JournalEntry): string {
  const rows = entry.rows.map((row) => [
    String(row.account),
    row.description,
    row.amountCents > 0 ? euros(row.amountCents) : "",
    row.amountCents < 0 ? euros(-row.amountCents) : "",
    row.vatCode === 0 ? "" : String(row.vatCode),
    row.vatCents === 0 ? "" : euros(row.vatCents),
  ]);
  const sum = (sign: 1 | -1): number =>
    entry.rows.reduce((total, { amountCents }) => total + Math.max(0, sign * amountCents), 0);
  const table = [
    COLUMNS as readonly string[],
    ...rows,
    ["", "total", euros(sum(1)), euros(sum(-1)), "", ""],
  ];
  const widths = COLUMNS.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const [head = [], ...body] = table;
  return [line(head), rule, ...body.slice(0, -1).map(line), rule, line(body.at(-1) ?? [])].join(
    "\n",
  );
}
