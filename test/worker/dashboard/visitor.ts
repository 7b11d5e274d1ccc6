import { env } from "cloudflare:workers";

import { shopAt } from "../http/fakes.ts";
import type { Harness, Owner } from "../http/owner.ts";

/** What a browser without script does: opens pages, sends forms, follows nothing by itself. */

export interface Visit {
  readonly cookie?: string;
  readonly language?: "nl" | "en";
}

export async function open(harness: Harness, path: string, visit: Visit = {}): Promise<Response> {
  return harness.call(path, {
    ...(visit.cookie !== undefined && { cookie: visit.cookie }),
    headers: { "accept-language": visit.language ?? "nl" },
  });
}

export async function send(
  harness: Harness,
  path: string,
  form: Readonly<Record<string, string>> & { readonly cookie?: string; readonly origin?: string },
): Promise<Response> {
  const { cookie, origin, ...fields } = form;
  return harness.call(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    ...(cookie !== undefined && { cookie }),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "accept-language": "nl",
      ...(origin !== undefined && { origin }),
    },
  });
}

/** The text of the page's heading. */
export function headingOf(html: string): string {
  return (/<h1>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "").trim();
}

export interface SeededDocument {
  readonly sourceId: string;
  readonly status: string;
  readonly reason?: string;
  readonly error?: unknown;
  readonly customer?: string;
  readonly reference?: string;
  readonly booking?: unknown;
  readonly trace?: unknown;
  readonly warnings?: unknown;
  readonly history?: readonly object[];
  readonly evidence?: unknown;
}

/** A document as the booking would have left it. */
export async function seed(owner: Owner, document: SeededDocument): Promise<void> {
  const json = (value: unknown): string | null =>
    value === undefined ? null : JSON.stringify(value);
  await env.DB.prepare(
    "INSERT INTO documents (installation_id, kind, source_id, status, reason, error, number, sort_date, booking_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, booking, trace, vat_evidence, warnings, history) VALUES (?, 'order', ?, ?, ?, ?, ?, '2026-11-24', '2026-11-24', ?, 5008, 'EUR', ?, ?, ?, ?, ?, ?, ?, ?)",
  )
    .bind(
      owner.installationId,
      document.sourceId,
      document.status,
      document.reason ?? null,
      json(document.error),
      `ORD${document.sourceId}`,
      document.customer ?? "Anna Bakker",
      Date.UTC(2026, 10, 24),
      document.status === "processed" ? Date.UTC(2026, 10, 24) : null,
      document.reference ?? null,
      json(document.booking),
      json(document.trace),
      json(document.evidence),
      json(document.warnings ?? []),
      JSON.stringify(
        document.history ?? [
          { at: "2026-11-24T08:00:00.000Z", event: "received", cause: "webhook" },
        ],
      ),
    )
    .run();
}

/** The shop of an owner lists nothing. */
export function emptyList(harness: Harness, owner: Owner): void {
  Object.assign(shopAt(harness.world, owner.keys.apiRoot).shop, {
    listDocuments: async () => ({ ok: true, value: { items: [], next: null } }),
  });
}
