import { env } from "cloudflare:workers";

/** Rows put into D1 as they are, for what no route makes. */

type Cell = string | number | null;

export async function insert(table: string, row: Readonly<Record<string, Cell>>): Promise<void> {
  const names = Object.keys(row);
  await env.DB.prepare(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
  )
    .bind(...Object.values(row))
    .run();
}

export async function insertDocument(
  installationId: string,
  sourceId: string,
  row: Readonly<Record<string, Cell>>,
): Promise<void> {
  await insert("documents", {
    installation_id: installationId,
    kind: "order",
    source_id: sourceId,
    ...row,
  });
}

/** One column of the rows that begin with a prefix, or that belong to an installation. */
export async function valuesOf(
  table: string,
  column: string,
  ...[prefix, installationId]: readonly [prefix: string, installationId?: string]
): Promise<unknown[]> {
  const owned = installationId === undefined ? "" : "AND installation_id = ?2";
  const { results } = await env.DB.prepare(
    `SELECT ${column} AS value FROM ${table} WHERE ${column} LIKE ?1 || '%' ${owned} ORDER BY 1`,
  )
    .bind(prefix, ...(installationId === undefined ? [] : [installationId]))
    .all();
  return results.map(({ value }) => value);
}
