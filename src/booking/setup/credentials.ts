import { fail } from "../../domain/result.ts";
import type { CredentialReader } from "../ports/installations.ts";
import type { Vault } from "../ports/vault.ts";
import { API_SECRET_FIELD, ENVIRONMENT_CODE_FIELD } from "./sealed-fields.ts";

/** Opens an installation's credentials for the moment they are needed; nothing is kept. */
export function createCredentialReader(vault: Vault): CredentialReader {
  return {
    async shop({ id, apiRoot, apiPublic, apiSecret }) {
      if (apiSecret === null) return fail({ message: "the shop is not connected" });
      const opened = await vault.open(apiSecret, { installationId: id, field: API_SECRET_FIELD });
      if (!opened.ok) return opened;
      return { ok: true, value: { apiRoot, apiPublic, apiSecret: opened.value } };
    },
    async environmentCode({ id, environmentCode }) {
      if (environmentCode === null) return fail({ message: "iMUIS is not connected" });
      return vault.open(environmentCode, { installationId: id, field: ENVIRONMENT_CODE_FIELD });
    },
  };
}
