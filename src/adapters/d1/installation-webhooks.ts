import type { InstallationRepository } from "../../booking/ports/installations.ts";
import { type Row, toInstallation } from "./installation-row.ts";

/** The webhooks an installation registered, and the deliveries at them that were refused. */

type WebhookStore = Pick<
  InstallationRepository,
  | "findByWebhookToken"
  | "webhooks"
  | "saveWebhook"
  | "deleteWebhook"
  | "countRefusedDelivery"
  | "refusedDeliveries"
>;
type ActivationLock = Pick<InstallationRepository, "lockActivation" | "unlockActivation">;

export function createWebhookStore(db: D1Database): WebhookStore {
  return {
    async findByWebhookToken(token, event) {
      const row = await db
        .prepare(
          "SELECT installations.*, (SELECT key FROM webhooks WHERE installation_id = installations.id AND event = ?2) AS sealed_key FROM installations WHERE webhook_token = ?1",
        )
        .bind(token, event)
        .first<Row>();
      if (row === null) return null;
      const key = row["sealed_key"];
      return {
        installation: toInstallation(row),
        sealedKey: typeof key === "string" ? key : null,
      };
    },
    async webhooks(id) {
      const { results } = await db
        .prepare("SELECT * FROM webhooks WHERE installation_id = ? ORDER BY event")
        .bind(id)
        .all<Row>();
      return results.map((row) => ({
        event: String(row["event"]),
        shopWebhookId: String(row["shop_webhook_id"]),
        key: String(row["key"]),
      }));
    },
    async saveWebhook(id, webhook, at) {
      await db
        .prepare(
          "INSERT INTO webhooks (installation_id, event, shop_webhook_id, key, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (installation_id, event) DO UPDATE SET shop_webhook_id = excluded.shop_webhook_id, key = excluded.key",
        )
        .bind(id, webhook.event, webhook.shopWebhookId, webhook.key, at)
        .run();
    },
    async deleteWebhook(id, event) {
      await db
        .prepare("DELETE FROM webhooks WHERE installation_id = ? AND event = ?")
        .bind(id, event)
        .run();
    },
    async countRefusedDelivery(id, minute) {
      await db
        .prepare(
          "INSERT INTO refused_deliveries (installation_id, minute, count) VALUES (?, ?, 1) ON CONFLICT (installation_id, minute) DO UPDATE SET count = count + 1",
        )
        .bind(id, minute)
        .run();
    },
    async refusedDeliveries(sinceMinute) {
      const { results } = await db
        .prepare(
          "SELECT installation_id, SUM(count) AS count, MAX(minute) AS last_minute FROM refused_deliveries WHERE minute >= ? GROUP BY installation_id",
        )
        .bind(sinceMinute)
        .all<Row>();
      return results.map((row) => ({
        installationId: String(row["installation_id"]),
        count: Number(row["count"]),
        lastMinute: Number(row["last_minute"]),
      }));
    },
  };
}

export function createActivationLock(db: D1Database): ActivationLock {
  return {
    async lockActivation(id, now, until) {
      const { meta } = await db
        .prepare(
          "UPDATE installations SET activating_until = ?3 WHERE id = ?1 AND (activating_until IS NULL OR activating_until < ?2)",
        )
        .bind(id, now, until)
        .run();
      return meta.changes > 0;
    },
    async unlockActivation(id) {
      await db
        .prepare("UPDATE installations SET activating_until = NULL WHERE id = ?")
        .bind(id)
        .run();
    },
  };
}
