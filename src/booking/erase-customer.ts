import type { DocumentKey } from "./ports/document-record.ts";

/**
 * Erases one customer of a shop on that customer's request. Amounts, numbers, dates, the booking and the evidence of a VAT
 * number stay: the books must be kept (article 17(3)(b) of the GDPR). Leaves out the shop and iMUIS, which the owner asks.
 */

/** The texts by which a customer is known; both are erased wherever they stand. */
export interface CustomerTexts {
  readonly email: string | null;
  readonly name: string | null;
}

/** The parts of a row that may hold a customer's texts, as stored. */
export interface PersonalRow {
  readonly key: DocumentKey;
  readonly customer: string;
  readonly columns: Readonly<Record<PersonalColumn, string | null>>;
}

/** JSON columns; only texts within them are replaced, so that they stay readable. */
export const PERSONAL_COLUMNS = ["history", "warnings", "error", "overrides"] as const;
export type PersonalColumn = (typeof PERSONAL_COLUMNS)[number];

export interface ErasureRepository {
  /** Documents in which one of the texts stands, or that were booked on a debtor of one's own known by the address. */
  documentsOf(
    installationId: string,
    texts: CustomerTexts,
    limit: number,
  ): Promise<readonly PersonalRow[]>;
  /** Sets customer and trace to nothing and the columns to these. */
  eraseDocuments(installationId: string, rows: readonly PersonalRow[]): Promise<void>;
  /** Known debtors, tickets and mails; answers how many rows. */
  eraseElsewhere(installationId: string, texts: CustomerTexts): Promise<number>;
}

/** One round trip reads and one writes this many. */
const CHUNK = 50;

/** A customer with more documents than this is erased by calling again. */
const CHUNKS_PER_CALL = 20;

export async function eraseCustomer(
  erasure: ErasureRepository,
  installationId: string,
  texts: CustomerTexts,
): Promise<{ readonly documents: number; readonly others: number; readonly finished: boolean }> {
  let documents = 0;
  let finished = false;
  for (let chunk = 0; chunk < CHUNKS_PER_CALL && !finished; chunk += 1) {
    const rows = await erasure.documentsOf(installationId, texts, CHUNK);
    finished = rows.length < CHUNK;
    documents += rows.length;
    if (rows.length > 0) {
      await erasure.eraseDocuments(
        installationId,
        rows.map((row) => withoutCustomer(row, texts)),
      );
    }
  }
  // Last, since the address leads to the debtor and the debtor to the documents.
  const others = finished ? await erasure.eraseElsewhere(installationId, texts) : 0;
  return { documents, others, finished };
}

export function withoutCustomer(row: PersonalRow, { email, name }: CustomerTexts): PersonalRow {
  const texts = [email, name, row.customer].filter((text): text is string => Boolean(text));
  const columns = Object.fromEntries(
    PERSONAL_COLUMNS.map((column) => [column, without(row.columns[column], texts)]),
  ) as PersonalRow["columns"];
  return { key: row.key, customer: "", columns };
}

/** Within JSON, so that the text is looked for as JSON writes it. */
function without(json: string | null, texts: readonly string[]): string | null {
  if (json === null) return null;
  return texts.reduce((left, text) => {
    const written = JSON.stringify(text).slice(1, -1);
    const pattern = new RegExp(written.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
    return left.replaceAll(pattern, "…");
  }, json);
}
