import { describe, test } from "vitest";

import { CONFIGURATION, newActiveOwner, startApp } from "./owner.ts";

const EVALUATED = {
  kind: "evaluated",
  outcome: "book",
  reason: null,
  error: null,
  booking: null,
  debtor: null,
  warnings: [],
  trace: { secret: "not shown" },
} as const;

const ask = async (
  body: unknown,
  prepare: (world: ReturnType<typeof startApp>["world"]) => void,
) => {
  const harness = startApp();
  const { token } = await newActiveOwner(harness);
  prepare(harness.world);
  return harness.call("/api/configuration/what-if", { body, token });
};

describe("what if", () => {
  test("names what would be booked differently, before and after", async ({ expect }) => {
    const answer = await ask({ configuration: CONFIGURATION }, (world) => {
      const error = { code: "VAT_CODE_MISSING", figures: { country: "DE", rate: "19" } } as const;
      world.whatIf = {
        kind: "compared",
        examined: 3,
        cut: false,
        different: [
          {
            kind: "order",
            sourceId: "1",
            number: "W1",
            before: EVALUATED,
            after: { ...EVALUATED, outcome: "error", error },
          },
        ],
      };
    });
    expect(answer.status).toBe(200);
    const told = await answer.json();
    expect(told).toMatchObject({
      examined: 3,
      cut: false,
      different: [
        {
          kind: "order",
          sourceId: "1",
          number: "W1",
          before: { outcome: "book" },
          after: { outcome: "error", error: { code: "VAT_CODE_MISSING" } },
        },
      ],
    });
    expect(JSON.stringify(told)).not.toContain("not shown");
  });

  test("refuses a configuration of a wrong shape like PUT does", async ({ expect }) => {
    const answer = await ask({ configuration: { ...CONFIGURATION, journal: "x" } }, () => {});
    expect(answer.status).toBe(422);
    const { errors } = await answer.json<{ errors: { path: string }[] }>();
    expect(errors.map(({ path }) => path)).toEqual(["configuration.journal"]);
  });

  test.for([
    [{ kind: "not-configured" }, 409, "NOT_CONFIGURED"],
    [
      { kind: "failed", failure: { kind: "shop-unavailable", message: "no answer" } },
      503,
      "CCV_UNAVAILABLE",
    ],
  ] as const)("answers %o", async ([whatIf, status, code], { expect }) => {
    const answer = await ask({ configuration: CONFIGURATION }, (world) => {
      world.whatIf = whatIf;
    });
    expect(await answer.json()).toMatchObject({ status, code });
  });
});
