import type { Result } from "../../domain/result.ts";

/** Sealing of secrets at rest. */

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
