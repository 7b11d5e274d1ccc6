import type { DocumentKey } from "../../../booking/ports/document-record.ts";
import type { Shop } from "../../../booking/ports/shop.ts";
import { missingSteps } from "../../../booking/setup/activate.ts";
import { shopOf } from "../../../booking/setup/read-options.ts";
import type { DocumentKind } from "../../../domain/document.ts";
import type { HttpContext } from "../../context.ts";
import { PreviewCard } from "../documents/preview-card.tsx";
import { problemText } from "../form.ts";
import { Notice } from "../parts/notice.tsx";
import { answerStep } from "./frame.tsx";
import type { Step } from "./steps.ts";

/** The last step: the newest documents as they would be booked, and the start. */

const PREVIEW_COUNT = 5;
const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** The shop lists oldest first, so that the newest are looked for in growing periods. */
const PERIODS_DAYS = [2, 30, 400] as const;
const PAGE_LIMIT = 5;

export async function showCheck(c: HttpContext, problem: string | null = null): Promise<Response> {
  const { texts } = c.get("view");
  const { check: text } = texts.setup;
  const installation = c.get("installation");
  const missing = missingSteps(installation);
  const isWell = installation.state === "active" && missing.length === 0;
  const content = (
    <>
      {isWell && c.req.query("done") !== "activated" ? (
        <Notice kind="good">{text.isActive}</Notice>
      ) : null}
      {missing.length === 0 ? (
        await previews(c)
      ) : (
        <div class="panel">
          <p>{text.missing}</p>
          <ul>
            {missing.map((step) => (
              <li>
                <MissingStep c={c} step={step} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" class="buttons">
        {installation.state === "active" ? (
          <a class="button blue" href="/">
            {texts.common.toOverview}
          </a>
        ) : null}
        {installation.state === "stopped" ? (
          <a class="button" href="/profile#stop">
            {texts.common.toProfile}
          </a>
        ) : (
          <button
            class={installation.state === "active" ? undefined : "blue"}
            disabled={missing.length > 0}
          >
            {installation.state === "new" ? text.activate : text.repair}
          </button>
        )}
        {installation.state === "active" && /^https?:/.test(installation.returnUrl) ? (
          <a class="button" href={installation.returnUrl}>
            {text.returnToShop}
          </a>
        ) : null}
      </form>
    </>
  );
  return answerStep(c, {
    step: "check",
    content,
    problem,
    ...(problem !== null && { status: 422 }),
  });
}

const LINKS: Readonly<Record<string, Step>> = {
  terms: "terms",
  imuis: "imuis",
  configuration: "vat",
};

/** The shop itself is connected by installing the app again, as the banner says. */
function MissingStep({ c, step }: { readonly c: HttpContext; readonly step: string }) {
  const link = LINKS[step];
  if (link === undefined) return <>CCV Shop</>;
  return <a href={`/setup/${link}`}>{c.get("view").texts.setup.steps[link]}</a>;
}

async function previews(c: HttpContext) {
  const { check: text } = c.get("view").texts.setup;
  const installation = c.get("installation");
  const kind: DocumentKind =
    installation.configuration?.source === "invoices" ? "invoice" : "order";
  const shop = await shopOf(c.env, installation);
  const keys = shop.ok ? await newest(c, shop.value, kind) : null;
  if (keys === null) return <Notice kind="warn">{text.unavailable}.</Notice>;
  if (keys.length === 0) return <p class="empty">{text.none}</p>;
  const found = await Promise.all(
    keys.map(async (key) => ({
      number: key.number,
      preview: await c.env.preview(installation, key),
      record: await c.env.documents.find(installation.id, key),
    })),
  );
  return (
    <>
      <p>{installation.state === "new" ? text.lead : text.leadActive}</p>
      {found.map((previewed, index) => (
        <PreviewCard c={c} {...previewed} isOpen={index === 0} />
      ))}
    </>
  );
}

type Listed = DocumentKey & { readonly number: string };

/** Newest first; null when the shop doesn't answer. */
async function newest(
  c: HttpContext,
  shop: Shop,
  kind: DocumentKind,
): Promise<readonly Listed[] | null> {
  let found: readonly Listed[] = [];
  for (const days of PERIODS_DAYS) {
    const from = new Date(c.env.now().getTime() - days * MS_PER_DAY);
    const listed = await lastOf(shop, kind, `${from.toISOString().slice(0, 19)}Z`);
    if (listed === null) return null;
    found = listed;
    if (found.length >= PREVIEW_COUNT) break;
  }
  return [...found].reverse();
}

async function lastOf(
  shop: Shop,
  kind: DocumentKind,
  from: string,
): Promise<readonly Listed[] | null> {
  let items: readonly Listed[] = [];
  let start: number | null = 0;
  for (let page = 0; page < PAGE_LIMIT && start !== null; page += 1) {
    const listed: Awaited<ReturnType<Shop["listDocuments"]>> = await shop.listDocuments({
      kind,
      from,
      to: null,
      paidOnly: kind === "order",
      start,
    });
    if (!listed.ok) return null;
    items = [...items, ...listed.value.items].slice(-PREVIEW_COUNT);
    start = listed.value.next;
  }
  return items;
}

export async function activateStep(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const answer = await callApi("POST", "/api/activate");
  if (answer.ok) return c.redirect("/setup/check?done=activated", 303);
  return showCheck(c, problemText(texts, answer));
}
