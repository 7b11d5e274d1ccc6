import type { Installation } from "../ports/installations.ts";
import type { SetUpDependencies } from "./dependencies.ts";

/** The owner removed the app: the booking stops and every credential is erased; the history stays readable. */
export async function uninstall(
  dependencies: Pick<SetUpDependencies, "installations" | "now">,
  installation: Installation,
): Promise<void> {
  const { installations } = dependencies;
  await installations.change(installation.id, {
    state: "uninstalled",
    uninstalledAt: dependencies.now().getTime(),
    apiSecret: null,
    environmentCode: null,
  });
  for (const { event } of await installations.webhooks(installation.id)) {
    await installations.deleteWebhook(installation.id, event);
  }
}
