import { env } from "cloudflare:workers";

import { insert, insertDocument } from "../rows.ts";
import { OPERATOR_TOKEN } from "./fakes.ts";
import { type Harness, newActiveOwner, type Owner } from "./owner.ts";

/** A shop with one of everything that a call can name, and the words by which any of it would be recognised elsewhere. */

export interface Victim {
  readonly owner: Owner;
  readonly sourceId: string;
  readonly number: string;
  readonly backfillId: string;
  readonly tokenId: string;
  readonly invoiceId: string;
  readonly marks: readonly string[];
}

const CUSTOMER = "Gijsbrecht van Amstel";

export async function newVictim(harness: Harness): Promise<Victim> {
  const owner = await newActiveOwner(harness);
  const { installationId, token } = owner;
  const sourceId = String(4_000_000 + Math.floor(Math.random() * 1_000_000));
  const number = `GEHEIM-${sourceId}`;
  await insertDocument(installationId, sourceId, {
    status: "unknown",
    sort_date: "2026-11-24",
    received_at: harness.world.now,
    number,
    customer: CUSTOMER,
    total_cents: 1499,
  });
  await insert("known_debtors", {
    installation_id: installationId,
    customer_key: `email:${number}@example.com`,
    debtor_number: 777,
    seen_at: 1,
  });
  const post = async (path: string, body: unknown, by = token): Promise<string> =>
    (await (await harness.call(path, { body, token: by })).json<{ id: string }>()).id;
  const period = { kind: "order", from: "2026-01-01", to: "2026-01-02", dryRun: true };
  const pdf = { name: "rekening.pdf", contentBase64: btoa(`%PDF-${number}`) };
  const invoices = `/api/operator/installations/${installationId}/invoices`;
  const backfillId = await post("/api/backfill", period);
  const invoiceId = await post(invoices, pdf, OPERATOR_TOKEN);
  await post("/api/questions", { subject: number, message: number });
  const [made] = await harness.world.dependencies.access.tokens(installationId);
  const tokenId = made?.id ?? "";
  const marks = [installationId, number, CUSTOMER, backfillId, invoiceId, tokenId, owner.email];
  return { owner, sourceId, number, backfillId, tokenId, invoiceId, marks };
}

/** What stands in the place of a path's parameters to name something of the victim. */
export function ofVictim(victim: Victim, path: string): (name: string) => string {
  return (name) => {
    if (name === "kind") return "order";
    if (name === "sourceId") return victim.sourceId;
    if (path.startsWith("/api/tokens")) return victim.tokenId;
    if (path.startsWith("/api/backfill")) return victim.backfillId;
    if (path.startsWith("/api/profile/invoices")) return victim.invoiceId;
    return victim.owner.installationId;
  };
}

/** Every row of every table that belongs to the victim, to be compared. */
export async function everythingOf({ owner }: Victim): Promise<Record<string, unknown>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%`installation_id`%' ORDER BY name",
  ).all<{ name: string }>();
  const places = [{ name: "installations", column: "id" }].concat(
    results.map(({ name }) => ({ name, column: "installation_id" })),
  );
  const found = await Promise.all(
    places.map(async ({ name, column }) => {
      const rows = env.DB.prepare(`SELECT * FROM ${name} WHERE ${column} = ?`);
      return [name, (await rows.bind(owner.installationId).all()).results] as const;
    }),
  );
  return Object.fromEntries(found);
}
