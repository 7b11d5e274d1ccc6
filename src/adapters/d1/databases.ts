/**
 * Which database holds what (docs/decisions/0007). `DB`, the control database, holds the directory and everything of an
 * installation but its documents, known debtors and known products; those are in the data database that the directory
 * names: `DB` itself, or one of the bindings `DATA_01`, `DATA_02` and so on.
 */

export interface Databases {
  readonly control: D1Database;
  /** Name of the binding to database, the control database first. */
  readonly data: ReadonlyMap<string, D1Database>;
  /** The data database of an installation, as the directory says now. Throws when that is not bound: it can't be guessed. */
  dbFor(installationId: string): Promise<D1Database>;
  /** The same for a new claim, from memory: a claim in a database that the installation left is refused there. */
  dbForClaim(installationId: string): Promise<D1Database>;
  /** The same under a claim: meanwhile the installation can't move. Who has claimed nothing lately asks the directory. */
  dbUnderClaim(installationId: string): Promise<D1Database>;
  /** A claim was refused: the directory may say something else by now. */
  forget(installationId: string): void;
}

export const CONTROL = "DB";

/** Longer than a document takes as a rule; a preview in the same isolate is not misled for longer. */
const MEMORY_MS = 60_000;

/** With one database nobody needs to ask where anything is. */
export function createDatabases(
  control: D1Database,
  further: Readonly<Record<string, D1Database>>,
): Databases {
  const data = new Map([[CONTROL, control], ...Object.entries(further)]);
  const known = new Map<string, { readonly db: D1Database; readonly at: number }>();
  const dbFor = async (installationId: string): Promise<D1Database> =>
    data.size === 1 ? control : readDirectory(control, data, installationId);
  return {
    control,
    data,
    dbFor,
    async dbForClaim(installationId) {
      const db = known.get(installationId)?.db ?? (await dbFor(installationId));
      known.set(installationId, { db, at: Date.now() });
      return db;
    },
    async dbUnderClaim(installationId) {
      const claimed = known.get(installationId);
      const isFresh = claimed !== undefined && Date.now() - claimed.at < MEMORY_MS;
      return isFresh ? claimed.db : dbFor(installationId);
    },
    forget: (installationId) => {
      known.delete(installationId);
    },
  };
}

async function readDirectory(
  control: D1Database,
  data: ReadonlyMap<string, D1Database>,
  installationId: string,
): Promise<D1Database> {
  const row = await control
    .prepare("SELECT database FROM installations WHERE id = ?")
    .bind(installationId)
    .first<{ database: string }>();
  const name = row?.database ?? CONTROL;
  const db = data.get(name);
  if (db === undefined) throw new Error(`The data database ${name} is not bound.`);
  return db;
}
