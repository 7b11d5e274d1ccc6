import { createRoute } from "@hono/zod-openapi";

import { readBody } from "../body.ts";
import type { HttpContext } from "../context.ts";
import { notFound, problemResponse, tooLarge } from "../problem.ts";
import { type Api, invalidInput, jsonAnswer, OPERATOR_SECURITY, problems, z } from "./api.ts";

/** Invoices of the operator to the shop, as PDF for the shop's Profile. */

const PDF_LIMIT_BYTES = 700 * 1024;
const NAME_MAX_CHARACTERS = 100;

const jsonSchema = z.object({
  name: z.string().trim().min(1).max(NAME_MAX_CHARACTERS),
  contentBase64: z.base64(),
});

const route = createRoute({
  method: "post",
  path: "/api/operator/installations/{id}/invoices",
  summary: "Add a PDF to the shop's Profile: as the body itself with ?name=, or base64 in JSON",
  security: OPERATOR_SECURITY,
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ name: z.string().trim().max(NAME_MAX_CHARACTERS).optional() }),
    body: {
      content: {
        "application/json": { schema: jsonSchema },
        "application/pdf": { schema: z.string().openapi({ format: "binary" }) },
      },
    },
  },
  responses: {
    201: jsonAnswer(z.object({ id: z.string() }), "Added"),
    ...problems(404, 413),
  },
});

export function addOperatorInvoiceRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const { id: installationId } = c.req.valid("param");
    if ((await c.env.installations.find(installationId)) === null) {
      return notFound("There is no such installation.");
    }
    const pdf = await readPdf(c, c.req.valid("query").name ?? "");
    if (pdf instanceof Response) return pdf;
    const id = c.env.newId();
    const createdAt = c.env.now().getTime();
    await c.env.setUp.addInvoice(installationId, { ...pdf, id, createdAt });
    return c.json({ id }, 201);
  });
}

interface Pdf {
  readonly name: string;
  readonly contentBase64: string;
}

async function readPdf(c: HttpContext, name: string): Promise<Pdf | Response> {
  const type = c.req.header("content-type") ?? "";
  const pdf = type.startsWith("application/pdf") ? await readRawPdf(c, name) : await readJsonPdf(c);
  if (pdf instanceof Response) return pdf;
  if (pdf.contentBase64.length > (PDF_LIMIT_BYTES * 4) / 3 + 4) return tooLarge(PDF_LIMIT_BYTES);
  return pdf.contentBase64.startsWith(btoa("%PDF-").slice(0, 6)) ? pdf : noPdf();
}

async function readJsonPdf(c: HttpContext): Promise<Pdf | Response> {
  const body: unknown = await c.req.json().catch(() => null);
  const parsed = jsonSchema.safeParse(body);
  return parsed.success ? parsed.data : invalidInput(parsed.error);
}

async function readRawPdf(c: HttpContext, name: string): Promise<Pdf | Response> {
  const bytes = await readBody(c.req.raw, PDF_LIMIT_BYTES);
  if (bytes === null) return tooLarge(PDF_LIMIT_BYTES);
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return { name: name === "" ? "invoice.pdf" : name, contentBase64: btoa(text) };
}

function noPdf(): Response {
  return problemResponse({
    status: 422,
    code: "VALIDATION_FAILED",
    detail: "The content is no PDF.",
    errors: [{ path: "contentBase64", message: "must be a PDF" }],
  });
}
