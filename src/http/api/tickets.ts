import { createRoute } from "@hono/zod-openapi";

import { forwardTicket } from "../../booking/mail/notify.ts";
import type { DocumentRecord } from "../../booking/ports/document-record.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import type { Ticket } from "../../booking/setup/repositories.ts";
import { withoutPersons } from "../../booking/without-persons.ts";
import type { HttpContext } from "../context.ts";
import { notFound } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  optionalJsonBody,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";
import { documentParams } from "./document-schemas.ts";

/** Questions (the green button) and reported problems (the red one). */

const SUBJECT_MAX_CHARACTERS = 200;
const MESSAGE_MAX_CHARACTERS = 10_000;

export const ticketSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["problem", "question"]),
    subject: z.string(),
    message: z.string(),
    details: z.unknown(),
    state: z.enum(["open", "answered", "closed"]),
    answer: z.string().nullable(),
    createdAt: instantSchema,
    answeredAt: instantSchema.nullable(),
  })
  .openapi("Ticket");

const created = jsonAnswer(z.object({ ticketId: z.string() }), "Support has it");

const reportRoute = createRoute({
  method: "post",
  path: "/api/documents/{kind}/{sourceId}/report-problem",
  summary: "Report a problem with a document (the red button)",
  security: OWNER_SECURITY,
  request: {
    params: documentParams,
    ...optionalJsonBody(z.object({ message: z.string().max(MESSAGE_MAX_CHARACTERS).optional() })),
  },
  responses: { 201: created, ...problems(403, 404) },
});

const questionRoute = createRoute({
  method: "post",
  path: "/api/questions",
  summary: "Ask a question (the green button)",
  security: OWNER_SECURITY,
  request: jsonBody(
    z.object({
      subject: z.string().trim().min(1).max(SUBJECT_MAX_CHARACTERS),
      message: z.string().trim().min(1).max(MESSAGE_MAX_CHARACTERS),
    }),
  ),
  responses: { 201: created, ...problems(403) },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/questions",
  summary: "Questions and reported problems, with their answers",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(ticketSchema), nextCursor: z.string().nullable() }),
      "Newest first",
    ),
    ...problems(),
  },
});

export function addTicketRoutes(api: Api): void {
  api.openapi(reportRoute, async (c) => {
    const key = c.req.valid("param");
    const installation = c.get("installation");
    const document = await c.env.documents.find(installation.id, key);
    if (document === null) return notFound("There is no such document.");
    const ticketId = await createTicket(c, {
      kind: "problem",
      subject: `${key.kind} ${document.number || key.sourceId}`,
      message: c.req.valid("json")?.message ?? "",
      details: detailsOf(installation, document),
    });
    return c.json({ ticketId }, 201);
  });

  api.openapi(questionRoute, async (c) => {
    const { subject, message } = c.req.valid("json");
    const { configurationVersion, state } = c.get("installation");
    const details = { configurationVersion, state };
    const ticketId = await createTicket(c, { kind: "question", subject, message, details });
    return c.json({ ticketId }, 201);
  });

  api.openapi(listRoute, async (c) => {
    const tickets = await c.env.tickets.list(c.get("installation").id);
    return Response.json({ items: tickets.map((ticket) => ticketJson(ticket)), nextCursor: null });
  });
}

/** What support needs to see what happened, without the customer. */
function detailsOf(installation: Installation, document: DocumentRecord): unknown {
  const { kind, sourceId, number, status, reason, error, trace, warnings } = document;
  const details = {
    kind,
    sourceId,
    number,
    status,
    reason,
    error,
    trace,
    warnings,
    configurationVersion: document.configurationVersion ?? installation.configurationVersion,
  };
  return withoutPersons(details, [document.customer]);
}

async function createTicket(
  c: HttpContext,
  ticket: Pick<Ticket, "kind" | "subject" | "message" | "details">,
): Promise<string> {
  const id = c.env.newId();
  const installation = c.get("installation");
  const { id: installationId } = installation;
  await c.env.tickets.create({
    ...ticket,
    id,
    installationId,
    state: "open",
    answer: null,
    createdAt: c.env.now().getTime(),
    answeredAt: null,
  });
  await forwardTicket(c.env, installation, { ...ticket, id });
  c.env.log("ticket_created", { installation: installationId, ticket: id, kind: ticket.kind });
  return id;
}

export function ticketJson(ticket: Ticket) {
  const { id, kind, subject, message, details, state, answer, createdAt, answeredAt } = ticket;
  return {
    id,
    kind,
    subject,
    message,
    details,
    state,
    answer,
    createdAt: instant(createdAt),
    answeredAt: instant(answeredAt),
  };
}
