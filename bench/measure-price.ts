import { LIMITS } from "./limits.ts";
import type { LedgerCosts } from "./support/costs.ts";
import { short } from "./support/figures.ts";
import type { Row } from "./support/table.ts";
import { times } from "./support/table.ts";

/** What a document costs in counts and in money: list prices of Cloudflare per million, in dollars, without a plan's allowances. */

const PRICE = {
  request: 0.3,
  cpuMillisecond: 0.02,
  queueOperation: 0.4,
  rowWritten: 1,
  rowRead: 0.001,
  objectRequest: 0.15,
  objectRowWritten: 1,
  objectGigabyteSecond: 12.5,
} as const;

/** Written, read, acknowledged. */
const QUEUE_OPERATIONS = 3;

/** Ten messages a batch, as the reference reckons. */
const CONSUMER_REQUESTS = 0.1;

/** The object is busy for about the iMUIS call and is billed as 128 MB; its mailbox takes a row in and a row out. */
const OBJECT = { seconds: 2, gigabytes: 0.125, rowsWritten: 2 } as const;

/** Local figures contain the simulators of D1 and queues; the reference reckons with this. */
const CPU_MS = 10;

/** The reference's floor: request, three queue operations, two rows in D1 and CPU; without an object. */
const FLOOR = { rowsWritten: 2, rowsRead: 0, cpuMs: CPU_MS, withObject: false };

const PRICE_LIMIT = 1.3;

interface Usage {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  readonly cpuMs: number;
  readonly withObject: boolean;
}

function priceOf({ rowsWritten, rowsRead, cpuMs, withObject }: Usage): number {
  const { seconds, gigabytes } = OBJECT;
  const object =
    PRICE.objectRequest * CONSUMER_REQUESTS +
    PRICE.objectRowWritten * OBJECT.rowsWritten +
    PRICE.objectGigabyteSecond * seconds * gigabytes;
  return (
    PRICE.request * (1 + CONSUMER_REQUESTS) +
    PRICE.queueOperation * QUEUE_OPERATIONS +
    PRICE.cpuMillisecond * cpuMs +
    PRICE.rowWritten * rowsWritten +
    PRICE.rowRead * rowsRead +
    (withObject ? object : 0)
  );
}

export function costRows(costs: LedgerCosts): Row[] {
  const { order, invoice, newCustomer, paidLater, consumer } = costs;
  const most = (of: (cost: typeof order) => number): number => Math.max(of(order), of(invoice));
  const roundTrips = most((cost) => cost.roundTrips) + consumer.roundTrips;
  const rowsWritten = most((cost) => cost.rowsWritten);
  return [
    countRow(
      "D1 rows written per document, known customer",
      `order ${order.rowsWritten}, invoice ${invoice.rowsWritten} (order of a new customer ${newCustomer.rowsWritten}, an order seen unpaid first, both deliveries together, ${paidLater.rowsWritten})`,
      { count: rowsWritten, limit: LIMITS.rowsWritten },
    ),
    countRow(
      "D1 round trips per document",
      `${roundTrips} (one more for an installation's first message in a minute); ${order.queries} queries, ${order.rowsRead} rows read`,
      { count: roundTrips, limit: LIMITS.roundTrips },
    ),
    priceRow(order),
  ];
}

function countRow(
  what: string,
  figure: string,
  { count, limit }: { readonly count: number; readonly limit: number },
): Row {
  return { what, figure, floor: "-", ratio: "-", target: `at most ${limit}`, met: count <= limit };
}

function priceRow({ rowsWritten, rowsRead }: LedgerCosts["order"]): Row {
  const ours = priceOf({ rowsWritten, rowsRead, cpuMs: CPU_MS, withObject: true });
  const target = priceOf({ rowsWritten: 8, rowsRead: 10, cpuMs: CPU_MS, withObject: true });
  const ratio = ours / target;
  return {
    what: "price of a million documents at list price (computed)",
    figure: `$${ours.toFixed(2)}: ${QUEUE_OPERATIONS} queue operations, ${1 + CONSUMER_REQUESTS} requests, ${rowsWritten} D1 rows, ${CPU_MS} ms CPU, object with ${OBJECT.rowsWritten} rows and ${OBJECT.seconds} s`,
    floor: `8 rows, 3 queue operations, 10 ms and the object: $${target.toFixed(2)}; the least without an object: $${priceOf(FLOOR).toFixed(2)}`,
    ratio: times(ratio),
    target: `within ${PRICE_LIMIT}x`,
    met: ratio <= PRICE_LIMIT,
  };
}

/** CPU of workerd as a whole, which is more than the Worker's own. */
export function cpuRow(milliseconds: number): Row {
  return {
    what: "CPU per document of the whole workerd, with its simulators of D1, queues and objects",
    figure: `${short(milliseconds)} ms (1 run)`,
    floor: "-",
    ratio: "-",
    target: `under the ${CPU_MS} ms that the price reckons with`,
    met: milliseconds <= CPU_MS,
  };
}
