import type { CronRepository } from "../../booking/ports/queue.ts";

/** Runs of the cron triggers, and what the queue could not deliver. */
export function createCronRepository(db: D1Database): CronRepository {
  return {
    async begin(cron, scheduledAt, now) {
      const row = await db
        .prepare(
          "INSERT INTO cron_runs (cron, scheduled_at, started_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING cron",
        )
        .bind(cron, scheduledAt, now)
        .first();
      return row !== null;
    },
    async keepDeadLetter(id, body, now) {
      await db
        .prepare(
          "INSERT INTO dead_letters (id, body, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(id, body, now)
        .run();
    },
  };
}
