import { DurableObject } from "cloudflare:workers";

import { callVendor, type RawCall } from "./calls.ts";

/**
 * What a document takes on this machine that is booked without regard to others: one queue message, one row of an object's
 * mailbox, four round trips to D1 with as many statements and rows as the product's, two reads and one create. Nothing is
 * parsed, decided or checked.
 */

interface MillEnv {
  readonly DB: D1Database;
}

export interface Grist {
  readonly administration: string;
  readonly id: string;
}

const AT_ONCE = 4;
const LEASE_MS = 150_000;

const CLAIM = `INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at, claim_token, lease_until, next_check_at)
  VALUES (?1, 'order', ?2, 'processing', '2026-01-01', ?3, ?4, ?5, ?5)
  ON CONFLICT DO UPDATE SET claim_token = excluded.claim_token, lease_until = excluded.lease_until WHERE documents.claim_token IS NULL RETURNING *`;
const STATE =
  "SELECT status, lease_until FROM documents WHERE installation_id = ?1 AND kind = 'order' AND source_id = ?2";
const INSTALLATION = "SELECT * FROM installations WHERE id = ?1";
const AROUND = `SELECT
  (SELECT debtor_number FROM known_debtors WHERE installation_id = ?1 AND customer_key = ?2) AS debtor,
  (SELECT source_id FROM documents WHERE installation_id = ?1 AND digits = ?2 AND digits IS NOT NULL LIMIT 1) AS digits,
  (SELECT source_id FROM documents WHERE installation_id = ?1 AND order_id = ?2 AND order_id IS NOT NULL LIMIT 1) AS sale,
  (SELECT answer FROM vat_number_answers WHERE vat_number = ?2 AND requester = ?1) AS answer`;
const INTENT =
  "UPDATE documents SET intent = ?3, trace = ?3, lease_until = ?4, digits = ?2 WHERE installation_id = ?1 AND kind = 'order' AND source_id = ?2 AND claim_token = ?5";
const SETTLE = `UPDATE documents SET status = 'processed', sort_date = '2026-01-02', next_check_at = NULL, booking = ?3, trace = ?3, intent = NULL,
  history = json_insert(history, '$[#]', json(?4)), claim_token = NULL, lease_until = NULL
  WHERE installation_id = ?1 AND kind = 'order' AND source_id = ?2 AND claim_token = ?5`;

export class Administration extends DurableObject<MillEnv> {
  #calls: readonly RawCall[] = [];
  #waiting: string[] = [];
  #busy = 0;
  #left = 0;
  #last: Promise<unknown> = Promise.resolve();
  #done: () => void = () => {};

  constructor(ctx: DurableObjectState, env: MillEnv) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS mailbox (id TEXT PRIMARY KEY, message TEXT) WITHOUT ROWID",
    );
  }

  prepare(calls: readonly RawCall[], documents: number): void {
    this.#calls = calls;
    this.#left = documents;
  }

  /** When all that was prepared for is done. */
  async finished(): Promise<void> {
    if (this.#left === 0) return;
    await new Promise<void>((resolve) => {
      this.#done = resolve;
    });
  }

  async enqueue(messages: readonly Grist[]): Promise<void> {
    for (const { id } of messages) {
      this.ctx.storage.sql.exec("INSERT INTO mailbox (id, message) VALUES (?, ?)", id, id);
      this.#waiting.push(id);
    }
    await this.ctx.storage.setAlarm(Date.now() + LEASE_MS);
    this.#fill();
  }

  override alarm(): void {}

  #fill(): void {
    while (this.#busy < AT_ONCE) {
      const id = this.#waiting.shift();
      if (id === undefined) return;
      this.#busy += 1;
      this.ctx.waitUntil(this.#grind(id));
    }
  }

  async #grind(id: string): Promise<void> {
    await bookBarely(this.env.DB, this.ctx.id.name ?? "", {
      id,
      calls: this.#calls,
      inTurn: (create) => this.#inTurn(create),
    });
    this.ctx.storage.sql.exec("DELETE FROM mailbox WHERE id = ?", id);
    this.#busy -= 1;
    this.#left -= 1;
    if (this.#left === 0) this.#done();
    this.#fill();
  }

  /** One call of iMUIS at a time. */
  #inTurn(create: () => Promise<unknown>): Promise<unknown> {
    this.#last = this.#last.then(create);
    return this.#last;
  }
}

async function bookBarely(
  db: D1Database,
  installation: string,
  document: {
    readonly id: string;
    readonly calls: readonly RawCall[];
    inTurn(create: () => Promise<unknown>): Promise<unknown>;
  },
): Promise<void> {
  const { id, calls } = document;
  const [order, rows, entry] = calls;
  if (!order || !rows || !entry) throw new Error("There is nothing to call.");
  const token = crypto.randomUUID();
  const now = Date.now();
  await db.batch([
    db.prepare(CLAIM).bind(installation, id, now, token, now + LEASE_MS),
    db.prepare(STATE).bind(installation, id),
    db.prepare(INSTALLATION).bind(installation),
  ]);
  await Promise.all([callVendor(order), callVendor(rows)]);
  await db.prepare(AROUND).bind(installation, id).all();
  await db
    .prepare(INTENT)
    .bind(installation, id, entry.body, now + LEASE_MS, token)
    .run();
  await document.inTurn(() => callVendor(entry));
  await db.batch([db.prepare(SETTLE).bind(installation, id, entry.body, "{}", token)]);
  console.log(JSON.stringify({ event: "document.settled", installation, document: id }));
}
