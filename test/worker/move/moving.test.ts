import { env } from "cloudflare:workers";
import { beforeEach, test } from "vitest";

import { createDatabases } from "../../../src/adapters/d1/databases.ts";
import { createSpreadDocuments } from "../../../src/adapters/d1/spread-documents.ts";
import { moveOn } from "../../../src/booking/move-installation.ts";
import { isMoving } from "../../../src/booking/moving.ts";
import type { Intent } from "../../../src/booking/ports/document-record.ts";
import { MENDED_BOOKS, releaseDocuments } from "../../../src/booking/setup/release-documents.ts";
import { insertDocument, newShop } from "../rows.ts";
import {
  createMoveWorld,
  fill,
  isolate,
  LEASE_MS,
  type MoveWorld,
  NONE,
  rowsIn,
  START,
} from "./world.ts";

/** An installation moves from one data database to another: nothing is lost, nothing is there twice, nobody works on a copy. */

let world: MoveWorld;

beforeEach(async () => {
  world = await createMoveWorld();
});

test("every row arrives as it was, the directory names the target, and the source is empty", async ({
  expect,
}) => {
  const neighbour = await newShop();
  await fill(world.shop, 130);
  await fill(neighbour, 2);
  const before = await rowsIn(env.DB, world.shop);
  expect((await world.begin("DATA_01")).ok).toBe(true);
  const move = await world.moveUntil("finished");
  expect(move).toMatchObject({ from: "DB", to: "DATA_01", copied: 133, problem: null });
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(before);
  expect(await rowsIn(env.DB, world.shop)).toEqual(NONE);
  const installation = await world.installations.find(world.shop);
  expect(installation).toMatchObject({ database: "DATA_01", movingTo: null });
  expect(await world.documents.counts(world.shop)).toMatchObject({ processed: 130, open: 1 });
  expect(await world.documents.counts(neighbour)).toMatchObject({ processed: 2, open: 1 });
  expect(await rowsIn(env.DATA_01, neighbour)).toEqual(NONE);
});

test("and back again", async ({ expect }) => {
  await fill(world.shop, 3);
  const before = await rowsIn(env.DB, world.shop);
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  world.now += 1;
  await world.begin("DB");
  await world.moveUntil("finished");
  expect(await rowsIn(env.DB, world.shop)).toEqual(before);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
  expect((await world.claim("5000")).kind).toBe("claimed");
});

test("a document that is being booked ends first, and new ones wait until the move is over", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  expect((await world.claim("5000")).kind).toBe("claimed");
  await world.begin("DATA_01");
  await world.moveUntil("draining");
  await moveOn(world.deps, world.shop);
  await moveOn(world.deps, world.shop);
  expect((await world.latest())?.phase).toBe("draining");
  expect(await world.claim("5001")).toMatchObject({ kind: "held", moving: true });
  expect(await world.claim("900")).toMatchObject({ kind: "held", moving: true });
  expect(await world.settle("5000")).toBe(true);
  await world.moveUntil("copying");
  expect(await world.claim("5001")).toMatchObject({ kind: "held" });
  await world.moveUntil("emptying");
  await moveOn(world.deps, world.shop);
  expect(await world.claim("5001")).toMatchObject({ kind: "claimed" });
  expect(await world.settle("5001")).toBe(true);
  expect((await world.claim("5000")).kind).toBe("settled");
  expect(await world.documents.counts(world.shop)).toMatchObject({ processed: 3, open: 1 });
  expect((await rowsIn(env.DB, world.shop))["documents"]).toEqual([]);
});

test("a worker whose lease has ended can neither send nor record once the source is closed, and the document goes on at the target", async ({
  expect,
}) => {
  await world.claim("5000");
  world.now += LEASE_MS + 1;
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const intent = { at: world.now, settledFields: FIELDS } as unknown as Intent;
  const end = { token: "token-5000", intent, leaseUntil: world.now, now: world.now };
  const key = { kind: "order", sourceId: "5000" } as const;
  const refused = (write: Promise<unknown>) =>
    write.then(
      () => "written",
      (error: unknown) => isMoving(error),
    );
  const recorded = world.documents.recordIntent(world.shop, key, { ...end, wasWaiting: false });
  expect(await refused(recorded)).toBe(true);
  expect(await refused(world.settle("5000"))).toBe(true);
  await world.moveUntil("finished");
  expect(await world.claim("5000")).toMatchObject({ kind: "held", moving: true });
  expect(await world.claim("5000")).toMatchObject({ kind: "claimed", document: { intent: null } });
});

test("an isolate that remembers the old database is refused there and finds the new one", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  const elsewhere = createSpreadDocuments(isolate());
  expect((await world.claim("1000", elsewhere)).kind).toBe("settled");
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  expect(await world.claim("900", elsewhere)).toMatchObject({ kind: "held", moving: true });
  expect(await world.claim("900", elsewhere)).toMatchObject({ kind: "claimed" });
  expect(await world.claim("900", world.documents, "another")).toMatchObject({ kind: "held" });
  expect(
    await world.claim("7000", createSpreadDocuments(createDatabases(env.DB, {}))),
  ).toMatchObject({
    kind: "held",
    moving: true,
  });
  expect((await rowsIn(env.DB, world.shop))["documents"]).toEqual([]);
});

const FIELDS = {
  number: "1",
  digits: "1",
  orderId: null,
  bookingDate: null,
  customer: "",
  totalCents: 1,
  currency: "EUR",
  warnings: [],
  trace: null,
  vatEvidence: null,
  sourceHash: null,
  configurationVersion: null,
};

test("while it is closed nothing is written or erased, and every refusal says why", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const refusals = [
    "UPDATE documents SET customer = '' WHERE installation_id = ?",
    "DELETE FROM documents WHERE installation_id = ?",
    "UPDATE known_debtors SET debtor_number = 8 WHERE installation_id = ?",
    "DELETE FROM known_debtors WHERE installation_id = ?",
    "UPDATE known_products SET full_number = 'X' WHERE installation_id = ?",
    "DELETE FROM known_products WHERE installation_id = ?",
    "INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at) VALUES (?, 'order', '77', 'queued', '2026-11-20', 1)",
    "INSERT INTO known_debtors (installation_id, customer_key, debtor_number, seen_at) VALUES (?, 'email:b', 1, 1)",
    "INSERT INTO known_products (installation_id, number, full_number, seen_at) VALUES (?, 'P2', 'P2', 1)",
  ].map((sql) =>
    env.DB.prepare(sql)
      .bind(world.shop)
      .run()
      .then(
        () => "done",
        (error: unknown) => isMoving(error),
      ),
  );
  expect(await Promise.all(refusals)).toEqual(refusals.map(() => true));
});

test("a preview in an isolate that has not claimed lately looks where the documents are now", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  const elsewhere = createSpreadDocuments(isolate());
  const digitsUsedBy = async (): Promise<string | null> => {
    const around = await elsewhere.surroundings(
      world.shop,
      { kind: "order", sourceId: "5000" },
      {
        customerKeys: [],
        productNumbers: [],
        digits: "0",
        orderId: null,
        vatNumber: null,
        requester: null,
        now: START,
      },
    );
    return around.digitsUsedBy;
  };
  expect(await digitsUsedBy()).toBe("order/1000");
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  expect(await digitsUsedBy()).toBe("order/1000");
});

test("a document of a shop that is gone is not waited for", async ({ expect }) => {
  await world.begin("DATA_01");
  await world.moveUntil("finished");
  const elsewhere = createSpreadDocuments(isolate());
  await env.DB.prepare("DELETE FROM installations WHERE id = ?").bind(world.shop).run();
  expect(await world.claim("900", elsewhere)).toMatchObject({ kind: "settled", status: "gone" });
});

test("what a connection held that was mended meanwhile is offered again at the end", async ({
  expect,
}) => {
  await insertDocument(world.shop, "901", {
    status: "error",
    sort_date: "2026-11-21",
    received_at: START,
    error: JSON.stringify({ code: "IMUIS_LOGIN_FAILED", figures: {} }),
  });
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const needs = { ...world.deps, now: () => new Date(world.now) };
  expect(await releaseDocuments(needs, { id: world.shop }, MENDED_BOOKS)).toBe(0);
  await world.moveUntil("finished");
  expect(world.messages).toContainEqual(
    expect.objectContaining({ type: "document", sourceId: "901", cause: "recheck" }),
  );
  const [row] = (await rowsIn(env.DATA_01, world.shop)).documents;
  expect(row?.["next_check_at"]).toBe(world.now);
});
