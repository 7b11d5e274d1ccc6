import type { FailureCause } from "../../../booking/dashboard.ts";
import type { HttpContext } from "../../context.ts";
import { wholeNumber } from "../form.ts";
import { Notice } from "../parts/notice.tsx";
import { addressOf, NO_FILTER } from "./list-query.ts";
import { mendPath } from "./mend.ts";
import { reasonText, wordError } from "./words.ts";

/** One cause of errors: how many documents it holds, what mends it, and the button that processes them all. */

/** How many documents the blue button of a cause has taken along. */
export function Offered(props: { readonly c: HttpContext; readonly isWorking: boolean }) {
  const { c, isWorking } = props;
  const { documents, messages } = c.get("view").texts;
  const { errors: text } = documents;
  if (c.req.query("offered") === "moving") {
    return <Notice kind="warn">{messages.problems["INSTALLATION_MOVING"]}</Notice>;
  }
  const offered = wholeNumber(c.req.query("offered") ?? "");
  if (offered === null) return null;
  if (offered === 0) return <Notice kind="info">{text.noneOffered}</Notice>;
  if (!isWorking) return <Notice kind="good">{text.offeredDone(offered)}</Notice>;
  return (
    <Notice kind="good">
      {text.offered(offered)} <noscript>{messages.refresh}</noscript>
    </Notice>
  );
}

/** The number of documents and what is wrong with them: "14 documents: no VAT code for DE 19%". */
export function Cause({ c, cause }: { readonly c: HttpContext; readonly cause: FailureCause }) {
  const { texts, language } = c.get("view");
  const { errors: text, actions } = texts.documents;
  const described = wordError(cause, language);
  const mend = mendPath(cause.code, cause.figures);
  const filter = { ...NO_FILTER, code: cause.code, cause: cause.key };
  return (
    <section class="panel cause">
      <h2>
        <span class="count">{texts.documents.orders(cause.documents)}:</span> {described.message}
      </h2>
      <div class="buttons">
        <form method="post" action="/errors/process">
          <input type="hidden" name="code" value={cause.code} />
          <input type="hidden" name="key" value={cause.key} />
          <button class="blue">
            {cause.documents === 1 ? actions.process : text.processAll(cause.documents)}
          </button>
        </form>
        {mend === null ? null : (
          <a class="button" href={mend}>
            {text.mend}
          </a>
        )}
        <a class="button" href={`${addressOf("/errors", filter)}#failed`}>
          {text.allOfThem}
        </a>
        <details class="info">
          <summary class="button yellow">{actions.moreInfo}</summary>
          <p>{described.help}</p>
          <p class="soft">
            <a href={`/help/errors#${cause.code}`}>
              {texts.common.nav.help}: {reasonText(texts, cause.code)}
            </a>
          </p>
        </details>
      </div>
    </section>
  );
}
