import { createRoute } from "@hono/zod-openapi";

import type { KeptMail } from "../../booking/mail/repositories.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  OPERATOR_SECURITY,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";

/** Every mail that was sent, could not be sent, or is only kept because no mail is configured. */

const PAGE_LIMIT = 200;
const PAGE_DEFAULT = 50;

const mailSchema = z
  .object({
    id: z.string(),
    recipient: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
    state: z.enum(["sent", "kept", "waiting", "failed"]),
    problem: z.string().nullable(),
    createdAt: instantSchema,
    sentAt: instantSchema.nullable(),
    installationId: z.string().nullable(),
  })
  .openapi("Mail");

const answer = jsonAnswer(
  z.object({ items: z.array(mailSchema), nextCursor: z.string().nullable() }),
  "Newest first",
);
const query = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(PAGE_DEFAULT),
  cursor: z.string().max(200).optional(),
});

const ownRoute = createRoute({
  method: "get",
  path: "/api/mails",
  summary: "Mails about this installation, sent or only kept",
  security: OWNER_SECURITY,
  request: { query },
  responses: { 200: answer, ...problems() },
});

const operatorRoute = createRoute({
  method: "get",
  path: "/api/operator/mails",
  summary: "Mails of all shops, sent or only kept",
  security: OPERATOR_SECURITY,
  request: { query },
  responses: { 200: answer, ...problems() },
});

export function addMailRoutes(api: Api): void {
  api.openapi(ownRoute, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { id } = c.get("installation");
    return c.json(page(await c.env.mails.list(id, cursor ?? null, limit + 1), limit), 200);
  });

  api.openapi(operatorRoute, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return c.json(page(await c.env.mails.list(null, cursor ?? null, limit + 1), limit), 200);
  });
}

function page(found: readonly KeptMail[], limit: number) {
  const items = found.slice(0, limit).map((mail) => mailJson(mail));
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function mailJson(mail: KeptMail) {
  const { id, recipient, subject, text, problem, createdAt, sentAt, installationId } = mail;
  return {
    id,
    recipient: recipient === "" ? null : recipient,
    subject,
    text,
    state: stateOf(mail),
    problem,
    createdAt: instant(createdAt),
    sentAt: instant(sentAt),
    installationId,
  };
}

function stateOf({ sentAt, nextAttemptAt, problem }: KeptMail) {
  if (sentAt !== null) return "sent";
  if (nextAttemptAt !== null) return "waiting";
  return problem === null ? "kept" : "failed";
}
