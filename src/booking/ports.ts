import type {
  DebtorCard,
  DebtorRecord,
  JournalEntry,
  ProductCard,
  SalesOrder,
} from "../domain/booking.ts";
import type { CalendarDate, DocumentKind, ShopDocument } from "../domain/document.ts";
import type { FiscalCalendar } from "../domain/fiscal-calendar.ts";
import type { Result } from "../domain/result.ts";

/**
 * What the use cases need of the world. Adapters implement these; a vendor's words stop at its adapter.
 * Every method answers expected failures as values and never throws for them.
 */

// ---------------------------------------------------------------- the shop (CCV Shop)

export type ShopFailure =
  /** The shop has no such document (404). */
  | { readonly kind: "not-found"; readonly message: string }
  /** The shop answered something that is no document; `path` names the field. Not transient. */
  | { readonly kind: "invalid"; readonly path: string; readonly message: string }
  /** 401 or 403: the keys are refused. */
  | { readonly kind: "credentials-refused"; readonly message: string }
  /** 429; `retryAfterSeconds` when the shop said so. */
  | {
      readonly kind: "rate-limited";
      readonly retryAfterSeconds: number | null;
      readonly message: string;
    }
  /** No answer, a time-out, or an answer of which nothing can be known (5xx, no JSON). Reads only, so always worth another try.
   * `notBefore` (ms since 1970): it was not even tried, because the connection is known to be down until then. */
  | { readonly kind: "unavailable"; readonly message: string; readonly notBefore?: number }
  /** The shop refused the call for a business reason (its coded 500s and 4xx). */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** One entry of a list page: enough to know whether the document is known and unchanged. */
export interface ShopListItem {
  readonly kind: DocumentKind;
  readonly sourceId: string;
  readonly number: string;
  readonly createdOn: CalendarDate;
  readonly createdAt: string;
  readonly paid: boolean;
  readonly orderStatus: number | null;
  /** Decimal text as listed, like the next two fields: what the document's total is made of. */
  readonly totalPrice: string;
  readonly totalTax: string;
  readonly totalsInclVat: boolean;
  readonly credit: boolean;
  /** False: the list says nothing usable of it but its id. It must be read to tell what is wrong with it. */
  readonly readable: boolean;
}

export interface ShopWebhook {
  readonly id: string;
  readonly event: string;
  readonly address: string;
  readonly key: string;
  readonly active: boolean;
}

export interface ShopPaymentMethod {
  /** What stands in an order's payment method. */
  readonly name: string;
  readonly label: string;
}

export interface ShopOptions {
  readonly paymentMethods: readonly ShopPaymentMethod[];
  readonly homeCountry: string;
  readonly vatRates: readonly {
    readonly country: string;
    readonly tariff: string;
    readonly percentage: string;
  }[];
  readonly defaultVatRate: string | null;
}

export interface ShopIdentity {
  readonly webShopId: string;
  readonly name: string;
}

/** One shop, over its signed API. */
export interface Shop {
  /** The document with all its rows, following every page; an invoice with what its order knows (reading A37). */
  readDocument(kind: DocumentKind, sourceId: string): Promise<Result<ShopDocument, ShopFailure>>;
  /** Looks a number up; null when the shop has none. */
  findByNumber(kind: DocumentKind, number: string): Promise<Result<string | null, ShopFailure>>;
  /** One page of the list, oldest first, created in [from, to] (ISO instants, either may be null); `next` is null on the last page. */
  listDocuments(query: {
    readonly kind: DocumentKind;
    readonly from: string | null;
    readonly to: string | null;
    readonly paidOnly: boolean;
    readonly start: number;
  }): Promise<
    Result<{ readonly items: readonly ShopListItem[]; readonly next: number | null }, ShopFailure>
  >;
  readIdentity(): Promise<Result<ShopIdentity, ShopFailure>>;
  readOptions(): Promise<Result<ShopOptions, ShopFailure>>;
  readProductEan(productId: string): Promise<Result<string, ShopFailure>>;
  listWebhooks(): Promise<Result<readonly ShopWebhook[], ShopFailure>>;
  createWebhook(event: string, address: string): Promise<Result<ShopWebhook, ShopFailure>>;
  /** Sets address and switches it on. */
  activateWebhook(id: string, address: string): Promise<Result<null, ShopFailure>>;
  deleteWebhook(id: string): Promise<Result<null, ShopFailure>>;
  markAppInstalled(): Promise<Result<null, ShopFailure>>;
  /** Order: an internal note; invoice: `external_reference`. Only with the configuration's `markInShop`; idempotent. */
  markBooked(
    kind: DocumentKind,
    sourceId: string,
    reference: string,
  ): Promise<Result<null, ShopFailure>>;
}

export interface ShopCredentials {
  readonly apiRoot: string;
  readonly apiPublic: string;
  readonly apiSecret: string;
}

// ---------------------------------------------------------------- the books (iMUIS)

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
      /** Not even tried: the connection is known to be down until then (ms since 1970). */ readonly notBefore?: number;
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

export interface VatCodeOption extends BooksOption {
  /** Decimal text without trailing zeros. */
  readonly percentage: string;
  /** How the code calculates: amounts incl. or excl. VAT; null when the books don't say. */
  readonly calculation: "incl" | "excl" | null;
}

/** A debtor to choose from, with what tells two of one name apart. */
export interface DebtorOption extends BooksOption {
  readonly code: number;
  readonly searchKey: string;
  readonly email: string;
  readonly city: string;
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
  createJournalEntry(entry: JournalEntry): Promise<Result<Created<string>, BooksFailure>>;
  /** Every total row under this document number, whatever its journal. */
  findJournalEntries(documentNumber: string): Promise<Result<readonly FoundEntry[], BooksFailure>>;
  createSalesOrder(order: SalesOrder): Promise<Result<Created<string>, BooksFailure>>;
  findSalesOrders(
    externalOrderId: string,
  ): Promise<Result<readonly FoundSalesOrder[], BooksFailure>>;
}

// ---------------------------------------------------------------- VIES

export type VatNumberAnswer =
  | {
      readonly kind: "valid" | "invalid";
      readonly vatNumber: string;
      /** As VIES wrote it; two notations are known. */
      readonly requestDate: string;
      readonly consultationNumber: string | null;
      readonly name: string | null;
      readonly address: string | null;
    }
  /** Not an answer: try again later. `code` is VIES's own word or `NO_ANSWER`. */
  | { readonly kind: "no-answer"; readonly code: string; readonly message: string }
  /** VIES refuses the number itself (INVALID_INPUT, VAT_BLOCKED). */
  | { readonly kind: "rejected"; readonly code: string; readonly message: string };

export interface VatNumberRegister {
  /** `vatNumber` with prefix, normalised; `requester` the shop's own number or null. Retries once without a refused requester. */
  check(vatNumber: string, requester: string | null): Promise<VatNumberAnswer>;
}

// ---------------------------------------------------------------- crypto

export interface Vault {
  /** Seals a secret for one installation and field, under a key of its own that the newest key wraps. */
  seal(
    secret: string,
    place: { readonly installationId: string; readonly field: string },
  ): Promise<string>;
  /** Fails with a clear message when the key is unknown, the value is cut or belongs to another place. */
  open(
    sealed: string,
    place: { readonly installationId: string; readonly field: string },
  ): Promise<Result<string, { readonly message: string }>>;
}

/** A vault that says which keys it has, for moving everything to the newest. */
export interface KeyRing extends Vault {
  /** The first seals, all open. */
  readonly keyIds: readonly [string, ...string[]];
  /** The same value under the newest key, without opening it. Fails as `open` does. */
  rewrap(
    sealed: string,
    place: { readonly installationId: string; readonly field: string },
  ): Promise<Result<string, { readonly message: string }>>;
}

// ---------------------------------------------------------------- mail

export interface Mail {
  /** Whom it concerns; null when it concerns no installation. */
  readonly installationId: string | null;
  /** Null: nobody is configured to receive it, so it is only kept. */
  readonly recipient: string | null;
  readonly subject: string;
  readonly text: string;
  /** What is kept instead of the text when that holds a secret; such a mail is not tried again. */
  readonly keptText?: string;
}

/** Sends a mail, or keeps it to be seen where no mail is configured. Never rejects: no work fails because of its mail. */
export interface Mailer {
  /** False: mails are kept and shown instead. */
  readonly isConfigured: boolean;
  send(mail: Mail): Promise<void>;
}

/** The way out for a mail. */
export interface MailTransport {
  deliver(
    mail: Pick<Mail, "subject" | "text"> & { readonly recipient: string },
  ): Promise<Result<null, { readonly message: string }>>;
}
