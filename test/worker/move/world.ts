import { env } from "cloudflare:workers";

import { createDatabases, type Databases } from "../../../src/adapters/d1/databases.ts";
import { createInstallationRepository } from "../../../src/adapters/d1/installations.ts";
import { createMoveRepository } from "../../../src/adapters/d1/moves.ts";
import { createSpreadDocuments } from "../../../src/adapters/d1/spread-documents.ts";
import type { Message } from "../../../src/booking/message.ts";
import {
  beginMove,
  type Move,
  type MoveDependencies,
  moveOn,
} from "../../../src/booking/move-installation.ts";
import type { Claim, Settlement } from "../../../src/booking/ports/claim.ts";
import type { DocumentRepository } from "../../../src/booking/ports/documents.ts";
import type { InstallationRepository } from "../../../src/booking/ports/installations.ts";
import { insert, insertDocument, newShop } from "../rows.ts";

/** A shop in the first of two data databases, and what moves it to the other. */

export const START = Date.UTC(2026, 10, 24, 9);
export const LEASE_MS = 60_000;

export interface MoveWorld {
  readonly shop: string;
  readonly databases: Databases;
  readonly documents: DocumentRepository;
  readonly installations: InstallationRepository;
  readonly deps: MoveDependencies;
  readonly messages: Message[];
  now: number;
  begin(to: string): ReturnType<typeof beginMove>;
  /** Steps until the move has reached a phase. */
  moveUntil(phase: Move["phase"]): Promise<Move>;
  latest(): Promise<Move | null>;
  /** By a worker of its own: the same token repeats a claim. */
  claim(sourceId: string, documents?: DocumentRepository, token?: string): Promise<Claim>;
  settle(sourceId: string): Promise<boolean>;
  /** The same world with some functions of the moves replaced. */
  withMoves(changed: Partial<MoveDependencies["moves"]>): MoveDependencies;
}

/** Another isolate: it remembers nothing. */
export function isolate(): Databases {
  return createDatabases(env.DB, { DATA_01: env.DATA_01 });
}

const SETTLED: Settlement = {
  status: "processed",
  imuisReference: "41/2026/11/1",
  nextCheckAt: null,
  clearIntent: true,
  history: { event: "settled" },
};

export async function createMoveWorld(): Promise<MoveWorld> {
  const databases = isolate();
  const shop = await newShop();
  const documents = createSpreadDocuments(databases);
  const installations = createInstallationRepository(databases);
  const messages: Message[] = [];
  const deps: MoveDependencies = {
    moves: createMoveRepository(databases),
    queue: { send: (sent) => Promise.resolve(void messages.push(...sent)) },
    documents,
    installations,
    now: () => world.now,
    log: () => {},
  };
  const key = (sourceId: string) => ({ kind: "order", sourceId }) as const;
  const world: MoveWorld = {
    shop,
    databases,
    documents,
    installations,
    deps,
    messages,
    now: START,
    begin: (to) => beginMove(deps, shop, to),
    latest: () => deps.moves.latest(shop),
    async moveUntil(phase) {
      for (let step = 0; step < 50; step += 1) {
        const move = await world.latest();
        if (move?.phase === phase) return move;
        await moveOn(deps, shop);
      }
      throw new Error(`never ${phase}`);
    },
    claim: (sourceId, ledger = documents, token = `token-${sourceId}`) =>
      ledger.claim(shop, key(sourceId), {
        token,
        now: world.now,
        leaseMs: LEASE_MS,
        message: "webhook",
      }),
    settle: (sourceId) =>
      documents.settle(shop, key(sourceId), {
        token: `token-${sourceId}`,
        settlement: SETTLED,
        now: world.now,
      }),
    withMoves: (changed) => ({ ...deps, moves: { ...deps.moves, ...changed } }),
  };
  return world;
}

/** Documents that were booked, one that waits, and what was learned of the books. */
export async function fill(shop: string, booked: number): Promise<void> {
  for (let place = 0; place < booked; place += 1) {
    await insertDocument(shop, String(1_000 + place), {
      status: "processed",
      sort_date: "2026-11-20",
      booking_date: "2026-11-20",
      received_at: START,
      processed_at: START,
      number: `ORD-${place}`,
      digits: String(place),
      customer: "Anna Bakker",
      total_cents: 100 + place,
      imuis_reference: `41/2026/11/${place}`,
      booking: JSON.stringify({ total: { debtorNumber: 7 } }),
      trace: JSON.stringify([{ rule: "G1" }]),
    });
  }
  await insertDocument(shop, "900", {
    status: "open",
    reason: "NOT_PAID",
    sort_date: "2026-11-21",
    received_at: START,
    next_check_at: START - 1,
  });
  await insert("known_debtors", {
    installation_id: shop,
    customer_key: "email:anna@example.nl",
    debtor_number: 7,
    seen_at: START,
  });
  await insert("known_products", {
    installation_id: shop,
    number: "P1",
    full_number: "P1",
    seen_at: START,
  });
}

const KEPT = ["documents", "known_debtors", "known_products"] as const;
type Kept = Record<(typeof KEPT)[number], Record<string, unknown>[]>;

export const NONE: Kept = { documents: [], known_debtors: [], known_products: [] };

/** Everything of a shop that moves, in one database. */
export async function rowsIn(db: D1Database, shop: string): Promise<Kept> {
  const tables = await Promise.all(
    KEPT.map(async (table) => {
      const { results } = await db
        .prepare(`SELECT * FROM ${table} WHERE installation_id = ? ORDER BY 1, 2, 3`)
        .bind(shop)
        .all();
      return [table, results] as const;
    }),
  );
  return Object.fromEntries(tables) as Kept;
}
