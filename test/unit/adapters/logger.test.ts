import { describe, expect, test } from "vitest";

import { logLine } from "../../../src/adapters/logger.ts";

describe("a line of the log", () => {
  test("holds what is on the list", () => {
    const line = logLine("document.settled", {
      document: "order/4711",
      attempt: 2,
      outcome: "recorded",
    });
    expect(JSON.parse(line)).toEqual({
      event: "document.settled",
      document: "order/4711",
      attempt: 2,
      outcome: "recorded",
    });
  });

  test("leaves out every other field and says only how many", () => {
    const line = logLine("x", { email: "jan@example.com", body: "<soap>", installation: "i-1" });
    expect(JSON.parse(line)).toEqual({ event: "x", installation: "i-1", leftOut: 2 });
  });

  test.each(["jan@example.com", "Jan de Vries", 'a"b', "<xml/>", "secret=abc"])(
    "shows no %j, whatever the field",
    (text) => {
      expect(logLine("x", { reason: text })).toBe('{"event":"x","reason":"(not plain)"}');
    },
  );

  test("keeps its own event when a field is called so", () => {
    const line = logLine("webhook_verified", { event: "orders.paid" });
    expect(JSON.parse(line)).toEqual({ event: "webhook_verified", subject: "orders.paid" });
  });

  test("cuts long texts", () => {
    expect(logLine("x", { path: `/${"a".repeat(500)}` }).length).toBeLessThan(200);
  });
});
