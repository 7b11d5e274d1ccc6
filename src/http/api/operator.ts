import { createRoute } from "@hono/zod-openapi";

import { sendAnswer } from "../../booking/mail/notify.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import type { Ticket, ErrorCause } from "../../booking/setup/repositories.ts";
import { describeError } from "../../domain/booking-error.ts";
import { ERROR_CODES } from "../../domain/codes.ts";
import { notFound } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OPERATOR_SECURITY,
  problems,
  z,
} from "./api.ts";
import { languageOf } from "./document-json.ts";
import { ticketJson, ticketSchema } from "./tickets.ts";

/** What the operator sees and does over all shops; by bearer `OPERATOR_TOKEN` only. */

const PAGE_LIMIT = 200;
const PAGE_DEFAULT = 50;
const ANSWER_MAX_CHARACTERS = 10_000;

const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(PAGE_DEFAULT),
  cursor: z.string().max(200).optional(),
});
const listOf = <Schema extends z.ZodType>(item: Schema) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

const ticketsRoute = createRoute({
  method: "get",
  path: "/api/operator/tickets",
  summary: "Tickets of all shops",
  security: OPERATOR_SECURITY,
  request: { query: pageQuery },
  responses: { 200: jsonAnswer(listOf(ticketSchema), "Newest first"), ...problems() },
});

const answerRoute = createRoute({
  method: "patch",
  path: "/api/operator/tickets/{id}",
  summary: "Answer or close a ticket",
  security: OPERATOR_SECURITY,
  request: {
    params: z.object({ id: z.string() }),
    ...jsonBody(
      z.object({
        answer: z.string().min(1).max(ANSWER_MAX_CHARACTERS).optional(),
        state: z.enum(["open", "answered", "closed"]).optional(),
      }),
    ),
  },
  responses: { 200: jsonAnswer(ticketSchema, "The ticket"), ...problems(404) },
});

const connectionSchema = z.object({
  problem: z.string().nullable(),
  checkedAt: instantSchema.nullable(),
});

const installationSchema = z.object({
  id: z.string(),
  licenseKey: z.string(),
  shopName: z.string().nullable(),
  apiRoot: z.string(),
  state: z.string(),
  connections: z.object({ ccv: connectionSchema, imuis: connectionSchema }),
  createdAt: instantSchema,
  activatedAt: instantSchema.nullable(),
  trialEndsOn: z.string(),
});

const installationsRoute = createRoute({
  method: "get",
  path: "/api/operator/installations",
  summary: "All installations",
  security: OPERATOR_SECURITY,
  request: { query: pageQuery },
  responses: { 200: jsonAnswer(listOf(installationSchema), "In order of id"), ...problems() },
});

const errorsRoute = createRoute({
  method: "get",
  path: "/api/operator/errors",
  summary: "Failed documents of all shops, by cause",
  security: OPERATOR_SECURITY,
  responses: {
    200: jsonAnswer(
      listOf(
        z.object({
          code: z.string(),
          message: z.string(),
          documents: z.number(),
          installations: z.number(),
        }),
      ),
      "The most frequent first",
    ),
    ...problems(),
  },
});

export function addOperatorRoutes(api: Api): void {
  api.openapi(ticketsRoute, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const tickets = await c.env.tickets.listAll(cursor ?? null, limit + 1);
    const items = tickets.slice(0, limit).map((ticket) => operatorTicketJson(ticket));
    const nextCursor = tickets.length > limit ? (items.at(-1)?.id ?? null) : null;
    return Response.json({ items, nextCursor });
  });

  api.openapi(answerRoute, async (c) => {
    const { answer, state } = c.req.valid("json");
    const ticket = await c.env.tickets.answer(c.req.valid("param").id, {
      ...(answer === undefined ? {} : { answer }),
      ...(state === undefined ? {} : { state }),
      at: c.env.now().getTime(),
    });
    if (ticket === null) return notFound("There is no such ticket.");
    const installation = await c.env.installations.find(ticket.installationId);
    if (answer !== undefined && installation !== null) {
      await sendAnswer(c.env, installation, ticket);
    }
    return Response.json(operatorTicketJson(ticket));
  });

  api.openapi(installationsRoute, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const found = await c.env.setUp.allInstallations(cursor ?? "", limit + 1);
    const items = found.slice(0, limit).map((installation) => installationJson(installation));
    const nextCursor = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    return Response.json({ items, nextCursor });
  });

  api.openapi(errorsRoute, async (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const causes = await c.env.setUp.errorCauses();
    const items = causes.map(({ code, example, documents, installations }) => ({
      code,
      message: messageOf({ code, example }, language),
      documents,
      installations,
    }));
    return Response.json({ items, nextCursor: null });
  });
}

function operatorTicketJson(ticket: Ticket) {
  return { ...ticketJson(ticket), installationId: ticket.installationId };
}

function messageOf(
  { code, example }: Pick<ErrorCause, "code" | "example">,
  language: "nl" | "en",
): string {
  const known = ERROR_CODES.find((candidate) => candidate === code);
  return known === undefined
    ? code
    : describeError({ code: known, figures: example }, language).message;
}

function installationJson(installation: Installation) {
  const { id, licenseKey, shopName, apiRoot, state, ccv, imuis, trialEndsOn } = installation;
  return {
    id,
    licenseKey,
    shopName,
    apiRoot,
    state,
    connections: {
      ccv: { problem: ccv.problem, checkedAt: instant(ccv.checkedAt) },
      imuis: { problem: imuis.problem, checkedAt: instant(imuis.checkedAt) },
    },
    createdAt: instant(installation.createdAt),
    activatedAt: instant(installation.activatedAt),
    trialEndsOn,
  };
}
