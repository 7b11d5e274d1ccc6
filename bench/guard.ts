/**
 * `npm run bench:guard`: what a document costs, in counts and without times, against the limits that may not rise.
 * The tests assert the same (test/worker/ledger-cost.test.ts, test/end-to-end/vendor-calls.test.ts).
 */
import { startWorld } from "../test/end-to-end/harness.ts";
import { LIMITS, TODAY } from "./limits.ts";
import { measureBundle } from "./support/bundle.ts";
import type { LedgerCosts, MailboxCost, Plan } from "./support/costs.ts";
import { startParts } from "./support/parts.ts";
import { countVendorCalls } from "./vendor-calls.ts";

interface Count {
  readonly what: string;
  readonly figure: number;
  readonly limit: number;
}

const DOCUMENTS = 5;

async function vendorCounts(): Promise<Count[]> {
  const world = await startWorld();
  try {
    const { perDocument } = await countVendorCalls(world, DOCUMENTS);
    const what = "vendor calls per document (CCV order and rows, iMUIS entry)";
    return [{ what, figure: perDocument, limit: LIMITS.vendorCalls }];
  } finally {
    await world.close();
  }
}

async function databaseCounts(): Promise<Count[]> {
  const parts = await startParts();
  try {
    const costs = await parts.measure<LedgerCosts>("/ledger");
    const plans = await parts.measure<readonly Plan[]>("/plans");
    const { rowsWritten } = await parts.measure<MailboxCost>("/mailbox");
    const mailbox = {
      what: "rows written in the object's mailbox",
      figure: rowsWritten,
      limit: LIMITS.mailboxRowsWritten,
    };
    return [...ledgerCounts(costs), mailbox, scanCount(plans)];
  } finally {
    await parts.close();
  }
}

/** Round trips with the consumer's: the first message of an installation in a minute costs one look-up more. */
function ledgerCounts({ order, invoice, newCustomer, consumer }: LedgerCosts): Count[] {
  const rows = (what: string, figure: number, limit: number): Count => ({
    what: `D1 rows written, ${what}`,
    figure,
    limit,
  });
  return [
    rows("order of a known customer", order.rowsWritten, TODAY.orderRowsWritten),
    rows("invoice of a known customer", invoice.rowsWritten, TODAY.invoiceRowsWritten),
    rows("order of a new customer", newCustomer.rowsWritten, TODAY.newCustomerRowsWritten),
    {
      what: "D1 round trips per document (consumer and administration)",
      figure: Math.max(order.roundTrips, invoice.roundTrips) + consumer.roundTrips,
      limit: LIMITS.roundTrips,
    },
  ];
}

function scanCount(plans: readonly Plan[]): Count {
  const scanning = plans.filter(({ scans }) => scans.length > 0);
  for (const { sql, scans } of scanning) console.log(`${scans.join("; ")}: ${sql}`);
  return {
    what: `statements of ${plans.length} that scan a table`,
    figure: scanning.length,
    limit: 0,
  };
}

async function main(): Promise<void> {
  const bundle = {
    what: "bundle, KiB with gzip",
    figure: measureBundle().gzipKib,
    limit: TODAY.bundleGzipKibibytes,
  };
  const counts = [...(await vendorCounts()), ...(await databaseCounts()), bundle];
  for (const { what, figure, limit } of counts) {
    console.log(`${figure <= limit ? "ok  " : "OVER"}  ${what}: ${figure} (limit ${limit})`);
  }
  if (counts.some(({ figure, limit }) => figure > limit)) process.exitCode = 1;
}

await main();
