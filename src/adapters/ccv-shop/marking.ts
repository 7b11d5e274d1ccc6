/**
 * Says in the shop that a document is booked (ccvshop.md 6.4): an invoice's external reference, an order's internal note.
 * Never a label, a status, `paid`, or anything that mails the customer.
 */
import { z } from "zod";

import type { ShopFailure } from "../../booking/ports/shop.ts";
import type { DocumentKind } from "../../domain/document.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { CcvClient } from "./client.ts";
import { text } from "./fields.ts";
import { readList } from "./schema.ts";
import { settled } from "./webhooks.ts";

interface Marked {
  readonly kind: DocumentKind;
  readonly sourceId: string;
}

const noteSchema = z.object({ note: text });

export function markDocument(
  client: CcvClient,
  document: Marked,
  reference: string,
): Promise<Result<null, ShopFailure>> {
  const id = encodeURIComponent(document.sourceId);
  switch (document.kind) {
    case "order":
      return noteOnce(client, `/orders/${id}/ordernotes/`, `iMUIS ${reference}`);
    case "invoice":
      return setReference(client, `/invoices/${id}/`, reference);
  }
}

async function setReference(
  client: CcvClient,
  path: string,
  reference: string,
): Promise<Result<null, ShopFailure>> {
  return settled(await client.send("PATCH", path, { external_reference: reference }));
}

/** Notes are not idempotent: a note that stands there is not written again. */
async function noteOnce(
  client: CcvClient,
  path: string,
  note: string,
): Promise<Result<null, ShopFailure>> {
  const items = await client.getAll(path);
  if (!items.ok) return items;
  const notes = readList(noteSchema, items.value, "ordernotes");
  if (!notes.ok) return notes;
  if (notes.value.some((known) => known.note === note)) return ok(null);
  return settled(await client.send("POST", path, { note }));
}
