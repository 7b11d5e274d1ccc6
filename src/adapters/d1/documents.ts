import type { DocumentRepository, Installation } from "../../booking/repositories.ts";
import { createDocumentActs } from "./document-acts.ts";
import { createDocumentLedger } from "./document-ledger.ts";
import { createDocumentLists, createDocumentSearches } from "./document-lists.ts";
import type { DocumentRow } from "./document-rows.ts";
import { createDocumentSurroundings } from "./document-surroundings.ts";

/** Everything about documents in one data database. */
export function createDocumentRepository(
  db: D1Database,
  toInstallation: (row: DocumentRow) => Installation,
): DocumentRepository {
  return {
    ...createDocumentLedger(db, toInstallation),
    ...createDocumentSurroundings(db),
    ...createDocumentLists(db),
    ...createDocumentSearches(db),
    ...createDocumentActs(db),
  };
}
