/** Makes one repository of one per database: each function goes to the database of the installation that it names first. */

type OfInstallation = (installationId: string, ...rest: never[]) => Promise<unknown>;

/** The names of a repository's functions that take the installation first. */
type Routable<Repository> = {
  [Name in keyof Repository]: Repository[Name] extends OfInstallation ? Name : never;
}[keyof Repository];

export function byInstallation<Repository, Name extends Routable<Repository>>(
  pick: (installationId: string) => Promise<Repository>,
  names: readonly Name[],
): Pick<Repository, Name> {
  const route =
    (name: Name) =>
    async (installationId: string, ...rest: never[]): Promise<unknown> => {
      const repository = await pick(installationId);
      return (repository[name] as OfInstallation)(installationId, ...rest);
    };
  return Object.fromEntries(names.map((name) => [name, route(name)])) as Pick<Repository, Name>;
}

/** One repository per database, made once. */
export function perDatabase<Repository>(
  create: (db: D1Database) => Repository,
): (db: D1Database) => Repository {
  const made = new Map<D1Database, Repository>();
  return (db) => {
    const known = made.get(db) ?? create(db);
    made.set(db, known);
    return known;
  };
}
