import type { KeyRing } from "./ports/vault.ts";

/**
 * Wraps the keys of sealed values by the newest of `CREDENTIALS_KEYS`, some at each quarter-hourly firing; no value is opened. Leaves out the session of an
 * administration: it lives for half an hour in its Durable Object and is sealed anew by itself.
 */

/** One sealed value at its place. */
export interface SealedValue {
  /** Which column it stands in. */
  readonly column: SealedColumn;
  /** The row: an installation or an account. */
  readonly id: string;
  /** The event of a webhook's key; empty elsewhere. */
  readonly event: string;
  /** Under which it was sealed. */
  readonly field: string;
  readonly sealed: string;
}

export type SealedColumn =
  | "installations.api_secret"
  | "installations.environment_code"
  | "webhooks.key"
  | "accounts.password_hash";

/** How many values stand under each key id; `?` for a value that names none. */
export type KeyCounts = Readonly<Record<string, number>>;

export interface SealedValues {
  /** Values under another key than this, in no order, so that one that never opens holds up no other. */
  notSealedWith(keyId: string, limit: number): Promise<readonly SealedValue[]>;
  /** Puts the new values in place of the old, each only where the old one still stands. */
  replace(
    changes: readonly { readonly value: SealedValue; readonly sealed: string }[],
  ): Promise<number>;
  countByKey(): Promise<KeyCounts>;
}

/** As many statements as one batch of D1 takes without a thought; a firing makes a few of them and ends within seconds. */
const CHUNK = 100;
const CHUNKS_PER_RUN = 5;

export interface RewrapDependencies {
  readonly vault: KeyRing;
  readonly sealedValues: SealedValues;
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** Answers how many values were moved. With a single key there is nothing to move from. */
export async function rewrapSecrets(dependencies: RewrapDependencies): Promise<number> {
  const { vault, sealedValues, log } = dependencies;
  const [newest, ...older] = vault.keyIds;
  if (older.length === 0) return 0;
  let moved = 0;
  for (let chunk = 0; chunk < CHUNKS_PER_RUN; chunk += 1) {
    const values = await sealedValues.notSealedWith(newest, CHUNK);
    const changes = await sealAnew(dependencies, values);
    if (changes.length > 0) moved += await sealedValues.replace(changes);
    if (values.length < CHUNK || changes.length === 0) break;
  }
  if (moved > 0) log("secrets.rewrapped", { values: moved, key: newest });
  return moved;
}

async function sealAnew(
  { vault, log }: RewrapDependencies,
  values: readonly SealedValue[],
): Promise<readonly { readonly value: SealedValue; readonly sealed: string }[]> {
  const changes: { readonly value: SealedValue; readonly sealed: string }[] = [];
  for (const value of values) {
    const place = { installationId: value.id, field: value.field };
    const wrapped = await vault.rewrap(value.sealed, place);
    if (wrapped.ok) changes.push({ value, sealed: wrapped.value });
    else log("secret.does-not-open", { row: value.id, column: value.column });
  }
  return changes;
}
