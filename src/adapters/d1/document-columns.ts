import type { Settlement } from "../../booking/ports/claim.ts";
import type { SettledFields } from "../../booking/ports/document-record.ts";

/**
 * Which columns of a document a step of the claim ledger writes, and with what. An index is written for every column that is
 * named, changed or not: so each column is named where its index is written anyway.
 */

/** What stands behind `SET`. */
export interface Assignment {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

const NOTHING: Assignment = { sql: "", values: [] };

type Column = [string, string | number | null];

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

/** What the lists are searched by. It is in the index of the status and written where that is, with the settlement. */
function searchedColumns(fields: SettledFields): Column[] {
  return [
    ["number", fields.number],
    ["customer", fields.customer],
  ];
}

function factColumns(fields: SettledFields): Column[] {
  return [
    ["booking_date", fields.bookingDate],
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
    ...searchedColumns(fields),
    ...factColumns(fields),
    ...(afterIntent ? [] : saleColumns(fields)),
    ...(fields.bookingDate ? [["sort_date", fields.bookingDate] satisfies Column] : []),
  ];
}

/** A settlement that read nothing itself: what was sent says which sale it is. */
function fromIntent({ fields }: Settlement): Assignment {
  if (fields) return NOTHING;
  const parts = ["number", "customer"].map(
    (name) => `${name} = COALESCE(json_extract(intent, '$.settledFields.${name}'), ${name})`,
  );
  return { sql: parts.join(", "), values: [] };
}

/** The intent stays as it was sent; only when it may be looked for moves. */
function nextLook({ lookFrom }: Settlement): Assignment {
  if (lookFrom === undefined) return NOTHING;
  return { sql: "intent = json_set(intent, '$.lookFrom', ?)", values: [lookFrom] };
}

/** Instants that follow from the new status. */
function statusInstants({ status, error }: Settlement, now: number): Assignment {
  switch (status) {
    case "processed":
      return {
        sql: "processed_at = ?, open_since = NULL, problem_since = NULL",
        values: [now],
      };
    case "open":
      return {
        sql: "open_since = COALESCE(open_since, ?), problem_since = NULL",
        values: [now],
      };
    case "error":
    case "unknown":
      return { sql: `open_since = NULL, ${PROBLEM_SINCE}`, values: [error?.code ?? null, now] };
    case "queued":
    case "processing":
    case "skipped":
      return { sql: "open_since = NULL, problem_since = NULL", values: [] };
  }
}

/**
 * A retry that ends in the same code again is the problem that people know already, however often it is tried: it keeps its
 * instant. Another code is a new problem, and so is the same one after the document had been anything else.
 */
const PROBLEM_SINCE =
  "problem_since = CASE WHEN problem_since IS NOT NULL AND json_extract(error, '$.code') IS ? THEN problem_since ELSE ? END";

function assign(columns: readonly Column[]): Assignment {
  return {
    sql: columns.map(([name]) => `${name} = ?`).join(", "),
    values: columns.map(([, value]) => value),
  };
}

function together(assignments: readonly Assignment[]): Assignment {
  return {
    sql: assignments.flatMap(({ sql }) => (sql === "" ? [] : [sql])).join(", "),
    values: assignments.flatMap(({ values }) => values),
  };
}

/** With an intent: whoever comes next must see which sale is on its way. What is searched waits in the intent itself. */
export function intentAssignment(fields: SettledFields): Assignment {
  return assign([...factColumns(fields), ...saleColumns(fields)]);
}

/** With a settlement made at `now`. */
export function settlementAssignment(settlement: Settlement, now: number): Assignment {
  return together([
    assign(settlementColumns(settlement)),
    fromIntent(settlement),
    nextLook(settlement),
    statusInstants(settlement, now),
  ]);
}
