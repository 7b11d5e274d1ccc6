import { env } from "cloudflare:workers";
import { beforeEach, test } from "vitest";

import { createDatabases, type Databases } from "../../../src/adapters/d1/databases.ts";
import { createMoveRepository } from "../../../src/adapters/d1/moves.ts";
import {
  cancelMove,
  type Move,
  type MoveDependencies,
  moveOn,
  resumeMoves,
} from "../../../src/booking/move-installation.ts";
import { createMoveWorld, fill, type MoveWorld, NONE, rowsIn } from "./world.ts";

/** A move that is interrupted, fails or is cancelled at any step. */

const MS_PER_MINUTE = 60_000;

let world: MoveWorld;

beforeEach(async () => {
  world = await createMoveWorld();
});

test("a worker that dies between any step and its record delays the move, and changes nothing of its outcome", async ({
  expect,
}) => {
  await fill(world.shop, 60);
  const before = await rowsIn(env.DB, world.shop);
  await world.begin("DATA_01");
  let deaths = 0;
  const dying: MoveDependencies = {
    ...world.deps,
    moves: { ...world.deps.moves, proceed: () => Promise.reject(new Error("power failure")) },
  };
  for (let step = 0; step < 20; step += 1) {
    const move = await world.latest();
    if (move?.phase === "finished") break;
    await moveOn(dying, world.shop).catch(() => (deaths += 1));
    await moveOn(world.deps, world.shop);
    world.now += 17 * MS_PER_MINUTE;
    world.messages.length = 0;
    await resumeMoves(world.deps);
    expect(world.messages).toContainEqual({ type: "move", installationId: world.shop });
    await moveOn(world.deps, world.shop);
  }
  expect(deaths).toBeGreaterThanOrEqual(3);
  expect(await world.latest()).toMatchObject({ phase: "finished" });
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(before);
  expect(await rowsIn(env.DB, world.shop)).toEqual(NONE);
});

test("a database that fails in a step ends the lease, so that the queue's next attempt goes on", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const failing: MoveDependencies = {
    ...world.deps,
    moves: { ...world.deps.moves, agrees: () => Promise.reject(new Error("D1 is away")) },
  };
  await expect(moveOn(failing, world.shop)).rejects.toThrow("D1 is away");
  await world.moveUntil("finished");
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(2);
});

test("cancelled while copying: the source is open again and the copies are erased", async ({
  expect,
}) => {
  await fill(world.shop, 4);
  const before = await rowsIn(env.DB, world.shop);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  await world.deps.moves.copy((await world.latest()) as Move);
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(5);
  expect(await cancelMove(world.deps, world.shop)).toBe(true);
  await world.moveUntil("cancelled");
  expect(await rowsIn(env.DB, world.shop)).toEqual(before);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
  expect((await world.claim("900")).kind).toBe("claimed");
  expect(await world.installations.find(world.shop)).toMatchObject({
    database: "DB",
    movingTo: null,
  });
  world.now += 1;
  expect((await world.begin("DATA_01")).ok).toBe(true);
});

test("a cancellation in the very step that would arrive wins, and one after it comes too late", async ({
  expect,
}) => {
  await fill(world.shop, 2);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const { moves } = world.deps;
  const late: MoveDependencies = {
    ...world.deps,
    moves: {
      ...moves,
      async agrees(move) {
        await cancelMove(world.deps, world.shop);
        return moves.agrees(move);
      },
    },
  };
  await moveOn(late, world.shop);
  await world.moveUntil("cancelled");
  expect((await rowsIn(env.DB, world.shop))["documents"]).toHaveLength(3);
  world.now += 1;
  await world.begin("DATA_01");
  await world.moveUntil("emptying");
  expect(await cancelMove(world.deps, world.shop)).toBe(false);
  await world.moveUntil("finished");
  expect((await rowsIn(env.DATA_01, world.shop))["documents"]).toHaveLength(3);
});

test("copies that differ from what was copied are not believed", async ({ expect }) => {
  await fill(world.shop, 2);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  await env.DATA_01.prepare(
    "INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at, total_cents) VALUES (?, 'order', '1000', 'processed', '2026-11-20', 1, 99)",
  )
    .bind(world.shop)
    .run();
  const move = await world.moveUntil("cancelled");
  expect(move.problem).toContain("not what was copied");
  expect((await rowsIn(env.DB, world.shop))["documents"]).toHaveLength(3);
  expect(await rowsIn(env.DATA_01, world.shop)).toEqual(NONE);
});

test("an arrival whose answer is lost cannot be cancelled any more, and goes on", async ({
  expect,
}) => {
  await fill(world.shop, 2);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  const { moves } = world.deps;
  const losing = world.withMoves({
    async arrive(move) {
      await moves.arrive(move);
      throw new Error("Network connection lost.");
    },
  });
  await expect(moveOn(losing, world.shop)).rejects.toThrow("lost");
  expect(await world.latest()).toMatchObject({ phase: "emptying" });
  expect(await cancelMove(world.deps, world.shop)).toBe(false);
  await world.moveUntil("finished");
  expect((await rowsIn(env.DATA_01, world.shop)).documents).toHaveLength(3);
});

test("an open database with documents is never cleared, whatever the directory says", async ({
  expect,
}) => {
  await fill(world.shop, 2);
  await env.DB.prepare("UPDATE installations SET database = 'DATA_01' WHERE id = ?")
    .bind(world.shop)
    .run();
  await world.begin("DB");
  await expect(moveOn(world.deps, world.shop)).rejects.toThrow("in use");
  expect((await rowsIn(env.DB, world.shop)).documents).toHaveLength(3);
});

test("a second request while the last one is being cancelled leaves nobody locked out", async ({
  expect,
}) => {
  await fill(world.shop, 1);
  await world.begin("DATA_01");
  await world.moveUntil("copying");
  await cancelMove(world.deps, world.shop);
  const { moves } = world.deps;
  const again = world.withMoves({
    async clear(move) {
      expect(await world.begin("DATA_01")).toEqual({ ok: false, error: "moving-already" });
      return moves.clear(move);
    },
  });
  await moveOn(again, world.shop);
  await world.moveUntil("cancelled");
  expect(await world.installations.find(world.shop)).toMatchObject({ movingTo: null });
});

/** A database in which no lock can be taken away. */
function keepingLocks(db: D1Database): D1Database {
  return new Proxy(db, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (name !== "prepare") return typeof member === "function" ? member.bind(target) : member;
      return (sql: string) => {
        if (sql.startsWith("DELETE FROM move_locks")) throw new Error("D1 is away");
        return target.prepare(sql);
      };
    },
  });
}

test("the side that is left is locked before the other one opens", async ({ expect }) => {
  await fill(world.shop, 1);
  const locks = async (db: D1Database): Promise<unknown> =>
    db
      .prepare("SELECT state FROM move_locks WHERE installation_id = ?")
      .bind(world.shop)
      .first("state");
  const stuck = (databases: Databases): MoveDependencies =>
    world.withMoves(createMoveRepository(databases));
  await world.begin("DATA_01");
  await world.moveUntil("emptying");
  const target = stuck(createDatabases(env.DB, { DATA_01: keepingLocks(env.DATA_01) }));
  await expect(moveOn(target, world.shop)).rejects.toThrow("D1 is away");
  expect([await locks(env.DB), await locks(env.DATA_01)]).toEqual(["left", "arriving"]);
  await world.moveUntil("finished");
  world.now += 1;
  await world.begin("DB");
  await world.moveUntil("copying");
  await cancelMove(world.deps, world.shop);
  const source = stuck(createDatabases(env.DB, { DATA_01: keepingLocks(env.DATA_01) }));
  await expect(moveOn(source, world.shop)).rejects.toThrow("D1 is away");
  expect([await locks(env.DB), await locks(env.DATA_01)]).toEqual(["left", "closed"]);
  await world.moveUntil("cancelled");
  expect((await rowsIn(env.DATA_01, world.shop)).documents).toHaveLength(2);
});
