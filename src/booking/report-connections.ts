import type { Settlement } from "./ports/claim.ts";
import type { Installation, InstallationChange } from "./ports/installations.ts";
import type { SetUpDependencies } from "./setup/dependencies.ts";
import { MENDED_BOOKS, MENDED_SHOP, releaseDocuments } from "./setup/release-documents.ts";

/**
 * What a document's end says about the two connections: a refused login turns the dot red, a booking turns it green again
 * and offers the documents that it held once more.
 */

export type ConnectionReporter = Pick<
  SetUpDependencies,
  "installations" | "documents" | "queue" | "now" | "log"
>;

/** In words for a person; null when the document says nothing against the connection. */
function refusedLogin(settlement: Settlement, code: string): string | null {
  return settlement.error?.code === code ? (settlement.error.figures["text"] ?? code) : null;
}

function changeOf(
  installation: Installation,
  settlement: Settlement,
  checkedAt: number,
): InstallationChange {
  const imuis = refusedLogin(settlement, "IMUIS_LOGIN_FAILED");
  const ccv = refusedLogin(settlement, "CCV_CREDENTIALS_INVALID");
  const booked = settlement.status === "processed";
  const mends = (problem: string | null): boolean => booked && problem !== null;
  return {
    ...(imuis !== null &&
      imuis !== installation.imuis.problem && { imuis: { problem: imuis, checkedAt } }),
    ...(ccv !== null && ccv !== installation.ccv.problem && { ccv: { problem: ccv, checkedAt } }),
    ...(mends(installation.imuis.problem) && { imuis: { problem: null, checkedAt } }),
    ...(mends(installation.ccv.problem) && { ccv: { problem: null, checkedAt } }),
  };
}

/** Writes only when a dot changes, so that a document in the good case costs nothing here. */
export async function reportConnections(
  reporter: ConnectionReporter,
  installation: Installation,
  settlement: Settlement,
): Promise<void> {
  const change = changeOf(installation, settlement, reporter.now().getTime());
  if (!change.imuis && !change.ccv) return;
  await reporter.installations.change(installation.id, change);
  if (change.imuis?.problem === null) await releaseDocuments(reporter, installation, MENDED_BOOKS);
  if (change.ccv?.problem === null) await releaseDocuments(reporter, installation, MENDED_SHOP);
}
