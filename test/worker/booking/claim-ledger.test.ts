import { describe, expect, test } from "vitest";

import type { DocumentRecord } from "../../../src/booking/ports/document-record.ts";
import {
  type BookingWorld,
  createBookingWorld,
  IMUIS_TIMEOUT_MS,
  LEASE_MS,
  paidOrder,
  SETTLE_MS,
} from "./world.ts";

/** Who may work on a document, and what happens when a worker or D1 fails in the middle. */

/** Another worker's claim of an order, made now. */
async function claimOf(
  world: BookingWorld,
  id: number,
): Promise<{ readonly token: string; readonly now: number }> {
  const claim = { token: crypto.randomUUID(), now: world.now };
  const key = { kind: "order", sourceId: String(id) } as const;
  const more = { leaseMs: LEASE_MS, message: "webhook" } as const;
  const { kind } = await world.documents.claim(world.installation.id, key, { ...claim, ...more });
  expect(kind).toBe("claimed");
  return claim;
}

/** Without what only a claim is. */
function fieldsOf(record: DocumentRecord | null, changed: Partial<DocumentRecord>) {
  if (!record) throw new Error("There is no such document.");
  return { ...record, ...changed };
}

describe("the claim", () => {
  test("a message that comes again after the end changes nothing", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    expect(await world.book(id)).toMatchObject({ status: "processed", booked: true, nextAt: null });
    expect(await world.book(id)).toMatchObject({
      status: "processed",
      booked: false,
      nextAt: null,
    });
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
  });

  test("two workers at once: one books, the other comes back when the lease ends", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const outcomes = await Promise.all([world.book(id), world.book(id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["held", "processed"]);
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
  });

  test("a worker whose lease has ended sends nothing", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const { documents } = world;
    world.change({
      documents: {
        ...documents,
        // While this one reads and decides, its lease ends and another books.
        recordIntent: async (...intent) => {
          // The other is another isolate's: our queue of one sale does not reach it.
          world.change({ documents, oneAtATime: (_sale, work) => work() });
          world.now += LEASE_MS + 1;
          expect((await world.book(id)).status).toBe("processed");
          return documents.recordIntent(...intent);
        },
      },
    });
    expect((await world.book(id)).status).toBe("lost-claim");
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
  });
});

describe("D1 refuses a write", () => {
  test("once: it is written at the second attempt", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const { documents } = world;
    let refusals = 0;
    world.change({
      documents: {
        ...documents,
        settle: (...end) => {
          refusals += 1;
          return refusals === 1
            ? Promise.reject(new Error("D1_ERROR: overloaded"))
            : documents.settle(...end);
        },
      },
    });
    expect((await world.book(id)).status).toBe("processed");
    expect((await world.order(id))?.status).toBe("processed");
  });

  test("after the entry was made: it is found by looking, not booked again", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const { documents } = world;
    world.change({
      documents: { ...documents, settle: () => Promise.reject(new Error("D1_ERROR: overloaded")) },
    });
    await expect(world.book(id)).rejects.toThrow("overloaded");
    world.change({ documents });
    expect((await world.book(id)).status).toBe("held");
    world.now += LEASE_MS + 1;
    expect((await world.book(id)).status).toBe("processed");
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
    expect(world.sandbox.control.calls.count({ operation: "CreateJournaalpost" })).toBe(1);
  });
});

test("what was being sent when a worker died is shown with its number once it is unknown", async () => {
  const world = await createBookingWorld();
  const id = await paidOrder(world);
  const { documents } = world;
  world.sandbox.control.faults.add({
    match: { operation: "CreateJournaalpost" },
    effect: { kind: "resetBefore" },
    times: 1,
  });
  world.change({
    documents: { ...documents, settle: () => Promise.reject(new Error("D1_ERROR: overloaded")) },
  });
  await expect(world.book(id)).rejects.toThrow("overloaded");
  const during = await world.order(id);
  const sent = during?.intent?.settledFields;
  expect(during).toMatchObject({ number: sent?.number, customer: sent?.customer });
  world.change({ documents });
  world.now += LEASE_MS + 1;
  expect((await world.book(id)).status).toBe("unknown");
  const shown = await world.order(id);
  expect(shown).toMatchObject({ number: sent?.number, customer: sent?.customer });
  expect(shown?.number).not.toBe("");
  const query = { statuses: ["unknown" as const], from: null, to: null, code: null };
  const page = { search: sent?.customer ?? "-", limit: 5, cursor: null };
  const found = await documents.list(world.installation.id, { ...query, ...page });
  expect(found.items.map(({ sourceId }) => sourceId)).toEqual([String(id)]);
});

test("a worker that dies leaves the document as it was sent, not as it was known before", async () => {
  const world = await createBookingWorld();
  const id = await paidOrder(world, { paid: false });
  await world.book(id);
  const known = await world.order(id);
  const { documents } = world;
  await documents.settle(
    world.installation.id,
    { kind: "order", sourceId: String(id) },
    {
      ...(await claimOf(world, id)),
      settlement: {
        status: "open",
        nextCheckAt: null,
        history: { event: "settled" },
        fields: fieldsOf(known, { customer: "Former Name" }),
      },
    },
  );
  await world.sandbox.control.shop.pay({ id, deliver: false });
  world.sandbox.control.faults.add({
    match: { operation: "CreateJournaalpost" },
    effect: { kind: "resetBefore" },
    times: 1,
  });
  world.change({
    documents: { ...documents, settle: () => Promise.reject(new Error("D1_ERROR: overloaded")) },
  });
  await expect(world.book(id)).rejects.toThrow("overloaded");
  world.change({ documents });
  world.now += LEASE_MS + 1;
  expect((await world.book(id)).status).toBe("unknown");
  expect((await world.order(id))?.customer).toBe(known?.customer);
});

describe("a claim", () => {
  test("whose answer was lost is repeated under its own token, and no other", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const claim = await claimOf(world, id);
    const again = (token: string) =>
      world.documents.claim(
        world.installation.id,
        { kind: "order", sourceId: String(id) },
        { token, now: claim.now, leaseMs: LEASE_MS, message: "webhook" },
      );
    expect((await again(claim.token)).kind).toBe("claimed");
    expect((await again("another")).kind).toBe("held");
  });

  test("that was nearly over is not sent under: who looks next looks a settle time after the create", async () => {
    const latest = LEASE_MS - IMUIS_TIMEOUT_MS - SETTLE_MS;
    for (const [wait, sent] of [
      [latest, 1],
      [latest + 1, 0],
    ] as const) {
      const world = await createBookingWorld();
      const id = await paidOrder(world);
      const slow = world.booksThrough(async (call) => {
        world.now += wait;
        return call();
      });
      world.change({ books: () => Promise.resolve(slow) });
      await world.book(id);
      expect(world.sandbox.control.calls.count({ operation: "CreateJournaalpost" })).toBe(sent);
    }
  });
});

describe("an unknown outcome", () => {
  async function unknownOrder() {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetBefore" },
      times: 1,
    });
    expect(await world.book(id)).toMatchObject({
      status: "unknown",
      nextAt: world.now + SETTLE_MS,
    });
    return { world, id };
  }

  test("is not looked at before the settle time, and sent again only after two looks", async () => {
    const { world, id } = await unknownOrder();
    const { calls } = world.sandbox.control;
    world.now += SETTLE_MS - 1;
    expect(await world.book(id, "look")).toMatchObject({ status: "unknown" });
    expect(calls.count({ operation: "GetStamtabelRecords:BOE" })).toBe(0);
    world.now += 1;
    expect(await world.book(id, "look")).toMatchObject({
      status: "unknown",
      nextAt: world.now + SETTLE_MS,
    });
    expect(calls.count({ operation: "CreateJournaalpost" })).toBe(1);
    world.now += SETTLE_MS;
    expect(await world.book(id, "look")).toMatchObject({ status: "processed" });
    expect(calls.count({ operation: "CreateJournaalpost" })).toBe(2);
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
  });

  test("a person who says it was booked wins over the looks", async () => {
    const { world, id } = await unknownOrder();
    const key = { kind: "order" as const, sourceId: String(id) };
    const act = {
      kind: "resolve-booked" as const,
      reference: "41-2026-3-7",
      by: "anna",
      now: world.now,
    };
    await world.documents.act(world.installation.id, key, act);
    world.now += SETTLE_MS;
    expect((await world.book(id, "look")).status).toBe("processed");
    const order = await world.order(id);
    expect(order).toMatchObject({
      status: "processed",
      imuisReference: "41-2026-3-7",
      intent: null,
    });
    expect(order?.booking?.type).toBe("journalEntry");
    expect(world.sandbox.control.imuis.entries()).toHaveLength(0);
  });

  test("a person who says it was not booked has it sent at once", async () => {
    const { world, id } = await unknownOrder();
    const key = { kind: "order" as const, sourceId: String(id) };
    await world.documents.act(world.installation.id, key, {
      kind: "resolve-not-booked",
      by: "anna",
      now: world.now,
    });
    expect((await world.book(id, "process")).status).toBe("processed");
    expect(world.sandbox.control.imuis.entries()).toHaveLength(1);
  });

  test("Process on it looks first", async () => {
    const { world, id } = await unknownOrder();
    const key = { kind: "order" as const, sourceId: String(id) };
    const overrides = { force: true, bookingDate: null, acceptVatNumber: null, by: "anna" };
    await world.documents.act(world.installation.id, key, {
      kind: "process",
      overrides,
      by: "anna",
      now: world.now,
    });
    world.now += SETTLE_MS;
    expect((await world.book(id, "process")).status).toBe("unknown");
    expect(world.sandbox.control.calls.count({ operation: "CreateJournaalpost" })).toBe(1);
  });

  test("another sale under the number is a conflict, never overwritten", async () => {
    const { world, id } = await unknownOrder();
    const { control } = world.sandbox;
    const number = String((await world.order(id))?.number);
    const other = await createEntryByHand(world, number);
    expect(other).toHaveLength(1);
    world.now += SETTLE_MS;
    expect((await world.book(id, "look")).status).toBe("error");
    expect((await world.order(id))?.error?.code).toBe("NUMBER_CONFLICT");
    expect(control.imuis.entries()).toHaveLength(1);
  });

  /** Somebody books another order's amounts under this number. */
  async function createEntryByHand(
    world: Awaited<ReturnType<typeof createBookingWorld>>,
    number: string,
  ) {
    const id = await paidOrder(world, {
      ordernumber: Number(number),
      ordernumber_full: number,
      rows: [{ selling_price: 1.21 }],
    });
    await world.book(id);
    return world.sandbox.control.imuis.entries();
  }
});
