import { describe, test } from "vitest";

import { fold } from "../../../src/http/dashboard/documents/fold.ts";

const folded = (...lines: string[]): readonly string[] =>
  fold(
    lines.map((line, at) => ({ line, at })),
    ({ line }) => line,
  ).map(({ line, times, last }) => `${line.at} ${line.line} ${times} ${last.at}`);

describe("lines that repeat each other", () => {
  test("stay as they are when none does", ({ expect }) => {
    expect(folded()).toEqual([]);
    expect(folded("a", "b", "a")).toEqual(["0 a 1 0", "1 b 1 1", "2 a 1 2"]);
  });

  test("of one kind are one, from the first to the last", ({ expect }) => {
    expect(folded("a", "b", "b", "b", "b", "c")).toEqual(["0 a 1 0", "1 b 4 4", "5 c 1 5"]);
  });

  test("are folded as the looks that they come from: what was done, what came of it", ({
    expect,
  }) => {
    expect(
      folded("sent", "look", "unknown", "look", "unknown", "look", "unknown", "booked"),
    ).toEqual(["0 sent 1 0", "1 look 3 5", "2 unknown 3 6", "7 booked 1 7"]);
    expect(folded("a", "b", "c", "a", "b", "c", "a")).toEqual([
      "0 a 2 3",
      "1 b 2 4",
      "2 c 2 5",
      "6 a 1 6",
    ]);
  });
});
