import type { EntryLine } from "../../../domain/booking.ts";
import type { DraftLine } from "../../../domain/draft.ts";
import type { DocumentTrace } from "../../../domain/trace.ts";

/** The stored trace, and which of its lines belongs to which row of the entry. */

export interface StoredTrace {
  readonly document: DocumentTrace;
  readonly lines: readonly DraftLine[];
}

/** Null for what has none, or one of another form. */
export function readTrace(trace: unknown): StoredTrace | null {
  if (typeof trace !== "object" || trace === null) return null;
  const { document, lines } = trace as Partial<StoredTrace>;
  if (document === undefined || !Array.isArray(document.steps) || !Array.isArray(lines))
    return null;
  return { document, lines };
}

/** Lines of nothing are not booked, so that a row's place is not its line's: they are met in order. */
export function matchLines(
  rows: readonly EntryLine[],
  lines: readonly DraftLine[],
): readonly (DraftLine | null)[] {
  const rest = [...lines];
  return rows.map((row) => {
    const at = rest.findIndex(
      (line) =>
        line.ledgerAccount === row.ledgerAccount &&
        line.vatCode === row.vatCode &&
        line.vatCents === -row.vatCents &&
        line.description === row.description,
    );
    return at < 0 ? null : (rest.splice(at, 1)[0] ?? null);
  });
}
