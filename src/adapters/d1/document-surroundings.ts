import type { Surroundings } from "../../booking/ports/claim.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import type { VatNumberAnswer } from "../../booking/ports/vat-number-register.ts";
import type { DocumentRow } from "./document-rows.ts";
import type { RunStatements } from "./grouped-statements.ts";

/** What D1 knows around a document: one batch, one round trip. And the two things that are learned outside a settlement. */

type Memory = Pick<DocumentRepository, "surroundings" | "forgetDebtor" | "rememberVatNumberAnswer">;

const PLACE_OF_DEBTOR = 0;
const PLACE_OF_DIGITS = 1;
const PLACE_OF_LINK = 2;
const PLACE_OF_ANSWER = 3;
const PLACE_OF_PRODUCTS = 4;

/** `json_each` takes any number of values in one bound parameter; D1 allows a hundred parameters. */
const DEBTORS = `SELECT customer_key, debtor_number, vat_number FROM known_debtors
  WHERE installation_id = ?1 AND customer_key IN (SELECT value FROM json_each(?2))`;
const PRODUCTS = `SELECT number, full_number FROM known_products
  WHERE installation_id = ?1 AND number IN (SELECT value FROM json_each(?2))`;
const DIGITS = `SELECT kind, source_id, number FROM documents
  WHERE installation_id = ?1 AND digits = ?2 AND digits IS NOT NULL AND kind = ?3 AND source_id <> ?4 LIMIT 1`;
const BOOKED_ORDER = `SELECT kind, source_id FROM documents
  WHERE installation_id = ?1 AND kind = 'order' AND source_id = ?2 AND (status IN ('processed', 'unknown') OR intent IS NOT NULL)`;
const BOOKED_INVOICE = `SELECT kind, source_id FROM documents
  WHERE installation_id = ?1 AND order_id = ?2 AND order_id IS NOT NULL AND kind = 'invoice' AND (status IN ('processed', 'unknown') OR intent IS NOT NULL) LIMIT 1`;
const ANSWER =
  "SELECT answer FROM vat_number_answers WHERE vat_number = ?1 AND requester = ?2 AND valid_until > ?3";

function debtorOf(
  rows: readonly DocumentRow[],
  keys: readonly string[],
): Surroundings["knownDebtor"] {
  for (const key of keys) {
    const row = rows.find((candidate) => candidate["customer_key"] === key);
    if (row) return { number: Number(row["debtor_number"]), vatNumber: String(row["vat_number"]) };
  }
  return null;
}

function linkOf(row: DocumentRow | undefined): string | null {
  return row ? `${String(row["kind"])}/${String(row["source_id"])}` : null;
}

export function createDocumentSurroundings(db: D1Database, run: RunStatements): Memory {
  return {
    async surroundings(installationId, key, ask) {
      const statements = [
        db.prepare(DEBTORS).bind(installationId, JSON.stringify(ask.customerKeys)),
        db.prepare(DIGITS).bind(installationId, ask.digits, key.kind, key.sourceId),
        key.kind === "invoice"
          ? db.prepare(BOOKED_ORDER).bind(installationId, ask.orderId)
          : db.prepare(BOOKED_INVOICE).bind(installationId, key.sourceId),
        db.prepare(ANSWER).bind(ask.vatNumber, ask.requester ?? "", ask.now),
        ...(ask.productNumbers.length > 0
          ? [db.prepare(PRODUCTS).bind(installationId, JSON.stringify(ask.productNumbers))]
          : []),
      ];
      const answers = await run(statements);
      const rows = (place: number): readonly DocumentRow[] => answers[place]?.results ?? [];
      const answer = rows(PLACE_OF_ANSWER)[0]?.["answer"];
      return {
        knownDebtor: debtorOf(rows(PLACE_OF_DEBTOR), ask.customerKeys),
        knownProducts: Object.fromEntries(
          rows(PLACE_OF_PRODUCTS).map((row) => [String(row["number"]), String(row["full_number"])]),
        ),
        digitsUsedBy: linkOf(rows(PLACE_OF_DIGITS)[0]),
        bookedThrough: linkOf(rows(PLACE_OF_LINK)[0]),
        vatNumberAnswer:
          typeof answer === "string" ? (JSON.parse(answer) as VatNumberAnswer) : null,
      };
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
