import type { Books, BooksFailure } from "../../src/booking/ports/books.ts";
import type {
  DebtorCard,
  JournalEntry,
  ProductCard,
  SalesOrder,
} from "../../src/domain/booking.ts";
import type { Result } from "../../src/domain/result.ts";
import { differs, unclear, type Verdict } from "./assumption.ts";

/** The test administration as the assumptions see it, and how an answer becomes a verdict. */

export interface ImuisUnderTest {
  readonly books: Books;
  /** Books whose stored session iMUIS has never given; `wasForgotten` tells whether they noticed. */
  readonly withDeadSession: { readonly books: Books; wasForgotten(): boolean };
  readonly withWrongKey: Books;
  /** What is created, and what with; null when nothing may be written. */
  readonly write: WriteOptions | null;
}

export interface WriteOptions {
  readonly entry: JournalEntry;
  readonly debtor: DebtorCard;
  readonly product: ProductCard;
  /** Of the product above. */
  readonly order: SalesOrder;
}

/** The answer of every assumption that only a create can tell. */
export const NEEDS_WRITE = unclear("only with --write, in administration 2000");

export function said(error: BooksFailure): string {
  return `${error.kind}: ${error.message}`;
}

export function verdictOf<Value>(
  result: Result<Value, BooksFailure>,
  judge: (value: Value) => Verdict,
): Verdict {
  return result.ok ? judge(result.value) : differs(said(result.error));
}
