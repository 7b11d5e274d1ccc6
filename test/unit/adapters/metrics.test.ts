import { expect, test } from "vitest";

import { createMetrics, dataPoint } from "../../../src/adapters/metrics.ts";

test("a data point counts an event with its outcome and time", () => {
  const fields = { installation: "i-1", to: "processed", code: null, attempt: 2, ms: 812 };
  expect(dataPoint("document.settled", fields)).toEqual({
    indexes: ["i-1"],
    blobs: ["document.settled", "processed", "", ""],
    doubles: [1, 812, 2],
  });
});

test("without a dataset, or with one that fails, nothing happens", () => {
  expect(() => createMetrics(undefined)("x", {})).not.toThrow();
  const broken = {
    writeDataPoint: () => {
      throw new Error("down");
    },
  };
  expect(() => createMetrics(broken)("x", {})).not.toThrow();
});
