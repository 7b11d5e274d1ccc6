import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { createAlertRepository } from "../../../src/adapters/d1/connection-alerts.ts";
import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createDigestRepository } from "../../../src/adapters/d1/mail-digests.ts";
import { runMailRounds } from "../../../src/booking/mail/mail-rounds.ts";
import { watchConnections } from "../../../src/booking/mail/watch-connections.ts";
import type { Message } from "../../../src/booking/message.ts";
import type { Settlement } from "../../../src/booking/ports/claim.ts";
import type { DocumentKey } from "../../../src/booking/ports/document-record.ts";
import type { QueueDependencies } from "../../../src/dependencies/rounds.ts";
import { consumeOrders } from "../../../src/queue/order-consumer.ts";
import { newActiveOwner, startApp } from "../http/owner.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** 07:00 in the Netherlands, in winter. */
const SEVEN = Date.UTC(2026, 10, 24, 6, 0);

/** A message as the queue hands it over. */
function delivered(body: Message) {
  const fates: string[] = [];
  const end = (fate: string) => () => void fates.push(fate);
  const raw = { id: "1", body, attempts: 1, ack: end("ack"), retry: end("retry") };
  return { fates, raw };
}

async function startRounds() {
  const harness = startApp();
  const { world } = harness;
  world.now = SEVEN - HOUR_MS;
  const owner = await newActiveOwner(harness);
  const deps = {
    ...world.dependencies,
    transport: null,
    now: () => world.now,
    alerts: createAlertRepository(env.DB),
    digests: createDigestRepository(createDatabases(env.DB, {})),
  };
  const installations = watchConnections(world.dependencies.installations, deps);
  const own = () => world.sent.filter(({ recipient }) => recipient === owner.email);
  world.sent.length = 0;
  const deliver = async (...messages: readonly Message[]): Promise<void> => {
    const batch = messages.map((message) => delivered(message));
    const queue = { installations, mail: deps } as unknown as QueueDependencies;
    await consumeOrders({ messages: batch.map(({ raw }) => raw) }, queue);
    const wrong = batch.filter(({ fates }) => fates.join() !== "ack");
    if (wrong.length > 0) throw new Error(`${wrong.length} messages have not ended well`);
  };
  return {
    harness,
    world,
    owner,
    own,
    installations,
    /** A quarter-hourly firing, and what it put on the queue, each message delivered twice as a queue may. */
    async fire(at: number) {
      world.now = at;
      world.messages.length = 0;
      await runMailRounds({ ...deps, installations }, at);
      await deliver(...world.messages, ...world.messages);
    },
    deliver,
    async turn(side: "ccv" | "imuis", problem: string | null) {
      const state = { problem, checkedAt: world.now };
      await installations.change(
        owner.installationId,
        side === "ccv" ? { ccv: state } : { imuis: state },
      );
    },
  };
}

type Rounds = Awaited<ReturnType<typeof startRounds>>;

async function settled(rounds: Rounds, sourceId: string, settlement: Partial<Settlement>) {
  const { documents } = rounds.world.dependencies;
  const { installationId } = rounds.owner;
  const key: DocumentKey = { kind: "order", sourceId };
  const { now } = rounds.world;
  await documents.claim(installationId, key, { token: "t", now, leaseMs: 1, message: "webhook" });
  await documents.settle(installationId, key, {
    token: "t",
    now,
    settlement: {
      status: "error",
      nextCheckAt: null,
      history: { event: "settled" },
      ...settlement,
    },
  });
}

const FAILED = { error: { code: "TOTAL_MISMATCH", figures: {} } } as const;

describe("a connection that turns red", () => {
  test("is told at once, once, and daily while it stays so", async ({ expect }) => {
    const rounds = await startRounds();
    const start = rounds.world.now;
    await rounds.turn("imuis", "Onjuiste omgevingscode");
    await rounds.turn("imuis", "Onjuiste omgevingscode");
    expect(rounds.own()).toHaveLength(1);
    expect(rounds.own()[0]?.subject).toContain("King/iMUIS");
    expect(rounds.own()[0]?.text).toContain("Onjuiste omgevingscode");
    await rounds.fire(start + DAY_MS - 15 * MINUTE_MS);
    expect(rounds.own()).toHaveLength(1);
    await rounds.fire(start + DAY_MS);
    await rounds.fire(start + DAY_MS + 15 * MINUTE_MS);
    expect(rounds.own()).toHaveLength(2);
    expect(rounds.own()[1]?.subject).toContain("Nog steeds");
    await rounds.turn("imuis", null);
    await rounds.fire(start + 3 * DAY_MS);
    expect(rounds.own()).toHaveLength(2);
  });

  test("one that comes and goes is told of once an hour", async ({ expect }) => {
    const rounds = await startRounds();
    const start = rounds.world.now;
    for (let time = 0; time < 5; time += 1) {
      rounds.world.now = start + time * MINUTE_MS;
      await rounds.turn("ccv", "geen antwoord");
      await rounds.turn("ccv", null);
    }
    rounds.world.now = start + 10 * MINUTE_MS;
    await rounds.turn("ccv", "geen antwoord");
    expect(rounds.own()).toHaveLength(1);
    await rounds.fire(start + HOUR_MS + MINUTE_MS);
    await rounds.fire(start + HOUR_MS + 16 * MINUTE_MS);
    expect(rounds.own()).toHaveLength(2);
  });

  test("is not told of a stopped integration", async ({ expect }) => {
    const rounds = await startRounds();
    await rounds.installations.change(rounds.owner.installationId, { state: "stopped" });
    await rounds.turn("ccv", "geen antwoord");
    expect(rounds.own()).toEqual([]);
  });
});

describe("the daily digest", () => {
  test("tells at 07:00 of new errors, once, to both addresses", async ({ expect }) => {
    const rounds = await startRounds();
    const additionalEmail = `${crypto.randomUUID()}@example.com`;
    await rounds.installations.change(rounds.owner.installationId, { additionalEmail });
    await settled(rounds, "1", FAILED);
    await rounds.fire(SEVEN - 15 * MINUTE_MS);
    expect(rounds.own()).toEqual([]);
    await rounds.fire(SEVEN);
    await rounds.fire(SEVEN + 15 * MINUTE_MS);
    expect(rounds.own()).toHaveLength(1);
    expect(rounds.own()[0]?.text).toContain("- 1 nieuw in Fouten");
    expect(rounds.world.sent.map(({ recipient }) => recipient)).toContain(additionalEmail);
    await rounds.fire(SEVEN + DAY_MS);
    expect(rounds.own()).toHaveLength(1);
    await settled(rounds, "2", FAILED);
    await rounds.fire(SEVEN + 2 * DAY_MS);
    expect(rounds.own()).toHaveLength(2);
    expect(rounds.own()[1]?.text).toContain("- 1 nieuw in Fouten");
  });

  test.for([
    ["an unknown", { status: "unknown" }, "verloren"],
    [
      "a warning",
      {
        status: "processed",
        fields: {
          number: "1",
          digits: "1",
          orderId: null,
          bookingDate: "2026-11-24",
          customer: "",
          totalCents: 1,
          currency: "EUR",
          warnings: [{ code: "ROUNDING_DIFFERENCE", figures: {}, message: "" }],
          trace: null,
          vatEvidence: null,
          sourceHash: null,
          configurationVersion: 1,
        },
      },
      "waarschuwing",
    ],
  ] as const)("tells of %s", async ([, settlement, word], { expect }) => {
    const rounds = await startRounds();
    await settled(rounds, "1", settlement);
    await rounds.fire(SEVEN);
    expect(rounds.own()).toHaveLength(1);
    expect(rounds.own()[0]?.text).toContain(word);
  });

  test("tells once of a document that has come to wait longer than a day", async ({ expect }) => {
    const rounds = await startRounds();
    await settled(rounds, "1", { status: "open", reason: "NOT_PAID" });
    await rounds.fire(SEVEN);
    expect(rounds.own()).toEqual([]);
    await rounds.fire(SEVEN + DAY_MS);
    expect(rounds.own()).toHaveLength(1);
    expect(rounds.own()[0]?.text).toContain("- 1 wachten langer dan een dag");
    await rounds.fire(SEVEN + 2 * DAY_MS);
    expect(rounds.own()).toHaveLength(1);
  });

  test("is announced by one message for every shop, at its hour only", async ({ expect }) => {
    const rounds = await startRounds();
    const second = await newActiveOwner(rounds.harness);
    await rounds.installations.change(second.installationId, { state: "stopped" });
    const announced = (): readonly string[] =>
      rounds.world.messages.map((message) => JSON.stringify(message));
    await rounds.fire(SEVEN - 15 * MINUTE_MS);
    expect(announced()).toEqual([]);
    await rounds.fire(SEVEN + 45 * MINUTE_MS);
    const { installationId } = rounds.owner;
    expect(announced()).toContain(
      JSON.stringify({ type: "digest", installationId, date: "2026-11-24" }),
    );
    expect(announced().filter((text) => text.includes(second.installationId))).toEqual([]);
    await rounds.fire(SEVEN + 60 * MINUTE_MS);
    expect(announced()).toEqual([]);
  });

  test("of a shop that stopped while its message waited is not sent", async ({ expect }) => {
    const rounds = await startRounds();
    await settled(rounds, "1", FAILED);
    await rounds.installations.change(rounds.owner.installationId, { state: "stopped" });
    await rounds.deliver({
      type: "digest",
      installationId: rounds.owner.installationId,
      date: "2026-11-24",
    });
    expect(rounds.own()).toEqual([]);
  });

  test("says nothing when there is nothing new", async ({ expect }) => {
    const rounds = await startRounds();
    await settled(rounds, "1", { status: "skipped", reason: "ZERO_TOTAL" });
    await rounds.fire(SEVEN);
    expect(rounds.own()).toEqual([]);
  });

  test.for([
    ["summer time begins", [Date.UTC(2027, 2, 27, 6), Date.UTC(2027, 2, 28, 5)]],
    ["winter time begins", [Date.UTC(2027, 9, 30, 5), Date.UTC(2027, 9, 31, 6)]],
  ] as const)("comes once on the day %s", async ([, mornings], { expect }) => {
    const rounds = await startRounds();
    const [before, day] = mornings;
    rounds.world.now = before - 3 * HOUR_MS;
    await settled(rounds, "1", FAILED);
    const times: number[] = [];
    for (let at = before - HOUR_MS; at <= day + 2 * HOUR_MS; at += 15 * MINUTE_MS) {
      const sent = rounds.own().length;
      await rounds.fire(at);
      if (rounds.own().length > sent) times.push(at);
      if (at === before + 2 * HOUR_MS) await settled(rounds, "2", FAILED);
    }
    expect(times).toEqual([before, day]);
  });
});
