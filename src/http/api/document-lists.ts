import { createRoute } from "@hono/zod-openapi";

import type { DocumentStatus } from "../../domain/codes.ts";
import type { HttpContext } from "../context.ts";
import { type Api, jsonAnswer, OWNER_SECURITY, problems, type z } from "./api.ts";
import { documentItem, languageOf } from "./document-json.ts";
import { documentListSchema, listQuery } from "./document-schemas.ts";

/** The lists of the dashboard: one per question, all of one form. */

interface List {
  readonly path: string;
  readonly summary: string;
  /** Empty = all. */
  readonly statuses: readonly DocumentStatus[];
}

const LISTS: readonly List[] = [
  { path: "/api/report", summary: "Processed documents", statuses: ["processed"] },
  {
    path: "/api/errors",
    summary: "Documents that failed, and those of which iMUIS's answer was lost",
    statuses: ["error", "unknown"],
  },
  { path: "/api/open", summary: "Documents that wait, with the reason", statuses: ["open"] },
  {
    path: "/api/skipped",
    summary: "Documents that were not booked on purpose, with the reason",
    statuses: ["skipped"],
  },
  { path: "/api/documents", summary: "Documents of every status", statuses: [] },
];

export function addDocumentListRoutes(api: Api): void {
  for (const { path, summary, statuses } of LISTS) {
    const route = createRoute({
      method: "get",
      path,
      summary,
      security: OWNER_SECURITY,
      request: { query: listQuery },
      responses: { 200: jsonAnswer(documentListSchema, "Newest first"), ...problems() },
    });
    api.openapi(route, (c) => answerList(c, statuses, c.req.valid("query")));
  }
}

async function answerList(
  c: HttpContext,
  statuses: readonly DocumentStatus[],
  query: z.output<typeof listQuery>,
): Promise<Response> {
  const { items, nextCursor } = await c.env.documents.list(c.get("installation").id, {
    statuses,
    from: query.from ?? null,
    to: query.to ?? null,
    search: query.search ?? null,
    code: query.code ?? null,
    limit: query.limit,
    cursor: query.cursor ?? null,
  });
  const language = languageOf(c.req.header("accept-language"));
  return c.json({ items: items.map((item) => documentItem(item, language)), nextCursor }, 200);
}
