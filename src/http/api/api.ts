import { OpenAPIHono, z } from "@hono/zod-openapi";

import type { HttpEnv } from "../context.ts";
import { inputErrors } from "../input-errors.ts";
import { problemResponse } from "../problem.ts";

/** The JSON API's ground: one schema validates, types and documents each call. */

export type Api = OpenAPIHono<HttpEnv>;

/** An app whose invalid input is answered with every field that is wrong. */
export function createApiRouter(): Api {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => (result.success ? undefined : invalidInput(result.error)),
  });
}

export function invalidInput(error: z.ZodError): Response {
  return problemResponse({
    status: 422,
    code: "VALIDATION_FAILED",
    detail: "The input doesn't have the expected form.",
    errors: inputErrors(error),
  });
}

const problemReference = { $ref: "#/components/responses/Problem" };

/** Error answers of a route, for its documentation; their bodies are all problems. Since they name no schema a handler may answer any `Response`. */
export function problems(...statuses: readonly number[]): Record<401 | 422, { $ref: string }> {
  const further = Object.fromEntries(statuses.map((status) => [status, problemReference]));
  return { ...further, 401: problemReference, 422: problemReference };
}

/** A JSON answer of a route. */
export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON body that must be there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { "application/json": { schema } } } };
}

/** A JSON body that may be left out. */
export function optionalJsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: false, content: { "application/json": { schema } } } };
}

/** Who may call: a browser session or a token. */
export const OWNER_SECURITY: Record<string, string[]>[] = [{ session: [] }, { token: [] }];
export const OPERATOR_SECURITY: Record<string, string[]>[] = [{ operator: [] }];

export const instantSchema = z.iso.datetime().openapi({ example: "2026-11-24T09:30:00.000Z" });

/** A calendar date that exists. */
export const dateSchema = z.iso.date({ error: "must be a date, YYYY-MM-DD" }).openapi({
  example: "2026-11-24",
});

/** Milliseconds as the API shows them. */
export function instant(at: number): string;
export function instant(at: number | null): string | null;
export function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export { z };
