import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import type { Administration } from "../../src/administration/administration.ts";
import { Mailbox } from "../../src/administration/mailbox.ts";
import type { DocumentMessage } from "../../src/booking/message.ts";

/** A drain begins with the message that brings work; behind it stands an alarm, for an object that ends before its work does. */

const TAKE_OVER_MS = 10_000;

/** Of an installation that is gone: worked off by one look into D1. */
const MESSAGE: DocumentMessage = {
  type: "document",
  installationId: "gone",
  kind: "order",
  sourceId: "1",
  cause: "webhook",
  event: null,
  backfillId: null,
};

function objectOf(name: string): DurableObjectStub<Administration> {
  return env.ADMINISTRATION.getByName(name);
}

function waiting(stub: DurableObjectStub<Administration>): Promise<number> {
  return runInDurableObject(
    stub,
    (_object, { storage }) => new Mailbox(storage.sql).installations().length,
  );
}

describe("an administration's object", () => {
  test("works a message off without its alarm, which is set all the same", async ({ expect }) => {
    const stub = objectOf("at-once");
    const alarmAt = await runInDurableObject(stub, async (object, { storage }) => {
      await object.enqueue([MESSAGE]);
      return storage.getAlarm();
    });
    expect(alarmAt).toBeLessThanOrEqual(Date.now() + TAKE_OVER_MS);
    await expect.poll(() => waiting(stub)).toBe(0);
  });

  test("takes over by its alarm what a former one left", async ({ expect }) => {
    const stub = objectOf("left-over");
    await runInDurableObject(stub, async (_object, { storage }) => {
      new Mailbox(storage.sql).put(MESSAGE, 0);
      await storage.setAlarm(Date.now() + TAKE_OVER_MS);
    });
    await evictDurableObject(stub);
    expect(await waiting(stub)).toBe(1);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await waiting(stub)).toBe(0);
  });
});
