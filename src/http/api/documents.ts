import { createRoute } from "@hono/zod-openapi";

import { fromShopFailure } from "../../booking/setup/failure.ts";
import { shopOf } from "../../booking/setup/read-options.ts";
import { documentMessage } from "../../booking/setup/release-documents.ts";
import type { HttpContext } from "../context.ts";
import type { Preview } from "../dependencies.ts";
import { notFound, problemResponse, queueUnavailable } from "../problem.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";
import { bookingJson, documentDetail, errorJson, languageOf } from "./document-json.ts";
import {
  documentDetailSchema,
  documentParams,
  errorSchema,
  kindSchema,
  warningSchema,
} from "./document-schemas.ts";
import { setUpProblem } from "./set-up-problem.ts";

/** Reading one document, what would be booked of it, and fetching one that never arrived. */

const NUMBER_MAX_CHARACTERS = 60;

const readRoute = createRoute({
  method: "get",
  path: "/api/documents/{kind}/{sourceId}",
  summary: "Everything about one document",
  security: OWNER_SECURITY,
  request: { params: documentParams },
  responses: { 200: jsonAnswer(documentDetailSchema, "The document"), ...problems(404) },
});

const fetchRoute = createRoute({
  method: "post",
  path: "/api/documents/fetch",
  summary: "Look up a number in the shop that never arrived, and process it",
  security: OWNER_SECURITY,
  request: jsonBody(
    z.object({
      kind: kindSchema,
      number: z.string().trim().min(1).max(NUMBER_MAX_CHARACTERS),
    }),
  ),
  responses: {
    202: jsonAnswer(z.object({ kind: kindSchema, sourceId: z.string() }), "Queued"),
    ...problems(403, 404, 409, 503),
  },
});

const previewRoute = createRoute({
  method: "post",
  path: "/api/documents/{kind}/{sourceId}/preview",
  summary: "What would be booked now; books nothing",
  security: OWNER_SECURITY,
  request: { params: documentParams },
  responses: {
    200: jsonAnswer(
      z.object({
        outcome: z.enum(["book", "open", "skip", "error"]),
        reason: z.string().nullable(),
        error: errorSchema.nullable(),
        booking: z.unknown(),
        debtor: z
          .object({ action: z.enum(["fixed", "match", "create"]), number: z.number().nullable() })
          .nullable(),
        warnings: z.array(warningSchema),
        trace: z.unknown(),
      }),
      "Amounts, account numbers and the trace",
    ),
    ...problems(403, 404, 409, 503),
  },
});

export function addDocumentRoutes(api: Api): void {
  api.openapi(fetchRoute, (c) => fetchDocument(c, c.req.valid("json")));

  api.openapi(readRoute, async (c) => {
    const document = await c.env.documents.find(c.get("installation").id, c.req.valid("param"));
    if (document === null) return notFound("There is no such document.");
    return Response.json(documentDetail(document, languageOf(c.req.header("accept-language"))));
  });

  api.openapi(previewRoute, async (c) => {
    const preview = await c.env.preview(c.get("installation"), c.req.valid("param"));
    return answerPreview(c, preview);
  });
}

function sourceNotFound(): Response {
  return problemResponse({
    status: 404,
    code: "SOURCE_NOT_FOUND",
    detail: "The shop has no such document.",
  });
}

async function fetchDocument(
  c: HttpContext,
  { kind, number }: { readonly kind: "order" | "invoice"; readonly number: string },
): Promise<Response> {
  const installation = c.get("installation");
  const shop = await shopOf(c.env, installation);
  if (!shop.ok) return setUpProblem(shop.error);
  const found = await shop.value.findByNumber(kind, number);
  if (!found.ok && found.error.kind !== "not-found") {
    return setUpProblem(fromShopFailure(found.error));
  }
  const sourceId = found.ok ? found.value : null;
  if (sourceId === null) return sourceNotFound();
  try {
    await c.env.queue.send([documentMessage(installation.id, { kind, sourceId }, "fetch")]);
  } catch {
    return queueUnavailable();
  }
  return c.json({ kind, sourceId }, 202);
}

/** What has to be done before anything can be previewed. */
const REMEDIES = {
  NOT_CONFIGURED:
    "There is no configuration to book with. Save one with PUT /api/configuration, or complete the set-up in the dashboard.",
  NOT_READY:
    "The shop or iMUIS is not connected. Connect iMUIS with PUT /api/connections/imuis, or open the app from the App Store of the shop.",
} as const;

function answerPreview(c: HttpContext, preview: Preview): Response {
  switch (preview.kind) {
    case "not-found":
      return sourceNotFound();
    case "incomplete":
      return problemResponse({ status: 409, code: preview.code, detail: REMEDIES[preview.code] });
    case "unavailable":
      return problemResponse({ status: 503, code: preview.code, detail: preview.message });
    case "evaluated": {
      const { outcome, reason, error, booking, debtor, warnings, trace } = preview;
      const language = languageOf(c.req.header("accept-language"));
      return Response.json({
        outcome,
        reason,
        error: errorJson(error, "error", language),
        booking: booking === null ? null : bookingJson(booking),
        debtor,
        warnings,
        trace: trace ?? null,
      });
    }
  }
}
