import { webhookKeyField } from "../booking/setup/sealed-fields.ts";
import type { HttpDependencies } from "./dependencies.ts";

/** What a delivery is verified with. */
export interface WebhookKey {
  readonly installationId: string;
  readonly apiPublic: string;
  readonly key: string;
  readonly expiresAt: number;
}

export interface FoundKey {
  readonly key: WebhookKey;
  /** It came from the cache, so that D1 may know a newer one. */
  readonly cached: boolean;
}

const LIFETIME_MS = 60_000;

/** A burst of deliveries of one shop asks D1 once; unknown addresses are never remembered. */
const ENTRY_LIMIT = 2_000;

export type WebhookKeys = ReturnType<typeof createWebhookKeys>;

/** Keys of webhooks, opened and kept for a minute in this isolate's memory only. */
export function createWebhookKeys() {
  const entries = new Map<string, WebhookKey>();

  async function load(
    dependencies: HttpDependencies,
    token: string,
    event: string,
  ): Promise<WebhookKey | null> {
    const found = await dependencies.installations.findByWebhookToken(token, event);
    if (found === null || found.sealedKey === null) return null;
    const { installation, sealedKey } = found;
    if (installation.state === "uninstalled") return null;
    const place = { installationId: installation.id, field: webhookKeyField(event) };
    const opened = await dependencies.vault.open(sealedKey, place);
    if (!opened.ok) {
      dependencies.log("webhook_key_does_not_open", { installation: installation.id, event });
      return null;
    }
    const expiresAt = dependencies.now().getTime() + LIFETIME_MS;
    const { id: installationId, apiPublic } = installation;
    return { installationId, apiPublic, key: opened.value, expiresAt };
  }

  return {
    async find(
      dependencies: HttpDependencies,
      address: { readonly token: string; readonly event: string },
    ): Promise<FoundKey | null> {
      const { token, event } = address;
      const known = entries.get(`${token}/${event}`);
      if (known !== undefined && known.expiresAt > dependencies.now().getTime()) {
        return { key: known, cached: true };
      }
      entries.delete(`${token}/${event}`);
      const loaded = await load(dependencies, token, event);
      if (loaded === null) return null;
      if (entries.size >= ENTRY_LIMIT) entries.clear();
      entries.set(`${token}/${event}`, loaded);
      return { key: loaded, cached: false };
    },
    forget(address: { readonly token: string; readonly event: string }): void {
      entries.delete(`${address.token}/${address.event}`);
    },
    forgetInstallation(installationId: string): void {
      for (const [name, key] of entries) {
        if (key.installationId === installationId) entries.delete(name);
      }
    },
  };
}
