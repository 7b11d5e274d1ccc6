import { env } from "cloudflare:workers";

import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createSearchBlockRepository } from "../../src/adapters/d1/search-blocks.ts";
import { writeSearchBlocks } from "../../src/booking/search-blocks.ts";

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

/** The id of a shop of which nothing but its being there matters. */
export async function newShop(): Promise<string> {
  const id = crypto.randomUUID();
  await insert("installations", {
    id,
    license_key: id,
    state: "active",
    api_root: "https://x.example",
    api_public: id,
    return_url: "https://x.example/r",
    handshake_at: 1,
    webhook_token: id,
    created_at: 1,
    trial_ends_on: "2026-12-01",
  });
  return id;
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

/** What the night writes down for searches. */
export async function nightOfSearches(
  installationId: string,
  now = Date.UTC(2026, 10, 24, 2),
): Promise<void> {
  const searchBlocks = createSearchBlockRepository(
    createDatabases(env.DB, { DATA_01: env.DATA_01 }),
  );
  await writeSearchBlocks({ searchBlocks, now: () => now }, installationId);
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
