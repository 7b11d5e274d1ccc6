import type { DocumentKey, DocumentRecord } from "../../../booking/repositories.ts";
import { documentMessage } from "../../../booking/setup/release-documents.ts";
import type { HttpContext } from "../../context.ts";
import { readForm } from "../form.ts";
import { queryOf } from "./list-query.ts";

/** The blue button of a whole cause: every document of it is evaluated anew, each with the name of who asked. */

/** So many at a time: the rest stands there still, to be asked for again. */
export const GROUP_LIMIT = 100;

/** Many documents at once must not stampede on one administration. */
const SPREAD_SECONDS_PER_DOCUMENT = 0.2;

/** The figures that tell causes of one code apart, as the repository groups them. */
function belongsTo(document: DocumentRecord, key: string): boolean {
  const figures = document.error?.figures ?? {};
  if (key === "") return true;
  return [
    `${figures["country"] ?? ""} ${figures["rate"] ?? ""}`,
    figures["text"],
    figures["currency"],
  ].includes(key);
}

export async function processGroup(c: HttpContext): Promise<Response> {
  const form = await readForm(c);
  const { id } = c.get("installation");
  const filter = { from: "", to: "", search: "", code: form.text("code"), cursor: "" };
  const { items } = await c.env.documents.list(id, queryOf(filter, ["error"], GROUP_LIMIT));
  const group = items.filter((document) => belongsTo(document, form.text("key")));
  const taken = await takeUp(c, group);
  try {
    await c.env.queue.send(
      taken.map((key) => documentMessage(id, key, "process")),
      { spreadSeconds: Math.floor(taken.length * SPREAD_SECONDS_PER_DOCUMENT) },
    );
  } catch {
    // D1 has them due already: cron takes them up within a quarter of an hour.
    c.env.log("group_not_queued", { installation: id, documents: taken.length });
  }
  return c.redirect("/errors?done=processingMany", 303);
}

async function takeUp(
  c: HttpContext,
  documents: readonly DocumentRecord[],
): Promise<readonly DocumentKey[]> {
  const { name: by } = c.get("caller");
  const now = c.env.now().getTime();
  const taken: DocumentKey[] = [];
  for (const { kind, sourceId } of documents) {
    const answer = await c.env.documents.act(
      c.get("installation").id,
      { kind, sourceId },
      {
        kind: "process",
        overrides: { force: true, bookingDate: null, acceptVatNumber: null, by },
        by,
        now,
      },
    );
    if (answer?.done) taken.push({ kind, sourceId });
  }
  return taken;
}
