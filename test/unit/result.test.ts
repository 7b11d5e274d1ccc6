import { expect, test } from "vitest";

import { fail, ok } from "../../src/domain/result.ts";

test("a result says which of the two it is", () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(fail("x")).toEqual({ ok: false, error: "x" });
});
