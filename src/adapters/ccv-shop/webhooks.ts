/** Registering with a shop: its webhooks and the mark that the app is installed (ccvshop.md 2.2 and 3.1). */
import { z } from "zod";

import type { Shop, ShopFailure, ShopWebhook } from "../../booking/ports/shop.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { PAGE_SIZE_ITEMS, type CcvClient } from "./client.ts";
import { invalid, SAME_VALUE_CODE } from "./fault.ts";
import { flagOr, requiredId, text } from "./fields.ts";
import { read, readList } from "./schema.ts";

type Webhooks = Pick<
  Shop,
  "listWebhooks" | "createWebhook" | "activateWebhook" | "deleteWebhook" | "markAppInstalled"
>;

const webhookSchema = z
  .object({ id: requiredId, event: text, address: text, key: text, is_active: flagOr(false) })
  .transform(({ is_active: active, ...webhook }): ShopWebhook => ({ ...webhook, active }));

const appSchema = z.object({ id: requiredId });

export function createWebhooks(client: CcvClient): Webhooks {
  return {
    async listWebhooks() {
      const items = await client.getAll(`/webhooks/?start=0&size=${PAGE_SIZE_ITEMS}`);
      return items.ok ? readList(webhookSchema, items.value, "webhooks") : items;
    },
    async createWebhook(event, address) {
      const created = await client.send("POST", "/webhooks/", { event, address, is_active: true });
      return created.ok ? read(webhookSchema, created.value, "webhook") : created;
    },
    async activateWebhook(id, address) {
      const path = `/webhooks/${encodeURIComponent(id)}/`;
      return settled(await client.send("PATCH", path, { address, is_active: true }));
    },
    async deleteWebhook(id) {
      const deleted = await client.send("DELETE", `/webhooks/${encodeURIComponent(id)}/`, null);
      const isGone = !deleted.ok && deleted.error.kind === "not-found";
      return isGone ? ok(null) : settled(deleted);
    },
    markAppInstalled: () => markAppInstalled(client),
  };
}

/** The list has exactly one app: our own (APP and MSP treat anything else as an error). */
async function markAppInstalled(client: CcvClient): Promise<Result<null, ShopFailure>> {
  const page = await client.getPage("/apps/");
  if (!page.ok) return page;
  const [first, ...others] = page.value.items;
  if (first === undefined || others.length > 0) {
    return fail(invalid("items", `there should be one app, not ${page.value.items.length}`));
  }
  const app = read(appSchema, first, "items[0]");
  if (!app.ok) return app;
  return settled(await client.send("PATCH", `/apps/${app.value.id}/`, { is_installed: true }));
}

/** A change that changes nothing comes back as an error (ccvshop.md 4.7), and is what was asked for. */
export function settled(sent: Result<unknown, ShopFailure>): Result<null, ShopFailure> {
  if (sent.ok) return ok(null);
  const isThere = sent.error.kind === "refused" && sent.error.code === SAME_VALUE_CODE;
  return isThere ? ok(null) : sent;
}
