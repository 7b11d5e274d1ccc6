import { createRoute } from "@hono/zod-openapi";

import type {
  DocumentKey,
  DocumentRecord,
  PersonalAct,
} from "../../booking/ports/document-record.ts";
import { documentMessage } from "../../booking/setup/release-documents.ts";
import type { HttpContext } from "../context.ts";
import { notFound, problemResponse, queueUnavailable } from "../problem.ts";
import {
  type Api,
  jsonAnswer,
  jsonBody,
  optionalJsonBody,
  OWNER_SECURITY,
  problems,
} from "./api.ts";
import {
  dismissSchema,
  documentParams,
  processSchema,
  resolveSchema,
  statusAnswerSchema,
} from "./document-schemas.ts";

/** What a person does to one document: process, dismiss, resolve. Each is kept with the caller's name. */

const PATH = "/api/documents/{kind}/{sourceId}";

const processRoute = createRoute({
  method: "post",
  path: `${PATH}/process`,
  summary: "Process again (the blue button)",
  security: OWNER_SECURITY,
  request: { params: documentParams, ...optionalJsonBody(processSchema) },
  responses: {
    202: jsonAnswer(statusAnswerSchema, "It is evaluated anew"),
    ...problems(403, 404, 409, 503),
  },
});

const dismissRoute = createRoute({
  method: "post",
  path: `${PATH}/dismiss`,
  summary: "An error or open document that needs no booking",
  security: OWNER_SECURITY,
  request: { params: documentParams, ...jsonBody(dismissSchema) },
  responses: {
    200: jsonAnswer(statusAnswerSchema, "Skipped as DISMISSED"),
    ...problems(403, 404, 409),
  },
});

const resolveRoute = createRoute({
  method: "post",
  path: `${PATH}/resolve`,
  summary: "Settle a document of which iMUIS's answer was lost",
  security: OWNER_SECURITY,
  request: { params: documentParams, ...jsonBody(resolveSchema) },
  responses: {
    200: jsonAnswer(statusAnswerSchema, "Processed, or queued again"),
    ...problems(403, 404, 409, 503),
  },
});

export function addDocumentActRoutes(api: Api): void {
  api.openapi(processRoute, async (c) => {
    const { bookingDate, acceptVatNumber } = c.req.valid("json") ?? {};
    const { name: by } = c.get("caller");
    const overrides = {
      force: true,
      bookingDate: bookingDate ?? null,
      acceptVatNumber: acceptVatNumber ? { reason: acceptVatNumber.reason, by } : null,
      by,
    };
    return process(c, c.req.valid("param"), { kind: "process", overrides, ...stampOf(c) });
  });

  api.openapi(dismissRoute, async (c) => {
    const { reason } = c.req.valid("json");
    const act = { kind: "dismiss" as const, reason, ...stampOf(c) };
    const answer = await c.env.documents.act(c.get("installation").id, c.req.valid("param"), act);
    if (answer === null) return documentNotFound();
    if (answer.done) return c.json({ status: "skipped" as const }, 200);
    return conflict("NOT_DISMISSIBLE", answer.before);
  });

  api.openapi(resolveRoute, async (c) => {
    const request = c.req.valid("json");
    const act: PersonalAct =
      request.outcome === "booked"
        ? { kind: "resolve-booked", reference: request.reference ?? null, ...stampOf(c) }
        : { kind: "resolve-not-booked", ...stampOf(c) };
    return resolve(c, c.req.valid("param"), act);
  });
}

function stampOf(c: HttpContext): { readonly by: string; readonly now: number } {
  return { by: c.get("caller").name, now: c.env.now().getTime() };
}

async function process(c: HttpContext, key: DocumentKey, act: PersonalAct): Promise<Response> {
  const { id } = c.get("installation");
  const answer = await c.env.documents.act(id, key, act);
  if (answer === null) return documentNotFound();
  const { before, done } = answer;
  if (isAlreadyProcessed(before)) return conflict("ALREADY_PROCESSED", before);
  if (!done) return c.json({ status: before.status }, 202);
  if (!(await enqueue(c, key))) return queueUnavailable();
  return c.json({ status: before.status === "unknown" ? "unknown" : "queued" }, 202);
}

function isAlreadyProcessed({ status, reason }: DocumentRecord): boolean {
  return status === "processed" || (status === "skipped" && reason === "ALREADY_PROCESSED");
}

async function resolve(c: HttpContext, key: DocumentKey, act: PersonalAct): Promise<Response> {
  const { id } = c.get("installation");
  const answer = await c.env.documents.act(id, key, act);
  if (answer === null) return documentNotFound();
  if (!answer.done) return conflict("NOT_UNKNOWN", answer.before);
  if (act.kind === "resolve-booked") return c.json({ status: "processed" }, 200);
  if (!(await enqueue(c, key))) return queueUnavailable();
  return c.json({ status: "queued" }, 200);
}

/** D1 has it due already, so that a queue that fails here only makes it wait for cron; the caller is told all the same. */
async function enqueue(c: HttpContext, key: DocumentKey): Promise<boolean> {
  try {
    await c.env.queue.send([documentMessage(c.get("installation").id, key, "process")]);
    return true;
  } catch {
    return false;
  }
}

function documentNotFound(): Response {
  return notFound("There is no such document.");
}

function conflict(
  code: "ALREADY_PROCESSED" | "NOT_DISMISSIBLE" | "NOT_UNKNOWN",
  { status, reason }: DocumentRecord,
): Response {
  const state = reason === null ? status : `${status} ${reason}`;
  return problemResponse({ status: 409, code, detail: `The document is ${state}.` });
}
