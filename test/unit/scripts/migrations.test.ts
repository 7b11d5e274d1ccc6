import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** D1 splits the text of a migration by rules of its own, other than those of the local runner: what they are known to trip over. */

const files = readdirSync("migrations")
  .filter((name) => name.endsWith(".sql"))
  .map((name) => ({ name, lines: readFileSync(`migrations/${name}`, "utf8").split("\n") }));

test.each(files)("$name holds no quote or semicolon in a comment", ({ lines }) => {
  const comments = lines.flatMap(
    (line) => /--(?!> statement-breakpoint)(.*)$/.exec(line)?.[1] ?? [],
  );
  expect(comments.filter((comment) => /['"`;]/.test(comment))).toEqual([]);
});

test.each(files)("$name writes each trigger on one line", ({ lines }) => {
  const triggers = lines.filter((line) => /CREATE\s+TRIGGER/i.test(line));
  expect(triggers.filter((line) => !/^CREATE TRIGGER .* BEGIN .*; END;$/.test(line))).toEqual([]);
});
