/** One CCV shop behind the port `Shop`: puts the parts together. */
import type { Shop } from "../../booking/ports/shop.ts";
import { createClient } from "./client.ts";
import { createDocuments } from "./documents.ts";
import type { ShopOptions } from "./exchange.ts";
import { markDocument } from "./marking.ts";
import { readIdentity, readOptions, readProductEan } from "./settings.ts";
import { createWebhooks } from "./webhooks.ts";

export function createShop(options: ShopOptions): Shop {
  const client = createClient(options);
  return {
    ...createDocuments(client),
    ...createWebhooks(client),
    readIdentity: () => readIdentity(client),
    readOptions: () => readOptions(client),
    readProductEan: (productId) => readProductEan(client, productId),
    markBooked: (kind, sourceId, reference) => markDocument(client, { kind, sourceId }, reference),
  };
}
