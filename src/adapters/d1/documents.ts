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

/** Everything about documents in one data database; `control` is the one with their installations. */
export function createDocumentRepository(
  db: D1Database,
  toInstallation: (row: DocumentRow) => Installation,
  control = db,
): DocumentRepository {
  return {
    ...createDocumentClaim({ db, control, toInstallation }),
    ...createDocumentLedger(db),
    ...createDocumentSurroundings(db),
    ...createDocumentLists(db),
    ...createDocumentCounts(db),
    ...createDocumentSearches(db),
    ...createDocumentActs(db),
  };
}
