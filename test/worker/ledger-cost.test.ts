import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { LIMITS, TODAY } from "../../bench/limits.ts";
import { measureLedger } from "../../bench/worker/ledger.ts";
import { measureMailbox } from "../../bench/worker/mailbox.ts";
import { explain } from "../../bench/worker/plans.ts";
import { listStatements } from "../../bench/worker/statements.ts";

/** Counts, no times: what a document may cost in D1 (issue 7). `npm run bench:guard` prints the same figures. */

describe("what a document costs in D1", () => {
  test("a known customer's order or invoice: at most 8 rows written and 4 round trips", async ({
    expect,
  }) => {
    const { order, invoice, consumer } = await measureLedger(env.DB, "steady");
    expect(order.rowsWritten).toBe(TODAY.orderRowsWritten);
    for (const cost of [order, invoice]) {
      expect(cost.rowsWritten).toBeLessThanOrEqual(LIMITS.rowsWritten);
      expect(cost.roundTrips + consumer.roundTrips).toBeLessThanOrEqual(LIMITS.roundTrips);
    }
  });

  test("an order of a new customer stays within the rows too", async ({ expect }) => {
    const { newCustomer, coldConsumer } = await measureLedger(env.DB, "first");
    expect(newCustomer.rowsWritten).toBeLessThanOrEqual(LIMITS.rowsWritten);
    expect(newCustomer.roundTrips).toBeLessThanOrEqual(LIMITS.roundTrips);
    expect(coldConsumer).toMatchObject({ roundTrips: 1, rowsWritten: 0 });
  });

  test("a message in its object's mailbox: two rows in, one out", async ({ expect }) => {
    const stub = env.ADMINISTRATION.getByName("mailbox-cost");
    const cost = await runInDurableObject(
      stub,
      (_object: unknown, { storage }: DurableObjectState) => measureMailbox(storage.sql),
    );
    expect(cost.rowsWritten).toBeLessThanOrEqual(LIMITS.mailboxRowsWritten);
  });

  test("no statement of the hot path, the lists or a person's acts reads a whole table", async ({
    expect,
  }) => {
    const { statements } = await measureLedger(env.DB, "plans");
    const plans = await explain(env.DB, [...statements, ...(await listStatements(env.DB))]);
    expect(plans.length).toBeGreaterThan(40);
    expect(plans.filter(({ scans }) => scans.length > 0)).toEqual([]);
  });
});
