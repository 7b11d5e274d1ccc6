import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** Every call to the outside goes through `sendRequest`, which limits its time, its size and its redirects. */

const ALLOWED = new Set([
  // The one call, given the fetch of the platform by the composition root.
  "adapters/send-request.ts",
  "dependencies/base.ts",
  // No way out: the files of `public`, and the Worker's own handler.
  "http/assets.ts",
  "index.ts",
]);

/** Not `app.fetch` and `api.fetch`, which are our own routes. */
const CALL = /(?<!\bap[pi]\.)\bfetch\(/;

test("nothing but sendRequest calls out", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" });
  const calling = files.filter(
    (file) => /\.tsx?$/.test(file) && CALL.test(readFileSync(`src/${file}`, "utf8")),
  );
  expect(calling.filter((file) => !ALLOWED.has(file))).toEqual([]);
  expect(calling).toContain("adapters/send-request.ts");
});
