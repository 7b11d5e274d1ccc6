import type { Hono } from "hono";

import type { DocumentKey, DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { HttpContext, HttpEnv } from "../../context.ts";
import type { ApiAnswer } from "../call-api.ts";
import { fieldErrors, type Form, problemText, readForm, textOrNull } from "../form.ts";
import { answerMissing } from "../missing-page.tsx";
import { answerDocument } from "./document-page.tsx";
import { documentPath } from "./words.ts";

/** The page of a document, and what its buttons do; each through the API, so that the rules are the same. */

const PATH = "/documents/:kind/:sourceId";

/** Where a button may lead back to, beside the document itself. */
const BACK_PATHS = new Set(["/errors", "/open", "/skipped"]);

export function addDocumentPages(pages: Hono<HttpEnv>): void {
  pages.get(PATH, (c) => withDocument(c, (document) => answerDocument({ c, document })));
  pages.post(`${PATH}/preview`, (c) => withDocument(c, (document) => previewOf(c, document)));
  pages.post(`${PATH}/process`, (c) =>
    withDocument(c, (document) => act(c, document, { name: "process", done: "processing" })),
  );
  pages.post(`${PATH}/dismiss`, (c) =>
    withDocument(c, (document) => act(c, document, { name: "dismiss", done: "dismissed" })),
  );
  pages.post(`${PATH}/resolve`, (c) =>
    withDocument(c, (document) => act(c, document, { name: "resolve", done: "resolved" })),
  );
  pages.post(`${PATH}/report`, (c) =>
    withDocument(c, (document) => act(c, document, { name: "report-problem", done: "reported" })),
  );
}

function keyOf(c: HttpContext): DocumentKey | null {
  const kind = c.req.param("kind");
  const sourceId = c.req.param("sourceId") ?? "";
  if (kind !== "order" && kind !== "invoice") return null;
  return /^\d{1,18}$/.test(sourceId) ? { kind, sourceId } : null;
}

async function withDocument(
  c: HttpContext,
  answer: (document: DocumentRecord) => Response | Promise<Response>,
): Promise<Response> {
  const key = keyOf(c);
  const document = key && (await c.env.documents.find(c.get("installation").id, key));
  return document === null ? answerMissing(c) : answer(document);
}

async function previewOf(c: HttpContext, document: DocumentRecord): Promise<Response> {
  const preview = await c.env.preview(c.get("installation"), document);
  return answerDocument({ c, document, preview });
}

interface Act {
  readonly name: "process" | "dismiss" | "resolve" | "report-problem";
  readonly done: string;
}

async function act(c: HttpContext, document: DocumentRecord, { name, done }: Act) {
  const form = await readForm(c);
  const { texts, callApi } = c.get("view");
  const path = documentPath(document);
  const answer: ApiAnswer = await callApi("POST", `/api${path}/${name}`, bodyOf(name, form));
  if (answer.ok) {
    const back = form.text("back");
    return c.redirect(`${BACK_PATHS.has(back) ? back : path}?done=${done}`, 303);
  }
  const problem = problemText(texts, answer);
  const errors = fieldErrors(texts, answer, (path) =>
    path === "acceptVatNumber.reason" ? "acceptReason" : path,
  );
  const status = answer.status === 409 ? 409 : 422;
  return answerDocument({ c, document, errors }, { problem, status });
}

function bodyOf(name: Act["name"], form: Form): Record<string, unknown> {
  switch (name) {
    case "process": {
      // A field that is there was asked for: left blank it is wrong, and not the plain button.
      return {
        ...(form.has("bookingDate") && { bookingDate: form.text("bookingDate") }),
        ...(form.has("acceptReason") && { acceptVatNumber: { reason: form.text("acceptReason") } }),
      };
    }
    case "dismiss":
      return { reason: form.text("reason") };
    case "resolve": {
      const reference = textOrNull(form.text("reference"));
      const outcome = form.text("outcome");
      return { outcome, ...(outcome === "booked" && reference !== null && { reference }) };
    }
    case "report-problem":
      return { message: form.text("message") };
  }
}
