import type { BooksFailure } from "../ports/books.ts";
import type { ShopFailure } from "../ports/shop.ts";

/** Why a step of the set-up could not be done. */
export type SetUpFailure =
  | { readonly kind: "books-login-refused"; readonly message: string }
  | { readonly kind: "books-unavailable"; readonly message: string }
  | { readonly kind: "shop-credentials-refused"; readonly message: string }
  | { readonly kind: "shop-unavailable"; readonly message: string }
  | { readonly kind: "administration-changed"; readonly administration: string }
  | { readonly kind: "not-ready"; readonly missing: readonly string[] }
  | { readonly kind: "uninstalled" };

export function fromShopFailure(failure: ShopFailure): SetUpFailure {
  switch (failure.kind) {
    case "credentials-refused":
      return { kind: "shop-credentials-refused", message: failure.message };
    case "not-found":
    case "invalid":
    case "rate-limited":
    case "unavailable":
    case "refused":
      return { kind: "shop-unavailable", message: failure.message };
  }
}

/** A login that iMUIS answers with any Foutmelding is a refused login: the text says what to mend. */
export function fromBooksFailure(failure: BooksFailure): SetUpFailure {
  switch (failure.kind) {
    case "login-refused":
    case "refused":
      return { kind: "books-login-refused", message: failure.message };
    case "unavailable":
      return { kind: "books-unavailable", message: failure.message };
  }
}
