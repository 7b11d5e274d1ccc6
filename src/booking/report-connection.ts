import type { InstallationChange, Settlement } from "./repositories.ts";
import type { Work } from "./work.ts";

/** What booking a document says of the two connections: a refused login turns the dot red, a booking turns both green. */

/** Changes the dots of the installation where this document has shown something new. */
export async function reportConnections(work: Work, settlement: Settlement): Promise<void> {
  const change = dotsAfter(work, settlement);
  if (change !== null) await work.deps.installations.change(work.installation.id, change);
}

function dotsAfter(
  { deps, installation }: Work,
  settlement: Settlement,
): InstallationChange | null {
  const checkedAt = deps.now();
  const problem = settlement.error?.figures["text"] ?? settlement.error?.code ?? "";
  if (settlement.error?.code === "CCV_CREDENTIALS_INVALID") {
    return { ccv: { problem, checkedAt } };
  }
  if (settlement.error?.code === "IMUIS_LOGIN_FAILED") return { imuis: { problem, checkedAt } };
  const isRed = installation.ccv.problem !== null || installation.imuis.problem !== null;
  if (settlement.status !== "processed" || !isRed) return null;
  return { ccv: { problem: null, checkedAt }, imuis: { problem: null, checkedAt } };
}
