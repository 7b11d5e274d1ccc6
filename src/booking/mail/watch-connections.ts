import type {
  Installation,
  InstallationChange,
  InstallationRepository,
} from "../ports/installations.ts";
import { type NotifyDependencies, sendAlert } from "./notify.ts";
import type { AlertRepository, ConnectionSide } from "./repositories.ts";

/** Tells the owner of a red connection, whoever found it so: every change of a dot passes through here. */

export interface AlertDependencies extends NotifyDependencies {
  readonly alerts: AlertRepository;
  readonly installations: Pick<InstallationRepository, "find">;
  now(): number;
}

const SIDES: readonly ConnectionSide[] = ["ccv", "imuis"];

/** A cron run tells of this many, each some six of its thousand queries; the next run goes on. */
const DAILY_PAGE = 100;

/** The repository whose changes are watched. */
export function watchConnections(
  installations: InstallationRepository,
  deps: Omit<AlertDependencies, "installations">,
): InstallationRepository {
  return {
    ...installations,
    async change(id, change) {
      await installations.change(id, change);
      await notice({ ...deps, installations }, id, change);
    },
  };
}

async function notice(
  deps: AlertDependencies,
  installationId: string,
  change: InstallationChange,
): Promise<void> {
  for (const connection of SIDES) {
    const state = change[connection];
    if (state === undefined) continue;
    if (state.problem === null) await deps.alerts.turnedGreen({ installationId, connection });
    else await noticeRed(deps, installationId, { connection, problem: state.problem });
  }
}

/** During the set-up the owner sits before the page; after an uninstall there is nothing to mend. */
async function noticeRed(
  deps: AlertDependencies,
  installationId: string,
  red: { readonly connection: ConnectionSide; readonly problem: string },
): Promise<void> {
  const installation = await deps.installations.find(installationId);
  if (installation?.state !== "active") return;
  const { connection, problem } = red;
  if (!(await deps.alerts.turnedRed({ installationId, connection }, deps.now()))) return;
  await sendAlert(deps, installation, { connection, problem, again: false });
}

/** Once a day while a connection stays red. */
export async function remindOfRedConnections(deps: AlertDependencies, now: number): Promise<void> {
  for (const { installationId, connection } of await deps.alerts.claimDaily(now, DAILY_PAGE)) {
    const installation = await deps.installations.find(installationId);
    const problem = installation === null ? null : problemOf(installation, connection);
    if (installation === null || problem === null) continue;
    await sendAlert(deps, installation, { connection, problem, again: true });
  }
}

function problemOf(installation: Installation, connection: ConnectionSide): string | null {
  return installation[connection].problem;
}
