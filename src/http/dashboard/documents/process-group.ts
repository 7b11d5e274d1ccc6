import type { DocumentKey } from "../../../booking/ports/document-record.ts";
import { documentMessage } from "../../../booking/setup/release-documents.ts";
import type { HttpContext } from "../../context.ts";
import { readForm } from "../form.ts";

/**
 * The blue button of a whole cause: every document of it is evaluated anew, each with the name of who asked. A part is due
 * in D1 before it goes to the queue, and what was not taken yet still stands under its cause: an interruption loses nothing.
 */

/** One statement of D1 and a few batches of the queue. */
export const PART_SIZE = 200;

/** Many documents at once must not stampede on one administration. */
const SPREAD_SECONDS_PER_DOCUMENT = 0.2;
const SPREAD_LIMIT_SECONDS = 600;

interface Cause {
  readonly code: string;
  readonly key: string;
  /** As many as stood there when the button was pressed. */
  readonly documents: number;
}

interface Press {
  readonly cause: Cause;
  /** Ms since 1970. All parts have it: what fails again meanwhile is not taken a second time. */
  readonly at: number;
}

export async function processGroup(c: HttpContext): Promise<Response> {
  if (c.get("installation").movingTo !== null) return c.redirect("/errors?offered=moving", 303);
  const form = await readForm(c);
  const [code, key] = [form.text("code"), form.text("key")];
  const causes = await c.env.dashboard.causes(c.get("installation").id);
  const cause = causes.find((known) => known.code === code && known.key === key);
  const offered = cause === undefined ? 0 : await offerAll(c, cause);
  return c.redirect(`/errors?offered=${offered}`, 303);
}

async function offerAll(c: HttpContext, cause: Cause): Promise<number> {
  const press = { cause, at: c.env.now().getTime() };
  let offered = 0;
  while (offered < cause.documents) {
    const limit = Math.min(PART_SIZE, cause.documents - offered);
    const keys = await takePart(c, press, limit);
    await offer(c, keys, cause.documents);
    offered += keys.length;
    if (keys.length < limit) break;
  }
  return offered;
}

function takePart(
  c: HttpContext,
  { cause, at }: Press,
  limit: number,
): Promise<readonly DocumentKey[]> {
  const { name: by } = c.get("caller");
  const overrides = { force: true, bookingDate: null, acceptVatNumber: null, by };
  return c.env.dashboard.takeGroup(c.get("installation").id, {
    group: { code: cause.code, key: cause.key },
    act: { kind: "process", overrides, by, now: at },
    limit,
  });
}

async function offer(c: HttpContext, keys: readonly DocumentKey[], all: number): Promise<void> {
  const { id } = c.get("installation");
  const spread = Math.floor(all * SPREAD_SECONDS_PER_DOCUMENT);
  try {
    await c.env.queue.send(
      keys.map((key) => documentMessage(id, key, "process")),
      { spreadSeconds: Math.min(SPREAD_LIMIT_SECONDS, spread) },
    );
  } catch {
    // D1 has them due already: cron takes them up within a quarter of an hour.
    c.env.log("group_not_queued", { installation: id, documents: keys.length });
  }
}
