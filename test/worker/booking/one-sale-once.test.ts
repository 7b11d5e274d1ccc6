import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createInstallationRepository } from "../../../src/adapters/d1/installations.ts";
import { createSetUpRepository } from "../../../src/adapters/d1/set-up.ts";
import { bookDocument } from "../../../src/booking/book-document.ts";
import { WAY_OPEN, type BreakerState } from "../../../src/booking/connection-breaker.ts";
import { guardGate } from "../../../src/booking/guard-connection.ts";
import type { DocumentMessage } from "../../../src/booking/message.ts";
import { createPlaces } from "../../../src/booking/places.ts";
import type { Books } from "../../../src/booking/ports/books.ts";
import { previewDocument } from "../../../src/booking/preview-document.ts";
import { workOff } from "../../../src/booking/work-off.ts";
import { createBookingWorld, LEASE_MS, paidOrder, SETTLE_MS, type BookingWorld } from "./world.ts";

const entries = (w: BookingWorld) => w.sandbox.control.imuis.entries();
const msg = (
  w: BookingWorld,
  ...[kind, id, cause]: [kind: "order" | "invoice", id: number, cause: DocumentMessage["cause"]]
): DocumentMessage => ({
  type: "document",
  installationId: w.installation.id,
  kind,
  sourceId: String(id),
  cause,
  event: null,
  backfillId: null,
});

describe("one sale is booked once", () => {
  test("a number conflict is looked for again, not booked, when the shop announces the order once more", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetBefore" },
      times: 1,
    });
    await world.book(id);
    const number = String((await world.order(id))?.number);
    const other = await paidOrder(world, {
      ordernumber: Number(number),
      ordernumber_full: number,
      rows: [{ selling_price: 1.21 }],
    });
    await world.book(other);
    world.now += SETTLE_MS;
    await world.book(id, "look");
    expect((await world.order(id))?.error?.code).toBe("NUMBER_CONFLICT");
    await world.book(id, "webhook");
    expect(entries(world)).toHaveLength(1);
  });

  test("a migrated document that has to wait is still looked for before it is sent", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    // predecessor's entry: same sale booked through another installation's ledger = delete our row after booking
    await world.book(id);
    await env.DB.prepare("DELETE FROM documents WHERE installation_id = ?")
      .bind(world.installation.id)
      .run();
    expect(entries(world)).toHaveLength(1);
    world.sandbox.control.faults.add({
      match: { operation: "GetStamtabelRecords:BOE" },
      effect: { kind: "status", status: 500 },
      times: 1,
    });
    expect((await world.book(id, "backfill")).status).toBe("open");
    world.now += 3_600_000;
    await world.book(id, "recheck"); // what the 15-minute cron sends; it replaces the mailbox row's message
    expect(entries(world)).toHaveLength(1);
  });

  test("what a migration asked for is booked although it is the other kind, also after waiting", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const orderId = await paidOrder(world);
    const { id } = await world.sandbox.control.shop.makeInvoice({ orderId, deliver: false });
    world.sandbox.control.faults.add({
      match: { operation: "GET /invoices/*" },
      effect: { kind: "status", status: 500 },
      times: 1,
    });
    const first = await bookDocument(deps, msg(world, "invoice", id, "backfill"));
    expect(first.status).toBe("open");
    world.now += 3_600_000;
    const second = await bookDocument(deps, msg(world, "invoice", id, "recheck"));
    expect(second.status).toBe("processed");
  });

  test("an order and its invoice at the same moment are booked once", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const orderId = await paidOrder(world);
    const { id } = await world.sandbox.control.shop.makeInvoice({ orderId, deliver: false });
    await Promise.all([
      bookDocument(deps, msg(world, "order", orderId, "webhook")),
      bookDocument(deps, msg(world, "invoice", id, "fetch")),
    ]);
    expect(entries(world)).toHaveLength(1);
  });

  test("the preview of an invoice knows that its order is booked", async () => {
    const world = await createBookingWorld();
    const { installation } = world;
    const { configuration } = installation;
    const deps = world.deps();
    const orderId = await paidOrder(world);
    const { id } = await world.sandbox.control.shop.makeInvoice({ orderId, deliver: false });
    const credentials = await deps.credentials.shop(installation);
    const books = await deps.books(installation);
    if (!credentials.ok || !books || !configuration) throw new Error("nothing is connected");
    const shop = deps.shop(credentials.value, installation);
    const preview = () =>
      previewDocument(
        { documents: deps.documents, books, shop, now: deps.now },
        { kind: "invoice", sourceId: String(id) },
        { installation, configuration, ignoreStartDate: false },
      );
    expect(await preview()).toMatchObject({ ok: true, value: { kind: "book" } });
    await world.book(orderId);
    expect(await preview()).toMatchObject({
      ok: true,
      value: { kind: "skipped", reason: "ALREADY_PROCESSED", detail: `order/${orderId}` },
    });
  });

  test("an invoice that died after its create is seen by its order", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const orderId = await paidOrder(world);
    const { id } = await world.sandbox.control.shop.makeInvoice({ orderId, deliver: false });
    const dying = {
      ...deps,
      documents: { ...deps.documents, settle: () => Promise.reject(new Error("dead")) },
    };
    await expect(bookDocument(dying, msg(world, "invoice", id, "fetch"))).rejects.toThrow();
    expect(entries(world)).toHaveLength(1);
    await bookDocument(deps, msg(world, "order", orderId, "webhook"));
    expect(entries(world)).toHaveLength(1);
  });

  test("an invoice that a person called booked keeps its order, number and total", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const orderId = await paidOrder(world);
    const { id } = await world.sandbox.control.shop.makeInvoice({ orderId, deliver: false });
    world.sandbox.control.faults.add({
      match: { operation: "GetStamtabelRecords:BOE" },
      effect: { kind: "emptySearch" },
    });
    const dying = {
      ...deps,
      documents: { ...deps.documents, settle: () => Promise.reject(new Error("dead")) },
    };
    await expect(bookDocument(dying, msg(world, "invoice", id, "fetch"))).rejects.toThrow();
    world.now += LEASE_MS + 1;
    expect((await bookDocument(deps, msg(world, "invoice", id, "look"))).status).toBe("unknown");
    await deps.documents.act(
      world.installation.id,
      { kind: "invoice", sourceId: String(id) },
      { kind: "resolve-booked", reference: "x", by: "a", now: world.now },
    );
    const row = await deps.documents.find(world.installation.id, {
      kind: "invoice",
      sourceId: String(id),
    });
    expect
      .soft({ orderId: row?.orderId, number: row?.number !== "", total: row?.totalCents !== null })
      .toEqual({ orderId: String(orderId), number: true, total: true });
    await bookDocument(deps, msg(world, "order", orderId, "webhook"));
    expect(entries(world)).toHaveLength(1);
  });

  test("what a worker has in its hands cannot be dismissed", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world, { paid: false });
    await world.book(id);
    expect((await world.order(id))?.status).toBe("open");
    await world.sandbox.control.shop.pay({ id, deliver: false });
    const { documents } = world;
    let done: boolean | undefined;
    world.change({
      documents: {
        ...documents,
        recordIntent: async (...i) => {
          done = (
            await documents.act(
              world.installation.id,
              { kind: "order", sourceId: String(id) },
              { kind: "dismiss", reason: "no", by: "a", now: world.now },
            )
          )?.done;
          return documents.recordIntent(...i);
        },
      },
    });
    await world.book(id);
    expect(done).toBeDefined();
    expect([done, entries(world).length]).not.toEqual([true, 1]);
  });

  test("nobody can decide over a document while it is being sent", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetBefore" },
      times: 1,
    });
    await world.book(id);
    world.now += SETTLE_MS;
    await world.book(id, "look");
    world.now += SETTLE_MS;
    const books = (await deps.books(world.installation)) as Books;
    const slow: Books = {
      ...books,
      createJournalEntry: async (e, sendBefore) => {
        const r = await books.createJournalEntry(e, sendBefore);
        const a = await deps.documents.act(
          world.installation.id,
          { kind: "order", sourceId: String(id) },
          { kind: "resolve-not-booked", by: "a", now: world.now },
        );
        if (a?.done) await world.book(id, "process");
        return r;
      },
    };
    await bookDocument(
      { ...deps, books: () => Promise.resolve(slow) },
      msg(world, "order", id, "look"),
    );
    expect(entries(world)).toHaveLength(1);
  });

  test("an unknown document comes back by itself after a stop", async () => {
    const world = await createBookingWorld();
    const installations = createInstallationRepository(createDatabases(env.DB, {}));
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetAfter" },
      times: 1,
    });
    await world.book(id);
    await installations.change(world.installation.id, { state: "stopped" });
    world.now += SETTLE_MS;
    await world.book(id, "look");
    await installations.change(world.installation.id, { state: "active" });
    const released = await world.documents.release(world.installation.id, ["STOPPED"], world.now);
    const due = await world.documents.due(world.now + 400 * 86_400_000, 100);
    expect(
      released.length + due.filter((d) => d.installationId === world.installation.id).length,
    ).toBeGreaterThan(0);
  });

  test("a create that waits for its turn until its claim is nearly over is not sent any more", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    const slow = world.booksThrough(async (call) => {
      world.now += LEASE_MS;
      return call();
    });
    const deps = { ...world.deps(), books: () => Promise.resolve(slow) };
    const outcome = await bookDocument(deps, msg(world, "order", id, "webhook"));
    expect(entries(world)).toHaveLength(0);
    expect(outcome).toMatchObject({ status: "open", nextAt: world.now });
    expect(await world.order(id)).toMatchObject({ intent: null, attempts: 0 });
    await world.book(id, "webhook");
    expect(entries(world)).toHaveLength(1);
  });

  test("what was sent to other books is left to a person", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetAfter" },
      times: 1,
    });
    await world.book(id);
    expect(entries(world)).toHaveLength(1);
    await createInstallationRepository(createDatabases(env.DB, {})).change(world.installation.id, {
      administrationKey: "other",
    });
    let created = 0;
    const books = (await deps.books(world.installation)) as Books;
    const other: Books = {
      ...books,
      findJournalEntries: async () => ({ ok: true, value: [] }),
      createJournalEntry: async () => {
        created += 1;
        return { ok: true, value: { key: "B-1", warnings: [] } };
      },
    };
    const moved = { ...deps, books: () => Promise.resolve(other) };
    world.now += SETTLE_MS;
    await bookDocument(moved, msg(world, "order", id, "look"));
    world.now += SETTLE_MS;
    await bookDocument(moved, msg(world, "order", id, "look"));
    expect(created).toBe(0);
  });

  test("two messages at one moment are one look", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    world.sandbox.control.faults.add({
      match: { operation: "CreateJournaalpost" },
      effect: { kind: "resetBefore" },
      times: 1,
    });
    await world.book(id);
    world.now += SETTLE_MS;
    await world.book(id, "look");
    await world.book(id, "webhook");
    expect(world.sandbox.control.calls.count({ operation: "CreateJournaalpost" })).toBe(1);
  });

  test("the settle time counts from the unclear answer", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const id = await paidOrder(world);
    const books = (await deps.books(world.installation)) as Books;
    const slow: Books = {
      ...books,
      createJournalEntry: async () => {
        world.now += 59_000;
        return {
          ok: false,
          error: { kind: "unavailable", message: "timeout", executed: "unknown" },
        };
      },
    };
    await bookDocument(
      { ...deps, books: () => Promise.resolve(slow) },
      msg(world, "order", id, "webhook"),
    );
    world.now += 1_000;
    await world.book(id, "webhook");
    expect(world.sandbox.control.calls.count({ operation: "GetStamtabelRecords:BOE" })).toBe(0);
  });

  test("an answer from memory says nothing of the connection: the breaker opens", async () => {
    const world = await createBookingWorld({
      paymentMethods: [{ name: "*", debtor: 12000 }],
    });
    const deps = world.deps();
    const first = await paidOrder(world);
    let state: BreakerState = WAY_OPEN;
    const keeper = {
      read: () => state,
      write: (next: BreakerState) => {
        state = next;
      },
    };
    const books = world.booksThrough(guardGate(createPlaces(1), keeper, deps.pace));
    const guarded = { ...deps, books: () => Promise.resolve(books) };
    await bookDocument(guarded, msg(world, "order", first, "webhook"));
    world.sandbox.control.faults.add({
      match: { vendor: "imuis" },
      effect: { kind: "status", status: 503 },
    });
    for (let i = 0; i < 12; i += 1)
      await bookDocument(guarded, msg(world, "order", await paidOrder(world), "webhook"));
    const sent = world.sandbox.control.calls.count({ operation: "CreateJournaalpost" });
    expect({ opened: state.blockedUntil > 0, sent: sent <= 6 }).toEqual({
      opened: true,
      sent: true,
    });
  });

  test("a document that always fails is given up before a person", async () => {
    const world = await createBookingWorld();
    const deps = world.deps();
    const id = await paidOrder(world);
    const seen = { gaveUp: false };
    const bad = {
      ...deps,
      backfills: {},
      installations: {},
      queue: {},
      documents: {
        ...deps.documents,
        settle: (...a: Parameters<typeof deps.documents.settle>) => {
          if (JSON.stringify(a[2].settlement).includes("GAVE_UP")) {
            seen.gaveUp = true;
            return deps.documents.settle(...a);
          }
          return Promise.reject(new Error("string or blob too big"));
        },
      },
    };
    let failures = 0;
    // As the administration does: a held claim does not make good what failed before.
    for (let run = 0; run < 400 && !seen.gaveUp; run += 1) {
      try {
        const next = await workOff(bad as never, msg(world, "order", id, "webhook"), failures);
        if (typeof next === "number") world.now = Math.max(world.now, next);
      } catch {
        failures += 1;
        world.now += Math.min(3_600_000, 15_000 * 2 ** failures);
      }
    }
    expect(seen.gaveUp).toBe(true);
  });

  test("a mark in the shop that fails is made later, once", async () => {
    const world = await createBookingWorld({ markInShop: true });
    const deps = world.deps();
    const id = await paidOrder(world);
    let marks = 0;
    const all = {
      ...deps,
      installations: createInstallationRepository(createDatabases(env.DB, {})),
      shop: (c: never, i: never) => ({
        ...deps.shop(c, i),
        markBooked: async () => {
          marks += 1;
          return marks === 1
            ? { ok: false, error: { kind: "unavailable", message: "x" } }
            : { ok: true, value: null };
        },
      }),
    };
    const next = await workOff(all as never, msg(world, "order", id, "webhook"), 0);
    expect(next).not.toBeNull();
    world.now = typeof next === "number" ? next : 0;
    await workOff(all as never, msg(world, "order", id, "webhook"), 0);
    expect(marks).toBe(2);
  });

  test("Process counts once: a later cancellation is another question", async () => {
    const world = await createBookingWorld();
    const id = await paidOrder(world, { paid: false });
    await world.book(id);
    const overrides = { force: true, bookingDate: null, acceptVatNumber: null, by: "a" };
    await world.documents.act(
      world.installation.id,
      { kind: "order", sourceId: String(id) },
      { kind: "process", overrides, by: "a", now: world.now },
    );
    await world.book(id, "process");
    expect((await world.order(id))?.reason).toBe("NOT_PAID");
    await world.sandbox.control.shop.pay({ id, deliver: false });
    await world.sandbox.control.shop.setStatus({ id, status: 8, deliver: false });
    await world.book(id, "recheck");
    expect(await world.order(id)).toMatchObject({ status: "open", reason: "CANCELLED" });
  });

  test.each([
    ["1970, as docs/operations.md says", () => 0],
    ["the moment of the restore", (now: number) => now + 1000],
    ["the moment restored to", (now: number) => now - 3_600_000],
  ])("after a restore nothing is sent without looking, since %s", async (_, sinceAt) => {
    const world = await createBookingWorld();
    const id = await paidOrder(world);
    await world.book(id);
    // D1 goes back to when it was still open
    await env.DB.prepare(
      "UPDATE documents SET status='open', reason='NOT_PAID', intent=NULL, booking=NULL, imuis_reference=NULL WHERE installation_id = ?",
    )
      .bind(world.installation.id)
      .run();
    await createSetUpRepository(createDatabases(env.DB, {})).lookBeforeCreateSince(
      sinceAt(world.now),
    );
    world.now += 86_400_000;
    await world.book(id, "recheck");
    expect(entries(world)).toHaveLength(1);
    expect(await world.order(id)).toMatchObject({
      status: "skipped",
      reason: "ALREADY_PROCESSED",
    });
    await createSetUpRepository(createDatabases(env.DB, {})).lookBeforeCreateSince(null);
  });

  test("a total beyond all reason is an error of the source", async () => {
    const world = await createBookingWorld();
    for (const total of ["100000000000000000000", "1e25", "x"]) {
      const id = await paidOrder(world, { total_price: total as never });
      const out = await world.book(id).catch((e: Error) => ({ status: `threw ${e.message}` }));
      expect.soft([total, out.status]).toEqual([total, "error"]);
    }
  });
});
