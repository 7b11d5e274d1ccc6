import { createRoute } from "@hono/zod-openapi";

import type { Difference, Evaluated } from "../../booking/compare-configurations.ts";
import { problemResponse } from "../problem.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";
import { configurationSchema } from "./configuration-schema.ts";
import { type ApiLanguage, bookingJson, errorJson, languageOf } from "./document-json.ts";
import { errorSchema, kindSchema, warningSchema } from "./document-schemas.ts";
import { setUpProblem } from "./set-up-problem.ts";

/** Before a configuration is saved: which of the last documents it would book differently, line by line. */

const evaluatedSchema = z
  .object({
    outcome: z.enum(["book", "open", "skip", "error"]),
    reason: z.string().nullable(),
    error: errorSchema.nullable(),
    booking: z.unknown(),
    debtor: z
      .object({ action: z.enum(["fixed", "match", "create"]), number: z.number().nullable() })
      .nullable(),
    warnings: z.array(warningSchema),
  })
  .openapi("Evaluated");

const route = createRoute({
  method: "post",
  path: "/api/configuration/what-if",
  summary: "Which of the last 100 documents another configuration would book differently",
  security: OWNER_SECURITY,
  request: jsonBody(z.object({ configuration: configurationSchema })),
  responses: {
    200: jsonAnswer(
      z.object({
        examined: z.number().int(),
        cut: z.boolean().openapi({ description: "Not all of them could be read in time." }),
        different: z.array(
          z.object({
            kind: kindSchema,
            sourceId: z.string(),
            number: z.string(),
            before: evaluatedSchema,
            after: evaluatedSchema,
          }),
        ),
      }),
      "Nothing is saved or booked. A debtor that is not known yet has the number 0.",
    ),
    ...problems(403, 409, 503),
  },
});

export function addWhatIfRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const { configuration } = c.req.valid("json");
    const answer = await c.env.whatIf(c.get("installation"), configuration);
    switch (answer.kind) {
      case "not-configured":
        return problemResponse({
          status: 409,
          code: "NOT_CONFIGURED",
          detail: "There is no configuration yet to compare with.",
        });
      case "failed":
        return setUpProblem(answer.failure);
      case "compared": {
        const { examined, cut, different } = answer;
        const language = languageOf(c.req.header("accept-language"));
        const told = different.map((difference) => differenceJson(difference, language));
        return Response.json({ examined, cut, different: told });
      }
    }
  });
}

function differenceJson(difference: Difference, language: ApiLanguage) {
  const { kind, sourceId, number, before, after } = difference;
  return {
    kind,
    sourceId,
    number,
    before: evaluatedJson(before, language),
    after: evaluatedJson(after, language),
  };
}

function evaluatedJson(evaluated: Evaluated, language: ApiLanguage) {
  const { outcome, reason, error, booking, debtor, warnings } = evaluated;
  return {
    outcome,
    reason,
    error: errorJson(error, "error", language),
    booking: booking === null ? null : bookingJson(booking),
    debtor,
    warnings,
  };
}
