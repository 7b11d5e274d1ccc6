/**
 * Which administration an installation books in, kept for a minute in this isolate's memory: a stream of messages of one
 * shop asks D1 once. Only connected installations are kept. One that was moved, stopped or removed meanwhile is still handed
 * to its former administration's object, which reads the installation with its claim and acts on what D1 says now.
 */

export interface KnownAdministrations {
  keyOf(installationId: string, now: number): string | null;
  remember(installationId: string, administrationKey: string, now: number): void;
}

const LIFETIME_MS = 60_000;

/** A few hundred bytes each. */
const ENTRY_LIMIT = 10_000;

export function createKnownAdministrations(): KnownAdministrations {
  const entries = new Map<string, { readonly key: string; readonly expiresAt: number }>();
  return {
    keyOf(installationId, now) {
      const entry = entries.get(installationId);
      return entry && entry.expiresAt > now ? entry.key : null;
    },
    remember(installationId, key, now) {
      if (entries.size >= ENTRY_LIMIT) entries.clear();
      entries.set(installationId, { key, expiresAt: now + LIFETIME_MS });
    },
  };
}
