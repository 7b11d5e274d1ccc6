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

/** Whatever a test file made the product store (documents, errors, tickets, mails, exports), no secret stands there in clear. */
afterAll(async () => {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const tables = results.map(async ({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`).all());
  const text = JSON.stringify((await Promise.all(tables)).map((table) => table.results));
  const known = [...secretsOf(TEST_SECRETS), { name: "password", value: TEST_PASSWORD }];
  const found = [
    ...secretsIn(text, known),
    ...(SHOP_SECRET.test(text) ? ["api secret of a shop"] : []),
  ];
  if (found.length > 0) throw new Error(`Stored in clear: ${found.join(", ")}`);
});
