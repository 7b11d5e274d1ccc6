import type { Settlement } from "../../booking/ports/claim.ts";
import type {
  DocumentKey,
  DocumentRecord,
  SettledFields,
} from "../../booking/ports/document-record.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import { KEY, keyValues } from "./document-claim.ts";
import type { RunStatements } from "./grouped-statements.ts";

/**
 * The claim ledger: who works on a document, what is being sent, and how it ended (architecture, "What can happen to a create").
 * Every write is fenced by the claim's token, so that a worker whose lease has ended can no longer change anything.
 */

type Column = [string, string | number | null];

type Ledger = Pick<DocumentRepository, "recordIntent" | "settle">;

/** Beyond this the history drops its oldest looks: a document that is looked at for a year must not grow without bound. */
const HISTORY_ENTRY_LIMIT = 400;

/** The first entry tells when it was received, and stays. */
const APPEND_HISTORY = `history = json_insert(CASE WHEN json_array_length(history) >= ${HISTORY_ENTRY_LIMIT} THEN json_remove(history, '$[1]') ELSE history END, '$[#]', json(?))`;

/** One `column = ?` per given part of a settlement. */
function settlementColumns(settlement: Settlement): Column[] {
  const columns: Column[] = [
    ["status", settlement.status],
    ["next_check_at", settlement.nextCheckAt],
    ["reason", settlement.reason ?? null],
    ["error", settlement.error ? JSON.stringify(settlement.error) : null],
  ];
  const set = (name: string, value: string | number | null | undefined): void => {
    if (value !== undefined) columns.push([name, value]);
  };
  set("imuis_reference", settlement.imuisReference);
  set("linked_to", settlement.linkedTo);
  set("paid_on", settlement.paidOn);
  set("attempts", settlement.attempts);
  set("looks", settlement.looks);
  set("vies_asked_since", settlement.viesAskedSince);
  if (settlement.clearIntent) set("intent", null);
  if (settlement.booking !== undefined)
    set("booking", settlement.booking && JSON.stringify(settlement.booking));
  if (settlement.overrides !== undefined)
    set("overrides", settlement.overrides && JSON.stringify(settlement.overrides));
  return [...columns, ...fieldColumns(settlement)];
}

/** Which sale it is: written with the intent, so that whoever comes next sees what is on its way. */
function saleColumns(fields: SettledFields): Column[] {
  return [
    ["digits", fields.digits],
    ["order_id", fields.orderId],
  ];
}

function factColumns(fields: SettledFields): Column[] {
  return [
    ["number", fields.number],
    ["booking_date", fields.bookingDate],
    ["customer", fields.customer],
    ["total_cents", fields.totalCents],
    ["currency", fields.currency],
    ["warnings", JSON.stringify(fields.warnings)],
    ["trace", fields.trace === null ? null : JSON.stringify(fields.trace)],
    ["vat_evidence", fields.vatEvidence === null ? null : JSON.stringify(fields.vatEvidence)],
    ["source_hash", fields.sourceHash],
    ["configuration_version", fields.configurationVersion],
  ];
}

/** An index is written for every column that is named, changed or not: after an intent only what it left out is named. */
function fieldColumns({ fields, afterIntent }: Settlement): Column[] {
  if (!fields) return [];
  return [
    ...factColumns(fields),
    ...(afterIntent ? [] : saleColumns(fields)),
    ...(fields.bookingDate ? [["sort_date", fields.bookingDate] satisfies Column] : []),
  ];
}

function assignments(columns: readonly (readonly [string, unknown])[]): string {
  return columns.map(([name]) => `${name} = ?`).join(", ");
}

/** The intent stays as it was sent; only when it may be looked for moves. */
function nextLook({ lookFrom }: Settlement): { sql: string; values: number[] } {
  if (lookFrom === undefined) return { sql: "", values: [] };
  return { sql: ", intent = json_set(intent, '$.lookFrom', ?)", values: [lookFrom] };
}

/** Instants that follow from the new status. */
function statusInstants(
  status: DocumentRecord["status"],
  now: number,
): { sql: string; values: number[] } {
  if (status === "processed")
    return { sql: ", processed_at = ?, open_since = NULL", values: [now] };
  if (status === "open") return { sql: ", open_since = COALESCE(open_since, ?)", values: [now] };
  return { sql: ", open_since = NULL", values: [] };
}

export function createDocumentLedger(db: D1Database, run: RunStatements): Ledger {
  return {
    async recordIntent(installationId, key, { token, intent, leaseUntil, wasWaiting }) {
      // The fields go with the intent: whoever comes next must see which sale is on its way.
      const { settledFields } = intent;
      const columns = [...factColumns(settledFields), ...saleColumns(settledFields)];
      const statement = db
        .prepare(
          `UPDATE documents SET ${wasWaiting ? "status = 'processing', " : ""}intent = ?, looks = 0, lease_until = ?, ${assignments(columns)} WHERE ${KEY} AND claim_token = ?`,
        )
        .bind(
          JSON.stringify(intent),
          leaseUntil,
          ...columns.map(([, value]) => value),
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
  const columns = settlementColumns(settlement);
  const lookFrom = nextLook(settlement);
  const instants = statusInstants(settlement.status, now);
  const history = {
    at: new Date(now).toISOString(),
    status: settlement.status,
    ...settlement.history,
  };
  return db
    .prepare(
      `UPDATE documents SET ${assignments(columns)}${lookFrom.sql}${instants.sql}, ${APPEND_HISTORY}, claim_token = NULL, lease_until = NULL WHERE ${KEY} AND claim_token = ?`,
    )
    .bind(
      ...columns.map(([, value]) => value),
      ...lookFrom.values,
      ...instants.values,
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
