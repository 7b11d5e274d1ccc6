import type { BookingError } from "./booking-error.ts";
import type { DecisionBasis } from "./decision-basis.ts";
import { vatGapFigures } from "./draft-warnings.ts";
import { mirrorLines } from "./mirror.ts";
import { formatCents } from "./money.ts";
import { chooseReading, type Evaluation } from "./readings.ts";

/** A document with the reading of its lines. */
export interface Evaluated {
  readonly basis: DecisionBasis;
  readonly evaluation: Evaluation;
}

/**
 * The lines in the reading that fits the total. The shop's signs on credit invoices are not documented (reading A38): when
 * nothing fits, lines with the sign opposite to their total are tried as well, since the total is the arbiter.
 */
export function evaluateDocument(basis: DecisionBasis): Evaluated {
  const yardstick = {
    totals: basis.totals,
    capCents: basis.configuration.maxRoundingDifferenceCents,
  };
  const evaluation = chooseReading(basis.lineContext, yardstick);
  if (evaluation.fits || !basis.document.credit) {
    return { basis, evaluation };
  }
  const turned = withTurnedLines(basis);
  const other = chooseReading(turned.lineContext, yardstick);
  return other.fits ? { basis: turned, evaluation: other } : { basis, evaluation };
}

function withTurnedLines(basis: DecisionBasis): DecisionBasis {
  const document = mirrorLines(basis.document);
  return {
    ...basis,
    document,
    credit: "creditLinesMirrored",
    lineContext: { ...basis.lineContext, document },
  };
}

/** The manual's pre-check on the total, and the VAT where the setting `vatDifference` holds. */
export function checkAmounts(basis: DecisionBasis, evaluation: Evaluation): BookingError | null {
  if (!evaluation.fits) {
    return {
      code: "TOTAL_MISMATCH",
      figures: {
        total: formatCents(basis.totals.totalCents),
        lines: formatCents(evaluation.linesCents),
        difference: formatCents(evaluation.differenceCents),
        allowed: formatCents(evaluation.allowedCents),
      },
    };
  }
  const figures = vatGapFigures(basis, evaluation);
  return figures !== null && basis.configuration.vatDifference === "hold"
    ? { code: "VAT_TOTAL_DIFFERS", figures }
    : null;
}
