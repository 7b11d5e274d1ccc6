import { createRoute } from "@hono/zod-openapi";

import type { Installation } from "../../booking/ports/installations.ts";
import { resume, stop } from "../../booking/setup/pause.ts";
import type { HttpContext } from "../context.ts";
import { notFound } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";
import { setUpProblem } from "./set-up-problem.ts";

const profileSchema = z
  .object({
    licenseKey: z.string(),
    state: z.enum(["new", "active", "stopped", "uninstalled"]),
    trialEndsOn: z.string(),
    shopName: z.string().nullable(),
    administration: z.string().nullable(),
    email: z.string().nullable(),
    additionalEmail: z.string().nullable(),
    invoices: z.array(
      z.object({ id: z.string(), name: z.string(), createdAt: instantSchema, href: z.string() }),
    ),
  })
  .openapi("Profile");

const readRoute = createRoute({
  method: "get",
  path: "/api/profile",
  summary: "Licence, trial end, invoices, extra address",
  security: OWNER_SECURITY,
  responses: { 200: jsonAnswer(profileSchema, "The profile"), ...problems() },
});

const changeRoute = createRoute({
  method: "patch",
  path: "/api/profile",
  summary: "Set or clear the extra e-mail address",
  security: OWNER_SECURITY,
  request: jsonBody(
    z.object({
      additionalEmail: z
        .union([z.literal("").transform(() => null), z.email().max(254)])
        .nullable(),
    }),
  ),
  responses: { 200: jsonAnswer(profileSchema, "The profile"), ...problems(403) },
});

const stateAnswer = jsonAnswer(z.object({ state: z.string() }), "The state now");

const stopRoute = createRoute({
  method: "post",
  path: "/api/profile/stop",
  summary: "Stop the integration; what waits stays visible",
  security: OWNER_SECURITY,
  responses: { 200: stateAnswer, ...problems(403, 409) },
});

const resumeRoute = createRoute({
  method: "post",
  path: "/api/profile/resume",
  summary: "Start it again and look for what came in between",
  security: OWNER_SECURITY,
  responses: { 200: stateAnswer, ...problems(403, 409) },
});

const invoiceRoute = createRoute({
  method: "get",
  path: "/api/profile/invoices/{id}",
  summary: "One invoice as PDF",
  security: OWNER_SECURITY,
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: { description: "The PDF", content: { "application/pdf": { schema: z.string() } } },
    ...problems(404),
  },
});

export function addProfileRoutes(api: Api): void {
  api.openapi(readRoute, (c) => answerProfile(c, c.get("installation")));

  api.openapi(changeRoute, async (c) => {
    const { additionalEmail } = c.req.valid("json");
    const installation = c.get("installation");
    await c.env.installations.change(installation.id, { additionalEmail });
    return answerProfile(c, { ...installation, additionalEmail });
  });

  api.openapi(stopRoute, async (c) => {
    const stopped = await stop(c.env, c.get("installation"));
    return stopped.ok ? c.json({ state: "stopped" }, 200) : setUpProblem(stopped.error);
  });

  api.openapi(resumeRoute, async (c) => {
    const resumed = await resume(c.env, c.get("installation"));
    return resumed.ok ? c.json({ state: "active" }, 200) : setUpProblem(resumed.error);
  });

  api.openapi(invoiceRoute, async (c) => {
    const { id } = c.req.valid("param");
    const content = await c.env.setUp.invoiceContent(c.get("installation").id, id);
    if (content === null) return notFound("There is no such invoice.");
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    return new Response(bytes, {
      headers: {
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="invoice.pdf"',
      },
    });
  });
}

async function answerProfile(c: HttpContext, installation: Installation): Promise<Response> {
  const invoices = await c.env.setUp.invoices(installation.id);
  const caller = c.get("caller");
  return Response.json({
    licenseKey: installation.licenseKey,
    state: installation.state,
    trialEndsOn: installation.trialEndsOn,
    shopName: installation.shopName,
    administration: installation.administrationName,
    email: caller.kind === "session" ? caller.email : null,
    additionalEmail: installation.additionalEmail,
    invoices: invoices.map(({ id, name, createdAt }) => ({
      id,
      name,
      createdAt: instant(createdAt),
      href: `/api/profile/invoices/${id}`,
    })),
  });
}
