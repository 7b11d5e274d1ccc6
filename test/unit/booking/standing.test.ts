import { describe, test } from "vitest";

import type { DocumentRecord } from "../../../src/booking/ports/document-record.ts";
import { standingOf } from "../../../src/booking/standing.ts";

type Known = Parameters<typeof standingOf>[0];

const known = (changed: Partial<DocumentRecord>): Known => ({
  status: "open",
  reason: null,
  intent: null,
  ...changed,
});

describe("what a document's past means for booking it", () => {
  test.for<readonly [Known, ReturnType<typeof standingOf>]>([
    [null, null],
    [known({ status: "open", reason: "NOT_PAID" }), null],
    [known({ status: "error" }), null],
    [known({ status: "processed" }), "booked"],
    [known({ status: "unknown" }), "looked-for"],
    [known({ status: "error", intent: {} as DocumentRecord["intent"] }), "looked-for"],
    [known({ status: "skipped", reason: "DISMISSED" }), "left-out"],
    [known({ status: "skipped", reason: "ALREADY_PROCESSED" }), "left-out"],
    [known({ status: "skipped", reason: "NEVER_PAID" }), null],
    [known({ status: "skipped", reason: "BEFORE_START_DATE" }), null],
  ])("%j", ([record, standing], { expect }) => {
    expect(standingOf(record)).toBe(standing);
  });
});
