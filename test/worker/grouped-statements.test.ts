import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

import { countDatabase } from "../../bench/worker/counted-database.ts";
import { grouped } from "../../src/adapters/d1/grouped-statements.ts";

/** Requests to D1 are shared by documents under load, answers never. */

function counted() {
  const { db, take } = countDatabase(env.DB);
  const run = grouped(db);
  const say = async (...words: readonly string[]): Promise<unknown[]> => {
    const answers = await run(words.map((word) => db.prepare("SELECT ? AS word").bind(word)));
    return answers.map(({ results }) => results[0]?.["word"]);
  };
  const keep = async (id: string): Promise<number> => {
    const row = "INSERT INTO dead_letters (id, body, received_at) VALUES (?, '{}', 1)";
    const [answer] = await run([db.prepare(row).bind(id)]);
    return answer?.meta.changes ?? 0;
  };
  return { say, keep, take };
}

/** No time goes by, but what was begun has gone on to its first answer. */
async function someSteps(): Promise<void> {
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
}

/** Nothing is under way any more. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => setTimeout(resolve, 0), 0);
  });
}

async function kept(): Promise<unknown[]> {
  const { results } = await env.DB.prepare("SELECT id FROM dead_letters ORDER BY id").all();
  return results.map(({ id }) => id);
}

describe("statements of several documents", () => {
  test("asked in one moment are one request, and everyone has the own answers", async () => {
    const { say, take } = counted();
    const answers = await Promise.all([say("a", "b"), say("c"), say("d", "e", "f")]);
    expect(answers).toEqual([["a", "b"], ["c"], ["d", "e", "f"]]);
    expect(take()).toMatchObject({ roundTrips: 1, queries: 6 });
  });

  test("asked while a request is under way go together with the next", async () => {
    const { say, take } = counted();
    const first = say("a");
    await someSteps();
    const second = say("b");
    await someSteps();
    expect(await Promise.all([first, second, say("c")])).toEqual([["a"], ["b"], ["c"]]);
    expect(take()).toMatchObject({ roundTrips: 2, queries: 3 });
  });

  test("one after the other are a request each, with nobody to wait for", async () => {
    const { say, take } = counted();
    for (const word of ["a", "b", "c"]) {
      expect(await say(word)).toEqual([word]);
      await quiet();
    }
    expect(take()).toMatchObject({ roundTrips: 3, queries: 3 });
  });

  test("what is refused to one is done for its neighbours, once", async () => {
    const { keep, say } = counted();
    await keep("twice");
    const answers = await Promise.allSettled([keep("one"), keep("twice"), say("a"), keep("two")]);
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(answers[1]).toMatchObject({ reason: { message: expect.stringContaining("UNIQUE") } });
    expect(await kept()).toEqual(["one", "twice", "two"]);
    expect(await say("still there")).toEqual(["still there"]);
  });
});
