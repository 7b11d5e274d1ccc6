import { env, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";

import { Breakers } from "../../src/administration/breakers.ts";
import { Mailbox, type MailboxRow } from "../../src/administration/mailbox.ts";
import { createRowWork } from "../../src/administration/row-work.ts";
import { relevantPart } from "../../src/booking/booked-kind.ts";
import type { Cause, DocumentMessage, Next, SweepMessage } from "../../src/booking/message.ts";
import type { ShopListItem } from "../../src/booking/ports/shop.ts";
import { sweepShop } from "../../src/booking/sweep.ts";
import type { WorkDependencies } from "../../src/booking/work-off.ts";

/** What an administration's object keeps: no message is lost by another that comes for the same document. */

function message(cause: Cause, more: Partial<DocumentMessage> = {}): DocumentMessage {
  return {
    type: "document",
    installationId: "i",
    kind: "order",
    sourceId: "1",
    cause,
    event: null,
    backfillId: null,
    ...more,
  };
}

function inMailbox<Answer>(work: (mailbox: Mailbox) => Answer): Promise<Answer> {
  const stub = env.ADMINISTRATION.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_object: unknown, state: DurableObjectState) =>
    work(new Mailbox(state.storage.sql)),
  );
}

/** Every row that is due, in the order in which they are worked off. */
function drain(mailbox: Mailbox): MailboxRow[] {
  const rows: MailboxRow[] = [];
  for (;;) {
    const row = mailbox.next("i", 10, new Set(rows.map(({ key }) => key)));
    if (!row) return rows;
    rows.push(row);
  }
}

const causes = (rows: readonly MailboxRow[]) =>
  rows.map((row) => (row.message.type === "document" ? row.message.cause : row.message.type));

describe("the mailbox", () => {
  test("twenty messages for one document are one row", async () => {
    const rows = await inMailbox((mailbox) => {
      for (let count = 0; count < 20; count += 1) mailbox.put(message("webhook"), 0);
      return drain(mailbox);
    });
    expect(rows).toHaveLength(1);
  });

  test("cron's reminder does not take a migration's place, nor the migration the shop's", async () => {
    const rows = await inMailbox((mailbox) => {
      mailbox.put(message("backfill", { backfillId: "b" }), 0);
      mailbox.put(message("recheck"), 0);
      mailbox.put(message("webhook"), 0);
      expect(mailbox.waitingFor("b")).toBe(1);
      return drain(mailbox);
    });
    expect(causes(rows)).toEqual(["webhook", "backfill"]);
  });

  test("what a person asked for outlives what the shop says after it", async () => {
    const changed = relevantPart(message("webhook", { event: "orders.updated.status" }), {
      source: "invoices",
    });
    const rows = await inMailbox((mailbox) => {
      mailbox.put(message("fetch"), 0);
      mailbox.put(message("webhook"), 0);
      if (changed) mailbox.put(changed, 0);
      return drain(mailbox);
    });
    expect(causes(rows).sort()).toEqual(["changed", "fetch"]);
  });

  test("a row that was asked for again while it was worked on is worked on once more", async () => {
    const rows = await inMailbox((mailbox) => {
      mailbox.put(message("webhook"), 0);
      const [row] = drain(mailbox);
      mailbox.put(message("webhook"), 0);
      if (row) mailbox.finish(row, 5);
      return drain(mailbox);
    });
    expect(rows).toHaveLength(1);
  });

  test("cron does not wake what waits for a connection; the connection does", async () => {
    const { asleep, awake } = await inMailbox((mailbox) => {
      mailbox.put(message("webhook"), 0);
      const [row] = drain(mailbox);
      if (row) {
        mailbox.postpone(row, { dueAt: 1_000, failures: 0, heldBy: "books", message: row.message });
      }
      mailbox.put(message("recheck"), 5);
      const before = drain(mailbox);
      mailbox.letGo("books", 5);
      return { asleep: before, awake: drain(mailbox) };
    });
    expect([asleep.length, awake.length]).toEqual([0, 1]);
  });
});

const SWEEP: SweepMessage = {
  type: "sweep",
  installationId: "i",
  from: "2026-01-01T00:00:00Z",
  start: 0,
  thorough: true,
};

type Page = {
  readonly ok: true;
  readonly value: { readonly items: readonly ShopListItem[]; readonly next: number | null };
};

/** A shop of so many pages with one unknown order on each, and what a sweep of it does. */
function sweepWorld(pages: number, refuses: (call: number) => boolean = () => false) {
  const sent: DocumentMessage[] = [];
  const swept: number[] = [];
  let calls = 0;
  const page = (start: number): Page => ({
    ok: true,
    value: {
      items: [
        {
          kind: "order",
          sourceId: String(start),
          createdOn: "2026-03-01",
          readable: true,
        } as ShopListItem,
      ],
      next: start + 100 < pages * 100 ? start + 100 : null,
    },
  });
  const limited = {
    ok: false,
    error: { kind: "rate-limited", retryAfterSeconds: 60, message: "429" },
  };
  const deps = {
    documents: { known: () => Promise.resolve({}) },
    credentials: { shop: () => Promise.resolve({ ok: true, value: {} }) },
    shop: () => ({
      listDocuments: ({ start }: { start: number }) => {
        calls += 1;
        return Promise.resolve(refuses(calls) ? limited : page(start));
      },
    }),
    now: () => 1_000,
    pace: { retryBaseSeconds: 30, random: () => 0, now: () => 1_000 },
    log: () => {},
    installations: {
      find: () =>
        Promise.resolve({
          id: "i",
          state: "active",
          source: "orders",
          configuration: { startDate: null },
          firstActiveOn: "2020-01-01",
        }),
      change: (_id: string, change: { sweptUntil: number }) =>
        Promise.resolve(void swept.push(change.sweptUntil)),
    },
    queue: {
      send: (messages: readonly DocumentMessage[]) => Promise.resolve(void sent.push(...messages)),
    },
  };
  return { deps: deps as unknown as Parameters<typeof sweepShop>[0], sent, swept };
}

async function sweepToTheEnd(deps: Parameters<typeof sweepShop>[0]): Promise<void> {
  let next: Next = { at: 0, message: SWEEP };
  for (let run = 0; run < 100 && next !== null; run += 1) {
    const current: SweepMessage = typeof next === "object" ? (next.message as SweepMessage) : SWEEP;
    next = await sweepShop(deps, current);
  }
}

describe("the sweep", () => {
  test("goes on where it stood, however long the list is, and only then has swept", async () => {
    const { deps, sent, swept } = sweepWorld(250);
    const first = await sweepShop(deps, SWEEP);
    expect(swept).toEqual([]);
    expect(typeof first === "object" && first?.message).toMatchObject({ start: 2_000 });
    sent.length = 0;
    await sweepToTheEnd(deps);
    expect(new Set(sent.map(({ sourceId }) => sourceId)).size).toBe(250);
    expect(swept).toHaveLength(1);
  });

  test("a rate limit in the middle costs a pause, not the way back", async () => {
    const { deps, sent, swept } = sweepWorld(20, (call) => call % 10 === 0);
    await sweepToTheEnd(deps);
    expect(new Set(sent.map(({ sourceId }) => sourceId)).size).toBe(20);
    expect(swept).toHaveLength(1);
  });
});

describe("a row that could not be worked off", () => {
  test.for([
    ["D1_ERROR: reset", 1],
    ["D1_ERROR: INSTALLATION_MOVING: SQLITE_CONSTRAINT", 0],
  ] as const)("with %s counts %i failures", async ([text, failures]) => {
    const stub = env.ADMINISTRATION.getByName(crypto.randomUUID());
    const kept = await runInDurableObject(
      stub,
      async (_object: unknown, { storage }: DurableObjectState) => {
        const mailbox = new Mailbox(storage.sql);
        const work = {
          installations: { find: () => Promise.reject(new Error(text)) },
          now: () => 10,
          log: () => {},
          pace: { retryBaseSeconds: 0, random: () => 0, now: () => 10 },
        } as unknown as WorkDependencies;
        const workOff = createRowWork(mailbox, new Breakers(storage.sql, () => {}), work);
        mailbox.put(SWEEP, 0);
        const [row] = drain(mailbox);
        if (row) await workOff(row);
        return drain(mailbox);
      },
    );
    expect(kept.map((row) => row.failures)).toEqual([failures]);
  });
});
