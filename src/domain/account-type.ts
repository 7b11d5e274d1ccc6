import type { LineType } from "./configuration.ts";
import type { DraftLineType } from "./vocabulary.ts";

/** Which of the accounts of a rate a line goes to; surcharges and discounts are revenue (manual chapter 5, reading A9). */
export function accountTypeOf(type: DraftLineType): LineType {
  switch (type) {
    case "shipping":
    case "payment":
      return type;
    case "revenue":
    case "surcharge":
    case "discount":
    case "rounding":
      return "revenue";
  }
}
