import type { Installation } from "../ports/installations.ts";
import type { AccessRepository } from "../setup/repositories.ts";

/** Who gets the mails of an installation, and what the shop is called in them. */

/** Every account that sees it, and the additional address; each once. */
export async function recipientsOf(
  access: Pick<AccessRepository, "addresses">,
  installation: Pick<Installation, "id" | "additionalEmail">,
): Promise<readonly string[]> {
  const { id, additionalEmail } = installation;
  const own = await access.addresses(id);
  const all = additionalEmail === null ? own : [...own, additionalEmail.toLowerCase()];
  return [...new Set(all)];
}

/** The shop as its owner knows it. */
export function shopNameOf(installation: Pick<Installation, "shopName" | "apiRoot">): string {
  return installation.shopName ?? new URL(installation.apiRoot).host;
}
