import {
  type ErasureRepository,
  PERSONAL_COLUMNS,
  type PersonalRow,
} from "../../booking/erase-customer.ts";
import type { Databases } from "./databases.ts";
import type { Row } from "./installation-row.ts";

/** Where a customer of a shop stands in D1, and taking the customer out. */

/** Debtors that all customers of a payment method share say nothing about a person. */
const SHARED_DEBTORS = `SELECT json_extract(value, '$.debtor') AS debtor FROM installations, json_each(installations.configuration, '$.paymentMethods')
  WHERE installations.id = ?1 AND json_extract(value, '$.debtor') IS NOT NULL`;

const OWN_DEBTORS = `SELECT debtor_number FROM known_debtors
  WHERE installation_id = ?1 AND customer_key = 'email:' || ?2 COLLATE NOCASE AND debtor_number NOT IN (SELECT value FROM json_each(?5))`;

const FIND = `SELECT kind, source_id, customer, ${PERSONAL_COLUMNS.join(", ")} FROM documents
  WHERE installation_id = ?1 AND (
    (?3 <> '' AND customer = ?3 COLLATE NOCASE)
    OR (?3 <> '' AND json_extract(intent, '$.settledFields.customer') = ?3 COLLATE NOCASE)
    OR (?2 <> '' AND instr(lower(COALESCE(trace, '') || warnings || history || COALESCE(error, '') || COALESCE(overrides, '')), lower(?2)) > 0)
    OR (?2 <> '' AND customer <> '' AND COALESCE(json_extract(booking, '$.total.debtorNumber'), json_extract(booking, '$.debtorNumber')) IN (${OWN_DEBTORS}))
  ) LIMIT ?4`;

/** What is being sent is booked as it was sent, but what we keep of it names nobody either. */
const ERASE = `UPDATE documents SET customer = '', trace = NULL, intent = json_set(intent, '$.settledFields.customer', '', '$.settledFields.trace', NULL, '$.settledFields.warnings', json(?5)), history = ?4, warnings = ?5, error = ?6, overrides = ?7
  WHERE installation_id = ?1 AND kind = ?2 AND source_id = ?3`;

const CONTAINS =
  "(?2 <> '' AND instr(lower(X), lower(?2)) > 0) OR (?3 <> '' AND instr(lower(X), lower(?3)) > 0)";

export function createErasureRepository({ control, dbFor }: Databases): ErasureRepository {
  return {
    async documentsOf(installationId, { email, name }, limit) {
      const shared = await control.prepare(SHARED_DEBTORS).bind(installationId).all<Row>();
      const debtors = JSON.stringify(shared.results.map(({ debtor }) => debtor));
      const db = await dbFor(installationId);
      const { results } = await db
        .prepare(FIND)
        .bind(installationId, email ?? "", name ?? "", limit, debtors)
        .all<Row>();
      return results.map((row) => toPersonalRow(row));
    },
    async eraseDocuments(installationId, rows) {
      const db = await dbFor(installationId);
      const statement = db.prepare(ERASE);
      await db.batch(
        rows.map(({ key, columns }) =>
          statement.bind(
            installationId,
            key.kind,
            key.sourceId,
            ...PERSONAL_COLUMNS.map((column) => columns[column]),
          ),
        ),
      );
    },
    async eraseElsewhere(installationId, { email, name }) {
      const texts = [installationId, email ?? "", name ?? ""] as const;
      const inTexts = (expression: string): string => CONTAINS.replaceAll("X", expression);
      const debtors = await (
        await dbFor(installationId)
      )
        .prepare(
          "DELETE FROM known_debtors WHERE installation_id = ? AND customer_key = 'email:' || ? COLLATE NOCASE",
        )
        .bind(installationId, email ?? "")
        .run();
      const results = await control.batch([
        control
          .prepare(
            `UPDATE tickets SET subject = '…', message = '…', details = '{}', answer = NULL WHERE installation_id = ?1 AND (${inTexts("subject || message || details || COALESCE(answer, '')")})`,
          )
          .bind(...texts),
        control
          .prepare(
            `DELETE FROM mails WHERE installation_id = ?1 AND (${inTexts("recipient || subject || body")})`,
          )
          .bind(...texts),
      ]);
      return results.reduce((sum, { meta }) => sum + meta.changes, debtors.meta.changes);
    },
  };
}

function toPersonalRow(row: Row): PersonalRow {
  const text = (column: string): string | null => {
    const cell = row[column];
    return typeof cell === "string" ? cell : null;
  };
  return {
    key: { kind: row["kind"] as PersonalRow["key"]["kind"], sourceId: String(row["source_id"]) },
    customer: text("customer") ?? "",
    columns: Object.fromEntries(
      PERSONAL_COLUMNS.map((column) => [column, text(column)]),
    ) as PersonalRow["columns"],
  };
}
