import { eventually } from "../scripts/support/owner.ts";
import { readDocument, type World } from "../test/end-to-end/harness.ts";

/** Calls of the vendors per document in steady state: counted by the sandbox, for a customer whose debtor is known. */

export interface VendorCalls {
  readonly documents: number;
  readonly perDocument: number;
  /** Calls of each operation, all documents together. */
  readonly operations: Readonly<Record<string, number>>;
}

export async function countVendorCalls(world: World, documents: number): Promise<VendorCalls> {
  const { control } = world.sandbox;
  const { shop, administration, owner } = await world.newShop();
  const sell = async (): Promise<void> => {
    const { id } = await control.shop.makeOrder({ shop, order: { paid: true } });
    await eventually(
      "booked",
      async () => (await readDocument(owner, "order", id))?.status === "processed",
    );
  };
  await sell();
  control.calls.reset();
  for (let document = 0; document < documents; document += 1) await sell();
  const ofThis = new Set([shop, administration]);
  const calls = control.calls.list().filter(({ subject }) => ofThis.has(subject));
  const operations: Record<string, number> = {};
  for (const { operation } of calls) operations[operation] = (operations[operation] ?? 0) + 1;
  return { documents, perDocument: calls.length / documents, operations };
}
