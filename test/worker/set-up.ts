import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll } from "vitest";

import {
  secretsIn,
  secretsOf,
  TEST_PASSWORD,
  TEST_SECRETS,
} from "../../scripts/support/known-secrets.ts";

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
await applyD1Migrations(env.DATA_01, env.TEST_MIGRATIONS);

/** Keys of shops as test/worker/http/owner.ts makes them. */
const SHOP_SECRET = /secret-[0-9a-f]{8}-[0-9a-f]{4}/;

async function everythingIn(db: D1Database): Promise<string> {
  const { results } = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const tables = results.map(async ({ name }) => db.prepare(`SELECT * FROM "${name}"`).all());
  return JSON.stringify((await Promise.all(tables)).map((table) => table.results));
}

/** Whatever a test file made the product store (documents, errors, tickets, mails, exports), no secret stands there in clear. */
afterAll(async () => {
  const text = (await Promise.all([env.DB, env.DATA_01].map((db) => everythingIn(db)))).join("");
  const known = [...secretsOf(TEST_SECRETS), { name: "password", value: TEST_PASSWORD }];
  const found = [
    ...secretsIn(text, known),
    ...(SHOP_SECRET.test(text) ? ["api secret of a shop"] : []),
  ];
  if (found.length > 0) throw new Error(`Stored in clear: ${found.join(", ")}`);
});
