import type { AmountLine } from "./amount-line.ts";
import type { BookingError } from "./booking-error.ts";
import type { ProductCard } from "./booking.ts";
import type { Warning } from "./codes.ts";
import type { ShopDocument, ShopLine } from "./document.ts";
import type { OrderedProduct } from "./draft.ts";
import { fail, ok, type Result } from "./result.ts";
import { unitPricesCents } from "./row-lines.ts";
import { cleanText, cutText } from "./texts.ts";
import { warning } from "./warning.ts";

const EAN_LENGTH = 20;
const HIGH_RATE = 2100;
/** 6% was replaced by 9% in 2019; the manual's table still has it (reading A46). */
const LOW_RATES: ReadonlySet<number> = new Set([900, 600]);

export interface Products {
  readonly cards: readonly OrderedProduct[];
  readonly warnings: readonly Warning[];
}

/** Reading A46: 21 high, 9 and 6 low, 0 reverse charge; of other rates the country's highest is high, the rest low. */
export function productVatKind(
  rateBasisPoints: number,
  highestRateOfCountry: number | null,
): ProductCard["vatKind"] {
  if (rateBasisPoints === 0) {
    return "reverseCharge";
  }
  if (LOW_RATES.has(rateBasisPoints)) {
    return "low";
  }
  return rateBasisPoints === HIGH_RATE || rateBasisPoints === highestRateOfCountry ? "high" : "low";
}

/**
 * The products of a sales order, one card per number as it fits the books (A47). A row without any number cannot be
 * ordered; two numbers that become equal when cut become one product, with a warning.
 */
export function productsOf(
  document: ShopDocument,
  rows: readonly AmountLine[],
  options: { readonly itemGroup: number; readonly highestRateOfCountry: number | null },
): Result<Products, BookingError> {
  const cards = new Map<string, OrderedProduct>();
  const fullNumbers = new Map<string, Set<string>>();
  for (const row of rows) {
    const source = document.lines[row.row ?? -1];
    if (source === undefined) {
      continue;
    }
    if (row.productNumber === "") {
      return fail({ code: "PRODUCT_CODE_MISSING", figures: { line: cleanText(source.name) } });
    }
    const full = fullNumbers.get(row.productNumber) ?? new Set();
    fullNumbers.set(row.productNumber, full.add(cleanText(source.productNumber)));
    if (!cards.has(row.productNumber)) {
      cards.set(row.productNumber, productCard(row, source, options));
    }
  }
  return ok({ cards: [...cards.values()], warnings: cutWarnings(fullNumbers) });
}

function productCard(
  row: AmountLine,
  source: ShopLine,
  options: { readonly itemGroup: number; readonly highestRateOfCountry: number | null },
): OrderedProduct {
  return {
    number: row.productNumber,
    fullNumber: cleanText(source.productNumber),
    searchKey: row.productNumber,
    name: row.description,
    itemGroup: options.itemGroup,
    vatKind: productVatKind(row.rateBasisPoints, options.highestRateOfCountry),
    ...unitPricesCents(row.unitPriceExcl, row.rateBasisPoints),
    ean: cutText(source.ean, EAN_LENGTH),
    productId: source.productId,
  };
}

function cutWarnings(fullNumbers: ReadonlyMap<string, ReadonlySet<string>>): Warning[] {
  return [...fullNumbers]
    .filter(([, numbers]) => numbers.size > 1)
    .map(([cut, numbers]) =>
      warning("PRODUCT_CODE_CUT", { number: cut, other: [...numbers].join(", ") }),
    );
}
