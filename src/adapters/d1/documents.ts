import type { DocumentRepository } from "../../booking/ports/documents.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import { createDocumentActs } from "./document-acts.ts";
import { createDocumentClaim } from "./document-claim.ts";
import { createDocumentCounts } from "./document-counts.ts";
import { createDocumentLedger } from "./document-ledger.ts";
import { createDocumentLists } from "./document-lists.ts";
import type { DocumentRow } from "./document-rows.ts";
import { createDocumentSearches } from "./document-searches.ts";
import { createDocumentSurroundings } from "./document-surroundings.ts";
import { type RunStatements, singly } from "./grouped-statements.ts";

/**
 * Everything about documents in one data database; `control` is the one with their installations, `run` makes the requests of
 * a document on its way into the books.
 */
export function createDocumentRepository(
  db: D1Database,
  toInstallation: (row: DocumentRow) => Installation,
  {
    control = db,
    run = singly(db),
  }: { readonly control?: D1Database; readonly run?: RunStatements } = {},
): DocumentRepository {
  return {
    ...createDocumentClaim({ db, control, toInstallation, run }),
    ...createDocumentLedger(db, run),
    ...createDocumentSurroundings(db, run),
    ...createDocumentLists(db),
    ...createDocumentCounts(db),
    ...createDocumentSearches(db),
    ...createDocumentActs(db),
  };
}
