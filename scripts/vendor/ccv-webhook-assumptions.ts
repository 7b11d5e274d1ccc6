import type { Shop } from "../../src/booking/ports/shop.ts";
import { type Assumption, byHand, differs, holds, unclear } from "./assumption.ts";

/** What is open about CCV Shop's webhooks; deliveries themselves can only be watched. */
export function webhookAssumptions({
  shop,
  mayWrite,
}: {
  readonly shop: Pick<Shop, "createWebhook" | "deleteWebhook">;
  readonly mayWrite: boolean;
}): readonly Assumption[] {
  const address = "https://vendor-check.invalid/webhooks/never-called";
  const event = (name: string, required: boolean): Assumption => ({
    id: "ccv 8.3",
    says: `the event ${name} ${required ? "exists" : "may exist"}, and its webhook has a key`,
    where: "src/booking/setup/register-webhooks.ts",
    async check() {
      if (!mayWrite) return unclear("only with --write: it makes a webhook and deletes it");
      const created = await shop.createWebhook(name, address);
      if (!created.ok) {
        const said = created.error.message;
        return required ? differs(said) : holds(`refused (${said}); then invoices are polled`);
      }
      await shop.deleteWebhook(created.value.id);
      return created.value.key === "" ? differs("without a key") : holds("created and deleted");
    },
  });
  return [
    event("orders.created", true),
    event("orders.updated.ispaid", true),
    event("invoices.created", false),
    byHand(
      {
        id: "ccv 8.1",
        says: "deliveries are signed in one of three forms with the webhook's key",
        where: "src/adapters/ccv-shop/signature.ts",
      },
      "pay an order; the log says `webhook_verified` with the form, or `webhook_refused`",
    ),
    byHand(
      { id: "ccv 8.2", says: "a refused delivery is sent again", where: "src/cron/schedule.ts" },
      "pause the queue, pay an order, see whether a second delivery comes",
    ),
    byHand(
      {
        id: "ccv 8.4",
        says: "uninstalling posts api_public only and revokes the keys",
        where: "src/http/app-store.ts",
      },
      "uninstall the app in the test shop and run this again: 8.14 must fail for the old keys",
    ),
  ];
}
