import type { Installation } from "../ports/installations.ts";
import type { ShopIdentity } from "../ports/shop.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { shopOf } from "./read-options.ts";
import { API_SECRET_FIELD } from "./sealed-fields.ts";

/** The link can be replayed for ever, so that it opens a session only while the owner may be on the way from the App Store. */
const LINK_LIFETIME_MS = 60 * 60 * 1000;

/**
 * The installation for which this link opens a session, or null when it has done so before or is too old.
 * Here the shop is asked who it is: a shop that is known under another address gets its installation back.
 */
export async function openInstallLink(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<Installation | null> {
  const { id, handshakeAt, state, linkUsedFor } = installation;
  const age = dependencies.now().getTime() - handshakeAt;
  if (state === "uninstalled" || linkUsedFor === handshakeAt || age > LINK_LIFETIME_MS) return null;
  if (!(await dependencies.access.claimInstallLink(id, handshakeAt))) return null;
  const identity = await readIdentity(dependencies, installation);
  if (identity === null) return installation;
  const known = await findKnown(dependencies, installation, identity);
  if (known === null) return rememberIdentity(dependencies, installation, identity);
  return mergeInto(dependencies, installation, known);
}

/** A shop that doesn't answer now must not stop the set-up; its dot says so. */
async function readIdentity(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<ShopIdentity | null> {
  const shop = await shopOf(dependencies, installation);
  const identity = shop.ok ? await shop.value.readIdentity() : null;
  const checkedAt = dependencies.now().getTime();
  if (identity?.ok) {
    const ccv = { problem: null, checkedAt };
    await dependencies.installations.change(installation.id, { ccv });
    return identity.value;
  }
  const problem = identity?.error.message ?? "The keys of the shop cannot be read.";
  await dependencies.installations.change(installation.id, { ccv: { problem, checkedAt } });
  dependencies.log("shop_identity_unread", {
    installation: installation.id,
    reason: identity?.error.kind ?? "credentials",
  });
  return null;
}

async function rememberIdentity(
  dependencies: SetUpDependencies,
  installation: Installation,
  identity: ShopIdentity,
): Promise<Installation> {
  const known = { webShopId: identity.webShopId, shopName: identity.name };
  await dependencies.installations.change(installation.id, known);
  return { ...installation, ...known };
}

/** Only what the handshake has just made may be merged away: it has no history of its own. */
async function findKnown(
  dependencies: SetUpDependencies,
  installation: Installation,
  identity: ShopIdentity,
): Promise<Installation | null> {
  if (installation.activatedAt !== null || installation.webShopId !== null) return null;
  const same = await dependencies.installations.findByWebShop(identity.webShopId);
  const others = same.filter(({ id }) => id !== installation.id);
  return others.find(({ state }) => state !== "uninstalled") ?? others[0] ?? null;
}

async function mergeInto(
  dependencies: SetUpDependencies,
  from: Installation,
  known: Installation,
): Promise<Installation> {
  const credentials = await dependencies.credentials.shop(from);
  if (!credentials.ok) return from;
  const place = { installationId: known.id, field: API_SECRET_FIELD };
  const into: Installation = {
    ...known,
    apiRoot: from.apiRoot,
    apiPublic: from.apiPublic,
    apiSecret: await dependencies.vault.seal(credentials.value.apiSecret, place),
    returnUrl: from.returnUrl,
    state: known.state === "uninstalled" ? "new" : known.state,
    handshakeAt: from.handshakeAt,
    linkUsedFor: from.handshakeAt,
    ccv: { problem: null, checkedAt: dependencies.now().getTime() },
  };
  await dependencies.installations.merge(from, into);
  dependencies.log("installation_merged", { installation: into.id, dropped: from.id });
  return into;
}
