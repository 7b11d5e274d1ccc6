import { fail, ok, type Result } from "../../domain/result.ts";
import type { Installation, InstallationChange } from "../ports/installations.ts";
import { dutchDateOf, firstOfNextMonth } from "./calendar.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { createLicenseKey } from "./license-key.ts";
import { MENDED_SHOP, releaseDocuments } from "./release-documents.ts";
import { API_SECRET_FIELD } from "./sealed-fields.ts";

/** What the App Store sends when an owner installs the app. Its signature is verified before it gets here. */
export interface Handshake {
  readonly apiPublic: string;
  readonly apiSecret: string;
  readonly apiRoot: string;
  readonly returnUrl: string;
}

/** At least 128 random bits are asked for. */
const WEBHOOK_TOKEN_SIZE_BYTES = 32;

/**
 * Keeps the keys of a handshake. It makes no outgoing call, so that a forged address could not be reached through us, and so that
 * the App Store has its answer at once. A known shop keeps its installation, history and webhooks; only its keys are renewed.
 */
export async function acceptHandshake(
  dependencies: SetUpDependencies,
  handshake: Handshake,
): Promise<Result<Installation, { readonly message: string }>> {
  const apiRoot = dependencies.checkApiRoot(handshake.apiRoot);
  if (!apiRoot.ok) return fail(apiRoot.error);
  const checked = { ...handshake, apiRoot: apiRoot.value };
  const { installations } = dependencies;
  const samePublic = await installations.findByApiPublic(checked.apiPublic);
  const known = (await installations.findByApiRoot(checked.apiRoot)) ?? samePublic;
  if (known === null) return ok(await createInstallation(dependencies, checked));
  if (samePublic !== null && samePublic.id !== known.id) {
    await installations.change(samePublic.id, { apiPublic: `replaced-${samePublic.id}` });
  }
  return ok(await renewKeys(dependencies, known, checked));
}

async function renewKeys(
  dependencies: SetUpDependencies,
  known: Installation,
  handshake: Handshake,
): Promise<Installation> {
  const change = {
    ...(await keysOf(dependencies, known.id, handshake)),
    state: known.state === "uninstalled" ? "new" : known.state,
    uninstalledAt: null,
    ccv: { problem: null, checkedAt: known.ccv.checkedAt },
  } satisfies InstallationChange;
  await dependencies.installations.change(known.id, change);
  await releaseDocuments(dependencies, known, MENDED_SHOP);
  return { ...known, ...change };
}

/** The columns that every handshake sets. */
async function keysOf(
  { vault, now }: Pick<SetUpDependencies, "vault" | "now">,
  installationId: string,
  handshake: Handshake,
) {
  const place = { installationId, field: API_SECRET_FIELD };
  return {
    apiRoot: handshake.apiRoot,
    apiPublic: handshake.apiPublic,
    apiSecret: await vault.seal(handshake.apiSecret, place),
    returnUrl: handshake.returnUrl,
    handshakeAt: now().getTime(),
    linkUsedFor: null,
  };
}

/** The App Store may send a handshake twice at once: whoever comes second renews what the first has made. */
async function createInstallation(
  dependencies: SetUpDependencies,
  handshake: Handshake,
): Promise<Installation> {
  const installation = await freshInstallation(dependencies, handshake);
  try {
    await dependencies.installations.create(installation);
    return installation;
  } catch (error) {
    const made = await dependencies.installations.findByApiPublic(handshake.apiPublic);
    if (made === null) throw error;
    return renewKeys(dependencies, made, handshake);
  }
}

async function freshInstallation(
  dependencies: SetUpDependencies,
  handshake: Handshake,
): Promise<Installation> {
  const id = dependencies.newId();
  const now = dependencies.now();
  return {
    ...(await keysOf(dependencies, id, handshake)),
    id,
    licenseKey: createLicenseKey(),
    state: "new",
    webShopId: null,
    shopName: null,
    webhookToken: dependencies.randomToken(WEBHOOK_TOKEN_SIZE_BYTES),
    environmentCode: null,
    administrationKey: null,
    administrationName: null,
    ccv: { problem: null, checkedAt: null },
    imuis: { problem: null, checkedAt: null },
    termsVersion: null,
    termsAcceptedAt: null,
    configurationVersion: 0,
    configuration: null,
    source: null,
    settingProblems: [],
    createdAt: now.getTime(),
    activatedAt: null,
    firstActiveOn: null,
    trialEndsOn: firstOfNextMonth(dutchDateOf(now)),
    additionalEmail: null,
    sweptUntil: null,
    pollsInvoices: false,
    lookBeforeCreateSince: null,
    database: "DB",
    movingTo: null,
  };
}
