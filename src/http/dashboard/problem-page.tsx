import { createMiddleware } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import type { HttpEnv } from "../context.ts";
import { problemText } from "./form.ts";
import { answerPage } from "./parts/layout.tsx";

/** What went wrong outside of any page, as a page: a person reads no JSON. A program gets the problem as it is. */
export const tellAsPage = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  const isProblem = c.res.headers.get("content-type")?.startsWith("application/problem+json");
  if (!isProblem || !(c.req.header("accept") ?? "").includes("text/html")) return;
  const { code } = await c.res.json<{ readonly code: string }>();
  const status = c.res.status as ContentfulStatusCode;
  const { texts } = c.get("view");
  c.res = undefined;
  c.res = await answerPage(c, {
    title: texts.messages.problem.replace(/\.$/, ""),
    section: "login",
    status,
    problem: problemText(texts, { code, detail: "" }),
    content: (
      <p>
        <a class="button" href="/">
          {texts.common.toOverview}
        </a>
      </p>
    ),
  });
});
