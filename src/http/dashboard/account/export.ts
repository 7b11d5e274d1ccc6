import type { Installation } from "../../../booking/repositories.ts";
import type { HttpContext } from "../../context.ts";

/** Everything that is stored of a shop as one JSON document, without secrets, streamed page by page. */

const PAGE_SIZE = 200;

export function answerExport(c: HttpContext): Response {
  const encoder = new TextEncoder();
  const parts = exportParts(c);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return c.body(stream, 200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": 'attachment; filename="export.json"',
  });
}

async function* exportParts(c: HttpContext): AsyncGenerator<string, undefined> {
  const installation = c.get("installation");
  const { id } = installation;
  const [configuration, changes, tickets, migrations] = await Promise.all([
    c.env.setUp.storedConfiguration(id),
    c.env.installations.configurationChanges(id),
    c.env.tickets.list(id),
    c.env.dashboard.backfills(id, PAGE_SIZE),
  ]);
  const head = { installation: shown(installation), configuration, changes, tickets, migrations };
  yield `${JSON.stringify(head).slice(0, -1)},"documents":[`;
  yield* documentParts(c);
  yield "]}";
  return undefined;
}

async function* documentParts(c: HttpContext): AsyncGenerator<string, undefined> {
  const { id } = c.get("installation");
  let cursor: string | null = null;
  let isFirst = true;
  do {
    const page: Awaited<ReturnType<typeof c.env.documents.list>> = await c.env.documents.list(id, {
      statuses: [],
      from: null,
      to: null,
      search: null,
      code: null,
      limit: PAGE_SIZE,
      cursor,
    });
    for (const { kind, sourceId } of page.items) {
      const document = await c.env.documents.find(id, { kind, sourceId });
      if (document === null) continue;
      const { claimToken: _token, leaseUntil: _until, ...rest } = document;
      yield `${isFirst ? "" : ","}\n${JSON.stringify(rest)}`;
      isFirst = false;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return undefined;
}

/** What the owner may know of the installation: no key, no code, no webhook address. */
function shown(installation: Installation) {
  const { licenseKey, state, apiRoot, shopName, administrationName, trialEndsOn } = installation;
  const { createdAt, activatedAt, firstActiveOn, additionalEmail, termsVersion } = installation;
  return {
    licenseKey,
    state,
    apiRoot,
    shopName,
    administrationName,
    trialEndsOn,
    createdAt,
    activatedAt,
    firstActiveOn,
    additionalEmail,
    termsVersion,
  };
}
