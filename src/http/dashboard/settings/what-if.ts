import type { Books, Shop } from "../../../booking/ports.ts";
import { previewRead, type PreviewedDocument } from "../../../booking/preview-document.ts";
import type { DocumentRecord } from "../../../booking/repositories.ts";
import { booksOf, shopOf } from "../../../booking/setup/read-options.ts";
import type { Configuration } from "../../../domain/configuration.ts";
import type { HttpContext } from "../../context.ts";

/** Which of the newest documents would be booked differently with other settings. Reads only. */

/** Each is read from the shop, which allows 150 reads a minute; a page should not take longer than that. */
const DOCUMENT_COUNT = 20;
const READ_AT_ONCE = 5;

export interface Compared {
  readonly document: DocumentRecord;
  readonly before: PreviewedDocument;
  readonly after: PreviewedDocument;
}

export interface WhatIf {
  readonly looked: number;
  readonly unread: number;
  readonly different: readonly Compared[];
}

interface Asked {
  readonly c: HttpContext;
  readonly shop: Shop;
  readonly books: Books;
  readonly before: Configuration;
  readonly after: Configuration;
}

/** Null when the shop or the books can't be asked now. */
export async function compareSettings(
  c: HttpContext,
  settings: Pick<Asked, "before" | "after">,
): Promise<WhatIf | null> {
  const installation = c.get("installation");
  const [shop, books, newest] = await Promise.all([
    shopOf(c.env, installation),
    booksOf(c.env, installation),
    newestDocuments(c),
  ]);
  if (!shop.ok || !books.ok) return null;
  const asked = { c, shop: shop.value, books: books.value, ...settings };
  const compared: (Compared | null)[] = [];
  for (let start = 0; start < newest.length; start += READ_AT_ONCE) {
    const slice = newest.slice(start, start + READ_AT_ONCE);
    compared.push(...(await Promise.all(slice.map((document) => compareOne(asked, document)))));
  }
  const read = compared.filter((found) => found !== null);
  return {
    looked: read.length,
    unread: newest.length - read.length,
    different: read.filter(({ before, after }) => fingerprint(before) !== fingerprint(after)),
  };
}

async function newestDocuments(c: HttpContext): Promise<readonly DocumentRecord[]> {
  const { items } = await c.env.documents.list(c.get("installation").id, {
    statuses: ["processed", "error", "open"],
    from: null,
    to: null,
    search: null,
    code: null,
    limit: DOCUMENT_COUNT,
    cursor: null,
  });
  return items;
}

async function compareOne(asked: Asked, document: DocumentRecord): Promise<Compared | null> {
  const { c, shop, books } = asked;
  const read = await shop.readDocument(document.kind, document.sourceId);
  if (!read.ok) return null;
  const look = (configuration: Configuration) =>
    previewRead(
      { documents: c.env.documents, books, now: () => c.env.now().getTime() },
      { document: read.value, record: document },
      { installation: c.get("installation"), configuration, ignoreStartDate: false },
    );
  const before = await look(asked.before);
  const after = await look(asked.after);
  if (!before.ok || !after.ok) return null;
  return { document, before: before.value, after: after.value };
}

/** What counts as booked differently: the outcome, and everything that would be sent. */
function fingerprint(preview: PreviewedDocument): string {
  switch (preview.kind) {
    case "book":
      return JSON.stringify(preview.booking);
    case "error":
      return JSON.stringify(preview.error);
    case "open":
    case "skipped":
      return `${preview.kind} ${preview.reason}`;
  }
}
