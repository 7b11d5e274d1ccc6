import type { Vault } from "../../booking/ports/vault.ts";

/** The iMUIS session in the Durable Object's own storage, sealed: whoever reads the storage must not be able to use it. */

interface StoredSession {
  readonly sessionId: string;
  readonly usedAtMs: number;
}

export interface SessionKeeper {
  load(): Promise<StoredSession | null>;
  save(session: StoredSession): Promise<void>;
  forget(): Promise<void>;
}

const STORAGE_KEY = "session";

export function createSessionKeeper(
  storage: DurableObjectStorage,
  vault: Vault,
  name: string,
): SessionKeeper {
  const place = { installationId: name, field: "session" };
  let memory: StoredSession | null = null;
  return {
    async load() {
      if (memory) return memory;
      const sealed = await storage.get<string>(STORAGE_KEY);
      if (!sealed) return null;
      const opened = await vault.open(sealed, place);
      if (!opened.ok) return null;
      memory = JSON.parse(opened.value) as StoredSession;
      return memory;
    },
    async save(session) {
      memory = session;
      await storage.put(STORAGE_KEY, await vault.seal(JSON.stringify(session), place));
    },
    async forget() {
      memory = null;
      await storage.delete(STORAGE_KEY);
    },
  };
}
