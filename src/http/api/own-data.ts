import { createRoute } from "@hono/zod-openapi";

import { eraseCustomer } from "../../booking/erase-customer.ts";
import { EXPORT_PARTS, type ExportRepository } from "../../booking/export.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";

/** What the owner may do with the data kept of the shop: take all of it along, and erase one customer. */

/** Shorter texts would be found in half of all documents. */
const NAME_MIN_CHARACTERS = 3;
const NAME_MAX_CHARACTERS = 200;

export const customerSchema = z
  .object({
    email: z.email().max(254).optional(),
    name: z.string().trim().min(NAME_MIN_CHARACTERS).max(NAME_MAX_CHARACTERS).optional(),
  })
  .refine(({ email, name }) => email !== undefined || name !== undefined, {
    error: "name the e-mail address, the name, or both",
    path: ["email"],
  });

export const erasedSchema = z
  .object({
    documents: z.number(),
    others: z.number(),
    finished: z.boolean().openapi({ description: "False: there is more; call again." }),
  })
  .openapi("ErasedCustomer");

const exportRoute = createRoute({
  method: "get",
  path: "/api/export",
  summary: "Everything kept of this installation, without secrets, as one file",
  security: OWNER_SECURITY,
  responses: { 200: jsonAnswer(z.record(z.string(), z.unknown()), "The file"), ...problems() },
});

const eraseRoute = createRoute({
  method: "post",
  path: "/api/customers/erase",
  summary: "Erase a customer's name and address; amounts, numbers and bookings stay",
  security: OWNER_SECURITY,
  request: jsonBody(customerSchema),
  responses: { 200: jsonAnswer(erasedSchema, "What was erased"), ...problems(403) },
});

export function addOwnDataRoutes(api: Api): void {
  api.openapi(exportRoute, (c) => {
    const { id, licenseKey } = c.get("installation");
    c.env.log("exported", { installation: id });
    return new Response(exportStream(c.env.exports, id), {
      headers: {
        "content-type": "application/json",
        "content-disposition": `attachment; filename="export-${licenseKey}.json"`,
      },
    });
  });

  api.openapi(eraseRoute, async (c) => {
    const { email, name } = c.req.valid("json");
    const { id } = c.get("installation");
    const texts = { email: email ?? null, name: name ?? null };
    const erased = await eraseCustomer(c.env.erasure, id, texts);
    c.env.log("customer_erased", { installation: id, documents: erased.documents });
    return c.json(erased, 200);
  });
}

/** Page after page as the caller reads on, so that a large shop's file never stands in memory. */
export function exportStream(
  repository: ExportRepository,
  installationId: string,
): ReadableStream<Uint8Array> {
  const texts = exportTexts(repository, installationId);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

async function* exportTexts(
  repository: ExportRepository,
  installationId: string,
): AsyncGenerator<string, void> {
  for (const [index, part] of EXPORT_PARTS.entries()) {
    yield `${index === 0 ? "{" : "],"}\n"${part}": [`;
    let after: readonly string[] | null = null;
    let separator = "\n";
    do {
      const page = await repository.page(installationId, part, after);
      if (page.rows.length > 0) {
        yield separator + page.rows.map((row) => JSON.stringify(row)).join(",\n");
        separator = ",\n";
      }
      after = page.next;
    } while (after !== null);
  }
  yield "]\n}\n";
}
