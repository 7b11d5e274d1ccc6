import type { DocumentRepository } from "../../booking/ports/documents.ts";
import { byInstallation, perDatabase } from "./by-installation.ts";
import type { Databases } from "./databases.ts";
import { createDocumentRepository } from "./documents.ts";
import { type RunStatements, singly } from "./grouped-statements.ts";
import { toInstallation } from "./installation-row.ts";

/** The documents of all installations, wherever each one's are. */

/** What happens while a claim is held; the installation can't move meanwhile. */
const UNDER_CLAIM = ["surroundings", "recordIntent", "settle", "forgetDebtor"] as const;
const ANYWHERE = [
  "rememberVatNumberAnswer",
  "find",
  "list",
  "counts",
  "waiting",
  "act",
  "openKeys",
  "release",
  "known",
  "note",
  "addWarning",
] as const;

export function createSpreadDocuments(
  databases: Databases,
  runner: (db: D1Database) => RunStatements = singly,
): DocumentRepository {
  const { control, data } = databases;
  const of = perDatabase((db) =>
    createDocumentRepository(db, toInstallation, { control, run: runner(db) }),
  );
  if (data.size === 1) return of(control);
  const underClaim = async (id: string): Promise<DocumentRepository> =>
    of(await databases.dbUnderClaim(id));
  const now = async (id: string): Promise<DocumentRepository> => of(await databases.dbFor(id));
  return {
    ...byInstallation(underClaim, UNDER_CLAIM),
    ...byInstallation(now, ANYWHERE),
    async claim(installationId, key, claim) {
      const ledger = of(await databases.dbForClaim(installationId));
      const answer = await ledger.claim(installationId, key, claim);
      if (answer.kind === "held" && answer.moving) databases.forget(installationId);
      return answer;
    },
    async due(before, limit) {
      const everywhere = await Promise.allSettled(
        [...data.values()].map((db) => of(db).due(before, limit)),
      );
      const answered = everywhere.filter((answer) => answer.status === "fulfilled");
      // One database that fails doesn't hold up the shops of the others; the operator's health page fails with it.
      if (answered.length === 0) throw new Error("No data database answers.");
      return answered
        .flatMap(({ value }) => value)
        .toSorted((one, other) => one.dueAt - other.dueAt)
        .slice(0, limit);
    },
  };
}
