import { createRoute } from "@hono/zod-openapi";

import type { ConnectionState } from "../../booking/ports/installations.ts";
import { TERMS_VERSION } from "../../booking/setup/terms.ts";
import type { HttpContext } from "../context.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  OWNER_SECURITY,
  problems,
  z,
} from "./api.ts";

const MS_PER_MINUTE = 60_000;

/** Refused deliveries older than a day say nothing about now. */
const REFUSED_WINDOW_MINUTES = 24 * 60;

const connectionSchema = z.object({
  ok: z.boolean(),
  checkedAt: instantSchema.nullable(),
  problem: z.string().optional(),
  refusedDeliveries: z.object({ count: z.number(), lastAt: instantSchema.nullable() }).optional(),
});
const countSchema = z.number().int();

const statusSchema = z
  .object({
    licenseKey: z.string(),
    state: z.enum(["new", "active", "stopped", "uninstalled"]),
    connections: z.object({ ccv: connectionSchema, imuis: connectionSchema }),
    termsVersion: z.string(),
    termsAcceptedAt: instantSchema.nullable(),
    configured: z.boolean(),
    trialEndsOn: z.string(),
    counts: z.object({
      open: countSchema,
      errors: countSchema,
      processed: countSchema,
      skipped: countSchema,
      unknown: countSchema,
      warnings: countSchema,
    }),
    problems: z.array(z.object({ code: z.string(), message: z.string(), setting: z.string() })),
  })
  .openapi("Status");

const route = createRoute({
  method: "get",
  path: "/api/status",
  summary: "How the installation stands: connections, counts, settings that don't fit",
  security: OWNER_SECURITY,
  responses: { 200: jsonAnswer(statusSchema, "The state of this moment"), ...problems() },
});

export function addStatusRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const installation = c.get("installation");
    const [counts, refused] = await Promise.all([
      c.env.documents.counts(installation.id),
      refusedDeliveries(c, installation.id),
    ]);
    return c.json(
      {
        licenseKey: installation.licenseKey,
        state: installation.state,
        connections: {
          ccv: {
            ...connectionJson(installation.ccv, installation.apiSecret !== null),
            ...(refused === null ? {} : { refusedDeliveries: refused }),
          },
          imuis: connectionJson(installation.imuis, installation.environmentCode !== null),
        },
        termsVersion: TERMS_VERSION,
        termsAcceptedAt: instant(installation.termsAcceptedAt),
        configured: installation.configuration !== null,
        trialEndsOn: installation.trialEndsOn,
        counts,
        problems: installation.settingProblems.map(({ code, message, setting }) => ({
          code,
          message,
          setting,
        })),
      },
      200,
    );
  });
}

function connectionJson({ problem, checkedAt }: ConnectionState, isConnected: boolean) {
  const isOk = isConnected && problem === null && checkedAt !== null;
  const told = problem ?? (isConnected ? null : "Not connected.");
  return { ok: isOk, checkedAt: instant(checkedAt), ...(told === null ? {} : { problem: told }) };
}

async function refusedDeliveries(c: HttpContext, installationId: string) {
  const now = Math.floor(c.env.now().getTime() / MS_PER_MINUTE);
  const { count, lastMinute } = await c.env.setUp.refusedDeliveriesOf(
    installationId,
    now - REFUSED_WINDOW_MINUTES,
  );
  if (count === 0) return null;
  return { count, lastAt: instant(lastMinute === null ? null : lastMinute * MS_PER_MINUTE) };
}
