import { afterAll, beforeAll, describe, test } from "vitest";

import { LIMITS } from "../../bench/limits.ts";
import { countVendorCalls } from "../../bench/vendor-calls.ts";
import { startWorld, type World } from "./harness.ts";

/** Issue 7: a document of a known customer costs the calls that the protocols cannot spare, and not one more. */

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(async () => {
  await world.close();
});

describe("calls of the vendors in steady state", () => {
  test("order, rows and entry: three per document", async ({ expect }) => {
    const calls = await countVendorCalls(world, 5);
    expect(calls.operations).toMatchObject({ CreateJournaalpost: 5 });
    expect(calls.perDocument).toBe(LIMITS.vendorCalls);
  });
});
