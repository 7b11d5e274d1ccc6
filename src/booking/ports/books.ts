import type {
  DebtorCard,
  DebtorRecord,
  JournalEntry,
  ProductCard,
  SalesOrder,
} from "../../domain/booking.ts";
import type { CalendarDate } from "../../domain/document.ts";
import type { FiscalCalendar } from "../../domain/fiscal-calendar.ts";
import type { Result } from "../../domain/result.ts";

/** The books (iMUIS), as the booking sees them: their words stop at the adapter. Expected failures are values. */

export type BooksFailure =
  /** The login itself was refused: environment code or partner key. */
  | { readonly kind: "login-refused"; readonly message: string }
  /** iMUIS answered with a Foutmelding: certainly not executed. `code` is its (CSnnn), if any. */
  | { readonly kind: "refused"; readonly message: string; readonly code: string | null }
  /** No usable answer. `executed` is "no" when the call that failed cannot have changed anything (login, look-up, session over), else "unknown". */
  | {
      readonly kind: "unavailable";
      readonly message: string;
      readonly executed: "no" | "unknown";
      /** Not even tried, and not worth trying before then (ms since 1970): the connection is known to be down, or its turn came too late. */
      readonly notBefore?: number;
    };

export interface Created<Key> {
  readonly key: Key;
  /** The books' own remarks on what was created (BOE_WARNING). */
  readonly warnings: readonly string[];
}

/** A debtor-side entry found under a document number: what its total row says. */
export interface FoundEntry {
  readonly reference: string;
  readonly journal: number;
  readonly debtorNumber: number;
  readonly date: CalendarDate;
  readonly amountCents: number;
  readonly documentNumber: string;
}

export interface FoundSalesOrder {
  readonly reference: string;
  readonly externalOrderId: string;
  readonly orderReference: string;
  readonly debtorNumber: number;
  readonly date: CalendarDate;
}

export interface BooksOption {
  readonly code: string | number;
  readonly name: string;
}

/** A debtor to choose from, with what tells two of one name apart. */
export interface DebtorOption extends BooksOption {
  readonly code: number;
  readonly searchKey: string;
  readonly email: string;
  readonly city: string;
}

export interface VatCodeOption extends BooksOption {
  /** Decimal text without trailing zeros. */
  readonly percentage: string;
  /** How the code calculates: amounts incl. or excl. VAT; null when the books don't say. */
  readonly calculation: "incl" | "excl" | null;
}

export interface BooksOptions {
  readonly journals: readonly BooksOption[];
  readonly ledgerAccounts: readonly BooksOption[];
  readonly vatCodes: readonly VatCodeOption[];
  readonly orderTypes: readonly BooksOption[];
  readonly shippingMethods: readonly BooksOption[];
  readonly itemGroups: readonly BooksOption[];
  readonly paymentConditions: readonly BooksOption[];
  readonly splitAccount: number | null;
  readonly periodsPerYear: number;
}

/** One administration in iMUIS. All calls go one at a time, in one session. */
export interface Books {
  /** A fresh login plus the administration's name. */
  connect(): Promise<Result<{ readonly administration: string }, BooksFailure>>;
  readOptions(): Promise<Result<BooksOptions, BooksFailure>>;
  /** May be 15 minutes old. */
  readCalendar(): Promise<Result<FiscalCalendar, BooksFailure>>;
  findDebtorsByEmail(email: string): Promise<Result<readonly DebtorRecord[], BooksFailure>>;
  findDebtorsByVatNumber(vatNumber: string): Promise<Result<readonly DebtorRecord[], BooksFailure>>;
  findDebtorBySearchKey(searchKey: string): Promise<Result<DebtorRecord | null, BooksFailure>>;
  /** By number, or by a part of name, search key or e-mail address; the best 20, blocked ones left out. */
  searchDebtors(text: string): Promise<Result<readonly DebtorOption[], BooksFailure>>;
  /** What these numbers are called; those that iMUIS doesn't have, or has blocked, are left out. */
  readDebtors(numbers: readonly number[]): Promise<Result<readonly DebtorOption[], BooksFailure>>;
  createDebtor(card: DebtorCard): Promise<Result<Created<number>, BooksFailure>>;
  hasProduct(number: string): Promise<Result<boolean, BooksFailure>>;
  createProduct(card: ProductCard): Promise<Result<Created<string>, BooksFailure>>;
  /** Nothing is sent after `sendBefore` (ms since 1970), however long it had to wait for its turn: then the claim may end first. */
  createJournalEntry(
    entry: JournalEntry,
    sendBefore: number,
  ): Promise<Result<Created<string>, BooksFailure>>;
  /** Every total row under this document number, whatever its journal. */
  findJournalEntries(documentNumber: string): Promise<Result<readonly FoundEntry[], BooksFailure>>;
  /** Like `createJournalEntry`. */
  createSalesOrder(
    order: SalesOrder,
    sendBefore: number,
  ): Promise<Result<Created<string>, BooksFailure>>;
  findSalesOrders(
    externalOrderId: string,
  ): Promise<Result<readonly FoundSalesOrder[], BooksFailure>>;
}
