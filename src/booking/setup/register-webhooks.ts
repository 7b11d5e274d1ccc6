import { fail, ok, type Result } from "../../domain/result.ts";
import type { Installation, StoredWebhook } from "../ports/installations.ts";
import type { Shop, ShopFailure, ShopWebhook } from "../ports/shop.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { webhookKeyField } from "./sealed-fields.ts";

/** What the shop tells us about; an event it doesn't know is left out. */
export const WEBHOOK_EVENTS = [
  "orders.created",
  "orders.updated.ispaid",
  "orders.updated.status",
  "orders.deleted",
  "invoices.created",
  "invoices.updated.status",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

type Needs = Pick<SetUpDependencies, "publicUrl" | "installations" | "vault" | "now" | "log">;

export interface Registration {
  /** The shop refused the event of new invoices: they are polled instead. */
  readonly pollsInvoices: boolean;
}

/** Where the shop delivers one event of this installation. */
export function webhookAddress(
  publicUrl: string,
  installation: Pick<Installation, "webhookToken">,
  event: string,
): string {
  return `${publicUrl}/webhooks/ccv/${installation.webhookToken}/${event}`;
}

/**
 * Sees to it that every event has exactly one active webhook of ours with the right address. Existing ones are adopted by their
 * address, so that repeating it, also after a run that died halfway, creates nothing twice. A stored one that the shop doesn't list
 * may belong to the keys of a former handshake; while it can be switched on it goes on counting.
 */
export async function registerWebhooks(
  needs: Needs,
  installation: Installation,
  shop: Shop,
): Promise<Result<Registration, ShopFailure>> {
  const listed = await shop.listWebhooks();
  if (!listed.ok) return listed;
  const ours = listed.value.filter(({ address }) =>
    address.startsWith(`${needs.publicUrl}/webhooks/ccv/`),
  );
  const stored = await needs.installations.webhooks(installation.id);
  const adopted = adoptOnePerEvent(ours, stored);
  const surplus = ours.filter((webhook) => adopted.get(webhook.event)?.id !== webhook.id);
  for (const { id } of surplus) {
    const deleted = await shop.deleteWebhook(id);
    if (!deleted.ok && deleted.error.kind !== "not-found") return deleted;
  }
  let pollsInvoices = false;
  for (const event of WEBHOOK_EVENTS) {
    const address = webhookAddress(needs.publicUrl, installation, event);
    const hidden = stored.find((webhook) => webhook.event === event && !adopted.has(event));
    if (hidden !== undefined && (await shop.activateWebhook(hidden.shopWebhookId, address)).ok) {
      continue;
    }
    const registered = await registerEvent(shop, { event, address, known: adopted.get(event) });
    if (!registered.ok && !isRefusedEvent(registered.error)) return registered;
    if (registered.ok) await keep(needs, installation, registered.value);
    else pollsInvoices = (await skip(needs, installation, event)) || pollsInvoices;
  }
  return ok({ pollsInvoices });
}

/** Of several for one event the stored one wins, since deliveries are signed with its key; one without a key is of no use. */
function adoptOnePerEvent(
  ours: readonly ShopWebhook[],
  stored: readonly StoredWebhook[],
): ReadonlyMap<string, ShopWebhook> {
  const storedIds = new Set(stored.map(({ shopWebhookId }) => shopWebhookId));
  const adopted = new Map<string, ShopWebhook>();
  for (const webhook of ours) {
    const isWanted = (WEBHOOK_EVENTS as readonly string[]).includes(webhook.event);
    if (!isWanted || webhook.key === "") continue;
    if (!adopted.has(webhook.event) || storedIds.has(webhook.id)) {
      adopted.set(webhook.event, webhook);
    }
  }
  return adopted;
}

async function registerEvent(
  shop: Shop,
  wanted: {
    readonly event: WebhookEvent;
    readonly address: string;
    readonly known: ShopWebhook | undefined;
  },
): Promise<Result<ShopWebhook, ShopFailure>> {
  const { event, address, known } = wanted;
  if (known === undefined) return shop.createWebhook(event, address);
  const activated = await shop.activateWebhook(known.id, address);
  if (activated.ok || isSameValue(activated.error)) return ok(known);
  if (activated.error.kind === "not-found") return shop.createWebhook(event, address);
  return fail(activated.error);
}

/** The shop's word for "nothing would change" (ccvshop.md 7.4). */
function isSameValue(failure: ShopFailure): boolean {
  return failure.kind === "refused" && failure.code === "500.50";
}

function isRefusedEvent(failure: ShopFailure): boolean {
  return failure.kind === "refused";
}

async function keep(needs: Needs, installation: Installation, webhook: ShopWebhook): Promise<void> {
  const place = { installationId: installation.id, field: webhookKeyField(webhook.event) };
  const key = await needs.vault.seal(webhook.key, place);
  const stored = { event: webhook.event, shopWebhookId: webhook.id, key };
  await needs.installations.saveWebhook(installation.id, stored, needs.now().getTime());
}

async function skip(
  needs: Needs,
  installation: Installation,
  event: WebhookEvent,
): Promise<boolean> {
  needs.log("webhook_event_refused", { installation: installation.id, event });
  await needs.installations.deleteWebhook(installation.id, event);
  return event === "invoices.created";
}
