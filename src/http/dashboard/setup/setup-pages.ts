import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { isArea } from "../settings/areas.ts";
import { readSettings } from "../settings/settings.ts";
import { linkAccount, saveAccount, showAccount } from "./account-step.tsx";
import { activateStep, showCheck } from "./check-step.tsx";
import { saveImuis, saveTerms, showImuis, showTerms } from "./connection-steps.tsx";
import { saveSettingsStep, showSettingsStep, showVatStep } from "./settings-steps.tsx";
import { nextStep, progressOf } from "./steps.ts";

/** The guided path: one page per step, each of which can be left and returned to. */
export function addSetupPages(pages: Hono<HttpEnv>): void {
  pages.get("/setup", (c) => toNextStep(c));
  pages.get("/setup/account", (c) => showAccount(c));
  pages.post("/setup/account", (c) => saveAccount(c));
  pages.post("/setup/account/link", (c) => linkAccount(c));
  pages.get("/setup/imuis", (c) => showImuis(c));
  pages.post("/setup/imuis", (c) => saveImuis(c));
  pages.get("/setup/terms", (c) => showTerms(c));
  pages.post("/setup/terms", (c) => saveTerms(c));
  for (const section of ["source", "journal", "payment"] as const) {
    pages.get(`/setup/${section}`, (c) => showSettingsStep(c, { section, area: "" }));
    pages.post(`/setup/${section}`, (c) => saveSettingsStep(c, { section, area: "" }));
  }
  pages.get("/setup/vat", (c) => showVatStep(c));
  pages.get("/setup/vat/:area", (c) => withArea(c, showSettingsStep));
  pages.post("/setup/vat/:area", (c) => withArea(c, saveSettingsStep));
  pages.get("/setup/check", (c) => showCheck(c));
  pages.post("/setup/check", (c) => activateStep(c));
}

async function toNextStep(c: HttpContext): Promise<Response> {
  const progress = progressOf(c.get("installation"), c.get("caller"), await readSettings(c));
  return c.redirect(`/setup/${nextStep(progress)}`, 303);
}

function withArea(
  c: HttpContext,
  answer: (
    c: HttpContext,
    place: { readonly section: "vat"; readonly area: string },
  ) => Promise<Response>,
): Response | Promise<Response> {
  const area = c.req.param("area") ?? "";
  return isArea(area) ? answer(c, { section: "vat", area }) : c.redirect("/setup/vat", 303);
}
