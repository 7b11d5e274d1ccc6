import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";

import { requireSameOrigin } from "../api/guards.ts";
import type { HttpEnv } from "../context.ts";
import { tooLarge } from "../problem.ts";
import { addInstallationPages } from "./account/installation-pages.tsx";
import { addLoginPages } from "./account/login-pages.tsx";
import { addMigrationPages } from "./account/migration-pages.tsx";
import { answerOverview } from "./account/overview-page.tsx";
import { addProfilePages } from "./account/profile-pages.ts";
import { addQuestionPages } from "./account/question-pages.tsx";
import { addResetPages } from "./account/reset-pages.tsx";
import type { ApiApp } from "./call-api.ts";
import { addDocumentPages } from "./documents/document-pages.tsx";
import { addErrorPages } from "./documents/error-pages.tsx";
import { addListPages } from "./documents/list-pages.tsx";
import { addSearchPages } from "./documents/search-pages.tsx";
import { requireForm } from "./form.ts";
import { addHelpPages } from "./help/help-pages.tsx";
import { answerMissing } from "./missing-page.tsx";
import { tellAsPage } from "./problem-page.tsx";
import { addConfigurationPages } from "./settings/configuration-pages.tsx";
import { addSetupPages } from "./setup/setup-pages.ts";
import { provideView, requireSession, requireVisitor } from "./visitor.ts";

/** The pages of the dashboard. They read through the same repositories as the JSON API and change things only through it. */

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Pages about one installation, each with everything below it. */
const INSIDE = [
  "setup",
  "report",
  "report.csv",
  "errors",
  "open",
  "skipped",
  "warnings",
  "documents",
  "search",
  "configuration",
  "profile",
  "migration",
  "help",
  "questions",
  "export",
];

/** A person who follows an old link reads a page; a program gets the problem as JSON. */
const isForBrowser = createMiddleware<HttpEnv>(async (c, next) => {
  const isPage = !/^\/(api|webhooks)\//.test(c.req.path);
  const accepts = c.req.header("accept") ?? "";
  return isPage && accepts.includes("text/html") ? next() : c.notFound();
});

export function createDashboard(api: ApiApp): Hono<HttpEnv> {
  const pages = new Hono<HttpEnv>();
  const guards = [
    provideView(api),
    tellAsPage,
    bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: () => tooLarge(BODY_LIMIT_BYTES) }),
    requireSameOrigin,
    requireForm,
  ] as const;
  for (const path of ["/", "/login", "/logout", "/language", "/installations", "/reset/*"]) {
    pages.use(path, ...guards);
  }
  pages.use("/", requireVisitor);
  pages.use("/installations", requireSession);
  for (const name of INSIDE) pages.use(`/${name}/*`, ...guards, requireVisitor);
  addLoginPages(pages);
  addResetPages(pages);
  addInstallationPages(pages);
  pages.get("/", (c) => answerOverview(c));
  addSetupPages(pages);
  addConfigurationPages(pages);
  addListPages(pages);
  addErrorPages(pages);
  addDocumentPages(pages);
  addSearchPages(pages);
  addProfilePages(pages);
  addMigrationPages(pages);
  addQuestionPages(pages);
  addHelpPages(pages);
  for (const name of INSIDE) pages.get(`/${name}/*`, (c) => answerMissing(c));
  pages.get("*", isForBrowser, provideView(api), (c) => answerMissing(c));
  return pages;
}
