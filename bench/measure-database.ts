import { listRows } from "./measure-lists.ts";
import { costRows } from "./measure-price.ts";
import { transformRows } from "./measure-transform.ts";
import type { LedgerCosts, MailboxCost, Plan } from "./support/costs.ts";
import type { Parts } from "./support/parts.ts";
import type { Row } from "./support/table.ts";

/** Everything that the bench Worker measures: transformation, counts of D1, plans, lists. */
export async function measureDatabase(parts: Parts, quick: boolean): Promise<Row[]> {
  const transformed = await transformRows(parts, quick);
  const costs = costRows(
    await parts.measure<LedgerCosts>("/ledger"),
    await parts.measure<MailboxCost>("/mailbox"),
  );
  const plans = await parts.measure<readonly Plan[]>("/plans");
  const scanning = plans.filter(({ scans }) => scans.length > 0).length;
  const plan: Row = {
    what: "statements of the hot path, lists and acts that scan a table",
    figure: `${scanning} of ${plans.length}`,
    floor: "-",
    ratio: "-",
    target: "none",
    met: scanning === 0,
  };
  return [...transformed, ...costs, plan, ...(await listRows(parts, quick))];
}
