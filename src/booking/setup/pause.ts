import { fail, ok, type Result } from "../../domain/result.ts";
import type { Installation } from "../ports/installations.ts";
import { enqueueSweep, missingSteps } from "./activate.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import type { SetUpFailure } from "./failure.ts";
import { releaseDocuments } from "./release-documents.ts";

/** Stops the booking: what arrives waits as `STOPPED`, the history stays. Stopping twice is the same as once. */
export async function stop(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<Result<null, SetUpFailure>> {
  switch (installation.state) {
    case "active":
      await dependencies.installations.change(installation.id, {
        state: "stopped",
        stoppedAt: dependencies.now().getTime(),
      });
      return ok(null);
    case "stopped":
      return ok(null);
    case "new":
      return fail({ kind: "not-ready", missing: ["activation"] });
    case "uninstalled":
      return fail({ kind: "uninstalled" });
  }
}

/** Starts the booking again: what waited is offered again, and the shop's list is swept for what came in between. */
export async function resume(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<Result<null, SetUpFailure>> {
  switch (installation.state) {
    case "stopped":
      return resumeStopped(dependencies, installation);
    case "active":
      return ok(null);
    case "new":
      return fail({ kind: "not-ready", missing: ["activation"] });
    case "uninstalled":
      return fail({ kind: "uninstalled" });
  }
}

async function resumeStopped(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<Result<null, SetUpFailure>> {
  const missing = missingSteps(installation).filter((step) => step !== "configuration");
  if (missing.length > 0) return fail({ kind: "not-ready", missing });
  await dependencies.installations.change(installation.id, { state: "active", stoppedAt: null });
  await enqueueSweep(dependencies, {
    id: installation.id,
    sweptUntil: installation.sweptUntil ?? installation.activatedAt,
  });
  await releaseDocuments(dependencies, installation, { codes: ["STOPPED"], cause: "resume" });
  return ok(null);
}
