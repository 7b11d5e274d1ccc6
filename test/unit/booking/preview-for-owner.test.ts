import { describe, test } from "vitest";

import { previewForOwner } from "../../../src/booking/preview-for-owner.ts";
import type { Configuration } from "../../../src/domain/configuration.ts";

/** Nothing is asked of anybody while something is missing: these needs would throw. */
type Arguments = Parameters<typeof previewForOwner>;

const NEEDS = {} as Arguments[0];
const KEY = { kind: "order", sourceId: "1" } as const;

describe("a preview before the set-up is complete", () => {
  test("names the missing configuration", async ({ expect }) => {
    const installation = { configuration: null } as Arguments[1];
    expect(await previewForOwner(NEEDS, installation, KEY)).toEqual({
      kind: "incomplete",
      code: "NOT_CONFIGURED",
    });
  });

  test("names the missing connection", async ({ expect }) => {
    const configuration = {} as Configuration;
    const installation = { configuration, apiSecret: null, environmentCode: null };
    expect(await previewForOwner(NEEDS, installation as Arguments[1], KEY)).toEqual({
      kind: "incomplete",
      code: "NOT_READY",
    });
  });
});
