import { fail, ok, type Result } from "../../domain/result.ts";
import type { Installation } from "../ports/installations.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { fromBooksFailure, type SetUpFailure } from "./failure.ts";
import { MENDED_BOOKS, releaseDocuments } from "./release-documents.ts";
import { ENVIRONMENT_CODE_FIELD } from "./sealed-fields.ts";

export interface ConnectRequest {
  readonly environmentCode: string;
  /** Yes, another administration: forget what was known of the former one. */
  readonly confirm: boolean;
  readonly by: string;
}

/**
 * Logs in to iMUIS with a new environment code and keeps it when that works (contract section 4).
 * Another administration has other debtors, products, accounts and codes, so nothing of the former one may be used again.
 */
export async function connectImuis(
  dependencies: SetUpDependencies,
  installation: Installation,
  request: ConnectRequest,
): Promise<Result<{ readonly administration: string }, SetUpFailure>> {
  if (installation.state === "uninstalled") return fail({ kind: "uninstalled" });
  const books = await dependencies.books(request.environmentCode);
  const connected = await books.connect();
  if (!connected.ok) return fail(fromBooksFailure(connected.error));
  const { administration } = connected.value;
  const administrationKey = await dependencies.administrationKey(request.environmentCode);
  const known = installation.administrationKey;
  const isNewCode = known !== null && known !== administrationKey;
  const isOther = isNewCode && !isSameAdministration(installation, administration);
  if (isOther && !request.confirm) return fail({ kind: "administration-changed", administration });
  if (isOther) await forgetFormer(dependencies, installation, request.by);
  // Two administrations may bear one name: with any new code the debtors are looked up again.
  else if (isNewCode) await dependencies.installations.forgetBooks(installation.id);
  await dependencies.installations.change(installation.id, {
    environmentCode: await dependencies.vault.seal(request.environmentCode, {
      installationId: installation.id,
      field: ENVIRONMENT_CODE_FIELD,
    }),
    administrationKey,
    administrationName: administration,
    imuis: { problem: null, checkedAt: dependencies.now().getTime() },
  });
  await releaseDocuments(dependencies, installation, MENDED_BOOKS);
  return ok({ administration });
}

/** iMUIS tells an administration's name, but no lasting number of it: a renewed code of the same one is known by that. */
function isSameAdministration(
  { administrationName }: Installation,
  administration: string,
): boolean {
  return administration !== "" && administration === administrationName;
}

async function forgetFormer(
  dependencies: SetUpDependencies,
  installation: Installation,
  by: string,
): Promise<void> {
  await dependencies.installations.forgetBooks(installation.id);
  await dependencies.installations.saveConfiguration(installation.id, null, {
    name: by,
    at: dependencies.now().getTime(),
  });
  await dependencies.installations.change(installation.id, { settingProblems: [] });
}
