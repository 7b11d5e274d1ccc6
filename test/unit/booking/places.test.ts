import { describe, expect, test } from "vitest";

import { createPlaces } from "../../../src/booking/places.ts";

/** So many at once, the others in the order of asking. */

function works(count: number) {
  const enter = createPlaces(count);
  const begun: string[] = [];
  const ends = new Map<string, (failed: boolean) => void>();
  const begin = (name: string): Promise<string> =>
    enter(
      () =>
        new Promise((resolve, reject) => {
          begun.push(name);
          ends.set(name, (failed) => (failed ? reject(new Error(name)) : resolve(name)));
        }),
    );
  return { begun, begin, end: (name: string, failed = false) => ends.get(name)?.(failed) };
}

async function settled(): Promise<void> {
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
}

describe("places", () => {
  test("let so many begin, and the next when one has ended, also badly", async () => {
    const { begun, begin, end } = works(2);
    const all = Promise.allSettled(["a", "b", "c", "d"].map((name) => begin(name)));
    await settled();
    expect(begun).toEqual(["a", "b"]);
    end("b", true);
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    for (const name of ["a", "c"]) end(name);
    await settled();
    end("d");
    expect((await all).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
  });

  test("that are free again are free for all of them", async () => {
    const { begun, begin, end } = works(2);
    const first = [begin("a"), begin("b")];
    await settled();
    end("a");
    end("b");
    await Promise.all(first);
    const second = [begin("c"), begin("d"), begin("e")];
    await settled();
    expect(begun).toEqual(["a", "b", "c", "d"]);
    for (const name of ["c", "d"]) end(name);
    await settled();
    end("e");
    expect(await Promise.all(second)).toEqual(["c", "d", "e"]);
  });
});
