import type { Settlement } from "../../booking/ports/claim.ts";
import type { DocumentKey } from "../../booking/ports/document-record.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import { KEY, keyValues } from "./document-claim.ts";
import { intentAssignment, settlementAssignment } from "./document-columns.ts";
import type { RunStatements } from "./grouped-statements.ts";

/**
 * The claim ledger: who works on a document, what is being sent, and how it ended (architecture, "What can happen to a create").
 * Every write is fenced by the claim's token, so that a worker whose lease has ended can no longer change anything.
 */

type Ledger = Pick<DocumentRepository, "recordIntent" | "settle">;

/** Beyond this the history drops its oldest looks: a document that is looked at for a year must not grow without bound. */
const HISTORY_ENTRY_LIMIT = 400;

/** The first entry tells when it was received, and stays. */
const APPEND_HISTORY = `history = json_insert(CASE WHEN json_array_length(history) >= ${HISTORY_ENTRY_LIMIT} THEN json_remove(history, '$[1]') ELSE history END, '$[#]', json(?))`;

export function createDocumentLedger(db: D1Database, run: RunStatements): Ledger {
  return {
    async recordIntent(installationId, key, { token, intent, leaseUntil, wasWaiting }) {
      const { sql, values } = intentAssignment(intent.settledFields);
      const statement = db
        .prepare(
          `UPDATE documents SET ${wasWaiting ? "status = 'processing', " : ""}intent = ?, looks = 0, lease_until = ?, ${sql} WHERE ${KEY} AND claim_token = ?`,
        )
        .bind(
          JSON.stringify(intent),
          leaseUntil,
          ...values,
          ...keyValues(installationId, key),
          token,
        );
      const [answer] = await run([statement]);
      return (answer?.meta.changes ?? 0) > 0;
    },

    async settle(installationId, key, { token, settlement, now }) {
      const statements = [
        settleStatement(db, { installationId, key, token, settlement, now }),
        ...memoryStatements(db, { installationId, settlement, now }),
      ];
      const [answer] = await run(statements);
      return (answer?.meta.changes ?? 0) > 0;
    },
  };
}

function settleStatement(
  db: D1Database,
  settle: {
    readonly installationId: string;
    readonly key: DocumentKey;
    readonly token: string;
    readonly settlement: Settlement;
    readonly now: number;
  },
): D1PreparedStatement {
  const { settlement, now } = settle;
  const { sql, values } = settlementAssignment(settlement, now);
  const history = {
    at: new Date(now).toISOString(),
    status: settlement.status,
    ...settlement.history,
  };
  return db
    .prepare(
      `UPDATE documents SET ${sql}, ${APPEND_HISTORY}, claim_token = NULL, lease_until = NULL WHERE ${KEY} AND claim_token = ?`,
    )
    .bind(
      ...values,
      JSON.stringify(history),
      ...keyValues(settle.installationId, settle.key),
      settle.token,
    );
}

/** What is remembered of debtors and products: written only when something new was learned. */
function memoryStatements(
  db: D1Database,
  {
    installationId,
    settlement,
    now,
  }: { readonly installationId: string; readonly settlement: Settlement; readonly now: number },
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  if (settlement.debtor) {
    statements.push(
      db
        .prepare(
          "INSERT INTO known_debtors (installation_id, customer_key, debtor_number, vat_number, seen_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET debtor_number = excluded.debtor_number, vat_number = excluded.vat_number, seen_at = excluded.seen_at WHERE debtor_number <> excluded.debtor_number OR vat_number <> excluded.vat_number OR seen_at < excluded.seen_at - 2592000000",
        )
        .bind(
          installationId,
          settlement.debtor.customerKey,
          settlement.debtor.debtorNumber,
          settlement.debtor.vatNumber,
          now,
        ),
    );
  }
  for (const product of settlement.products ?? []) {
    statements.push(
      db
        .prepare(
          "INSERT INTO known_products (installation_id, number, full_number, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(installationId, product.number, product.fullNumber, now),
    );
  }
  return statements;
}
