import type { Installation } from "./ports/installations.ts";
import type { SetUpDependencies } from "./setup/dependencies.ts";
import { shopOf } from "./setup/read-options.ts";
import { registerWebhooks } from "./setup/register-webhooks.ts";
import { MENDED_SHOP, releaseDocuments } from "./setup/release-documents.ts";
import { inspectSettings } from "./setup/save-configuration.ts";

/** The nightly look at an installation: webhooks that the shop switched off or lost are mended, settings are compared with the books. */

export interface InspectDependencies {
  readonly setUpDependencies: SetUpDependencies;
}

/** A look that fails is repeated the next night, and the dots tell why. */
export async function inspectInstallation(
  { setUpDependencies: setUp }: InspectDependencies,
  installation: Installation,
): Promise<void> {
  await mendWebhooks(setUp, installation);
  await inspectSettings(setUp, installation);
}

async function mendWebhooks(setUp: SetUpDependencies, installation: Installation): Promise<void> {
  const shop = await shopOf(setUp, installation);
  if (!shop.ok) return;
  const registered = await registerWebhooks(setUp, installation, shop.value);
  const checkedAt = setUp.now().getTime();
  if (registered.ok) {
    const { pollsInvoices } = registered.value;
    await setUp.installations.change(installation.id, {
      pollsInvoices,
      ccv: { problem: null, checkedAt },
    });
    if (installation.ccv.problem !== null) await releaseDocuments(setUp, installation, MENDED_SHOP);
    return;
  }
  setUp.log("webhooks.not-mended", { installation: installation.id, kind: registered.error.kind });
  if (registered.error.kind === "credentials-refused") {
    await setUp.installations.change(installation.id, {
      ccv: { problem: registered.error.message, checkedAt },
    });
  }
}
