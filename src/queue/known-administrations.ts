import type { Installation, InstallationRepository } from "../booking/ports/installations.ts";

/**
 * Which administration an installation books in and what it books, kept for a minute in this isolate's memory: a stream of
 * messages of one shop asks D1 once. Only connected installations are kept. One that was moved, changed or removed meanwhile
 * is still handed to its former administration's object, which reads the installation with its claim and acts on that. Of
 * another `source` an isolate that didn't save it itself hears within the minute; a sweep after that finds the new documents
 * that it let go of (`saveConfiguration`), and the nightly round the others of the last 90 days.
 */

interface KnownAdministration extends Pick<Installation, "source"> {
  readonly administrationKey: string;
}

export interface KnownAdministrations {
  find(installationId: string, now: number): KnownAdministration | null;
  remember(
    installation: Pick<Installation, "id" | "administrationKey" | "source">,
    now: number,
  ): void;
  forget(installationId: string): void;
}

const LIFETIME_MS = 60_000;

/** A few hundred bytes each. */
const ENTRY_LIMIT = 10_000;

export function createKnownAdministrations(): KnownAdministrations {
  const entries = new Map<string, KnownAdministration & { readonly expiresAt: number }>();
  return {
    find(installationId, now) {
      const entry = entries.get(installationId);
      return entry && entry.expiresAt > now ? entry : null;
    },
    remember({ id, administrationKey, source }, now) {
      if (administrationKey === null) return;
      if (entries.size >= ENTRY_LIMIT) entries.clear();
      entries.set(id, { administrationKey, source, expiresAt: now + LIFETIME_MS });
    },
    forget(installationId) {
      entries.delete(installationId);
    },
  };
}

/** The isolate that saves a configuration acts on it at once. */
export function forgetOnSave(
  installations: InstallationRepository,
  known: Pick<KnownAdministrations, "forget">,
): InstallationRepository {
  return {
    ...installations,
    async saveConfiguration(id, configuration, by) {
      const saved = await installations.saveConfiguration(id, configuration, by);
      known.forget(id);
      return saved;
    },
  };
}
