import type {
  ConfigurationDraft,
  DashboardRepository,
  DayCount,
  FailureCause,
} from "../../booking/dashboard.ts";
import type { DocumentError } from "../../booking/ports/document-record.ts";
import type { BackfillRepository } from "../../booking/setup/repositories.ts";
import type { Databases } from "./databases.ts";
import { CAUSE_KEY, takeGroup } from "./error-groups.ts";

/** What only the pages ask: each query reads one range of an index. */

interface DayRow {
  readonly sort_date: string;
  readonly status: string;
  readonly documents: number;
}

interface CauseRow {
  readonly error: string;
  readonly cause_key: string;
  readonly documents: number;
}

/** More different causes than a page can show; the rest are met when the first are mended. */
const CAUSE_LIMIT = 50;

/** Later than every document. */
const LAST_DAY = "9999-12-31";

/** Exported so that a test can look at its plan. */
export const DAYS_QUERY =
  "SELECT sort_date, status, COUNT(*) AS documents FROM documents WHERE installation_id = ? AND status IN ('processed', 'error') AND sort_date BETWEEN ? AND ? GROUP BY status, sort_date";

export function createDashboardRepository(
  { control: db, dbFor }: Databases,
  backfills: Pick<BackfillRepository, "find">,
): DashboardRepository {
  return {
    days: async (installationId, from, to) =>
      readDays(await dbFor(installationId), installationId, { from, to }),
    causes: async (installationId) => readCauses(await dbFor(installationId), installationId),
    takeGroup: async (installationId, taken) =>
      takeGroup(await dbFor(installationId), installationId, taken),

    async backfills(installationId, limit) {
      const { results } = await db
        .prepare(
          "SELECT id FROM backfills WHERE installation_id = ? ORDER BY started_at DESC LIMIT ?",
        )
        .bind(installationId, limit)
        .all<{ id: string }>();
      const found = await Promise.all(results.map(({ id }) => backfills.find(installationId, id)));
      return found.filter((backfill) => backfill !== null);
    },

    async draft(installationId) {
      const row = await db
        .prepare("SELECT draft FROM configuration_drafts WHERE installation_id = ?")
        .bind(installationId)
        .first<{ draft: string }>();
      return row === null ? null : (JSON.parse(row.draft) as ConfigurationDraft);
    },

    async saveDraft(installationId, draft, at) {
      await db
        .prepare(
          "INSERT INTO configuration_drafts (installation_id, draft, saved_at) VALUES (?, ?, ?) ON CONFLICT (installation_id) DO UPDATE SET draft = excluded.draft, saved_at = excluded.saved_at",
        )
        .bind(installationId, JSON.stringify(draft), at)
        .run();
    },
  };
}

async function readDays(
  db: D1Database,
  installationId: string,
  { from, to = LAST_DAY }: { readonly from: string; readonly to?: string | undefined },
): Promise<readonly DayCount[]> {
  const { results } = await db.prepare(DAYS_QUERY).bind(installationId, from, to).all<DayRow>();
  const days = new Map<string, DayCount>();
  for (const { sort_date: date, status, documents } of results) {
    const day = days.get(date) ?? { date, booked: 0, failed: 0 };
    days.set(
      date,
      status === "processed" ? { ...day, booked: documents } : { ...day, failed: documents },
    );
  }
  return [...days.values()];
}

async function readCauses(
  db: D1Database,
  installationId: string,
): Promise<readonly FailureCause[]> {
  const { results } = await db
    .prepare(
      `SELECT MAX(error) AS error, COALESCE(${CAUSE_KEY}, '') AS cause_key, COUNT(*) AS documents FROM documents WHERE installation_id = ? AND status = 'error' AND error IS NOT NULL GROUP BY json_extract(error, '$.code'), cause_key ORDER BY documents DESC LIMIT ?`,
    )
    .bind(installationId, CAUSE_LIMIT)
    .all<CauseRow>();
  return results.map(({ error, cause_key: key, documents }) => {
    const { code, figures } = JSON.parse(error) as DocumentError;
    return { code, figures, key, documents };
  });
}
