import type { CcvClient } from "../../src/adapters/ccv-shop/client.ts";
import type { Shop } from "../../src/booking/ports/shop.ts";

/** The test shop as the assumptions see it. */

export interface CcvUnderTest {
  readonly client: CcvClient;
  readonly shop: Shop;
  /** The same shop with a wrong secret. */
  readonly withWrongSecret: CcvClient;
  /** Creating and deleting a webhook is allowed. */
  readonly mayWrite: boolean;
  readonly now: Date;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Newest documents looked at: enough to see a credit invoice or points, few enough for one page. */
const SAMPLE = 100;

export async function sample(
  client: CcvClient,
  resource: "orders" | "invoices",
): Promise<readonly Fields[]> {
  const page = await client.getPage(`/${resource}/?start=0&size=${SAMPLE}`);
  if (!page.ok) throw new Error(page.error.message);
  return page.value.items as readonly Fields[];
}

export const distinct = (values: readonly unknown[]): string =>
  [...new Set(values)].join(", ") || "none";
