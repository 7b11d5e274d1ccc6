import { describe, test } from "vitest";

import { dutchHour } from "../../../src/booking/mail/dutch-hour.ts";

const at = (text: string) => dutchHour(Date.parse(text));

/** Which of a day's quarter-hourly firings (UTC) fall into the hour of the digest. */
function firingsAtSeven(date: string): readonly string[] {
  const start = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: 96 }, (_, index) => start + index * 900_000)
    .filter((instant) => dutchHour(instant).hour === 7)
    .map((instant) => new Date(instant).toISOString().slice(11, 16));
}

describe("the Dutch hour", () => {
  test.for([
    ["in winter", "2026-01-15", ["06:00", "06:15", "06:30", "06:45"]],
    ["in summer", "2026-07-15", ["05:00", "05:15", "05:30", "05:45"]],
    ["the day before summer time", "2026-03-28", ["06:00", "06:15", "06:30", "06:45"]],
    ["the day summer time begins", "2026-03-29", ["05:00", "05:15", "05:30", "05:45"]],
    ["the day before winter time", "2026-10-24", ["05:00", "05:15", "05:30", "05:45"]],
    ["the day winter time begins", "2026-10-25", ["06:00", "06:15", "06:30", "06:45"]],
  ] as const)("is seven once %s", ([, date, expected], { expect }) => {
    expect(firingsAtSeven(date)).toEqual(expected);
  });

  test("the date is the Dutch one, and midnight is hour 0", ({ expect }) => {
    expect(at("2026-07-14T22:00:00Z")).toEqual({ date: "2026-07-15", hour: 0 });
    expect(at("2026-12-31T22:59:00Z")).toEqual({ date: "2026-12-31", hour: 23 });
  });
});
