/**
 * Which database holds what (docs/decisions/0007). `DB`, the control database, holds the directory and everything of an
 * installation but its documents, known debtors and known products; those are in the data database that the directory
 * names: `DB` itself, or one of the bindings `DATA_01`, `DATA_02` and so on.
 */

export interface Databases {
  readonly control: D1Database;
  /** Name of the binding to database, the control database first. */
  readonly data: ReadonlyMap<string, D1Database>;
  /** The data database of an installation, as the directory says now. Throws when it is not bound: that is no answer to guess. */
  dbFor(installationId: string): Promise<D1Database>;
  /**
   * The same, from memory where it is known. For the ledger only: while a claim is held its installation can't move, and a
   * claim in a database that it left is refused there.
   */
  dbOfClaim(installationId: string): Promise<D1Database>;
  /** A claim was refused: the directory may say something else by now. */
  forget(installationId: string): void;
}

export const CONTROL = "DB";

/** With one database nobody needs to ask where anything is. */
export function createDatabases(
  control: D1Database,
  further: Readonly<Record<string, D1Database>>,
): Databases {
  const data = new Map([[CONTROL, control], ...Object.entries(further)]);
  const known = new Map<string, D1Database>();
  const dbFor = async (installationId: string): Promise<D1Database> =>
    data.size === 1 ? control : readDirectory(control, data, installationId);
  return {
    control,
    data,
    dbFor,
    async dbOfClaim(installationId) {
      const db = known.get(installationId) ?? (await dbFor(installationId));
      known.set(installationId, db);
      return db;
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
