import { createRoute } from "@hono/zod-openapi";

import { dutchDateOf } from "../../booking/setup/calendar.ts";
import { problemResponse } from "../problem.ts";
import { type Api, dateSchema, jsonAnswer, OWNER_SECURITY, problems, z } from "./api.ts";

/** Booked and failed documents per day: what the bar chart shows. */

const MS_PER_DAY = 86_400_000;

/** A year, and the day that a leap year adds. */
const DAYS_LIMIT = 366;
const DAYS_DEFAULT = 30;

const route = createRoute({
  method: "get",
  path: "/api/activity",
  summary: "Booked and failed documents per day, the last 30 days by default",
  security: OWNER_SECURITY,
  request: { query: z.object({ from: dateSchema.optional(), to: dateSchema.optional() }) },
  responses: {
    200: jsonAnswer(
      z.array(
        z.object({ date: dateSchema, processed: z.number().int(), failed: z.number().int() }),
      ),
      "Every day of the period, oldest first",
    ),
    ...problems(),
  },
});

export function addActivityRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const query = c.req.valid("query");
    const to = query.to ?? dutchDateOf(c.env.now());
    const from = query.from ?? dateOf(Date.parse(to) - (DAYS_DEFAULT - 1) * MS_PER_DAY);
    const dates = datesOf(from, to);
    if (dates === null) return badPeriod();
    const found = await c.env.dashboard.days(c.get("installation").id, from, to);
    const byDate = new Map(found.map((day) => [day.date, day]));
    return c.json(
      dates.map((date) => {
        const { booked = 0, failed = 0 } = byDate.get(date) ?? {};
        return { date, processed: booked, failed };
      }),
      200,
    );
  });
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Every date of the period; null when it is none or too long. */
function datesOf(from: string, to: string): readonly string[] | null {
  const first = Date.parse(from);
  const count = (Date.parse(to) - first) / MS_PER_DAY + 1;
  if (count < 1 || count > DAYS_LIMIT) return null;
  return Array.from({ length: count }, (_, index) => dateOf(first + index * MS_PER_DAY));
}

function badPeriod(): Response {
  const message = `must not lie after "to", nor more than ${DAYS_LIMIT} days before it`;
  return problemResponse({
    status: 422,
    code: "VALIDATION_FAILED",
    detail: "The input doesn't have the expected form.",
    errors: [{ path: "from", message }],
  });
}
