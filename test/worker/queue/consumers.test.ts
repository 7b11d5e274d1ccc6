import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createInstallationRepository } from "../../../src/adapters/d1/installations.ts";
import { createMoveRepository } from "../../../src/adapters/d1/moves.ts";
import { createRetentionRepository } from "../../../src/adapters/d1/retention.ts";
import { createSearchBlockRepository } from "../../../src/adapters/d1/search-blocks.ts";
import type { Message } from "../../../src/booking/message.ts";
import { beginMove } from "../../../src/booking/move-installation.ts";
import type { QueueDependencies } from "../../../src/dependencies/rounds.ts";
import type { Configuration } from "../../../src/domain/configuration.ts";
import { consumeDeadLetters } from "../../../src/queue/dead-letter-consumer.ts";
import {
  createKnownAdministrations,
  forgetOnSave,
} from "../../../src/queue/known-administrations.ts";
import { consumeOrders } from "../../../src/queue/order-consumer.ts";
import { createBookingWorld, type BookingWorld } from "../booking/world.ts";
import { insert, insertDocument, valuesOf } from "../rows.ts";

/** Every message ends in exactly one ack or retry; one that cannot be delivered ends before a person. */

type Fate = "ack" | "retry";

function delivery(body: unknown): {
  readonly raw: Parameters<typeof consumeOrders>[0]["messages"][number];
  readonly fates: Fate[];
} {
  const fates: Fate[] = [];
  return {
    fates,
    raw: {
      id: crypto.randomUUID(),
      body,
      attempts: 1,
      ack: () => void fates.push("ack"),
      retry: () => void fates.push("retry"),
    },
  };
}

function orderMessage(installationId: string, sourceId: string): Message {
  return {
    type: "document",
    installationId,
    kind: "order",
    sourceId,
    cause: "webhook",
    event: null,
    backfillId: null,
  };
}

interface Handled {
  readonly deps: QueueDependencies;
  readonly enqueued: Map<string, Message[]>;
  readonly deadLetters: string[];
}

async function handle(
  world: BookingWorld,
  changes: Partial<QueueDependencies> = {},
): Promise<Handled> {
  const enqueued = new Map<string, Message[]>();
  const deadLetters: string[] = [];
  const deps: QueueDependencies = {
    installations: {
      find: (id: string) =>
        Promise.resolve(id === world.installation.id ? world.installation : null),
    } as QueueDependencies["installations"],
    cron: {
      keepDeadLetter: (_id: string, body: string) => Promise.resolve(void deadLetters.push(body)),
    } as unknown as QueueDependencies["cron"],
    unconnected: {
      documents: world.documents,
      now: () => world.now,
      newToken: () => crypto.randomUUID(),
      imuisTimeoutMs: 1,
      settleMs: 1,
    } as QueueDependencies["unconnected"],
    knownAdministrations: createKnownAdministrations(),
    administration: (key) => ({
      enqueue: (messages) => {
        enqueued.set(key, [...(enqueued.get(key) ?? []), ...messages]);
        return Promise.resolve();
      },
    }),
    retention: {} as QueueDependencies["retention"],
    searchBlocks: {} as QueueDependencies["searchBlocks"],
    moves: {} as QueueDependencies["moves"],
    documents: world.documents,
    queue: { send: () => Promise.resolve() },
    mail: {} as QueueDependencies["mail"],
    now: () => world.now,
    log: () => {},
    ...changes,
  };
  return { deps, enqueued, deadLetters };
}

/** D1 with a counter of the statements that it is asked. */
function counting(db: D1Database): { readonly db: D1Database; queries: number } {
  const counter = { db, queries: 0 };
  counter.db = new Proxy(db, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name !== "prepare") return typeof member === "function" ? member.bind(target) : member;
      return (sql: string) => {
        counter.queries += 1;
        return target.prepare(sql);
      };
    },
  });
  return counter;
}

/** A year ago: everything of it may be erased. */
async function shopThatLeft(world: BookingWorld): Promise<string> {
  const { id } = world.installation;
  await env.DB.prepare(
    "UPDATE installations SET state = 'uninstalled', uninstalled_at = ? WHERE id = ?",
  )
    .bind(world.now - 365 * 86_400_000, id)
    .run();
  return id;
}

describe("the consumer", () => {
  test("hands each administration its messages and lets go of what is no message", async () => {
    const world = await createBookingWorld();
    const { deps, enqueued, deadLetters } = await handle(world);
    const good = delivery(orderMessage(world.installation.id, "1"));
    const foreign = delivery(orderMessage("nobody", "2"));
    const garbage = delivery({ hello: "world" });
    await consumeOrders({ messages: [good.raw, garbage.raw, foreign.raw] }, deps);
    expect([good.fates, garbage.fates, foreign.fates]).toEqual([["ack"], ["ack"], ["ack"]]);
    expect(
      [...enqueued.values()]
        .flat()
        .map((message) => message.type === "document" && message.sourceId),
    ).toEqual(["1"]);
    expect(deadLetters).toEqual(['{"hello":"world"}']);
  });

  test("a failing administration costs its own messages a delay, and the others nothing", async () => {
    const world = await createBookingWorld();
    const { deps } = await handle(world, {
      administration: () => ({ enqueue: () => Promise.reject(new Error("reset")) }),
    });
    const held = delivery(orderMessage(world.installation.id, "1"));
    const garbage = delivery(null);
    await consumeOrders({ messages: [held.raw, garbage.raw] }, deps);
    expect([held.fates, garbage.fates]).toEqual([["retry"], ["ack"]]);
  });

  test("asks D1 once for a stream of one shop, until its configuration is saved here", async () => {
    const world = await createBookingWorld();
    const { deps, enqueued } = await handle(world);
    let asked = 0;
    const { find } = deps.installations;
    const installations = {
      find: (id: string) => {
        asked += 1;
        return find(id);
      },
    } as QueueDependencies["installations"];
    const consume = (message: Message): Promise<void> =>
      consumeOrders({ messages: [delivery(message).raw] }, { ...deps, installations });
    await consume(orderMessage(world.installation.id, "1"));
    await consume(orderMessage(world.installation.id, "2"));
    expect([...enqueued.values()].flat()).toHaveLength(2);
    expect(asked).toBe(1);
    const invoice = { ...orderMessage(world.installation.id, "3"), kind: "invoice" } as Message;
    await consume(invoice);
    expect([...enqueued.values()].flat()).toHaveLength(2);
    expect(asked).toBe(1);
    const stored = createInstallationRepository(createDatabases(env.DB, {}));
    const { id } = world.installation;
    const { configuration } = (await stored.find(id)) ?? {};
    const goesOver = { ...configuration, source: "invoices" } as Configuration;
    await forgetOnSave(stored, deps.knownAdministrations).saveConfiguration(id, goesOver, {
      name: "owner",
      at: world.now,
    });
    await consumeOrders({ messages: [delivery(invoice).raw] }, { ...deps, installations: stored });
    expect([...enqueued.values()].flat()).toHaveLength(3);
  });

  test("works off what D1 answers in one invocation, one after the other, and hands the rest back", async () => {
    const world = await createBookingWorld();
    const counter = counting(env.DB);
    const databases = createDatabases(counter.db, {});
    const { deps } = await handle(world, {
      retention: createRetentionRepository(databases),
      searchBlocks: createSearchBlockRepository(databases),
      installations: createInstallationRepository(databases),
    });
    const left = await shopThatLeft(world);
    const batch = Array.from({ length: 100 }, () =>
      delivery({ type: "retention", installationId: left }),
    );
    await consumeOrders({ messages: batch.map(({ raw }) => raw) }, deps);
    const acked = batch.filter(({ fates }) => fates.includes("ack")).length;
    expect(acked).toBe(20);
    expect(batch.flatMap(({ fates }) => fates)).toHaveLength(100);
    expect(counter.queries).toBeLessThan(800);
  });

  test("a retention also writes down what searches read", async () => {
    const world = await createBookingWorld();
    const databases = createDatabases(env.DB, {});
    const { deps } = await handle(world, {
      retention: createRetentionRepository(databases),
      searchBlocks: createSearchBlockRepository(databases),
    });
    const { id } = world.installation;
    await insertDocument(id, "77", {
      status: "processed",
      sort_date: "2026-01-05",
      received_at: world.now,
      customer: "Anna",
    });
    const message = delivery({ type: "retention", installationId: id });
    await consumeOrders({ messages: [message.raw] }, deps);
    expect(message.fates).toEqual(["ack"]);
    expect(await valuesOf("search_blocks", "text", "", id)).toEqual(["\nAnna\n"]);
  });

  test("a failing D1 costs a delay", async () => {
    const world = await createBookingWorld();
    const { deps } = await handle(world, {
      installations: {
        find: () => Promise.reject(new Error("D1_ERROR")),
      } as unknown as QueueDependencies["installations"],
    });
    const message = delivery(orderMessage(world.installation.id, "1"));
    await consumeOrders({ messages: [message.raw] }, deps);
    expect(message.fates).toEqual(["retry"]);
  });
});

describe("while an installation moves to another database", () => {
  const lock = (world: BookingWorld): Promise<unknown> =>
    insert("move_locks", { installation_id: world.installation.id, state: "closing" });

  test("nothing that could not be written down is let go of", async () => {
    const world = await createBookingWorld();
    await lock(world);
    const { deps } = await handle(world, {
      installations: {
        find: () => Promise.resolve({ ...world.installation, administrationKey: null }),
      } as unknown as QueueDependencies["installations"],
    });
    const announced = delivery(orderMessage(world.installation.id, "81"));
    const letter = delivery(orderMessage(world.installation.id, "82"));
    await consumeOrders({ messages: [announced.raw] }, deps);
    await consumeDeadLetters({ messages: [letter.raw] }, deps);
    expect([announced.fates, letter.fates]).toEqual([["retry"], ["retry"]]);
  });

  test("each message is one step, and the next is put on the queue", async () => {
    const world = await createBookingWorld();
    const databases = createDatabases(env.DB, { DATA_01: env.DATA_01 });
    const sent: Message[] = [];
    const { deps } = await handle(world, {
      moves: createMoveRepository(databases),
      installations: createInstallationRepository(databases),
      queue: { send: (messages) => Promise.resolve(void sent.push(...messages)) },
    });
    const { id: installationId } = world.installation;
    await beginMove(deps, installationId, "DATA_01");
    for (let step = 0; step < 10 && sent.length > 0; step += 1) {
      const message = delivery(sent.splice(0, 1)[0]);
      await consumeOrders({ messages: [message.raw] }, deps);
      expect(message.fates).toEqual(["ack"]);
    }
    expect(await deps.moves.latest(installationId)).toMatchObject({ phase: "finished" });
  });
});

describe("the dead-letter consumer", () => {
  test("makes a document an error that a person sees", async () => {
    const world = await createBookingWorld();
    const { deps, deadLetters } = await handle(world);
    const letter = delivery(orderMessage(world.installation.id, "77"));
    const other = delivery({ type: "nightly", installationId: world.installation.id });
    await consumeDeadLetters({ messages: [letter.raw, other.raw] }, deps);
    expect([letter.fates, other.fates]).toEqual([["ack"], ["ack"]]);
    expect(await world.order(77)).toMatchObject({ status: "error", error: { code: "GAVE_UP" } });
    expect(deadLetters).toHaveLength(1);
  });

  test("tries again when D1 fails", async () => {
    const world = await createBookingWorld();
    const { deps } = await handle(world);
    const failing = {
      ...deps,
      unconnected: {
        ...deps.unconnected,
        documents: { ...world.documents, claim: () => Promise.reject(new Error("D1")) },
      },
    };
    const letter = delivery(orderMessage(world.installation.id, "78"));
    await consumeDeadLetters({ messages: [letter.raw] }, failing);
    expect(letter.fates).toEqual(["retry"]);
  });
});
