import { LIMITS } from "./limits.ts";
import type { LedgerCosts, MailboxCost } from "./support/costs.ts";
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

/** The object is busy for about the iMUIS call and is billed as 128 MB; its mailbox takes a row in and a row out, as the reference reckons. */
const OBJECT = { seconds: 2, gigabytes: 0.125, rowsWritten: 2 } as const;

/** Set once for a burst of messages: at most once per document. */
const ALARM_ROWS = 1;

/** Local figures contain the simulators of D1 and queues; the reference reckons with this. */
const CPU_MS = 10;

/** The reference's floor: request, three queue operations, two rows in D1 and CPU; without an object. */
const FLOOR = { rowsWritten: 2, rowsRead: 0, cpuMs: CPU_MS, objectRows: null };

const PRICE_LIMIT = 1.3;

interface Usage {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  readonly cpuMs: number;
  /** Of the object's own SQLite; null without an object. */
  readonly objectRows: number | null;
}

function priceOf({ rowsWritten, rowsRead, cpuMs, objectRows }: Usage): number {
  const { seconds, gigabytes } = OBJECT;
  const object =
    PRICE.objectRequest * CONSUMER_REQUESTS +
    PRICE.objectRowWritten * (objectRows ?? 0) +
    PRICE.objectGigabyteSecond * seconds * gigabytes;
  return (
    PRICE.request * (1 + CONSUMER_REQUESTS) +
    PRICE.queueOperation * QUEUE_OPERATIONS +
    PRICE.cpuMillisecond * cpuMs +
    PRICE.rowWritten * rowsWritten +
    PRICE.rowRead * rowsRead +
    (objectRows === null ? 0 : object)
  );
}

export function costRows(costs: LedgerCosts, mailbox: MailboxCost): Row[] {
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
    countRow(
      "rows written in the object's mailbox per document, without the alarm",
      String(mailbox.rowsWritten),
      {
        count: mailbox.rowsWritten,
        limit: LIMITS.mailboxRowsWritten,
      },
    ),
    priceRow(order, mailbox.rowsWritten + ALARM_ROWS),
  ];
}

function countRow(
  what: string,
  figure: string,
  { count, limit }: { readonly count: number; readonly limit: number },
): Row {
  return { what, figure, floor: "-", ratio: "-", target: `at most ${limit}`, met: count <= limit };
}

function priceRow({ rowsWritten, rowsRead }: LedgerCosts["order"], objectRows: number): Row {
  const ours = priceOf({ rowsWritten, rowsRead, cpuMs: CPU_MS, objectRows });
  const target = priceOf({
    rowsWritten: 8,
    rowsRead: 10,
    cpuMs: CPU_MS,
    objectRows: OBJECT.rowsWritten,
  });
  const ratio = ours / target;
  return {
    what: "price of a million documents at list price (computed)",
    figure: `$${ours.toFixed(2)}: ${QUEUE_OPERATIONS} queue operations, ${1 + CONSUMER_REQUESTS} requests, ${rowsWritten} D1 rows, ${CPU_MS} ms CPU, object with ${objectRows} rows and ${OBJECT.seconds} s`,
    floor: `8 rows, 3 queue operations, 10 ms and the object: $${target.toFixed(2)}; the least without an object: $${priceOf(FLOOR).toFixed(2)}`,
    ratio: times(ratio),
    target: `within ${PRICE_LIMIT}x`,
    met: ratio <= PRICE_LIMIT,
  };
}
