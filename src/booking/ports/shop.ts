import type { CalendarDate, DocumentKind, ShopDocument } from "../../domain/document.ts";
import type { Result } from "../../domain/result.ts";

/** The shop (CCV Shop), as the booking sees it: its words stop at the adapter. Expected failures are values. */

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
