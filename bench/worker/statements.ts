import { createAccessRepository } from "../../src/adapters/d1/access.ts";
import { createBackfillRepository } from "../../src/adapters/d1/backfills.ts";
import { createDashboardRepository } from "../../src/adapters/d1/dashboard.ts";
import { createDatabases } from "../../src/adapters/d1/databases.ts";
import { createDocumentRepository } from "../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../src/adapters/d1/installation-row.ts";
import { createInstallationRepository } from "../../src/adapters/d1/installations.ts";
import type { DocumentQuery } from "../../src/booking/ports/documents.ts";
import { countDatabase } from "./counted-database.ts";

/** Every statement of the webhook, of the lists and pages, and of what a person and cron do to documents, by doing it. */

export const ALL_DOCUMENTS: DocumentQuery = {
  statuses: [],
  from: null,
  to: null,
  search: null,
  code: null,
  limit: 50,
  cursor: null,
};

const ID = "statements";
const KEY = { kind: "order", sourceId: "1" } as const;

export async function listStatements(database: D1Database): Promise<ReadonlySet<string>> {
  const { db, statements } = countDatabase(database);
  await readLists(db);
  await actOnDocuments(db);
  await identify(db);
  return statements;
}

async function readLists(db: D1Database): Promise<void> {
  const documents = createDocumentRepository(db, toInstallation);
  const cursor = btoa(JSON.stringify(["2026-01-01", "1", "order"]));
  const variants: Partial<DocumentQuery>[] = [
    {},
    { cursor },
    { statuses: ["open"], from: "2026-01-01", to: "2026-02-01" },
    { statuses: ["error", "unknown"], code: "TOTAL_MISMATCH", cursor },
    { statuses: ["processed"], search: "anna" },
  ];
  for (const variant of variants) await documents.list(ID, { ...ALL_DOCUMENTS, ...variant });
  await documents.counts(ID);
  await documents.waiting(ID, 1);
  await documents.find(ID, KEY);
  await documents.known(ID, "order", ["1", "2"]);
  await documents.openKeys(ID, KEY, 50);
  await documents.due(1, 50);
  const dashboard = createDashboardRepository(
    createDatabases(db, {}),
    createBackfillRepository(db),
  );
  await dashboard.days(ID, "2026-01-01", "2026-02-01");
  await dashboard.causes(ID);
  await dashboard.backfills(ID, 5);
  await dashboard.draft(ID);
}

async function actOnDocuments(db: D1Database): Promise<void> {
  const documents = createDocumentRepository(db, toInstallation);
  await documents.act(ID, KEY, { kind: "dismiss", by: "bench", reason: "", now: 1 });
  await documents.release(ID, ["NOT_CONFIGURED"], 1);
  const warning = { code: "IMUIS_WARNING", message: "", figures: {} } as const;
  await documents.addWarning(ID, KEY, { warning, now: 1 });
  await documents.forgetDebtor(ID, "email:anna@example.nl");
}

async function identify(db: D1Database): Promise<void> {
  const installations = createInstallationRepository(createDatabases(db, {}));
  await installations.findByWebhookToken("token", "orders.created");
  await installations.countRefusedDelivery(ID, 1);
  await installations.findByApiPublic("public");
  await installations.findByApiRoot("https://shop.example");
  await installations.findByWebShop("1");
  await installations.page("active", "", 50);
  await installations.webhooks(ID);
  const access = createAccessRepository(db);
  await access.findSession("hash");
  await access.findToken("hash");
  await access.problemsSeen(ID);
  await access.markProblemsSeen(ID, ID, 1);
}
