import type { Surroundings } from "../../booking/ports/claim.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import type { VatNumberAnswer } from "../../booking/ports/vat-number-register.ts";
import type { RunStatements } from "./grouped-statements.ts";

/** What D1 knows around a document: one statement, since each costs D1 and the Worker. And the two things that are learned outside a settlement. */

type Memory = Pick<DocumentRepository, "surroundings" | "forgetDebtor" | "rememberVatNumberAnswer">;

interface AroundRow {
  /** JSON lists of `[customerKey, debtorNumber, vatNumber]` and `[number, fullNumber]`. */
  readonly debtors: string;
  readonly products: string;
  readonly digits_used_by: string | null;
  readonly booked_through: string | null;
  /** JSON. */
  readonly vat_number_answer: string | null;
}

const BOOKED = "(status IN ('processed', 'unknown') OR intent IS NOT NULL)";

/** The other side of the same sale: an invoice's order, or an invoice of the order. */
const SAME_SALE = {
  invoice: `kind = 'order' AND source_id = ?7 AND ${BOOKED}`,
  order: `order_id = ?6 AND order_id IS NOT NULL AND kind = 'invoice' AND ${BOOKED}`,
} as const;

/** `json_each` takes any number of values in one bound parameter; D1 allows a hundred parameters. */
function aroundSql(kind: keyof typeof SAME_SALE): string {
  return `SELECT
  (SELECT json_group_array(json_array(customer_key, debtor_number, vat_number)) FROM known_debtors
    WHERE installation_id = ?1 AND customer_key IN (SELECT value FROM json_each(?2))) AS debtors,
  (SELECT json_group_array(json_array(number, full_number)) FROM known_products
    WHERE installation_id = ?1 AND number IN (SELECT value FROM json_each(?3))) AS products,
  (SELECT kind || '/' || source_id FROM documents
    WHERE installation_id = ?1 AND digits = ?4 AND digits IS NOT NULL AND kind = ?5 AND source_id <> ?6 LIMIT 1) AS digits_used_by,
  (SELECT kind || '/' || source_id FROM documents
    WHERE installation_id = ?1 AND ${SAME_SALE[kind]} LIMIT 1) AS booked_through,
  (SELECT answer FROM vat_number_answers
    WHERE vat_number = ?8 AND requester = ?9 AND valid_until > ?10) AS vat_number_answer`;
}

function debtorOf({ debtors }: AroundRow, keys: readonly string[]): Surroundings["knownDebtor"] {
  const rows = JSON.parse(debtors) as (readonly [string, number, string])[];
  for (const key of keys) {
    const row = rows.find(([customerKey]) => customerKey === key);
    if (row) return { number: row[1], vatNumber: row[2] };
  }
  return null;
}

function toSurroundings(row: AroundRow, customerKeys: readonly string[]): Surroundings {
  const { vat_number_answer: answer } = row;
  return {
    knownDebtor: debtorOf(row, customerKeys),
    knownProducts: Object.fromEntries(JSON.parse(row.products) as [string, string][]),
    digitsUsedBy: row.digits_used_by,
    bookedThrough: row.booked_through,
    vatNumberAnswer: answer === null ? null : (JSON.parse(answer) as VatNumberAnswer),
  };
}

export function createDocumentSurroundings(db: D1Database, run: RunStatements): Memory {
  return {
    async surroundings(installationId, key, ask) {
      const statement = db
        .prepare(aroundSql(key.kind))
        .bind(
          installationId,
          JSON.stringify(ask.customerKeys),
          JSON.stringify(ask.productNumbers),
          ask.digits,
          key.kind,
          key.sourceId,
          ask.orderId,
          ask.vatNumber,
          ask.requester ?? "",
          ask.now,
        );
      const [answer] = await run([statement]);
      const [row] = (answer?.results ?? []) as unknown as readonly AroundRow[];
      if (!row) throw new Error("D1 gave no row for what is around a document.");
      return toSurroundings(row, ask.customerKeys);
    },

    async forgetDebtor(installationId, customerKey) {
      await db
        .prepare("DELETE FROM known_debtors WHERE installation_id = ? AND customer_key = ?")
        .bind(installationId, customerKey)
        .run();
    },

    async rememberVatNumberAnswer(_installationId, answer, { vatNumber, requester, validUntil }) {
      await db
        .prepare(
          "INSERT INTO vat_number_answers (vat_number, requester, answer, valid_until) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET answer = excluded.answer, valid_until = excluded.valid_until",
        )
        .bind(vatNumber, requester ?? "", JSON.stringify(answer), validUntil)
        .run();
    },
  };
}
