import type { HttpContext } from "../context.ts";
import { answerPage } from "./parts/layout.tsx";

/** A page or document that is not there, or is not this visitor's: both look the same. */
export function answerMissing(c: HttpContext): Response | Promise<Response> {
  const { common } = c.get("view").texts;
  return answerPage(c, {
    title: common.notFoundTitle,
    section: "login",
    status: 404,
    content: (
      <>
        <p>{common.notFound}</p>
        <p>
          <a class="button" href="/">
            {common.toOverview}
          </a>
        </p>
      </>
    ),
  });
}
